/**
 * Builds the sample workbooks beside this folder from its tables:
 * `node --import tsx import-templates/samples/source/build.ts [folder]`. The
 * same source gives the same bytes. Everything in them is original and made for
 * this product: 示例题库, an example and no official bank.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Resvg } from '@resvg/resvg-js'
import seedrandom from 'seedrandom'
import type { ElementTable, Scope } from '../../../core/element-table.ts'
import type { TheoryItem } from '../../../core/item.ts'
import { writeDefenseWorkbook } from '../../../server/templates/defense.ts'
import { writeElementTableWorkbook } from '../../../server/templates/element-table.ts'
import { writePracticalWorkbook } from '../../../server/templates/practical.ts'
import { type TheoryRow, writeTheoryWorkbook } from '../../../server/templates/theory.ts'
import { plainWorkbookBytes } from '../../../server/templates/write-workbook.ts'
import { topics } from './defense-l2.ts'
import { rows as foreignRows } from './foreign.ts'
import { readScopes } from './lint.ts'
import { level2, level3, type OutlineScope } from './outline.ts'
import * as practical2 from './practical-l2.ts'
import * as practical3 from './practical-l3.ts'
import type { SourceItem, SourceScope } from './write.ts'

const SOURCE = '示例题库'
const EDITION = '示例版 2026'
const require = createRequire(import.meta.url)
const font = require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')

const facts = (level: string) => ({
  occupation: '6-31-01-03',
  name: '电工',
  level,
  standard: '示例题库（非官方）',
  edition: EDITION,
})

/** A drawing as PNG, at twice its size so that print is sharp. */
function drawing(name: string): Buffer {
  const svg = readFileSync(new URL(`figures/${name}.svg`, import.meta.url))
  const resvg = new Resvg(svg, {
    background: 'white',
    fitTo: { mode: 'zoom', value: 2 },
    font: { fontFiles: [font], loadSystemFonts: false, defaultFontFamily: 'Noto Sans SC' },
  })
  return resvg.render().asPng()
}

/** "12 V" → 12 when every option is a number with the same unit; such options stand in ascending order. */
function ascending(options: readonly string[]): number[] | undefined {
  const parts = options.map((option) => /^\$?(-?\d+(?:\.\d+)?)\s*([^\d]*?)\$?$/.exec(option.trim()))
  if (parts.some((part) => !part || part[2] !== parts[0]?.[2])) return undefined
  const values = parts.map((part) => Number(part![1]))
  return new Set(values).size === values.length ? values : undefined
}

/** Places keys so that letters are used evenly: the key of a single choice goes where keys were rarest so far. */
function placer(seed: string) {
  const random = seedrandom(seed)
  const used = [0, 0, 0, 0]
  const shuffle = <T>(list: readonly T[]): T[] =>
    list
      .map((value) => ({ value, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ value }) => value)
  return (item: SourceItem & { options: readonly string[] }): { order: number[]; fixed: boolean } => {
    const places = item.options.map((_, i) => i)
    const values = item.type === 'single' ? ascending(item.options) : undefined
    if (values) {
      const order = places.toSorted((a, b) => values[a]! - values[b]!)
      used[order.indexOf(0)]!++
      return { order, fixed: true }
    }
    if (item.type !== 'single') return { order: shuffle(places), fixed: false }
    const rarest = shuffle([0, 1, 2, 3]).reduce((best, at) => (used[at]! < used[best]! ? at : best))
    used[rarest]!++
    return { order: shuffle(places.slice(1)).toSpliced(rarest, 0, 0), fixed: false }
  }
}

const letters = 'abcdef'
/** Reading and answering, in seconds: a rough guide by length and kind. */
const secondsFor = (item: SourceItem, text: string): number =>
  Math.min(600, Math.round((('answer' in item ? 240 : item.family ? 70 : 20) + [...text].length / 3) / 5) * 5)

