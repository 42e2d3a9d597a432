/**
 * Tampered logs before both verifiers: each of fourteen forgeries at each entry
 * of a 2,000-entry log, 28,000 logs with `npm run test:long`, a seeded sample
 * otherwise. With an anchor every one is found and both name the same entry (but
 * an entry properly added after the anchor, which no anchor can tell from a log
 * that went on); without one, exactly those are not found that leave a whole
 * chain behind.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Act, firstBreak, type Link } from '../../core/log.ts'
// @ts-expect-error: a file for plain Node, without types of its own
import { verifyLog } from '../../server/access/verify-alone.mjs'
import { anchorOf, chain, forgeries } from '../support/chains.ts'

const ENTRIES = 2000
const NAMES = Object.keys(forgeries)
const acts: Act[] = Array.from({ length: ENTRIES }, (_, n) => ({
  at: 1_764_230_400_000 + n * 977,
  actor: ['王明', 'ada', '李静'][n % 3]!,
  bank: `6-31-01-03.${(n % 5) + 1}`,
  did: n % 7 ? 'item.read' : 'item.list',
  to: `01a20244-e800-7a91-b75c-${String(n).padStart(12, '0')}`,
  why: n % 11 ? '' : '审题 “三级”\n',
  result: n % 13 ? 'done' : 'missing',
}))
const honest = chain(acts)
const anchor = anchorOf(honest)
const lines = honest.map((link) => JSON.stringify(link))
const lineOf = new Map(honest.map((link, at) => [link, lines[at]!]))

/** What the verifier that stands alone says, as the entry's number; 0 for nothing wrong. */
async function alone(links: readonly Link[], anchors: readonly object[]): Promise<number> {
  const written = links.map((link) => lineOf.get(link) ?? JSON.stringify(link))
  const { wrong } = (await verifyLog(written, anchors)) as { wrong: string | undefined }
  return wrong === undefined ? 0 : Number(/^entry (\d+): /.exec(wrong)![1])
}

async function judge(name: string, at: number): Promise<void> {
  const { forge, unseen = false } = forgeries[name]!
  const forged = forge(honest, at)
  const last = at === ENTRIES - 1
  const found = firstBreak(forged, [anchor])
  // The last entry once more, properly chained, is a log that went on: an anchor vouches for what was before it.
  const wentOn = last && name === 'duplicate, later hashes made anew'
  expect([name, at, found === undefined]).toEqual([name, at, wentOn])
  expect([name, at, await alone(forged, [anchor])]).toEqual([name, at, found?.seq ?? 0])
  // Cut, or made anew to its very end, a chain is whole: that is what anchors are for.
  const whole = unseen || (last && /^delete|one hash made anew/.test(name))
  const bare = firstBreak(forged)
  expect([name, at, bare === undefined]).toEqual([name, at, whole])
  expect([name, at, await alone(forged, [])]).toEqual([name, at, bare?.seq ?? 0])
}

test('the honest log holds before both', async () => {
  expect(firstBreak(honest, [anchor])).toBeUndefined()
  expect(await alone(honest, [anchor])).toBe(0)
  expect(NAMES.length * ENTRIES).toBe(28_000)
})

if (process.env['JUANKU_LONG'])
  test.each(NAMES)(
    'each entry tampered with by "%s" is found',
    async (name) => {
      for (let at = 0; at < ENTRIES; at++) await judge(name, at)
    },
    1_800_000,
  )
else
  test.each(NAMES)('entries tampered with by "%s" are found: the ends and a sample', async (name) => {
    for (const at of [0, 1, ENTRIES - 2, ENTRIES - 1]) await judge(name, at)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: ENTRIES - 3 }), (at) => judge(name, at)),
      { numRuns: 8 },
    )
  })
