// Seeing: the organiser reads the dashboard, opens a figure, searches, filters,
// sorts, turns the page and takes the result away, with and without script, with
// the keyboard alone.
//
// The address may carry ?width=390 to walk as on a phone.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { journey, looker } from './lib.mjs'

const width = Number(new URL(process.argv[2]).searchParams.get('width') ?? 1280)

await journey(async ({ open, origin }) => {
  const page = await open({ width, height: width < 600 ? 844 : 900, acceptDownloads: true })
  const look = looker(page, `see-${width}`)
  const total = async () => Number((await page.locator('h1').textContent()).replace(/\D/g, ''))

  await page.goto(origin + '/entrer')
  await page.getByRole('button', { name: 'Organisatrice', exact: true }).click()
  await page.goto(origin + '/tableau')
  await page.getByRole('heading', { name: 'À faire' }).waitFor()
  for (const summary of await page.locator('summary').all()) await summary.click()
  await look('tableau')

  // A figure opens the list behind it.
  const paper = page.locator('table.breakdown', { hasText: 'Papier' }).getByRole('link', { name: /Papier/ })
  const said = Number((await paper.evaluate((link) => link.firstChild.textContent)).replace(/\D/g, ''))
  await paper.click()
  assert.equal(await total(), said, 'the list holds what the figure counts')
  assert.equal(await page.getByLabel('Canal').inputValue(), 'paper')
  await look('contributions-papier')

  // Search with the keyboard alone; the word is marked, the filter stays.
  const field = page.getByLabel('Chercher dans les textes')
  await field.focus()
  await page.keyboard.type('communes')
  await page.keyboard.press('Enter')
  await page.waitForURL(/q=communes/)
  const narrowed = await total()
  assert.ok(narrowed > 0 && narrowed < said, `${narrowed} of ${said}`)
  const marked = await page.locator('mark').allTextContents()
  assert.ok(marked.length > 0 && marked.every((word) => /^communes?$/i.test(word)), `marked: ${marked}`)
  await look('contributions-trouvees')

  await page.getByRole('link', { name: 'Tout afficher' }).click()
  await page.locator('summary').click()
  await page.getByLabel('Trier par').selectOption('departement')
  await page.getByRole('button', { name: 'Appliquer' }).click()
  await page.getByRole('link', { name: 'Suivantes' }).click()
  assert.match(page.url(), /ordre=departement&page=2|page=2&ordre=departement/)
  await look('contributions-page-2')

  await field.fill('xylophone introuvable')
  await page.getByRole('button', { name: 'Chercher' }).click()
  await page.getByText('Aucune contribution ne correspond').waitFor()
  await look('contributions-aucune')

  await page.goto(origin + '/contributions?q=mairie')
  for (const [name, first] of [['CSV', '\ufeffcontribution;'], ['Excel (XLSX)', 'PK']]) {
    const waiting = page.waitForEvent('download')
    await page.getByRole('link', { name }).click()
    const file = readFileSync(await (await waiting).path())
    assert.ok(file.toString('utf8').startsWith(first), `${name} begins with ${first}`)
  }
})