function theoryItem(
  item: SourceItem,
  point: string,
  place: ReturnType<typeof placer>,
  pictures: Map<string, Uint8Array>,
): TheoryItem {
  let stem = item.stem
  if (item.figure) {
    const png = drawing(item.figure)
    const digest = createHash('sha256').update(png).digest('hex')
    pictures.set(digest, png)
    stem += `\n\n![](sha256:${digest})`
  }
  const common = {
    kind: 'theory' as const,
    type: item.type,
    stem,
    point,
    agreement: null,
    marks: 'answer' in item ? item.marks * 2 : null,
    seconds: secondsFor(item, item.stem + ('options' in item ? item.options.join('') : '')),
    rationale: item.rationale,
    family: item.family ?? null,
    difficulty: item.difficulty,
    source: SOURCE,
  }
  if (item.type === 'true_false') return { ...common, options: [], key: { truth: item.truth }, fixedOrder: false }
  if ('answer' in item) return { ...common, options: [], key: { text: item.answer }, fixedOrder: false }
  const { order, fixed } = place(item)
  const options = order.map((from, at) => ({ id: letters[at]!, text: item.options[from]! }))
  const right = order.flatMap((from, at) => (from < item.keys ? [letters[at]!] : []))
  return { ...common, options, key: { options: right }, fixedOrder: fixed || item.ordered }
}

function theoryTable(outline: readonly OutlineScope[], scopes: readonly SourceScope[]): ElementTable {
  return {
    kind: 'theory',
    edition: EDITION,
    scopes: outline.map((scope): Scope => ({ ...scope })),
    points: scopes.flatMap(({ code, points }) =>
      points.map((point) => ({ code: `${code}-${point.code}`, name: point.name, importance: point.importance })),
    ),
  }
}

function theoryRows(scopes: readonly SourceScope[], prefix: string, pictures: Map<string, Uint8Array>): TheoryRow[] {
  const place = placer(`sample ${prefix}`)
  let number = 0
  return scopes.flatMap(({ code, points }) =>
    points.flatMap((point) =>
      point.items.map((item) => ({
        id: `${prefix}-${String(++number).padStart(4, '0')}`,
        content: theoryItem(item, `${code}-${point.code}`, place, pictures),
      })),
    ),
  )
}

const byCode = (outline: readonly OutlineScope[], scopes: readonly SourceScope[]): SourceScope[] =>
  outline.flatMap(({ code }) => scopes.filter((scope) => scope.code === code))

/** Writes every sample workbook into `dir` and returns their names. */
export async function buildSamples(dir: string): Promise<string[]> {
  mkdirSync(dir, { recursive: true })
  const names: string[] = []
  const file = (name: string) => {
    names.push(name)
    return join(dir, name)
  }
  for (const { level, prefix, outline, source, practical } of [
    { level: '3', prefix: 'L3', outline: level3, source: 'l3' as const, practical: practical3 },
    { level: '2', prefix: 'L2', outline: level2, source: 'l2' as const, practical: practical2 },
  ]) {
    const scopes = byCode(outline, await readScopes(source))
    const theory = theoryTable(outline, scopes)
    const tasks: ElementTable = { kind: 'practical', edition: EDITION, scopes: [...practical.scopes], points: [] }
    const pictures = new Map<string, Uint8Array>()
    const rows = theoryRows(scopes, prefix, pictures)
    const stem = `electrician-${prefix.toLowerCase()}`
    await writeElementTableWorkbook(file(`${stem}-element-table.xlsx`), [theory, tasks], { facts: facts(level) })
    await writeTheoryWorkbook(file(`${stem}-theory.xlsx`), rows, { pictures, table: theory })
    await writePracticalWorkbook(
      file(`${stem}-practical.xlsx`),
      practical.tasks.map(({ code, content }) => ({ id: code, content })),
      { table: tasks },
    )
    if (prefix === 'L2')
      await writeDefenseWorkbook(
        file(`${stem}-defense.xlsx`),
        topics.map(({ code, content }) => ({ id: code, content })),
        { table: theory },
      )
  }
  // A sheet as others keep it: a title, the header in row 2, columns in another order, keys in every spelling.
  const lines = foreignRows.map(({ type, stem, options, key, difficulty = '' }, index) => [
    index + 1,
    key,
    type,
    stem,
    ...[...'ABCDE'].map((_, at) => options[at] ?? ''),
    difficulty,
  ])
  writeFileSync(
    file('foreign-sheet.xlsx'),
    await plainWorkbookBytes('复习题', [
      ['电工（三级）理论复习题（示例）'],
      ['序号', '正确答案', '题型', '题目', 'A', 'B', 'C', 'D', 'E', '难度'],
      ...lines,
    ]),
  )
  return names
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dir = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url))
  for (const name of await buildSamples(dir)) console.log(name)
}
