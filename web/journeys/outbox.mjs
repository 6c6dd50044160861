// The organiser invites; without a mail server the outbox shows each message.
// An official comes in by the link of theirs, contributes, and a receipt is there.
// JavaScript is off for the organiser: nothing here needs it.

import assert from 'node:assert/strict'
import { assertAccessible, assertReflow, journey, screenshot } from './lib.mjs'

await journey(async ({ open, origin }) => {
  const look = async (page, name) => {
    await assertAccessible(page)
    await screenshot(page, `outbox-${name}`)
    const size = page.viewportSize()
    await page.setViewportSize({ width: 320, height: size.height })
    await assertReflow(page)
    await screenshot(page, `outbox-320-${name}`)
    await page.setViewportSize(size)
  }
  const enter = async (page, role) => {
    await page.goto(origin + '/entrer')
    await page.getByRole('button', { name: role, exact: true }).click()
  }

  const desk = await open({})
  await enter(desk, 'Organisatrice')
  await desk.getByRole('link', { name: 'Invitations' }).click()
  await look(desk, 'invitations')
  await desk.getByRole('button', { name: /^Inviter Abel/ }).click()
  await desk.getByText('Invitations mises dans la boîte').waitFor()
  await desk.getByRole('link', { name: /^Boîte d/ }).click()
  const message = desk.locator('article').first()
  await message.locator('summary').click()
  const link = (await message.locator('.said').textContent()).match(/\/entrer\/\S+/)[0]
  await look(desk, 'envois')

  const tablet = await open({ width: 390, height: 844, javaScriptEnabled: false })
  await tablet.goto(origin + link)
  await tablet.goto(origin + link) // as the mail gateway did
  await tablet.getByRole('button', { name: 'Entrer' }).click()
  await tablet.getByLabel('Que proposez-vous').fill('Un guichet dans chaque commune.')
  await tablet.getByRole('button', { name: 'Relire puis envoyer' }).click()
  await tablet.getByRole('button', { name: 'Envoyer' }).click()
  const number = (await tablet.locator('h1').textContent()).trim()
  assert.match(number, /^C-\d{4}$/)

  const paper = await open({ javaScriptEnabled: false })
  await enter(paper, 'Organisatrice')
  await paper.goto(origin + '/envois')
  assert.equal(await paper.getByRole('heading', { name: `Reçu ${number}` }).count(), 1)
  await paper.goto(origin + '/invitations')
  await paper.getByRole('button', { name: /^Inviter toutes/ }).click()
  await paper.getByText('Personne à inviter').waitFor()
})
