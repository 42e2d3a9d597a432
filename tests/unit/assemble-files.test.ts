import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { PoolItem } from '../../core/blueprint/blueprint.ts'
import { assembleFiles, checkFiles } from '../../server/sets/files.ts'
import { startSolver } from '../../server/workers/start-solver.ts'
import { referenceBlueprint, referencePool } from '../support/pools.ts'

const dir = mkdtempSync(join(tmpdir(), 'juanku-files-'))
const solver = startSolver()
afterAll(async () => {
  rmSync(dir, { recursive: true })
  await solver.close()
})

const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(dir, name), content)
  return join(dir, name)
}
const HEADER = 'id,type,scope,point,difficulty,importance,seconds,enemies'
const csvOf = (pool: readonly PoolItem[]): string =>
  [
    HEADER,
    ...pool.map((item) =>
      [
        item.id,
        item.type,
        item.scope,
        item.point ?? '',
        item.difficulty,
        item.importance,
        item.seconds,
        item.enemies.join(' '),
      ].join(),
    ),
  ].join('\n')

const pool = file('pool.csv', csvOf(referencePool(600)))
const blueprint = file('plan.json', JSON.stringify(referenceBlueprint))
const assembleThem = (files: Partial<{ pool: string; blueprint: string }>, papers = 5, seed = 's') =>
  assembleFiles(solver, { pool, blueprint, ...files }, { papers, seed })

test('a set from files passes the check, and a changed one does not', async () => {
  const made = await assembleThem({})
  expect(made).toMatchObject({ exitCode: 0, messages: [] })
  const set = made.output as { papers: string[][] }
  expect(set.papers.map(({ length }) => length)).toEqual([100, 100, 100, 100, 100])
  expect(checkFiles({ pool, blueprint, set: file('set.json', JSON.stringify(set)) })).toMatchObject({
    exitCode: 0,
    messages: [],
  })

  const papers = set.papers.with(1, set.papers[0]!)
  const judged = checkFiles({ pool, blueprint, set: file('changed.json', JSON.stringify({ papers })) })
  expect(judged).toMatchObject({ exitCode: 1, output: { holds: false } })
  expect(judged.messages).toEqual([expect.stringMatching(/any two papers share at most 0 items .*整套不满足/)])
})

test('the same files and seed give the same bytes in other processes, with and without a byte order mark', async () => {
  const from = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)
  const program = `import { assembleFiles } from ${from('../../server/sets/files.ts')}
    import { startSolver } from ${from('../../server/workers/start-solver.ts')}
    const solver = startSolver()
    const files = { pool: process.argv[2], blueprint: process.argv[3] }
    const made = await assembleFiles(solver, files, { papers: 5, seed: 's' })
    await solver.close()
    console.log(JSON.stringify(made.output))`
  const script = file('run.mts', program)
  const loader = import.meta.resolve('tsx')
  const run = (path: string) =>
    execFileSync(process.execPath, ['--import', loader, script, path, blueprint], {
      encoding: 'utf8',
      maxBuffer: 1e8,
    }).trim()
  const here = JSON.stringify((await assembleThem({})).output)
  expect(run(pool)).toBe(here)
  expect(run(file('bom.csv', `\uFEFF${csvOf(referencePool(600)).replaceAll('\n', '\r\n')}`))).toBe(here)
  expect(JSON.stringify((await assembleThem({}, 5, 'other')).output)).not.toBe(here)
})

test('assembling from files tells its progress and can be cancelled', async () => {
  const told: string[] = []
  const onProgress = ({ rung, papers, of }: { rung: string; papers: number; of: number }) =>
    told.push(`${rung} ${papers}/${of}`)
  await assembleFiles(solver, { pool, blueprint }, { papers: 5, seed: 's', onProgress })
  expect(told).toEqual(['totals 0/5', ...[0, 1, 2, 3, 4].map((papers) => `box ${papers}/5`)])

  const cancel = new AbortController()
  const work = assembleFiles(
    solver,
    { pool, blueprint },
    { papers: 5, seed: 's', signal: cancel.signal, onProgress: () => cancel.abort() },
  )
  await expect(work).rejects.toMatchObject({ code: 'work.cancelled' })
})

test('a bank that is too small exits 3 with the shortage', async () => {
  const made = await assembleThem({}, 10)
  expect(made).toMatchObject({
    exitCode: 3,
    output: { shortage: { total: 400, proven: true, maxPapers: { upper: 6 } } },
  })
  expect(made.messages.join('\n')).toMatch(/write \d+ \/ .*需补写 \d+ 题/)
})

test('optional columns, quoted cells and empty values are read', async () => {
  const rows = [
    'id,type,used,last_used,scope,point,difficulty,importance,seconds,enemies',
    '"a,1",single,3,2026-01-31,,,,,,',
    'b,single,,,A-B,A-B-001,3,X,12.5,c d',
  ]
  const made = await assembleThem(
    {
      pool: file('columns.csv', rows.join('\n')),
      blueprint: file('one.json', '{"sections":[{"type":"single","count":1,"marks":0.5}]}'),
    },
    1,
  )
  // The never used item comes first.
  expect(made).toMatchObject({ exitCode: 0, output: { papers: [['b']] } })
})

