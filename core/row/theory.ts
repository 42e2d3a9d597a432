/** A row of a theory sheet → a theory item, or what is wrong with it. */
import { fingerprint } from '../compare.ts'
import type { CasePart, Key, Option, TheoryItem, TheoryType } from '../item.ts'
import { textFaults } from '../text.ts'
import { readCalculation } from './calculation.ts'
import { type RowIssues, rowIssues } from './issue.ts'
import { underlinedKey } from './item-text.ts'
import { mustStay, speaksOfAbove, withoutLetters, withoutNumber } from './key.ts'
import { cleanText, type RowView } from './mapping.ts'
import type { PointIndex } from './points.ts'
import type { RowResult } from './result.ts'
import type { Picture } from './sheet.ts'
import { checkGiveaway, checkOptions, checkSense, checkTexts, type ItemTexts } from './theory-checks.ts'
import {
  readAttributes,
  readDifficulty,
  readFixed,
  readMarks,
  readPoint,
  readSeconds,
  readWhole,
} from './theory-fields.ts'
import { readKey, readType } from './theory-key.ts'
import { placePictures } from './theory-pictures.ts'
import { OPTIONS_RUN } from './unfold.ts'
import { type NamedType, optionFields } from './words.ts'

/** What is known of a row beyond its cells. */
export type TheoryContext = {
  /** A workbook of ours: texts are kept as they stand, nothing is stripped. */
  own: boolean
  /** The type that the sheet's name or a heading above the row gives. */
  type: NamedType | null
  /** True when stems of this sheet begin with a running number that is not theirs. */
  numbered: boolean
  points: PointIndex | null
  pictures: readonly Picture[]
}

/** A sub-item's row as it was read; `part` is null when it is wrong. */
export type PartRow = { part: CasePart | null; pictures: readonly string[] }

/** Reads one row. Every fault is found, not only the first. `parts` are the sub-items of a case. */
export function theoryRow(
  view: RowView,
  context: TheoryContext,
  parts: readonly PartRow[] = [],
): RowResult<TheoryItem> {
  const issues = rowIssues(view.sheet, view.row)
  const body = readBody(view, context, parts.length > 0, issues)
  if (parts.some(({ part }) => part === null)) issues.add('error', 'part-rows', null, '')
  const point = readPoint(view, context.points, issues)
  const difficulty = readDifficulty(view, issues)
  const agreement = readWhole(view, 'agreement', 'agreement-wrong', 1, 5, issues)
  const marks = readMarks(view, 'marks', issues)
  const seconds = readSeconds(view, issues)
  const attributes = readAttributes(view, issues)
  const calculation = readCalculation(view, context.own, issues)
  const { sheet, row } = view
  const { pictures, rationale, done } = body
  if (issues.refused || !done) return { sheet, row, issues: issues.list, outcome: 'refused' }
  const { type, stem, options, key, fixedOrder } = done
  // Written out, since a file has many: putting them together by spreading took a fifth of understanding it.
  const content: TheoryItem = {
    kind: 'theory',
    type,
    stem,
    options,
    key,
    fixedOrder,
    point: point.code,
    rationale,
    difficulty,
    agreement,
    marks,
    seconds,
    source: view.text('source'),
    family: view.text('family') || null,
  }
  Object.assign(content, attributes)
  const sub = parts.flatMap(({ part }) => part ?? [])
  if (sub.length > 0) content.parts = sub
  if (calculation) content.calculation = calculation
  return {
    sheet,
    row,
    issues: issues.list,
    outcome: 'item',
    id: view.text('id') || null,
    content,
    fingerprint: fingerprint(content),
    point,
    pictures: [...new Set([...pictures, ...parts.flatMap((one) => one.pictures)])],
  }
}

/** Reads the row of a case's sub-item, the `index`-th from 0. */
export function partRow(view: RowView, context: TheoryContext, index: number): { found: PartRow; issues: RowIssues } {
  const issues = rowIssues(view.sheet, view.row)
  const { done, pictures } = readBody(view, context, false, issues)
  const marks = readMarks(view, 'marks', issues)
  if (done?.type === 'case') issues.add('error', 'part-type', view.column('type'), view.text('type'))
  if (issues.refused || !done || done.type === 'case') return { found: { part: null, pictures: [] }, issues }
  const { type, ...rest } = done
  return { found: { part: { id: String.fromCharCode(97 + index), type, ...rest, marks }, pictures }, issues }
}

