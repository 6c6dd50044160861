// What every browser journey needs: a Chromium, fresh contexts, and the three
// questions asked of each page: is it accessible, does it fit the screen, does
// it talk to nobody but its own server.
//
// A journey is a script run as "node NAME.mjs URL" against a program that the
// Go test has started; it ends with status 1 and a sentence when a check fails:
//
//   import { journey, assertAccessible } from './lib.mjs'
//   await journey(async ({ open, origin }) => {
//     const page = await open({ width: 390 })
//     await page.goto(origin + '/')
//     await assertAccessible(page)
//   })
//
// Environment: CHROMIUM names the browser; UNANIME_SCREENSHOTS a folder for
// pictures, none are taken without it.

import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

// The browser may reach nothing but the page: none of its own services.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Path of the browser: $CHROMIUM, or the first usual name found in /usr/bin and $PATH. */
export function chromiumPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
  if (!found) throw new Error('no Chromium was found: run “make browser”, or set CHROMIUM to its path')
  return found
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Starts a headless browser; the caller closes it. */
export function launch() {
  return chromium.launch({ executablePath: chromiumPath(), headless: true, args: flags })
}

/**
 * A context without cookies, in French and in Paris. width and height are CSS
 * pixels; other options are those of Playwright (javaScriptEnabled, offline…).
 */
export async function freshContext(browser, { width = 1280, height = 900, ...others } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
    ...others,
  })
  context.setDefaultTimeout(30_000) // a busy machine is no failure
  return context
}

/**
 * Runs a journey against the URL given on the command line. It receives origin
 * and open(options), which opens a page in a fresh context; at the end no page
 * may have called another host nor thrown an error.
 */
export async function journey(run) {
  const origin = new URL(process.argv[2] ?? fail('usage: node JOURNEY.mjs URL')).origin
  const browser = await launch()
  const checks = []
  const open = async (options) => {
    const context = await freshContext(browser, options)
    checks.push(assertNoForeignRequest(context, origin), assertNoPageError(context))
    return context.newPage()
  }
  try {
    await run({ browser, open, origin })
    for (const check of checks) check()
  } catch (error) {
    console.error(error.stack ?? error)
    process.exitCode = 1
  } finally {
    await browser.close()
  }
}

function fail(sentence) {
  throw new Error(sentence)
}

/** Throws a list of what axe-core finds against WCAG 2.2 AA and good practice. */
export async function assertAccessible(page) {
  // Evaluated, not added as a script: the page's CSP allows no inline code.
  await page.evaluate(axeSource)
  const { violations } = await page.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }),
    axeTags,
  )
  if (violations.length === 0) return
  const lines = violations.flatMap((v) => [
    `${v.id} (${v.impact}): ${v.help}`,
    ...v.nodes.slice(0, 5).map((node) => `    ${node.target.join(' ')}    ${node.html.slice(0, 160)}`),
  ])
  throw new Error(`${page.url()} is not accessible:\n${lines.join('\n')}`)
}

/** Throws when the page must be scrolled sideways (WCAG 1.4.10, at 320 px). */
export async function assertReflow(page) {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  if (content > screen) throw new Error(`${page.url()} is ${content} px wide on a screen of ${screen} px`)
}

/**
 * Records from now on what the context asks for, WebSockets included; the
 * function returned throws if another host than origin's was asked.
 */
export function assertNoForeignRequest(context, origin) {
  const foreign = new Set()
  const record = (address) => {
    const url = new URL(address)
    const own = url.host === new URL(origin).host && /^(https?|wss?):$/.test(url.protocol)
    if (!own && !['data:', 'blob:', 'about:'].includes(url.protocol)) foreign.add(address)
  }
  const watch = (page) => page.on('websocket', (socket) => record(socket.url()))
  context.on('request', (request) => record(request.url()))
  context.on('page', watch)
  context.pages().forEach(watch)
  return () => {
    if (foreign.size > 0) throw new Error(`requests to other hosts than ${origin}:\n${[...foreign].join('\n')}`)
  }
}

/** Records script errors from now on, CSP refusals included; the function returned throws them. */
export function assertNoPageError(context) {
  const errors = []
  context.on('weberror', (event) => errors.push(event.error().message))
  context.on('console', (message) => {
    // A failed load is told by its own check: journeys cut the network on purpose.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) errors.push(message.text())
  })
  return () => {
    if (errors.length > 0) throw new Error(`errors in pages:\n${errors.join('\n')}`)
  }
}

/** Saves the whole page as NAME.png in $UNANIME_SCREENSHOTS, when it is set. */
export async function screenshot(page, name) {
  const folder = process.env.UNANIME_SCREENSHOTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

/**
 * Returns look(name): the page as it stands is accessible, fits 320 px, and is
 * pictured as PREFIX-01-NAME, in the order of the walk.
 */
export function looker(page, prefix) {
  let shots = 0
  return async (name) => {
    await assertAccessible(page)
    const size = page.viewportSize()
    await page.setViewportSize({ width: 320, height: size.height })
    await assertReflow(page)
    await page.setViewportSize(size)
    await screenshot(page, `${prefix}-${String(++shots).padStart(2, '0')}-${name}`)
  }
}
