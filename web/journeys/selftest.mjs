// The checks themselves are checked: each must pass a good page and stop a bad
// one. The pages are served by internal/webtest.
import assert from 'node:assert/strict'
import { assertAccessible, assertNoForeignRequest, assertNoPageError, assertReflow, freshContext, journey, screenshot } from './lib.mjs'

await journey(async ({ browser, open, origin }) => {
  const page = await open({ width: 320, height: 640 })
  await page.goto(origin + '/')
  await assertAccessible(page)
  await assertReflow(page)
  await screenshot(page, 'selftest')

  await page.goto(origin + '/mute')
  await assert.rejects(assertAccessible(page), /html-has-lang/)
  await page.goto(origin + '/wide')
  await assert.rejects(assertReflow(page), /wide on a screen of 320 px/)

  const context = await freshContext(browser)
  const foreign = assertNoForeignRequest(context, origin)
  const errors = assertNoPageError(context)
  const other = await context.newPage()
  await other.goto(origin + '/')
  foreign()
  errors()
  await other.goto(origin + '/foreign')
  assert.throws(foreign, /127\.0\.0\.1:9\/x\.png/)
  await other.goto(origin + '/script')
  assert.throws(errors, /Content Security Policy/)
  console.log('every check passes a good page and stops a bad one')
})