type Done = { type: TheoryType; stem: string; options: Option[]; key: Key; fixedOrder: boolean }
type Body = { done: Done | null; rationale: string; pictures: string[] }

/** Stem, options and key; `done` is null when one of them is missing or wrong. */
function readBody(view: RowView, context: TheoryContext, hasParts: boolean, issues: RowIssues): Body {
  const written = readTexts(view, context, issues)
  const texts = settleDollars(view, written, context.own, issues)
  const placed = placePictures(view, texts, context.pictures, issues)
  const { rationale, options } = placed
  const type = readType(view, options, context.type, issues)
  const lined = type === 'fill_in' && texts.key === '' && !context.own ? underlinedKey(placed.stem) : undefined
  if (lined) issues.add('warning', 'key-underlined', view.column('stem'), '')
  const stem = lined?.stem ?? placed.stem
  const choice = type === 'single' || type === 'multiple'
  const keyless = type === 'case' && hasParts && texts.key === ''
  const key = keyless
    ? { text: '' }
    : type === undefined
      ? null
      : readKey(view, type, lined?.key ?? texts.key, options, issues)
  checkTexts(view, { stem, rationale, key: texts.key, options }, issues)
  if (!context.own) checkSense(view, { stem, rationale, key: texts.key, options }, issues)
  if (choice) checkOptions(view, options, issues)
  if (view.text(OPTIONS_RUN) !== '')
    issues.add('warning', 'options-run', view.column(OPTIONS_RUN), view.text('options'))
  if (type !== undefined && key && !context.own) checkGiveaway(view, { stem, type, options, key }, issues)
  const fixed = readFixed(view, issues)
  if (choice && fixed === false && options.some(({ text }) => speaksOfAbove(text)))
    issues.add('warning', 'order-loose', view.column('fixed'), view.text('fixed'))
  const { pictures } = placed
  if (type === undefined || key === null) return { done: null, rationale, pictures }
  const fixedOrder = fixed ?? (choice && mustStay(options.map(({ text }) => text)))
  return { done: { type, stem, options: choice ? options : [], key, fixedOrder }, rationale, pictures }
}

type Texts = ItemTexts & { options: Option[] }

function readTexts(view: RowView, { own, numbered }: TheoryContext, issues: RowIssues): Texts {
  const cells = optionFields.map((field) => view.text(field))
  const last = cells.findLastIndex((text) => text !== '')
  const filled = cells.slice(0, last + 1)
  const gap = filled.indexOf('')
  if (gap >= 0)
    issues.add('error', 'option-gap', view.column(optionFields[gap] ?? ''), '', String.fromCharCode(65 + gap))
  const texts = own || gap >= 0 ? filled : withoutLetters(filled)
  const options = texts.map((text, index) => ({ id: String.fromCharCode(97 + index), text: cleanText(text) }))
  const stem = view.text('stem')
  return {
    stem: numbered ? cleanText(withoutNumber(stem)) : stem,
    rationale: view.text('rationale'),
    key: view.text('key'),
    options,
  }
}

/**
 * Dollars that mark no formula: in a sheet of ours a mistake, elsewhere plain
 * signs, which are escaped so that they print as they were written.
 */
function settleDollars(view: RowView, texts: Texts, own: boolean, issues: RowIssues): Texts {
  const { stem, rationale, key, options } = texts
  if (!(stem + rationale + key).includes('$') && !options.some(({ text }) => text.includes('$'))) return texts
  const settle = (text: string, field: string) => {
    if (dollarsMatch(text)) return text
    issues.add(own ? 'error' : 'warning', own ? 'formula-unbalanced' : 'dollar-plain', view.column(field), text)
    return own ? text : text.replace(/(?<!\\)\$/gu, '\\$')
  }
  return {
    stem: settle(texts.stem, 'stem'),
    rationale: settle(texts.rationale, 'rationale'),
    key: settle(texts.key, 'key'),
    options: texts.options.map(({ id, text }) => ({ id, text: settle(text, `option-${id}`) })),
  }
}

/** True when every dollar of a text marks a formula or is escaped. */
export const dollarsMatch = (text: string): boolean => !text.includes('$') || !textFaults(text).includes('dollar')
