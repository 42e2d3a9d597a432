/** Rows that belong to one item, and an item's cells in the layouts where several of its parts share a cell. */

import type { Column } from './issue.ts'
import { itemText, keyInStem, splitOptions } from './item-text.ts'
import { type BlockMapping, cleanText, type RowView } from './mapping.ts'
import { optionsIn } from './option-cell.ts'
import type { Row } from './sheet.ts'
import { optionFields, truthOfKey } from './words.ts'

/** An item's first row and those below that carry more of it. */
export type RowGroup = { head: Row; tail: Row[] }

const OWN = ['type', 'key', 'id', 'part', 'pointCode', 'pointName', 'difficulty', 'marks', 'agreement', 'seconds']
const LETTER_ALONE = /^[(（]?\s*[A-JＡ-Ｊa-j]\s*[)）.．、:：]?$/u
const STARTS_OPTION = /^\s*(?:[(（]\s*[A-Ja-jＡ-Ｊ]\s*[)）]|[A-JＡ-Ｊ]\s*[.．、:：)）]|[A-JＡ-Ｊ][\s\u3000]+\S)/u

/** True when a text begins with the letter of an option. */
export const startsOption = (text: string): boolean => STARTS_OPTION.test(text)

/** Puts rows that hold nothing but options under the stem above them. */
export function groupRows(rows: readonly Row[], block: BlockMapping): RowGroup[] {
  const at = (field: string) => block.columns.find((column) => column.field === field)?.column ?? -1
  const own = OWN.map(at).filter((column) => column >= 0)
  const stem = at('stem')
  const options = at('options')
  const right = at('right')
  const hasOptionColumns = at('option-a') >= 0
  const groups: RowGroup[] = []
  for (const row of rows) {
    const last = groups.at(-1)
    // Most rows carry a key or a type of their own, but for those of options side by side, which pay no heed to columns.
    if (!last || (own.some((column) => (row.cells[column] ?? '').trim() !== '') && !isOptionRow(row.cells))) {
      groups.push({ head: row, tail: [] })
      continue
    }
    const cells = row.cells.map(cleanText)
    const filled = cells.flatMap((text, column) => (text === '' ? [] : [column]))
    const more =
      filled.length > 0 &&
      (isOptions(cells, filled, last) ||
        (!hasOptionColumns &&
          filled.every((column) => column === options || column === right) &&
          filled.includes(options) &&
          stem !== options))
    if (more) last.tail.push(row)
    else groups.push({ head: row, tail: [] })
  }
  return groups
}

/** "A. 木 | B. 铜 | C. 纸": every filled cell an option under its own letter, from A on. */
function isOptionRow(cells: readonly string[]): boolean {
  let options = 0
  for (const cell of cells) {
    const text = cleanText(cell)
    if (text === '') continue
    if (!startsOption(text) || /[A-J]/u.exec(text.normalize('NFKC'))?.[0] !== LETTERS[options]) return false
    options += 1
  }
  return options > 1
}

const LETTERS = 'ABCDEFGHIJ'
const LETTERED = /^\s*(?:[(（]\s*[A-Ja-jＡ-Ｊ]\s*[)）]|[A-JＡ-Ｊ]\s*[.．、:：)）])\s*/u

/** A row of options: it begins with a letter, and it is A or goes on from the row above. */
function isOptions(cells: readonly string[], filled: readonly number[], last: RowGroup): boolean {
  const text = lineOf(cells)
  if (!startsOption(text)) return false
  const letter = /[A-Ja-jＡ-Ｊ]/u.exec(text)?.[0]?.normalize('NFKC').toUpperCase() ?? ''
  const before = last.tail.map(({ cells }) => lineOf(cells.map(cleanText))).join('\n')
  const have =
    before === '' ? splitOptions(`题\n${lineOf(last.head.cells.map(cleanText))}`).options.length : lettersIn(before)
  return letter.charCodeAt(0) - 65 === have && filled.length <= 10
}

const lettersIn = (text: string): number => Math.max(1, splitOptions(text).options.length)

/** A row as one line; a cell with a letter alone names the cell after it. */
export const lineOf = (cells: readonly string[]): string => {
  const filled = cells.filter((text) => text !== '')
  return filled
    .map((text, index) =>
      LETTER_ALONE.test(text) && filled.length > 1
        ? `${text.replace(/[)）.．、:：]$/u, '')}．`
        : text + (index < filled.length - 1 ? '\n' : ''),
    )
    .join('')
}

