/** Debian's Chromium: where it is, and how every test and bench starts it. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** The build without a window first: it spends a quarter less on the same pages. */
export const CHROMIUM = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((path) => existsSync(path))

/**
 * Pages that the browser's own window loads for its address bar, once for each new context: they took twice the
 * processor time of the page that is looked at. Of two such switches the last one counts, so what Playwright
 * switches off to keep the browser from calling out stands here again.
 */
const UNWANTED = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'Translate',
]

/** Starts it. Throws where there is none: `apt-get install chromium`. */
export function launchChromium(...args: string[]): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error('No Chromium here: apt-get install chromium')
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', `--disable-features=${UNWANTED.join(',')}`, ...args],
  })
}
