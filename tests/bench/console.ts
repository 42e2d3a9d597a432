/**
 * The console in a browser: its first page, and pages of the items' table in a
 * large bank, against the service's own reply to the same request in the run.
 *
 *   node --import tsx tests/bench/console.ts [items]
 *
 * 100,000 items by default. Times are medians of nine on loopback; JavaScript is
 * what the first page loads, compressed as it is sent. On a busy machine read the
 * processor time of the page's own thread, which waiting for others does not lengthen.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { buildApp } from '../../server/app.ts'
import { openDeps } from '../../server/deps.ts'
import { launchChromium } from '../support/chromium.ts'
import { fillBank, LARGE_BANK } from '../support/large-bank.ts'
import { person, sessionFor } from '../support/signed-in.ts'

const REPEATS = 9
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
const ms = (value: number) => `${value.toFixed(0)} ms`

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Processor time of the page's thread so far, in ms. */
async function meter(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000
  }
}

/**
 * From asking for the page to its first contentful paint, in ms, as the browser tells it: the console draws nothing
 * until it can draw its page. Asked for without the tester's own script, a third of a megabyte that the page would read.
 */
async function firstPaint(page: Page, url: string): Promise<number> {
  const session = await page.context().newCDPSession(page)
  const expression = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
  await page.goto(url)
  for (;;) {
    const { result } = await session.send('Runtime.evaluate', { expression })
    if (typeof result.value === 'number') return result.value
    await setTimeout(10)
  }
}

/** The table's next page, from the click until its first row is another one. */
async function turnPage(page: Page): Promise<number> {
  const rows = page.locator('tr[data-row-key]')
  const before = await rows.first().getAttribute('data-row-key')
  return timed(async () => {
    await page.getByRole('button', { name: '下一页' }).click()
    await page.waitForFunction(
      (key) => {
        const now = document.querySelector('tr[data-row-key]')?.getAttribute('data-row-key')
        return now !== undefined && now !== key
      },
      before,
      { polling: 5 },
    )
  })
}

const size = Number(process.argv[2] ?? 100_000)
const [cpu] = cpus()
console.log(`console: ${size} items; Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown'}`)
const dir = mkdtempSync(join(tmpdir(), 'juanku-bench-'))
const deps = await openDeps({ dataDir: join(dir, 'data'), keysDir: join(dir, 'keys'), databaseKey: undefined })
const app = await buildApp(deps, { version: 'bench', plainLoopback: true })
const browser = await launchChromium()
try {
  await fillBank(deps.db, size)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const officer = await person(deps.db, 'bench', [{ role: 'officer', scope: LARGE_BANK }], Date.now())
  const secret = await sessionFor(deps.db, officer, 'service', Date.now())
  const cookie = { name: 'juanku-plain-loopback-session', value: secret, url: origin }

  const open = async () => {
    const context = await browser.newContext({ locale: 'zh-CN' })
    await context.addCookies([cookie])
    return context.newPage()
  }

  const first: number[] = []
  for (let run = 0; run < REPEATS; run++) {
    const page = await open()
    first.push(await firstPaint(page, origin))
    if (!(await page.getByRole('heading', { level: 1 }).isVisible())) throw new Error('what was painted is no page')
    await page.context().close()
  }
  // Apart from the above: what counts takes time itself.
  const firstBusy: number[] = []
  let script = 0
  for (let run = 0; run < REPEATS; run++) {
    const page = await open()
    const busy = await meter(page)
    const sizes: Promise<number>[] = []
    page.on('response', (reply) => {
      const size = async () => (await reply.request().sizes()).responseBodySize
      if (/\.js$/.test(reply.url())) sizes.push(size())
    })
    await page.goto(origin)
    await page.getByRole('heading', { level: 1 }).waitFor()
    firstBusy.push(await busy())
    script = (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0)
    await page.context().close()
  }
  console.log(
    `first page, nothing kept: ${ms(median(first))} to its first paint, worst ${ms(Math.max(...first))}; ${ms(median(firstBusy))} of processor time; ${(script / 1000).toFixed(0)} kB of JavaScript as sent`,
  )

  const page = await open()
  await page.goto(`${origin}/banks/${LARGE_BANK}/items`)
  await page.locator('tr[data-row-key]').first().waitFor()
  const busy = await meter(page)
  const turned: number[] = []
  const turnedBusy: number[] = []
  const bare: number[] = []
  for (let run = 0; run < REPEATS; run++) {
    const before = await busy()
    turned.push(await turnPage(page))
    turnedBusy.push((await busy()) - before)
    const url = `/api/banks/${LARGE_BANK}/items/search?limit=50`
    bare.push(await timed(() => app.inject({ method: 'GET', url, cookies: { [cookie.name]: secret } })))
  }
  console.log(
    `a page of the items' table: ${ms(median(turned))}, worst ${ms(Math.max(...turned))}; ${ms(median(turnedBusy))} of processor time; ${(median(turned) / median(bare)).toFixed(1)} × the service's reply (${ms(median(bare))})`,
  )
} finally {
  await browser.close()
  await app.close()
  await deps.close()
  rmSync(dir, { recursive: true, force: true })
}
