/** A row of a theory sheet → a theory item, or what is wrong with it. */
import { comparable } from '../compare.ts'
import type { Option, TheoryItem, TheoryType } from '../item.ts'
import { halfMarks } from '../marks.ts'
import { textFaults } from '../text.ts'
import { type RowIssues, rowIssues } from './issue.ts'
import { choiceKey, letterCount, mustStay, withoutLetters, withoutNumber } from './key.ts'
import { cleanText, type RowView } from './mapping.ts'
import { type PointIndex, type PointRef, resolvePoint } from './points.ts'
import type { RowResult } from './result.ts'
import type { Picture } from './sheet.ts'
import { difficultyNamed, levelFields, optionFields, truthNamed, typeNamed } from './words.ts'

/** What is known of a row beyond its cells. */
export type TheoryContext = {
  /** A workbook of ours: texts are kept as they stand, nothing is stripped. */
  own: boolean
  /** The type that the sheet's name or a heading above the row gives. */
  type: TheoryType | null
  /** True when stems of this sheet begin with a running number that is not theirs. */
  numbered: boolean
  points: PointIndex | null
  pictures: readonly Picture[]
}

const LIMITS = { stem: 20_000, rationale: 20_000, key: 20_000, source: 500, family: 100 } as const

/** Reads one row. Every fault is found, not only the first. */
export function theoryRow(view: RowView, context: TheoryContext): RowResult<TheoryItem> {
  const issues = rowIssues(view.sheet, view.row)
  const written = readTexts(view, context, issues)
  const plain = settleDollars(view, written, context.own, issues)
  const { stem, rationale, options, pictures } = placePictures(view, plain, context.pictures, issues)
  const type = readType(view, options, context.type, issues)
  const choice = type === 'single' || type === 'multiple'
  const key = type === undefined ? null : readKey(view, type, plain.key, options, issues)
  checkTexts(view, { stem, rationale, key: plain.key, options }, issues)
  if (choice) checkOptions(view, options, issues)

  const point = readPoint(view, context.points, issues)
  const content = {
    difficulty: readDifficulty(view, issues),
    agreement: readWhole(view, 'agreement', 'agreement-wrong', 1, 5, issues),
    marks: readMarks(view, 'marks', issues),
    seconds: readSeconds(view, issues),
    fixedOrder: readFixed(view, issues) ?? (choice && mustStay(options.map(({ text }) => text))),
    source: view.text('source'),
    family: view.text('family') || null,
  }
  const place = { sheet: view.sheet, row: view.row, issues: issues.list }
  if (issues.refused || type === undefined || key === null) return { ...place, outcome: 'refused' }
  return {
    ...place,
    outcome: 'item',
    id: view.text('id') || null,
    content: {
      kind: 'theory',
      type,
      stem,
      options: choice ? options : [],
      key,
      point: point.code,
      rationale,
      ...content,
    },
    point,
    pictures,
  }
}

type Texts = { stem: string; rationale: string; key: string; options: Option[] }