const row = (cells: string) => `${HEADER}\n${cells}\n`
const badPools: [string, string | Uint8Array, RegExp][] = [
  ['an empty file', '', /empty\. .*为空/],
  ['a header alone', `${HEADER}\n`, /no items/],
  ['no header', 'a,single,A,,1,X,10,\n', /the header lacks "id"/],
  ['an unknown column', `${HEADER},marks\na,single,A,,1,X,10,,2`, /unknown column "marks"/],
  [
    'an unknown type',
    row('a,choice,A,,1,X,10,'),
    /row 2, column "type": unknown type "choice"; use one of single, .*第 2 行“type”列：未知题型“choice”/,
  ],
  [
    'a difficulty in words',
    row('a,single,A,,易,X,10,'),
    /row 2, column "difficulty": "易" must be a whole number from 1 to 5, or empty/,
  ],
  ['a difficulty out of range', row('a,single,A,,6,X,10,'), /column "difficulty": "6"/],
  ['an unknown importance', row('a,single,A,,1,W,10,'), /column "importance": "W" must be X, Y, Z or empty/],
  ['negative seconds', row('a,single,A,,1,X,-1,'), /column "seconds": "-1"/],
  [
    'the same id twice',
    row('a,single,A,,1,X,10,\nb,single,A,,1,X,10,\na,single,A,,1,X,10,'),
    /row 4, column "id": the same as in row 2/,
  ],
  ['a missing id', row(',single,A,,1,X,10,'), /row 2, column "id"/],
  ['a row too short', row('a,single,A'), /row 2, .*3 cells, the header has 8/],
  ['an open quote', row('"a,single,A,,1,X,10,'), /line \d+: quotes do not match/],
  ['another encoding', Uint8Array.from([0xb5, 0xe7, 0xb9, 0xa4, 0x0a]), /not UTF-8/],
  ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), /not CSV text/],
]
test.each(badPools)(
  'a pool file with %s is refused with place and remedy, and nothing is written',
  async (_, content, message) => {
    const bad = file('bad.csv', content)
    const before = readdirSync(dir)
    const made = await assembleThem({ pool: bad })
    expect(made).toMatchObject({ exitCode: 1, output: null })
    expect(made.messages.join('\n')).toMatch(message)
    expect(made.messages[0]).toMatch(/^bad\.csv .* \/ bad\.csv .*\p{Script=Han}/u)
    expect(readdirSync(dir)).toEqual(before)
  },
)

test('of two thousand broken rows twenty are told and the rest counted', async () => {
  const rows = Array.from({ length: 2000 }, (_, n) => `i${n},none,A,,9,X,10,`)
  const { messages } = await assembleThem({ pool: file('broken.csv', row(rows.join('\n'))) })
  expect(messages).toHaveLength(21)
  expect(messages.at(-1)).toMatch(/and 3980 more/)
})

const badPlans: [string, string, RegExp][] = [
  ['no JSON', '{', /not a JSON file/],
  [
    'an unknown type',
    '{"sections":[{"type":"choice","count":1,"marks":1}]}',
    /sections\[0\]\.type: must be one of single, multiple/,
  ],
  [
    'an unknown field',
    '{"sections":[{"type":"single","count":1,"marks":1}],"scope":[]}',
    /scope: unknown field, remove it/,
  ],
  ['a missing field', '{}', /lacks the field sections/],
  ['marks that are no half', '{"sections":[{"type":"single","count":1,"marks":0.3}]}', /sections\[0\]\.marks/],
  ['a null for marks', '{"sections":[{"type":"single","count":1,"marks":null}]}', /sections\[0\]\.marks/],
  [
    'weights that sum to 97',
    '{"sections":[{"type":"single","count":10,"marks":1}],"scopes":[{"scope":"A","weight":97}]}',
    /scopes: The weights of the scopes sum to 97 instead of 100/,
  ],
]
test.each(badPlans)('a plan with %s is refused with its place', async (_, content, message) => {
  const made = await assembleThem({ blueprint: file('bad.json', content) })
  expect(made.exitCode).toBe(1)
  expect(made.messages.join('\n')).toMatch(message)
})

test('a missing file and a wrong number of papers are told apart', async () => {
  expect(await assembleThem({ pool: join(dir, 'gone.csv') })).toMatchObject({
    exitCode: 1,
    messages: [expect.stringMatching(/gone\.csv: cannot be read \(ENOENT\)/)],
  })
  expect(await assembleThem({}, 0)).toMatchObject({ exitCode: 2, messages: [expect.stringMatching(/--papers/)] })
  expect(await assembleThem({}, 2.5)).toMatchObject({ exitCode: 2 })
  expect(await assembleThem({}, 2, '')).toMatchObject({ exitCode: 2, messages: [expect.stringMatching(/--seed/)] })
})
