import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { sample } from '../support/app.ts'
import { juanku } from '../support/command.ts'
import { testFolder } from '../support/database.ts'

const dir = testFolder()
const data = ['--data', join(dir, 'data')]
const BANK = '6-31-01-03.3'
const SAMPLE_ITEMS = 1533
const run = (args: string[], input = '') => juanku([...data, ...args], { input })

beforeAll(async () => {
  await run(['bank', 'create', '--occupation', '6-31-01-03', '--name', '电工', '--level', '3'])
  for (const part of ['element-table', 'theory'])
    await run(['--as', 'ann', 'import', sample(`electrician-l3-${part}.xlsx`), '--bank', BANK])
  await run(['--as', 'bob', 'approve', '--bank', BANK])
}, 120_000)

const logged = async () => JSON.parse((await run(['log', 'verify', '--json'])).out).head.size as number
/** Items the bank holds. */
const held = async () =>
  JSON.parse((await run(['--as', 'bob', 'items', 'find', '--bank', BANK, '--counts', '--json'])).out).counts
    .total as number
const file = (name: string, content: string | Buffer) => {
  writeFileSync(join(dir, name), content)
  return join(dir, name)
}
const plan = (change: object) => JSON.stringify({ sections: [{ type: 'single', count: 2, marks: 1 }], ...change })
const pool =
  'id,type,scope,point,difficulty,importance,seconds,enemies\na,single,A,,1,X,,\nb,single,A,,2,X,30,a\nc,single,B,,,Y,,\n'

test.each<[string, () => string[], RegExp]>([
  ['a file that is no workbook', () => [file('a.xlsx', 'hello')], /not a workbook|no workbook/i],
  ['an empty file', () => [file('b.xlsx', '')], /empty/],
  ['a file that is not there', () => [join(dir, 'none.xlsx')], /no such file/],
  [
    'a workbook of the wrong kind',
    () => [sample('electrician-l3-element-table.xlsx'), '--kind', 'theory'],
    /element table/i,
  ],
  [
    'half a workbook',
    () => [file('c.xlsx', readFileSync(sample('foreign-sheet.xlsx')).subarray(0, 5000))],
    /damaged|cut|incomplete|broken/i,
  ],
])('importing %s exits 1 with what is wrong, in both languages, and writes nothing', async (_, args, message) => {
  const before = await logged()
  const ran = await run(['import', '--bank', BANK, ...args()])
  expect(ran.code).toBe(1)
  expect(ran.err).toMatch(message)
  expect(ran.err).not.toMatch(/^\s+at /m)
  // The refusal is on record, and nothing else.
  expect((await logged()) - before).toBeLessThanOrEqual(1)
})

test('2,000 broken rows are 2,000 named refusals; the screen shows some, JSON all', async () => {
  const rows = Array.from({ length: 2000 }, (_, i) => `单选题,第${i}题的题干（ ）,甲,乙,丙,丁,E`).join('\n')
  const csv = file('broken.csv', `题型,题干,A,B,C,D,答案\n${rows}\n`)
  const before = await logged()
  const shown = await run(['import', '--bank', BANK, csv])
  expect(shown.code).toBe(1)
  expect(shown.out).toMatch(/0 added.*2000 refused/)
  expect(shown.err).toMatch(/row 2, column G/)
  expect(shown.err.split('\n').length).toBeLessThan(30)
  const all = JSON.parse((await run(['import', '--bank', BANK, csv, '--json'])).out)
  expect(all.rows).toHaveLength(2000)
  expect(
    all.rows.every((row: { outcome: string; issues: unknown[] }) => row.outcome === 'refused' && row.issues.length),
  ).toBe(true)
  expect((await logged()) - before).toBeLessThanOrEqual(2)
  // Whatever was refused here, the bank holds what was imported at first.
  expect(await held()).toBe(SAMPLE_ITEMS)
})

test('an element table whose weights sum to 97 is refused whole, naming sum and scope', async () => {
  const csv = file(
    'weights.csv',
    '一级名称,一级代码,一级比重(%),鉴定点代码,鉴定点名称,重要程度\n甲,A,47,001,点一,X\n乙,B,50,001,点二,X\n',
  )
  const ran = await run(['import', '--bank', BANK, csv, '--kind', 'element-table'])
  expect(ran.code).toBe(1)
  expect(ran.err).toMatch(/97.*100/)
})

