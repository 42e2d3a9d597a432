/** Debian's Chromium: where it is, and how every test and bench starts it. */
import { type Browser, chromium } from 'playwright-core'

export const CHROMIUM = '/usr/bin/chromium'

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

export const launchChromium = (...args: string[]): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', `--disable-features=${UNWANTED.join(',')}`, ...args],
  })