function readTexts(view: RowView, { own, numbered }: TheoryContext, issues: RowIssues): Texts {
  const cells = optionFields.map((field) => view.text(field))
  const last = cells.findLastIndex((text) => text !== '')
  const filled = cells.slice(0, last + 1)
  const gap = filled.indexOf('')
  if (gap >= 0) issues.add('error', 'option-gap', view.column(optionFields[gap] ?? ''), '', letterOf(gap))
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

const letterOf = (index: number): string => String.fromCharCode(65 + index)

const PICTURE_MARK = /\[图(\d{1,2})\]/gu

/** Puts the row's pictures where [图1] stands; those that nothing names follow the stem. */
function placePictures(view: RowView, texts: Texts, pictures: readonly Picture[], issues: RowIssues) {
  const column = view.column('picture')
  for (const { media } of pictures) {
    if (media === 'other') issues.add('error', 'picture-type', column, '')
    if (media === 'too-large') issues.add('error', 'picture-large', column, '')
  }
  const named = new Set<number>()
  const place = (text: string, field: string) =>
    text.replace(PICTURE_MARK, (mark, digits: string) => {
      const picture = pictures[Number(digits) - 1]
      if (!picture) {
        issues.add('warning', 'picture-missing', view.column(field), mark, Number(digits))
        return mark
      }
      named.add(Number(digits) - 1)
      return pictureMark(picture.sha256)
    })
  const stem = place(texts.stem, 'stem')
  const options = texts.options.map(({ id, text }) => ({ id, text: place(text, `option-${id}`) }))
  const rationale = place(texts.rationale, 'rationale')
  const rest = pictures.filter((_, index) => !named.has(index)).map(({ sha256 }) => pictureMark(sha256))
  return {
    stem: stem === '' ? '' : [stem, ...rest].join('\n\n'),
    options,
    rationale,
    pictures: [...new Set(pictures.map(({ sha256 }) => sha256))],
  }
}

/** How a text refers to a stored picture. */
export const pictureMark = (sha256: string): string => `![](sha256:${sha256})`

function readType(
  view: RowView,
  options: readonly Option[],
  given: TheoryType | null,
  issues: RowIssues,
): TheoryType | undefined {
  const word = view.text('type')
  const named = word === '' ? (given ?? undefined) : typeNamed(word)
  if (named !== undefined && named !== 'choice') return named
  if (word !== '' && named === undefined) {
    issues.add('error', 'type-unknown', view.column('type'), word)
    return undefined
  }
  const inferred = typeByKey(view.text('key'), options)
  if (inferred === undefined) issues.add('error', 'type-missing', view.column('type') ?? view.column('key'), word)
  return inferred
}

/** Without a word for the type, the key tells it: a truth word, one letter or several. */
function typeByKey(key: string, options: readonly Option[]): TheoryType | undefined {
  const truths = options.map(({ text }) => truthNamed(text))
  if (options.length === 2 && truths.includes(true) && truths.includes(false)) return 'true_false'
  if (options.length === 0 && !/^\d$/u.test(key) && truthNamed(key) !== undefined) return 'true_false'
  if (options.length < 2) return undefined
  const right = choiceKey(
    key,
    options.map(({ text }) => text),
  )
  const count = 'right' in right ? right.right.length : letterCount(key)
  if (count === 0) return undefined
  return count === 1 ? 'single' : 'multiple'
}

function readKey(
  view: RowView,
  type: TheoryType,
  text: string,
  options: readonly Option[],
  issues: RowIssues,
): TheoryItem['key'] | null {
  const column = view.column('key')
  if (text === '') {
    issues.add('error', 'key-empty', column, '')
    return null
  }
  if (type === 'true_false') return readTruth(view, text, options, issues)
  if (type !== 'single' && type !== 'multiple') {
    if (options.length > 0) issues.add('error', 'options-unwanted', view.column('option-a'), '')
    return { text }
  }
  const key = choiceKey(
    text,
    options.map((option) => option.text),
  )
  if ('fault' in key) {
    if (key.fault === 'key-twice') issues.add('error', 'key-twice', column, text)
    else if (options.length > 1) issues.add('error', 'key-not-option', column, text, letterOf(options.length - 1))
    return null
  }
  if (type === 'single' && key.right.length > 1) issues.add('error', 'key-many', column, text)
  if (type === 'multiple' && key.right.length < 2) issues.add('error', 'key-one', column, text)
  return { options: key.right.map((index) => String.fromCharCode(97 + index)) }
}

function readTruth(view: RowView, text: string, options: readonly Option[], issues: RowIssues) {
  const column = view.column('key')
  const truths = options.map((option) => truthNamed(option.text))
  if (truths.includes(undefined)) {
    issues.add('error', 'options-unwanted', view.column('option-a'), '')
    return null
  }
  const letter = choiceKey(text, options.length === 0 ? ['√', '×'] : options.map((option) => option.text))
  const isLetter = letterCount(text) === 1 && truthNamed(text) === undefined
  if (isLetter && 'right' in letter) {
    if (options.length === 0) issues.add('warning', 'key-letter-truth', column, text)
    const index = letter.right[0] ?? 0
    return { truth: options.length === 0 ? index === 0 : truths[index] === true }
  }
  const truth = truthNamed(text)
  if (truth === undefined) issues.add('error', 'key-not-truth', column, text)
  return truth === undefined ? null : { truth }
}

function checkOptions(view: RowView, options: readonly Option[], issues: RowIssues): void {
  if (options.length < 2) issues.add('error', 'options-few', view.column('option-b'), '', options.length)
  const seen = new Map<string, string>()
  for (const { id, text } of options) {
    if (text === '') continue
    // Signs such as "≥" and "≤" survive `comparable`; an option made of punctuation alone is compared as it stands.
    const spelling = comparable(text) || text
    const twin = seen.get(spelling)
    if (twin)
      issues.add('error', 'options-equal', view.column(`option-${id}`), text, twin.toUpperCase(), id.toUpperCase())
    else seen.set(spelling, id)
  }
}

function checkTexts(view: RowView, { stem, rationale, key, options }: Texts, issues: RowIssues): void {
  if (stem === '') issues.add('error', 'stem-empty', view.column('stem'), '')
  const texts = [
    ['stem', stem, LIMITS.stem],
    ['rationale', rationale, LIMITS.rationale],
    ['key', key, LIMITS.key],
    ['source', view.text('source'), LIMITS.source],
    ['family', view.text('family'), LIMITS.family],
    ...options.map(({ id, text }) => [`option-${id}`, text, LIMITS.stem] as const),
  ] as const
  for (const [field, text, most] of texts) {
    if (text.length > most) issues.add('error', 'field-long', view.column(field), text, most)
  }
}

function readPoint(view: RowView, points: PointIndex | null, issues: RowIssues): PointRef {
  const name = view.text('pointName')
  const levels = levelFields.map((field) => view.text(field))
  const names = name === '' ? levels : [...levels, name]
  const code = view.text('pointCode')
  const column = ['pointCode', 'pointName', ...levelFields.toReversed()].find((field) => view.text(field) !== '')
  if (column === undefined) return { written: '', by: 'none', code: null }
  const { ref, fault } = resolvePoint(points ?? NO_POINTS, { code, names })
  const problem = points ? fault : 'table-missing'
  if (problem) issues.add('warning', problem, view.column(column), ref.written)
  return ref
}

const NO_POINTS: PointIndex = { byCode: new Map(), byName: new Map() }

/** Difficulty 1–5, null when unknown. */
export function readDifficulty(view: RowView, issues: RowIssues): number | null {
  const level = difficultyNamed(view.text('difficulty'))
  if (level === undefined) issues.add('error', 'difficulty-unknown', view.column('difficulty'), view.text('difficulty'))
  return level ?? null
}

/** Half marks of a field, null when it is empty or wrong. */
export function readMarks(view: RowView, field: string, issues: RowIssues): number | null {
  const text = view.text(field)
  if (text === '') return null
  const marks = halfMarks(text.normalize('NFKC').replace(/\s*分$/u, ''))
  if (marks !== undefined && marks <= 400) return marks
  issues.add('error', 'marks-wrong', view.column(field), text)
  return null
}

function readWhole(
  view: RowView,
  field: string,
  code: 'agreement-wrong',
  least: number,
  most: number,
  issues: RowIssues,
) {
  const text = view.text(field)
  if (text === '' || text === '无') return null
  const value = Number(text)
  if (Number.isInteger(value) && value >= least && value <= most) return value
  issues.add('error', code, view.column(field), text)
  return null
}

function readSeconds(view: RowView, issues: RowIssues): number | null {
  const text = view.text('seconds')
  if (text === '') return null
  const seconds = Number(text.normalize('NFKC').replace(/\s*秒$/u, ''))
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 7200) return seconds
  issues.add('error', 'seconds-wrong', view.column('seconds'), text)
  return null
}

/** What the 选项固定 cell says; null when it is empty, so that the options decide. */
function readFixed(view: RowView, issues: RowIssues): boolean | null {
  const text = view.text('fixed')
  if (text === '') return null
  const fixed = text === '固定' ? true : truthNamed(text)
  if (fixed === undefined) issues.add('error', 'fixed-wrong', view.column('fixed'), text)
  return fixed ?? null
}