/** Not empty where the options of a cell were parted without a mark between them: a field no column has. */
export const OPTIONS_RUN = 'options:run'

/** One option a row, each with its own cell that says whether it is right. */
function flagged(rows: readonly RowView[]): { options: string[]; key: string } {
  const listed = rows.flatMap((row, index) => {
    const text = row.text('options') || (index === 0 ? '' : row.text('stem'))
    return text === '' ? [] : [{ text, flag: row.text('right') }]
  })
  // A cell that says neither goes into the key as it stands, where it is refused.
  const key = listed.map(({ flag }, index) =>
    flag === ''
      ? ''
      : (truthOfKey(flag) ?? flag) === true
        ? LETTERS.charAt(index)
        : truthOfKey(flag) === false
          ? ''
          : flag,
  )
  return { options: listed.map(({ text }) => text.replace(LETTERED, '')), key: key.join('') }
}

/** The head's view with what its other rows, its brackets and its single cells hold put in place; the view itself when nothing is folded. */
export function unfolded(view: RowView, tail: readonly Row[], viewOf: (row: Row) => RowView): RowView {
  const given = optionFields.map((field) => view.text(field))
  const inColumns = given.some((text) => text !== '')
  const texts = new Map<string, string>()
  const from = new Map<string, string>()
  const put = (field: string, text: string, source: string) => {
    texts.set(field, text)
    from.set(field, source)
  }
  let stem = view.text('stem')
  let options: string[] = given
  const cell = view.text('options')
  const flags = !inColumns && tail.length > 0 && view.fields().includes('right')
  if (flags) {
    const found = flagged([view, ...tail.map(viewOf)])
    options = found.options
    for (const [index, text] of options.entries()) put(optionFields[index] ?? '', text, 'options')
    if (view.text('key') === '' && found.key !== '') put('key', found.key, 'right')
  } else if (!inColumns) {
    const own = tail.length === 0 && cell === '' ? itemText(stem) : undefined
    const folded = own && (own.options.length > 1 || own.labels.size > 0) ? own : undefined
    if (folded) {
      stem = folded.stem
      put('stem', stem, 'stem')
      if (view.text('key') === '' && folded.key !== '') put('key', folded.key, 'stem')
      for (const [field, text] of folded.labels)
        if (field !== 'key' && view.text(field) === '') put(field, text, 'stem')
    }
    const written = [cell, ...tail.map(({ cells }) => lineOf(cells.map(cleanText)))].filter((part) => part !== '')
    const found = folded ? { options: folded.options, run: false } : optionsIn(written.join('\n'))
    options = found.options
    if (found.run) put(OPTIONS_RUN, 'run', 'options')
    const source = cell !== '' ? 'options' : 'stem'
    for (const [index, text] of options.entries()) put(optionFields[index] ?? '', text, source)
  }
  if ((texts.get('key') ?? view.text('key')) === '') {
    const found = keyInStem(stem, options.filter((text) => text !== '').length)
    if (found) {
      put('stem', found.stem, 'stem')
      put('key', found.key, 'stem')
    }
  }
  if (texts.size === 0) return view
  return {
    ...view,
    text: (field) => texts.get(field) ?? view.text(field),
    column: (field): Column | null => view.column(from.get(field) ?? field),
  }
}

/** A view over texts that stand in no columns of their own: an item of a document. */
export function textView(sheet: string, row: number, texts: ReadonlyMap<string, string>): RowView {
  return {
    sheet,
    row,
    text: (field) => cleanText(texts.get(field) ?? ''),
    fields: () => [...texts.keys()],
    column: () => null,
  }
}

/** The fields of an item that was written as one text. */
export function textFields(text: string): Map<string, string> {
  const { stem, options, key, labels } = itemText(text)
  const fields = new Map<string, string>([...labels, ['stem', stem], ['key', key]])
  for (const [index, option] of options.entries()) fields.set(optionFields[index] ?? '', option)
  if (key !== '') return fields
  const found = keyInStem(stem, options.length)
  if (found) fields.set('stem', found.stem).set('key', found.key)
  return fields
}
