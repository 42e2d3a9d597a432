/** The shipped sample bank: what its README promises, held against the workbooks themselves. */
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { type ElementTable, lowestScopes, tableFaults } from '../../core/element-table.ts'
import type { TheoryItem } from '../../core/item.ts'
import { readElementTables } from '../../core/row/element-table.ts'
import { readRows } from '../../core/row/read.ts'
import type { Workbook } from '../../core/row/sheet.ts'
import { textFaults } from '../../core/text.ts'
import { buildSamples } from '../../import-templates/samples/source/build.ts'
import { rows as foreign } from '../../import-templates/samples/source/foreign.ts'
import { faults, readScopes } from '../../import-templates/samples/source/lint.ts'
import { readWorkbook } from '../../server/imports/read/workbook.ts'
import { unpackZip } from '../../server/templates/zip.ts'
import { sample } from '../support/app.ts'
import { temporaryFolder } from '../support/workbooks.ts'

const folder = temporaryFolder()
const theoryOf = (workbook: Workbook, table: ElementTable | null): TheoryItem[] =>
  readRows(workbook, { kind: 'theory', table }).rows.flatMap((row) => (row.outcome === 'item' ? [row.content] : []))

let items: TheoryItem[] = []
beforeAll(async () => {
  const { tables } = readElementTables(await readWorkbook(sample('electrician-l3-element-table.xlsx')), { edition: '' })
  items = theoryOf(await readWorkbook(sample('electrician-l3-theory.xlsx')), tables[0] ?? null)
  return folder.remove
})

test('the kept workbooks are what the source builds; run build.ts after a change', async () => {
  const parts = async (path: string) =>
    Object.fromEntries((await unpackZip(readFileSync(path))).map(({ name, bytes }) => [name, bytes.toString('base64')]))
  const names = await buildSamples(folder.path('built'))
  expect(names).toHaveLength(8)
  for (const name of names) expect(await parts(folder.path(`built/${name}`)), name).toEqual(await parts(sample(name)))
})

test('no item breaks a rule of the source', async () => {
  for (const level of ['l3', 'l2'] as const)
    for (const scope of await readScopes(level))
      for (const point of scope.points)
        for (const item of point.items) expect(faults(item), `${scope.code}-${point.code} ${item.stem}`).toEqual([])
})

test('Level 3 has 1,200 items and more over 200 points and more, weights that sum to 100, four modules', async () => {
  const { tables, issues } = readElementTables(await readWorkbook(sample('electrician-l3-element-table.xlsx')), {
    edition: 'x',
  })
  expect(issues).toEqual([])
  const [theory, practical] = tables
  expect(tableFaults(theory!)).toEqual([])
  expect(tableFaults(practical!)).toEqual([])
  expect(theory!.points.length).toBeGreaterThanOrEqual(200)
  expect(lowestScopes(practical!)).toHaveLength(4)
  expect(items.length).toBeGreaterThanOrEqual(1200)
  const perPoint = new Set(items.map(({ point }) => point))
  expect(theory!.points.filter(({ code }) => !perPoint.has(code))).toEqual([])
})

test('no two stems alike, families of six at most, formulas and pictures that print', () => {
  const stems = items.map(({ stem }) => stem.normalize('NFKC').replace(/[\s\p{P}]/gu, ''))
  expect(new Set(stems).size).toBe(stems.length)
  const families = new Map<string, number>()
  for (const { family } of items) if (family !== null) families.set(family, (families.get(family) ?? 0) + 1)
  expect(Math.max(...families.values())).toBeLessThanOrEqual(6)
  const texts = items.map(({ stem, options }) => [stem, ...options.map(({ text }) => text)])
  expect(texts.filter((all) => all.some((text) => text.includes('$'))).length).toBeGreaterThanOrEqual(150)
  expect(texts.filter(([stem]) => stem!.includes('![](sha256:')).length).toBeGreaterThanOrEqual(10)
  expect(texts.filter(([stem]) => stem!.includes('\n|')).length).toBeGreaterThanOrEqual(10)
  expect(texts.flat().flatMap(textFaults)).toEqual([])
})

test('keys are spread evenly over letters and truth values', () => {
  const share = (all: TheoryItem[], of: (item: TheoryItem) => boolean) => all.filter(of).length / all.length
  const single = items.filter(({ type }) => type === 'single')
  for (const letter of ['a', 'b', 'c', 'd']) {
    const part = share(single, ({ key }) => 'options' in key && key.options[0] === letter)
    expect(part, letter).toBeGreaterThan(0.22)
    expect(part, letter).toBeLessThan(0.28)
  }
  const truths = share(
    items.filter(({ type }) => type === 'true_false'),
    ({ key }) => 'truth' in key && key.truth,
  )
  expect(truths).toBeGreaterThan(0.45)
  expect(truths).toBeLessThan(0.55)
})

test('the foreign sheet carries no mark of ours and is understood without a question, every key as it was meant', async () => {
  const workbook = await readWorkbook(sample('foreign-sheet.xlsx'))
  expect(workbook.stamp).toBe(null)
  const { rows, certain } = readRows(workbook, { kind: 'theory', table: null })
  expect(certain).toBe(true)
  const read = rows.flatMap((row) => (row.outcome === 'item' ? [row.content] : []))
  expect(read).toHaveLength(foreign.length)
  for (const [index, { key, options, stem }] of foreign.entries()) {
    const item = read[index]!
    expect(item.stem).toBe(stem)
    const letters = [...key.normalize('NFKC').toLowerCase()].filter((sign) => /[a-f]/.test(sign))
    expect(item.key).toEqual(options.length ? { options: letters } : { truth: /√|对|正确/.test(key) })
  }
})
