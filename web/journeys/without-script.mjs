// An official contributes with JavaScript off: nothing on their way needs it.

import assert from 'node:assert/strict'
import { journey } from './lib.mjs'

await journey(async ({ open, origin }) => {
  const page = await open({ width: 390, javaScriptEnabled: false })
  await page.goto(origin + '/entrer')
  await page.getByRole('button', { name: 'Élu·e', exact: true }).click()
  await page.getByLabel('Que proposez-vous').fill('Sans script, sur une vieille tablette.')
  await page.getByRole('button', { name: 'Relire puis envoyer' }).click()
  await page.getByRole('button', { name: 'Modifier encore' }).click()
  assert.equal(await page.getByLabel('Que proposez-vous').inputValue(), 'Sans script, sur une vieille tablette.')
  await page.getByRole('button', { name: 'Relire puis envoyer' }).click()
  await page.getByRole('button', { name: 'Envoyer' }).click()
  assert.match(await page.locator('h1').textContent(), /C-\d{4}/)
  await page.goto(origin + '/mes-contributions')
  assert.equal(await page.getByText('Sans script, sur une vieille tablette.').count(), 1)
})
