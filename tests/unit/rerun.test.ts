import { expect, test } from 'vitest'
import { assemble } from '../../core/assembly/assemble.ts'
import { defenseDraw } from '../../core/assembly/defense.ts'
import { canonicalBytes } from '../../core/canonical.ts'
import type { Manifest } from '../../core/seal/format.ts'
import { seedCommitment } from '../../core/seal/seal.ts'
import { rerunClaim } from '../../server/custody/rerun.ts'
import type { Draft } from '../../server/sets/draft.ts'
import { poolItem } from '../support/pools.ts'

const [seed, salt] = ['5'.repeat(64), '6'.repeat(64)]
const claim = (engine: string, poolDigest: string) =>
  ({ engine, poolDigest, seedCommitment: seedCommitment(seed, salt) }) as Manifest
const failing = async (draft: Draft, manifest: Manifest) =>
  (await rerunClaim(canonicalBytes(draft), manifest)).flatMap(({ holds, words }) => (holds ? [] : [words.en]))

async function theory(): Promise<{ draft: Draft; manifest: Manifest }> {
  const pool = Array.from({ length: 30 }, (_, i) => poolItem({ id: `i${i}` }))
  const blueprint = { sections: [{ type: 'single' as const, count: 5, marks: 1 }] }
  const made = await assemble(pool, blueprint, { papers: 3, seed })
  if (made.outcome !== 'found') throw new Error(made.outcome)
  const draft: Draft = { kind: 'theory', seed, salt, blueprint, pool, papers: made.papers, revisions: {} }
  return { draft, manifest: claim(made.engine, made.poolDigest) }
}

test('what an opened seal holds gives the same papers again', async () => {
  const { draft, manifest } = await theory()
  expect(await failing(draft, manifest)).toEqual([])
})

test.each<[string, (draft: Draft) => Draft, RegExp]>([
  ['another seed', (draft) => ({ ...draft, seed: '7'.repeat(64) }), /committed to/],
  [
    'a paper changed by hand',
    (draft) => ({ ...draft, papers: [draft.papers[1]!, draft.papers[0]!, draft.papers[2]!] }),
    /same 3 papers/,
  ],
  ['another pool', (draft) => ({ ...draft, pool: (draft.pool as object[]).slice(1) }), /pool/],
])('%s is noticed', async (_, change, words) => {
  const { draft, manifest } = await theory()
  expect((await failing(change(draft), manifest)).join()).toMatch(words)
})

test('a defense draw is drawn again', async () => {
  const topics = Array.from({ length: 12 }, (_, i) => ({ id: `t${i}`, scope: `s${i % 3}`, minutes: 15 }))
  const made = defenseDraw(topics, ['1', '2', '3'], { perCandidate: 2, seed })
  if (made.outcome !== 'found') throw new Error(made.outcome)
  const draws = made.draws.map((draw) => draw.topics)
  const papers = [[...new Set(draws.flat())]]
  const draft: Draft = {
    kind: 'defense',
    seed,
    salt,
    blueprint: { topics: 2 },
    pool: topics,
    papers,
    draws,
    revisions: {},
  }
  expect(await failing(draft, claim(made.engine, made.poolDigest))).toEqual([])
  const other = { ...draft, draws: draws.toReversed() }
  expect(await failing(other, claim(made.engine, made.poolDigest))).toHaveLength(1)
})

test('a file that is no set of an opened seal is told so', async () => {
  await expect(rerunClaim(Buffer.from('{}'), claim('', ''))).rejects.toMatchObject({ code: 'file.wrong' })
})
