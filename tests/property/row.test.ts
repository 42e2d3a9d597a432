import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { comparable, comparableKey, fingerprint } from '../../core/compare.ts'
import type { ElementTable } from '../../core/element-table.ts'
import type { DefenseTopic, PracticalTask, TheoryItem } from '../../core/item.ts'
import { readElementTables } from '../../core/row/element-table.ts'
import { cleanText } from '../../core/row/mapping.ts'
import { readRows } from '../../core/row/read.ts'
import type { RowResult } from '../../core/row/result.ts'
import { dollarsMatch } from '../../core/row/theory.ts'
import { writeDefenseWorkbook } from '../../server/templates/defense.ts'
import { writeElementTableWorkbook } from '../../server/templates/element-table.ts'
import { writePracticalWorkbook } from '../../server/templates/practical.ts'
import { writeTheoryWorkbook } from '../../server/templates/theory.ts'
import { readHere } from '../support/read-here.ts'
import { sheetOf, temporaryFolder, workbookOf } from '../support/workbooks.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

/** Half a surrogate pair has no form in a file. */
const LONE = /\p{Surrogate}/u

/** The items of a reading; refused rows show their issues instead, so that a failing test says why. */
function taken<Content>(rows: readonly RowResult<Content>[]): unknown[] {
  return rows.flatMap((row): unknown[] =>
    row.outcome === 'item' ? [{ id: row.id, content: row.content }] : row.issues,
  )
}

/** Text as it is stored: clean at the ends, dollars in pairs, no reference to a picture. */
const text = (maxLength: number, least = 1) =>
  fc
    .array(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 6 }),
        fc.constantFrom(
          '导体',
          '=1+1',
          '\n',
          '1/2',
          '001',
          '$U=IR$',
          '\\$',
          '_x0041_',
          '17:30',
          '<b>',
          '&amp;',
          'Ａ．',
          ' ',
          '①',
        ),
      ),
      { maxLength: 6 },
    )
    .map((parts) => cleanText(parts.join('')).slice(0, maxLength).trim())
    .map((found) => (found.length < least ? '题' : found))
    .filter((found) => !LONE.test(found) && dollarsMatch(found) && !found.includes('[图') && !found.includes('↵'))

const line = (maxLength: number, least = 1) => text(maxLength, least).map((found) => found.replace(/\s*\n\s*/gu, ' '))

const level = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null })
const halves = fc.integer({ min: 1, max: 400 })

/** Attributes under names as people type them; a name is written once. */
const attributes = fc.option(
  fc.dictionary(
    line(20).filter((name) => name !== '__proto__'),
    line(40),
    { minKeys: 1, maxKeys: 3, noNullPrototype: true },
  ),
  { nil: undefined },
)
const withAttributes = <T extends object>(content: T, own: Record<string, string> | undefined) =>
  own === undefined ? content : { ...content, attributes: own }

const calculation = fc.option(
  fc.constant({
    variables: [
      { name: 'U', values: { from: 12, to: 240, step: 12 } },
      { name: 'R', values: { list: [5, 10, 20] }, decimals: 1 },
    ],
    constraints: ['U/R < 20'],
    formula: 'U/R',
    distractors: ['U*R', 'R/U'],
    unit: 'A',
    rounding: { figures: 3 },
  }),
  { nil: undefined },
)

const bodies = fc
  .record({
    type: fc.constantFrom('single', 'multiple', 'true_false', 'fill_in', 'short_answer', 'calculation', 'essay'),
    stem: text(100),
    texts: fc.uniqueArray(text(40), { minLength: 2, maxLength: 6, selector: (found) => comparable(found) || found }),
    picks: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    answer: text(60),
    fixedOrder: fc.boolean(),
    marks: fc.option(halves, { nil: null }),
  })
  .map(({ texts, picks, answer, type, fixedOrder, ...rest }) => {
    const choice = type === 'single' || type === 'multiple'
    const options = choice ? texts.map((found, index) => ({ id: 'abcdef'.charAt(index), text: found })) : []
    const ids = options.map(({ id }) => id)
    const picked = ids.filter((_, index) => picks[index])
    const right = type === 'single' ? [picked[0] ?? 'a'] : picked.length > 1 ? picked : ids
    const key = choice ? { options: right } : type === 'true_false' ? { truth: fixedOrder } : { text: answer }
    return { type, ...rest, options, key, fixedOrder: choice && fixedOrder }
  })