test.each<[string, string[], number, RegExp]>([
  ['an unknown command', ['assembel'], 2, /unknown command/],
  ['a missing option', ['import', 'x.xlsx'], 2, /--bank/],
  ['a bank that is not there', ['coverage', '--bank', '6-31-01-03.1'], 1, /no bank/],
  ['a number that is none', ['assemble', '--bank', BANK, '--blueprint', 'x', '--papers', 'ten'], 2, /whole number/],
  ['a blueprint that is not there', ['assemble', '--bank', BANK, '--blueprint', 'x'], 1, /no blueprint/],
  ['a named plan that is not there', ['blueprint', 'plan', '--bank', BANK, '--plan', 'x'], 2, /single80-truefalse20/],
  ['a kind that is none', ['approve', '--bank', BANK, '--kind', 'x'], 2, /Wrong input/],
])('%s is told, with its exit code', async (_, args, code, message) => {
  const ran = await run(args)
  expect(ran.code).toBe(code)
  expect(ran.err).toMatch(message)
  expect(ran.err).not.toMatch(/^\s+at /m)
})

test('assembling from files: the same seed gives the same bytes, and the judge agrees', async () => {
  const args = [
    'assemble',
    '--pool',
    file('pool.csv', pool),
    '--blueprint',
    file('plan.json', plan({ sections: [{ type: 'single', count: 1, marks: 0.5 }] })),
    '--papers',
    '3',
    '--json',
  ]
  const first = await run([...args, '--seed', 's'])
  expect(first).toMatchObject({ code: 0, err: '' })
  expect((await run([...args, '--seed', 's'])).out).toBe(first.out)
  expect(JSON.parse(first.out).papers.flat().sort()).toEqual(['a', 'b', 'c'])
  const check = ['check', '--pool', join(dir, 'pool.csv'), '--blueprint', join(dir, 'plan.json'), '--set']
  expect(await run([...check, file('set.json', first.out)])).toMatchObject({ code: 0 })
  const forged = JSON.stringify({ ...JSON.parse(first.out), papers: [['a'], ['a'], ['b']] })
  expect(await run([...check, file('forged.json', forged)])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/set/),
  })
})

test('a shortage exits 3 with numbers', async () => {
  const ran = await run([
    'assemble',
    '--pool',
    file('pool.csv', pool),
    '--blueprint',
    file('plan.json', plan({})),
    '--papers',
    '2',
    '--seed',
    's',
    '--json',
  ])
  expect(ran.code).toBe(3)
  expect(JSON.parse(ran.out)).toMatchObject({ shortage: { total: 1, maxPapers: { found: 1 } } })
})

test.each<[string, string, string, RegExp]>([
  [
    'weights that sum to 97',
    pool,
    plan({
      scopes: [
        { scope: 'A', weight: 47 },
        { scope: 'B', weight: 50 },
      ],
    }),
    /97/,
  ],
  ['an unknown type', pool, plan({ sections: [{ type: 'riddle', count: 1, marks: 1 }] }), /sections/],
  ['a plan that is no JSON', pool, '{', /JSON/],
  ['a pool without its header', 'x,y\n1,2\n', plan({}), /id/],
  ['a type that is none, in row 3', pool.replace('b,single', 'b,riddle'), plan({}), /row 3/i],
  ['the same id twice', pool.replace('b,single', 'a,single'), plan({}), /row 3/i],
])('assembling with %s exits 1 and says where', async (_, csv, json, message) => {
  const ran = await run([
    'assemble',
    '--pool',
    file('pool.csv', csv),
    '--blueprint',
    file('plan.json', json),
    '--papers',
    '1',
    '--seed',
    's',
  ])
  expect(ran.code).toBe(1)
  expect(ran.err).toMatch(message)
})

test('a log that was cut is shown by an anchor kept elsewhere, an edited export by its chain', async () => {
  const exported = join(dir, 'log.ndjson')
  await run(['log', 'export', exported])
  const anchor = join(dir, 'anchor.json')
  await run(['log', 'anchor', anchor])
  expect(await run(['log', 'verify', '--export', exported, '--anchor', anchor])).toMatchObject({ code: 0 })
  const lines = readFileSync(exported, 'utf8').trim().split('\n')
  const cut = file('cut.ndjson', `${lines.slice(0, -1).join('\n')}\n`)
  expect(await run(['log', 'verify', '--export', cut])).toMatchObject({ code: 0 })
  expect(await run(['log', 'verify', '--export', cut, '--anchor', anchor])).toMatchObject({
    code: 1,
    out: expect.stringContaining(`before entry ${lines.length}`),
  })
  const edited = file('edited.ndjson', lines.map((line, i) => (i === 1 ? line.replace('ann', 'eve') : line)).join('\n'))
  expect(await run(['log', 'verify', '--export', edited])).toMatchObject({
    code: 1,
    out: expect.stringContaining('Entry 2 was changed'),
  })
})

