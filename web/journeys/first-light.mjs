// First light: a sentence sent by an official is classified by the organiser,
// becomes a proposition, is reworded by the drafter, and is in the PDF.
//
// The address may carry ?width=390 to walk as on a phone. Every page met is
// checked for accessibility and for reflow at 320 px.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { journey, looker } from './lib.mjs'

const width = Number(new URL(process.argv[2]).searchParams.get('width') ?? 1280)
const idea = 'Maintenir un accueil humain dans chaque commune, en complément des démarches en ligne : un guichet, un agent formé, des horaires affichés.'

await journey(async ({ open, origin }) => {
  const page = await open({ width, height: width < 600 ? 844 : 900, acceptDownloads: true })
  const look = looker(page, String(width))
  const enter = async (role) => {
    await page.goto(origin + '/entrer')
    await page.getByRole('button', { name: role, exact: true }).click()
    await page.getByText('Vous êtes entré').waitFor()
  }

  await page.goto(origin + '/')
  await look('accueil')
  for (const path of ['/aide', '/mentions-legales', '/donnees-personnelles', '/accessibilite', '/entrer', '/rien']) {
    await page.goto(origin + path)
    await look(path.slice(1))
  }

  // An official sends an idea; what is half-written survives a closed tab.
  await enter('Élu·e')
  await look('contribuer')
  await page.getByLabel('Que proposez-vous').fill(idea)
  await page.getByText('Brouillon enregistré').waitFor()
  await page.goto(origin + '/aide')
  await page.goto(origin + '/contribuer')
  assert.equal(await page.getByLabel('Que proposez-vous').inputValue(), idea)
  await page.getByLabel('À propos de').selectOption({ index: 4 })
  await page.getByRole('button', { name: 'Relire puis envoyer' }).click()
  await look('relire')
  await page.getByRole('button', { name: 'Envoyer' }).click()
  const number = (await page.locator('h1').textContent()).trim()
  assert.match(number, /^C-\d{4}$/)
  await look('recu')
  await page.getByRole('link', { name: 'Modifier' }).click()
  await look('modifier')
  await page.goBack()
  await page.getByRole('link', { name: 'Retirer' }).click()
  await look('retirer')
  await page.goto(origin + '/contribuer')
  assert.equal(await page.getByLabel('Que proposez-vous').inputValue(), '', 'the draft is gone once sent')
  await page.locator('form[data-draft]').evaluate((form) => { form.noValidate = true })
  await page.getByRole('button', { name: 'Relire puis envoyer' }).click()
  await page.getByText('Ce champ est vide').waitFor()
  await look('champ-vide')
  await page.goto(origin + '/mes-contributions')
  await page.getByText(idea).waitFor()
  await look('mes-contributions')

  // The organiser sees it, asks for themes, accepts and renames two, moves an idea.
  await enter('Organisatrice')
  await look('themes-proposes')
  await page.getByRole('button', { name: 'Proposer un classement' }).click()
  await page.getByText('Le classement proposé est prêt').waitFor()
  await page.getByRole('button', { name: /^Accepter les/ }).click()
  await page.getByText('Thèmes acceptés.', { exact: true }).waitFor()
  await look('themes')
  for (const [theme, name] of [[1, 'Premier enjeu renommé'], [2, 'Second enjeu renommé']]) {
    await page.goto(`${origin}/themes/${theme}`)
    if (theme === 1) await look('theme')
    await page.getByLabel('Nom du thème').fill(name)
    await page.getByRole('button', { name: 'Renommer' }).click()
    await page.getByRole('heading', { name }).waitFor()
  }
  const first = page.locator('article').first()
  const moved = (await first.locator('.ref a').textContent()).trim()
  await first.getByLabel('Déplacer vers').selectOption({ index: 0 })
  await first.getByRole('button', { name: /Déplacer/ }).click()
  await page.getByText('Idée déplacée').waitFor()
  await page.goto(`${origin}/themes/1`)
  await page.locator('article', { hasText: moved }).getByText('placée par une personne').waitFor()
  await page.goto(origin + '/themes/0')
  await look('a-classer')
  await page.goto(origin + '/contributions')
  await look('contributions')

  // The motion is generated and a proposition reworded.
  await page.goto(origin + '/motion')
  await look('motion-a-generer')
  await page.getByRole('button', { name: 'Générer la motion' }).click()
  await page.getByText('La première version de la motion est prête').waitFor()
  await look('motion')
  await enter('Rapporteure')
  await page.getByRole('link', { name: /Rédiger la proposition 3$/ }).click()
  await look('proposition')
  const demand = 'Maintenir un accueil humain en complément de la dématérialisation.'
  await page.getByLabel('La demande').fill(demand)
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Proposition enregistrée').waitFor()
  assert.equal((await page.locator('.proposition.here h3').textContent()).trim(), demand)
  await look('proposition-enregistree')
  await page.locator('input[name=base]').evaluate((field) => { field.value = '0'.repeat(64) })
  await page.getByLabel('La demande').fill('Écrire par-dessus.')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('pendant que vous écriviez').waitFor()
  await look('proposition-perimee')
  await page.goto(origin + '/motion/exports')
  await look('exports')

  const downloads = {}
  for (const format of ['PDF', 'Markdown']) {
    const waiting = page.waitForEvent('download')
    await page.getByRole('link', { name: new RegExp(`^${format}`) }).first().click()
    downloads[format] = readFileSync(await (await waiting).path())
  }
  assert.equal(downloads.PDF.subarray(0, 5).toString(), '%PDF-')
  assert.ok(downloads.Markdown.toString().includes(`### ${demand}`), 'the Markdown says what was saved')

  // The thread, read from the official's side.
  await enter('Élu·e')
  await page.goto(origin + '/mes-contributions')
  const thread = page.locator('article', { hasText: idea })
  await thread.getByText(/reprise|reçue/).waitFor()
  await look('mes-contributions-classees')
  const taken = page.getByRole('link', { name: /^proposition \d+$/ }).first()
  const proposition = (await taken.textContent()).replace('proposition ', '')
  await taken.click()
  await page.getByRole('region', { name: `Proposition ${proposition}`, exact: true }).waitFor()
  await page.goto(origin + '/')
  await look('accueil-apres')
})