const theory: fc.Arbitrary<TheoryItem> = fc
  .record({
    own: attributes,
    drawn: calculation,
    parts: fc.array(bodies, { maxLength: 3 }),
    type: fc.constantFrom(
      'single',
      'multiple',
      'true_false',
      'fill_in',
      'short_answer',
      'calculation',
      'essay',
      'case',
    ),
    stem: text(200),
    texts: fc.uniqueArray(text(60), { minLength: 2, maxLength: 8, selector: (found) => comparable(found) || found }),
    picks: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
    answer: text(100),
    fixedOrder: fc.boolean(),
    agreement: level,
    marks: fc.option(halves, { nil: null }),
    seconds: fc.option(fc.integer({ min: 1, max: 7200 }), { nil: null }),
    rationale: text(200, 0),
    family: fc.option(line(100), { nil: null }),
    difficulty: level,
    source: text(100, 0),
  })
  .map(({ texts, picks, answer, type, fixedOrder, own, drawn, parts, ...rest }) => {
    const choice = type === 'single' || type === 'multiple'
    const options = choice ? texts.map((found, index) => ({ id: 'abcdefgh'.charAt(index), text: found })) : []
    const ids = options.map(({ id }) => id)
    const picked = ids.filter((_, index) => picks[index])
    const right = type === 'single' ? [picked[0] ?? 'a'] : picked.length > 1 ? picked : ids
    const key = choice ? { options: right } : type === 'true_false' ? { truth: fixedOrder } : { text: answer }
    const isCase = type === 'case' && parts.length > 0
    const content = {
      kind: 'theory' as const,
      point: null,
      type,
      options,
      key: isCase ? { text: '' } : key,
      fixedOrder: choice && fixedOrder,
      ...rest,
      ...(isCase ? { parts: parts.map((part, index) => ({ id: 'abc'.charAt(index), ...part })) } : {}),
      ...(type === 'calculation' && drawn ? { calculation: drawn } : {}),
    }
    return withAttributes(content, own) as unknown as TheoryItem
  })

const runs = { numRuns: 25 }

test('theory items come back from our workbook as they went in', async () => {
  const path = folder.path('theory.xlsx')
  await fc.assert(
    fc.asyncProperty(fc.array(theory, { minLength: 1, maxLength: 12 }), async (items) => {
      const rows = items.map((content, index) => ({ id: index % 2 === 0 ? `Q-${index}` : null, content }))
      await writeTheoryWorkbook(path, rows)
      const { rows: found, certain } = readRows(await readHere(path), { kind: 'theory', table: null })
      expect(certain).toBe(true)
      expect(taken(found)).toEqual(rows)
    }),
    runs,
  )
})

