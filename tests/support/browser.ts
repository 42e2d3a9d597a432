/**
 * The console in Debian's Chromium over the real service on loopback. A page
 * that logs an error or breaks its policy fails the test that opened it.
 */
import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Page, Response } from 'playwright-core'
import { afterEach, expect } from 'vitest'
import type { Grant } from '../../core/accounts/rights.ts'
import { buildApp } from '../../server/app.ts'
import { BUILT } from '../../server/console.ts'
import type { Program } from './app.ts'
import { CHROMIUM, launchChromium } from './chromium.ts'
import { atTheEnd } from './endings.ts'
import { person, sessionFor } from './signed-in.ts'

const WIDTH = 1280
const HEIGHT = 800

/**
 * True where the browser is; says loudly that it is not, and in CI that is a failure. Asked at the head of a test
 * file, whose tests fail by what their pages reported.
 */
export function hasBrowser(): boolean {
  afterEach(() => expect(faults.splice(0)).toEqual([]))
  const there = CHROMIUM !== undefined
  if (!there) console.error('SKIPPED: no Chromium here, so the console is not tried out (apt-get install chromium)')
  if (!there && process.env['CI']) throw new Error('CI needs Chromium')
  return there
}

/** What pages reported. */
const faults: string[] = []

/** How a page looks; `each` is given every reply the page got. */
type Look = { dark?: boolean; width?: number; each?: (reply: Response) => Promise<void> }

/** Opens the console of this program to people; `as` gives a page where somebody with these roles is signed in. */
export async function openConsole({ deps, clock }: Pick<Program, 'deps' | 'clock'>) {
  if (!existsSync(join(BUILT, 'index.html'))) throw new Error('Build the console first: npm run build')
  const app = await buildApp(deps, { version: 'test', plainLoopback: true })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const browser = await launchChromium('--lang=zh-CN')
  atTheEnd(async () => {
    await browser.close()
    await app.close()
  })

  async function newPage(secret?: string, look: Look = {}): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: look.width ?? WIDTH, height: HEIGHT },
      colorScheme: look.dark ? 'dark' : 'light',
      // Nothing moves under a click.
      reducedMotion: 'reduce',
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      acceptDownloads: true,
    })
    if (secret !== undefined)
      await context.addCookies([
        { name: 'juanku-plain-loopback-session', value: secret, url: origin, httpOnly: true, sameSite: 'Strict' },
      ])
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    if (look.each) page.on('response', (reply) => void look.each?.(reply))
    page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
    page.on('console', (message) => {
      // What the service refuses is shown by the page; the browser reports it as well.
      if (message.type() !== 'error' || /Failed to load resource/.test(message.text())) return
      faults.push(`${page.url()}: ${message.text()}`)
    })
    await page.goto(origin)
    return page
  }

  return {
    app,
    origin,
    browser,
    newPage,
    /** A page of somebody with these roles, signed in just now. */
    as: async (name: string, grants: readonly Grant[], look?: Look) =>
      newPage(await sessionFor(deps.db, await person(deps.db, name, grants, clock.now), 'service', clock.now), look),
  }
}

/** Keeps what the page shows in the gallery that people look through, when one is wanted. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const dir = process.env['JUANKU_SCREENS']
  if (!dir) return
  mkdirSync(dir, { recursive: true })
  // Charts and drawers come to rest.
  await page.waitForTimeout(400)
  await page.screenshot({ path: join(dir, `${name}.png`), fullPage: true })
}

const axe = (createRequire(import.meta.url)('axe-core') as { source: string }).source

/** What axe finds serious or critical on the page, with where; empty where nothing is. */
export async function seriousFaults(page: Page): Promise<string[]> {
  // Evaluated from outside, since the page's policy lets no script be added.
  await page.evaluate(axe)
  const { violations } = await page.evaluate(async () =>
    (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ target }) => target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    )
}
