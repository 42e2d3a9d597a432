/** Element tables, re-mapping and enemies from the command line, each command a process of its own. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { ElementTable } from '../../core/element-table.ts'
import { readTables } from '../../server/banks/read-tables.ts'
import { writeElementTableWorkbook } from '../../server/templates/element-table.ts'
import { BANK, sample } from '../support/app.ts'
import { juanku } from '../support/command.ts'
import { testFolder } from '../support/database.ts'

let dir: string
const run = (as: string, ...args: string[]) =>
  juanku(['--data', join(dir, 'data'), '--as', as, ...args], { env: { JUANKU_KEYS: join(dir, 'keys') } })
const json = async (as: string, ...args: string[]) => {
  const ran = await run(as, ...args, '--json')
  expect(ran).toMatchObject({ code: 0, err: '' })
  return JSON.parse(ran.out)
}

beforeAll(async () => {
  dir = testFolder()
  await run('ann', 'bank', 'create', '--occupation', '6-31-01-03', '--name', '电工', '--level', '3')
  for (const part of ['element-table', 'theory'])
    expect(await run('ann', 'import', sample(`electrician-l3-${part}.xlsx`), '--bank', BANK)).toMatchObject({ code: 0 })
})

test('an edition is shown, exported, changed, re-mapped to by two persons and undone', async () => {
  const current: ElementTable = await json('ann', 'table', 'show', '--bank', BANK)
  const file = join(dir, 'old.xlsx')
  expect((await run('ann', 'table', 'export', file, '--bank', BANK)).code).toBe(0)
  const [again] = await readTables(file)
  expect(again).toEqual(current)

  const [renamed, moved] = [current.points[0]!, current.points[1]!]
  const next: ElementTable = {
    ...current,
    edition: '2030',
    points: current.points.map((point) =>
      point === renamed
        ? { ...moved, code: renamed.code }
        : point === moved
          ? { ...point, name: '全新的一点', importance: 'Z' }
          : point,
    ),
  }
  const workbook = join(dir, 'new.xlsx')
  await writeElementTableWorkbook(workbook, [next], { facts: { edition: '2030' } })

  const put = (...base: string[]) => run('ann', 'table', 'put', workbook, '--bank', BANK, ...base)
  const unbased = { code: 1, err: expect.stringContaining('this one starts from none') }
  expect(await put()).toMatchObject(unbased)
  expect(await run('ann', 'import', workbook, '--bank', BANK)).toMatchObject(unbased)

  const preview = await json('ann', 'table', 'remap', 'preview', '--bank', BANK, '--file', workbook)
  expect(preview.total).toBe(1533)
  expect(preview.places).toMatchObject([
    { from: renamed.code, to: null, state: 'homeless' },
    { from: moved.code, to: renamed.code, state: 'moved' },
  ])
  const choices = join(dir, 'choices.json')
  writeFileSync(choices, JSON.stringify({ places: { [renamed.code]: moved.code } }))
  const unreasoned = await run('ann', 'table', 'remap', 'propose', '--bank', BANK, '--file', workbook)
  expect(unreasoned).toMatchObject({ code: 1, err: expect.stringContaining('reason') })
  const { remap } = await json(
    'ann',
    '--why',
    '新标准',
    'table',
    'remap',
    'propose',
    '--bank',
    BANK,
    '--file',
    workbook,
    '--choices',
    choices,
  )
  expect(await run('ann', 'table', 'remap', 'apply', remap, '--bank', BANK)).toMatchObject({ code: 1 })
  expect(await run('bob', 'table', 'remap', 'apply', remap, '--bank', BANK)).toMatchObject({
    code: 0,
    out: 'applied\n',
  })
  const { report } = await json('bob', 'table', 'remap', 'show', remap, '--bank', BANK)
  expect(report).toMatchObject({
    total: 1533,
    unhoused: [],
    counts: { moved: preview.counts.moved + preview.counts.homeless },
  })
  const diff = await run('ann', 'table', 'diff', '--bank', BANK)
  expect(diff.out).toContain('全新的一点')
  expect((await run('bob', '--why', '未发布', 'table', 'remap', 'undo', remap, '--bank', BANK)).out).toBe('undone\n')
  expect(await json('ann', 'table', 'show', '--bank', BANK)).toEqual(current)
  const editions: { id: string; kind: string; inForce: boolean }[] = await json('ann', 'table', 'list', '--bank', BANK)
  const theory = editions.filter(({ kind }) => kind === 'theory')
  expect(theory.map(({ inForce }) => inForce)).toEqual([true, false, false])
  expect(await put('--base', ...editions.filter(({ inForce }) => inForce).map(({ id }) => id))).toMatchObject({
    code: 0,
    out: expect.stringContaining('in force'),
  })
}, 600_000)

test('enemies are found, shown side by side, accepted by another person, and declared by number', async () => {
  const found = await json('ann', 'enemies', 'find', '--bank', BANK)
  // The families of the sample bank are kept apart by their name; seven pairs of other words remain.
  expect(found).toMatchObject({ compared: 1533, pairs: 210, known: 203, proposed: 7 })
  const list = await run('bob', 'enemies', 'list', '--bank', BANK, '--limit', '2')
  expect(list.out).toMatch(/much the same words 0\.\d\d/)
  const { relations } = await json('bob', 'enemies', 'list', '--bank', BANK)
  const [first, second] = relations
  expect(await run('ann', 'enemies', 'accept', first.id, '--bank', BANK, '--as-what', 'enemies')).toMatchObject({
    code: 1,
  })
  expect(await run('bob', 'enemies', 'accept', first.id, '--bank', BANK, '--as-what', 'enemies')).toMatchObject({
    code: 0,
  })
  expect(await run('bob', 'enemies', 'refuse', second.id, '--bank', BANK)).toMatchObject({ code: 0 })
  const said = first.items.map((item: { said: string }) => item.said)
  expect(await run('ann', 'enemies', 'declare', ...said, '--bank', BANK, '--family')).toMatchObject({ code: 0 })
  expect(await json('ann', 'enemies', 'find', '--bank', BANK, '--since-last')).toMatchObject({ proposed: 0 })
  expect(await run('ann', 'enemies', 'find', '--bank', BANK, '--threshold', '2')).toMatchObject({ code: 2 })
}, 600_000)