const preparation = fc.array(
  fc.record({
    group: fc.constantFrom('material' as const, 'equipment' as const, 'tool' as const, 'venue' as const),
    name: text(60),
    spec: text(60, 0),
    unit: line(10, 0),
    count: line(10, 0),
    note: text(60, 0),
  }),
  { maxLength: 4 },
)
const task: fc.Arbitrary<PracticalTask> = fc
  .record({
    own: attributes,
    title: text(60),
    preparationMinutes: fc.integer({ min: 0, max: 600 }),
    workingMinutes: fc.integer({ min: 1, max: 1440 }),
    requirements: text(200),
    site: preparation,
    candidate: preparation,
    marking: fc.array(
      fc.record({
        element: text(60),
        requirement: text(60, 0),
        marks: fc.integer({ min: 1, max: 50 }),
        rule: text(60, 0),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    criticalFailures: fc.array(text(60), { maxLength: 3 }),
    difficulty: level,
    source: text(60, 0),
  })
  .map(({ own, ...rest }) => {
    const marks = rest.marking.reduce((sum, row) => sum + row.marks, 0)
    return withAttributes({ kind: 'practical' as const, module: null, marks, ...rest }, own)
  })
const topic: fc.Arbitrary<DefenseTopic> = fc
  .record({
    own: attributes,
    title: text(100),
    minutes: fc.integer({ min: 1, max: 120 }),
    expectedPoints: fc.array(text(60), { minLength: 1, maxLength: 4 }),
    scoringPoints: fc.array(fc.record({ text: text(60), marks: halves }), { minLength: 1, maxLength: 4 }),
    followUps: fc.array(text(60), { maxLength: 3 }),
    difficulty: level,
    source: text(60, 0),
  })
  .map(({ own, ...rest }) => withAttributes({ kind: 'defense' as const, scope: null, ...rest }, own))

test('practical tasks and defense topics come back as they went in', async () => {
  const path = folder.path('others.xlsx')
  await fc.assert(
    fc.asyncProperty(
      fc.array(task, { minLength: 1, maxLength: 4 }),
      fc.array(topic, { minLength: 1, maxLength: 4 }),
      async (tasks, topics) => {
        const numbered = tasks.map((content, index) => ({ id: `T-${index}`, content }))
        await writePracticalWorkbook(path, numbered)
        const practical = readRows(await readHere(path), { kind: 'practical', table: null })
        expect(practical.issues).toEqual([])
        expect(taken(practical.rows)).toEqual(numbered)
        const plain = topics.map((content) => ({ id: null, content }))
        await writeDefenseWorkbook(path, plain)
        const defense = readRows(await readHere(path), { kind: 'defense', table: null })
        expect(taken(defense.rows)).toEqual(plain)
      },
    ),
    runs,
  )
})

/** A tree of scopes, each splitting its weight into halves, with points below the lowest. */
const tables: fc.Arbitrary<ElementTable> = fc
  .record({
    kind: fc.constantFrom('theory' as const, 'practical' as const),
    edition: line(40),
    shape: fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    }),
    names: fc.array(
      line(20).filter((found) => !/^[A-Za-z0-9]/u.test(found)),
      { minLength: 60, maxLength: 60 },
    ),
  })
  .map(({ kind, edition, shape, names }) => {
    const table: ElementTable = { kind, edition, scopes: [], points: [] }
    let used = 0
    const name = () => names[used++ % names.length] ?? '名'
    const share = (total: number, parts: number, index: number) =>
      index < parts - 1 ? Math.floor(total / parts) : total - Math.floor(total / parts) * (parts - 1)
    for (const [first, seconds] of shape.entries()) {
      const code = String.fromCharCode(65 + first)
      const weight = share(100, shape.length, first)
      table.scopes.push({ code, name: name(), weight })
      for (const [second, count] of seconds.entries()) {
        const below = `${code}-${String.fromCharCode(65 + second)}`
        const scope = { code: below, name: name(), weight: share(weight, seconds.length, second) }
        table.scopes.push(kind === 'practical' ? { ...scope, mode: 'drawn', minutes: 30 + second } : scope)
        for (let point = 1; point <= count; point++)
          table.points.push({
            code: `${below}-${String(point).padStart(3, '0')}`,
            name: name(),
            importance: 'XYZ'.charAt(point - 1) as 'X',
          })
      }
    }
    return table
  })

test('element tables come back as they went in, through merged cells', async () => {
  const path = folder.path('elements.xlsx')
  await fc.assert(
    fc.asyncProperty(tables, async (table) => {
      await writeElementTableWorkbook(path, [table])
      expect(readElementTables(await readHere(path), { edition: 'x' })).toMatchObject({ issues: [], tables: [table] })
    }),
    runs,
  )
})

test('whatever a sheet holds, every row ends in one result and nothing throws but a refusal', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('单选题', 'A', 'ABC', '√', '', '题干', '答案', '1', '$', '示例'),
  )
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 9 }), { maxLength: 30 }), (rows) => {
      const sheet = sheetOf([['题型', '题干', 'A', 'B', 'C', '答案', '难度', '分数', '鉴定点'], ...rows])
      const reading = readRows(workbookOf([sheet]), { kind: 'theory', table: null })
      expect(reading.rows.map(({ row }) => row).toSorted((one, other) => one - other)).toEqual(
        sheet.rows.map(({ number }) => number),
      )
      for (const row of reading.rows)
        expect(row.issues.some(({ severity }) => severity === 'error')).toBe(row.outcome === 'refused')
    }),
    { numRuns: 300 },
  )
})

test('the order of options changes neither fingerprint nor key', () => {
  fc.assert(
    fc.property(theory, fc.nat(), (item, turn) => {
      const at = item.options.length === 0 ? 0 : turn % item.options.length
      const turned = { ...item, options: [...item.options.slice(at), ...item.options.slice(0, at)] }
      expect(fingerprint(turned)).toBe(fingerprint(item))
      expect(comparableKey(turned)).toBe(comparableKey(item))
    }),
    { numRuns: 200 },
  )
})
