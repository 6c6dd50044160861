// Fourteen paper sheets are typed with the keyboard alone, then a workshop is
// noted line by line while the network goes and comes back.

import assert from 'node:assert/strict'
import { assertAccessible, assertReflow, journey, screenshot } from './lib.mjs'

await journey(async ({ open, origin }) => {
  const page = await open()
  const context = page.context()
  const keys = page.keyboard
  const look = async (name) => {
    await assertAccessible(page)
    const size = page.viewportSize()
    await page.setViewportSize({ width: 320, height: size.height })
    await assertReflow(page)
    await screenshot(page, `320-paper-${name}`)
    await page.setViewportSize(size)
    await screenshot(page, `paper-${name}`)
  }
  const focused = () => page.evaluate(() => document.activeElement.id)
  // From here to the sending, nothing but keys.
  const walkTo = async (id) => {
    for (let i = 0; i < 20; i++) {
      if ((await focused()) === id) return
      await keys.press('Tab')
    }
    throw new Error(`Tab does not reach ${id}`)
  }
  const author = async (letters) => {
    assert.equal(await focused(), 'auteur', 'the next sheet begins with its author')
    await keys.type(letters)
    await page.locator('#auteur-choix [role=option]').first().waitFor()
    await keys.press('ArrowDown')
    await keys.press('Enter')
    await page.getByText('✓').waitFor()
  }

  await page.goto(origin + '/entrer')
  await page.getByRole('button', { name: 'Organisatrice', exact: true }).click()
  await page.goto(origin + '/fiches')
  await look('vide')
  // The first sheet says where the pile comes from: Shift+Tab goes up to it.
  while ((await focused()) !== 'lieu') await keys.press('Shift+Tab')
  await keys.type('atelier de Cogny')
  await walkTo('auteur')
  for (let n = 1; n <= 14; n++) {
    if (n === 14) {
      // Somebody who is not in the list, of a commune that shares its name.
      await keys.press('Tab')
      await keys.press('Enter')
      await walkTo('prenom')
      await keys.type('Denise')
      await keys.press('Tab')
      await keys.type('Fiche')
      await walkTo('commune')
      await keys.type('cogny')
      await page.locator('#commune-choix [role=option]').nth(1).waitFor()
      await look('commune')
      await keys.press('ArrowDown')
      await keys.press('Enter')
    } else {
      await author(['ma', 'mar', 'du', 'be'][n % 4])
      if (n === 2) await look('auteur-choisi')
    }
    await walkTo('fiche')
    if (n === 1) await keys.type('1')
    assert.equal(await page.locator('#fiche').inputValue(), String(n), 'the next number is proposed')
    await walkTo('texte')
    await keys.type(`Fiche ${n} : garder un guichet ouvert.`)
    if (n % 2) {
      await keys.press('Tab')
      await keys.press('Space')
    }
    await keys.press('Control+Enter')
    await page.getByText(`Fiche ${n}, `).first().waitFor()
    assert.equal(await page.locator('#lieu').inputValue(), 'atelier de Cogny', 'the place is kept')
    assert.equal(await page.locator('#signer').isChecked(), false, 'a consent is never kept')
  }
  await look('quatorze')
  assert.equal(await page.locator('.typed li').count(), 5)

  // A number twice is said; a mistake is mended, then taken back.
  await author('ma')
  await walkTo('fiche')
  await keys.press('Control+A')
  await keys.type('3')
  await walkTo('texte')
  await keys.type('La troisième fiche, une seconde fois.')
  await keys.press('Control+Enter')
  await page.getByText('Ce numéro de fiche est déjà celui de').waitFor()
  await look('numero-pris')
  await page.getByRole('link', { name: /^Corriger C-/ }).first().press('Enter')
  await page.getByRole('heading', { name: /^Corriger/ }).waitFor()
  await look('corriger')
  assert.equal(await focused(), 'texte')
  await keys.press('Control+End')
  await keys.type(' Relue.')
  await keys.press('Control+Enter')
  await page.getByText('seconde fois. Relue.').waitFor()
  await page.getByRole('link', { name: /^Retirer C-/ }).first().press('Enter')
  await page.getByRole('heading', { name: /^Retirer/ }).waitFor()
  await look('retirer')
  await keys.press('Enter')
  await page.getByText('Saisie retirée').waitFor()
  assert.equal(await page.getByText('seconde fois').count(), 0)

  await page.getByRole('link', { name: 'C-0295', exact: true }).click() // the thirteenth
  await page.getByText('papier, saisie par l’organisation, fiche 13, atelier de Cogny').waitFor()
  await look('contribution')

  // The scribe: two lines with a network, three without, then it comes back.
  await page.goto(origin + '/notes')
  await page.locator('#lieu').fill('atelier de Lyon')
  await page.locator('#auteur').focus()
  const say = async (speaker, words) => {
    assert.equal(await focused(), 'auteur')
    await keys.type(speaker)
    await walkTo('texte')
    await keys.type(words)
    await keys.press('Control+Enter')
    assert.equal(await page.locator('#texte').inputValue(), '', 'the line is cleared at once')
  }
  await author('ma')
  await walkTo('texte')
  await keys.type('Ligne 1, par quelqu’un de la liste.')
  await keys.press('Control+Enter')
  await page.locator('#lignes li', { hasText: 'Ligne 1' }).waitFor()
  await say('', 'Ligne 2, dans la salle.')
  await page.locator('#lignes li', { hasText: 'Une intervention dans la salle' }).waitFor()
  await context.setOffline(true)
  await say('', 'Ligne 3, sans réseau.')
  await say('Mme Inconnue', 'Ligne 4, sans réseau.')
  await say('', 'Ligne 5, sans réseau.')
  await page.getByText('3 lignes en attente sur cet appareil').waitFor()
  await look('notes-en-attente')
  await context.setOffline(false)
  await page.locator('#lignes li', { hasText: 'Ligne 5' }).waitFor()
  await page.locator('#attente:empty').waitFor({ state: 'attached' })

  // The answer to a line is lost: it is sent again, and is there once.
  let lost = 0
  await page.route('**/notes', async (route) => {
    if (route.request().method() !== 'POST' || lost++ > 0) return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await say('', 'Ligne 6, réponse perdue.')
  await page.getByText('1 ligne en attente sur cet appareil').waitFor()
  // A closed tab forgets nothing.
  await page.goto(origin + '/aide')
  await page.goto(origin + '/notes')
  await page.locator('#attente:empty').waitFor({ state: 'attached' })
  assert.ok(lost > 1, 'the line was sent twice')
  await page.goto(origin + '/notes')
  assert.equal(await page.locator('#lieu').inputValue(), 'atelier de Lyon')
  await look('notes')

  await page.goto(origin + '/contributions?page=99')
  for (let n = 1; n <= 6; n++) {
    assert.equal(await page.getByText(new RegExp(`^Ligne ${n}, `)).count(), 1, `line ${n} is there once`)
  }
})