test('from blueprint to opened paper: passphrases from standard input, two of three open, a wrong one is named', async () => {
  const json = async (args: string[]) => JSON.parse((await run([...args, '--json'])).out)
  const { blueprint } = await json([
    '--as',
    'carl',
    'blueprint',
    'plan',
    '--bank',
    BANK,
    '--plan',
    'single80-truefalse20',
  ])
  const { set } = await json(['--as', 'carl', 'assemble', '--bank', BANK, '--blueprint', blueprint, '--papers', '2'])
  expect(await run(['--as', 'carl', 'set', 'approve', '--bank', BANK, '--set', set])).toMatchObject({
    code: 1,
    err: expect.stringContaining('another person'),
  })
  expect(await run(['--as', 'dora', 'seal', '--bank', BANK, '--set', set])).toMatchObject({
    code: 1,
    err: expect.stringContaining('not approved'),
  })
  await run(['--as', 'dora', 'set', 'approve', '--bank', BANK, '--set', set])
  for (const name of ['x', 'y', 'z'])
    expect(
      await run(['custodian', 'add', '--bank', BANK, '--name', name], `the passphrase of ${name}\n`),
    ).toMatchObject({ code: 0 })
  expect(await run(['custodian', 'add', '--bank', BANK, '--name', 'w'], 'short\n')).toMatchObject({
    code: 1,
    err: expect.stringContaining('12'),
  })
  const rendered = join(dir, 'rendered')
  await run(['--as', 'dora', 'render', '--bank', BANK, '--set', set, '--out', rendered])
  expect(
    await run(['--as', 'dora', 'seal', '--bank', BANK, '--set', set, '--certificate', join(dir, 'certificate.pdf')]),
  ).toMatchObject({ code: 0 })
  expect(await run(['--as', 'dora', 'render', '--bank', BANK, '--set', set, '--out', rendered])).toMatchObject({
    code: 1,
    err: expect.stringContaining('sealed'),
  })

  const ceremony = (as: string, step: string, ...rest: string[]) =>
    run(['--as', as, '--why', 'the sitting', 'ceremony', step, '--bank', BANK, ...rest])
  const word = (name: string) => `the passphrase of ${name}\n`
  const request = ['--set', set, '--paper', '2']
  expect(await ceremony('carl', 'request', ...request)).toMatchObject({
    code: 1,
    err: expect.stringContaining('composer'),
  })
  const opening = (await ceremony('eve', 'request', ...request)).out.trim()
  expect(await ceremony('eve', 'approve', '--id', opening)).toMatchObject({ code: 1 })
  expect(await ceremony('dora', 'approve', '--id', opening)).toMatchObject({ code: 0 })
  const open = (input: string) =>
    run(
      [
        ...['--as', 'eve', 'ceremony', 'open', '--bank', BANK, '--id', opening],
        ...['--custodian', 'x', 'z', '--out', join(dir, 'opened')],
      ],
      input,
    )
  // A wrong passphrase is asked for again; three of them would end it.
  expect(await open(word('x') + word('y') + word('z'))).toMatchObject({
    code: 0,
    err: expect.stringMatching(/passphrase of custodian z is wrong/),
    out: expect.stringContaining('Closed'),
  })
  expect(await open(word('x') + word('z'))).toMatchObject({ code: 1, err: expect.stringContaining('closed') })
  const pdf = readdirSync(join(dir, 'opened')).find((name) => name.endsWith('.paper.pdf'))!
  const before = readdirSync(rendered).find((name) => name.endsWith('T01-02.paper.pdf'))!
  expect(readFileSync(join(dir, 'opened', pdf)).equals(readFileSync(join(rendered, before)))).toBe(true)

  // The two files and two passphrases are enough on another machine.
  const sealed = readdirSync(join(dir, 'data/sealed'))
  for (const part of ['body', 'envelope']) {
    const name = sealed.find((found) => found.startsWith(`${BANK}-T01-02.paper.`) && found.endsWith(part))!
    copyFileSync(join(dir, 'data/sealed', name), join(dir, `copy.${part}`))
  }
  const offline = [
    'unseal',
    '--body',
    join(dir, 'copy.body'),
    '--envelope',
    join(dir, 'copy.envelope'),
    '--custodian',
    'y',
    'z',
    '--out',
    join(dir, 'offline'),
  ]
  expect(await juanku(['--data', join(dir, 'elsewhere'), ...offline], { input: word('y') + word('z') })).toMatchObject({
    code: 0,
  })
  expect(existsSync(join(dir, 'elsewhere'))).toBe(false)
}, 120_000)

test('templates are written with one command, and no word of it depends on the place', async () => {
  const out = join(dir, 'templates')
  expect((await run(['templates', out])).code).toBe(0)
  expect(readdirSync(out).sort()).toEqual([
    'defense-topics.xlsx',
    'element-table.xlsx',
    'practical-tasks.xlsx',
    'theory-items.xlsx',
  ])
})

test('the help is there in Chinese by default', async () => {
  expect((await juanku(['--help'], { env: { JUANKU_LANG: 'zh' } })).out).toContain('题库与组卷')
  expect((await juanku(['--help'])).out).toContain('Juanku: item bank')
})
