/**
 * Items that stand one below the other as text: Word documents, and sheets
 * with everything in one column. A number in sequence begins an item; without
 * numbers the line after a finished item does.
 */
import type { TheoryType } from '../item.ts'
import { endsWithKey, itemText, keyLine, labelAt, splitOptions } from './item-text.ts'
import { type KeyGroup, keyList, type ListedKey } from './key-list.ts'
import { cleanText } from './mapping.ts'
import type { Row } from './sheet.ts'
import { lineOf, textFields } from './unfold.ts'
import { type NamedType, typeNamed } from './words.ts'

/** `row` is where the item begins, `members` all its rows; `type` is what the heading above says; `section` counts headings. */
export type FlowItem = {
  row: number
  members: number[]
  type: NamedType | null
  text: string
  number: number | null
  section: number
}
/** `keysAlone` are keys of a list at the end that fit no item. */
export type Flow = { items: FlowItem[]; titles: number[]; keysAlone: ListedKey[] }

type Open = FlowItem & { hasOptions: boolean; keyed: 'no' | 'sign' | 'label'; label: string | undefined }

const NUMBERED =
  /^\s*(?:第\s*)?[(（【]?(\d{1,4})\s*(题\s*[:：.．、]?|[、．:：)）】]|\.(?!\d)|(?![\d.,，%％-]))\s*(?=\S)/u
/** "（ √ ）3、…", "（B）4、…": the bracket for the key in front of the number. */
const BRACKET_FIRST =
  /^\s*([(（]\s*([A-J]+|[√×✓✔✗✘对错TF]|正确|错误)?\s*[)）])\s*(?=(\d{1,4})\s*(?:[、．]|\.(?!\d)))(.*)$/su
const OPTION = /^\s*(?:[(（]\s*[A-Ja-jＡ-Ｊ]\s*[)）]|[A-JＡ-Ｊ]\s*[.．、:：)）]|[A-JＡ-Ｊ]\s+\S)/u
/** How far a number may jump and still be the next item's: some are lost, none are far away. */
const JUMP = 5

/** "一、单项选择题（每题 1 分）" above its items. */
export function sectionType(text: string): NamedType | undefined {
  const heading =
    /^\s*(?:第?[一二三四五六七八九十]+(?:部分|大题)?|[IVX]+|\d+)?\s*[、.．:：]?\s*([^\s(（,，:：。]{2,8}题)/u.exec(text)
  return heading?.[1] === undefined ? undefined : typeNamed(heading[1])
}

/** Parts rows into items and titles. `given` is the type of items above which no heading stands. Keys that stand together at the end are given to their items. */
export function flowItems(rows: readonly Row[], given: TheoryType | null = null): Flow {
  const list = keyList(rows, sectionType)
  if (!list) return itemsOf(rows, given)
  const flow = itemsOf(rows.slice(0, list.from), given)
  const keyless = flow.items.filter(({ text }) => (textFields(text).get('key') ?? '') === '')
  if (keyless.length === 0 || keyless.length * 2 < flow.items.length) return itemsOf(rows, given)
  const titles = [...flow.titles, ...rows.slice(list.from).map(({ number }) => number)]
  return { items: flow.items, titles, keysAlone: giveKeys(flow.items, new Set(keyless), list.groups) }
}

/** One pass over the lines. */
function itemsOf(rows: readonly Row[], given: TheoryType | null): Flow {
  const flow: Flow = { items: [], titles: [], keysAlone: [] }
  let current: Open | undefined
  let type: NamedType | null = given
  let last = 0
  let mark = ''
  let fresh = true
  let section = 0
  let pending: { row: number; line: string } | undefined

  const begin = (row: number, line: string, number: number | null = null) => {
    const about = { row, members: [row], type, number, section }
    current = { ...about, text: line, hasOptions: false, keyed: 'no', label: undefined }
    note(current, line)
    flow.items.push(current)
    pending = undefined
  }
  const add = (open: Open, row: number, line: string) => {
    if (open.members.at(-1) !== row) open.members.push(row)
    open.text += `\n${line}`
    note(open, line)
  }

  for (const [row, written] of linesOf(rows)) {
    const line = bracketLast(written, current, last)
    const heading = line.length <= 60 && !OPTION.test(line) ? sectionType(line) : undefined
    const plainHeading = heading === undefined && isHeading(line)
    if ((heading || plainHeading) && (!current || !isOpenLabel(current) || heading)) {
      if (heading) type = heading
      flow.titles.push(row)
      current = undefined
      pending = undefined
      fresh = true
      section += 1
      continue
    }
    const number = numberAt(line, {
      last,
      fresh,
      finished: !current || isFinished(current),
      hasOptions: current?.hasOptions ?? false,
    })
    const sign = NUMBERED.exec(line)?.[2]?.normalize('NFKC') ?? ''
    if (number !== undefined && (!current || !isWritten(type) || sign === mark)) {
      mark = sign
      begin(row, line.replace(NUMBERED, ''), number)
      last = number
      fresh = false
    } else if (!current) {
      // Without a number the line before the first options is the stem.
      if (pending && (OPTION.test(line) || labelAt(line.trim()) !== undefined)) {
        const { row: first, line: stem } = pending
        flow.titles.splice(flow.titles.lastIndexOf(first), 1)
        begin(first, stem)
        if (current) add(current, row, line)
      } else {
        flow.titles.push(row)
        pending = { row, line }
        if (endsWithKey(line) && type !== null) {
          flow.titles.pop()
          begin(row, line)
        }
      }
    } else if (isFinished(current) && !OPTION.test(line) && labelAt(line.trim()) === undefined) begin(row, line)
    else add(current, row, line)
  }
  return { ...flow, titles: [...new Set(flow.titles)] }
}

/** The lines of all rows; the rows of a table become a table of the text's own language, or options when it holds these. */
function* linesOf(rows: readonly Row[]): Generator<[row: number, line: string]> {
  let options: number | undefined
  for (const [index, { number, cells, table }] of rows.entries()) {
    if (table !== undefined) {
      const first = rows[index - 1]?.table !== table
      if (first) options = holdsOptions(rows, index) ? table : undefined
      const texts = cells.map(cleanText)
      const line = `| ${texts.map((text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
      if (options === table) for (const one of lineOf(texts).split('\n')) yield [number, one]
      else if (first) {
        yield [number, `\n${line}`]
        yield [number, `|${' --- |'.repeat(cells.length)}`]
      } else yield [number, line]
      continue
    }
    const text = cells.filter((cell) => cell.trim() !== '').join('\t')
    for (const line of text.split('\n')) if (line.trim() !== '') yield [number, keyLine(line)]
  }
}

/** True when the table that begins at `index` holds the options A, B, C … and nothing else. */
function holdsOptions(rows: readonly Row[], index: number): boolean {
  const table = rows[index]?.table
  const lines: string[] = []
  for (let at = index; rows[at]?.table === table && lines.length < 20; at++)
    lines.push(lineOf((rows[at]?.cells ?? []).map(cleanText)))
  const { stem, options } = splitOptions(lines.join('\n'))
  return options.length > 1 && stem.trim() === ''
}

/** A line with its key's bracket moved to its end; one that goes on with the options of the item above stays. */
function bracketLast(line: string, current: Open | undefined, last: number): string {
  const [, bracket, key = '', number, rest] = BRACKET_FIRST.exec(line) ?? []
  if (bracket === undefined) return line
  if (/^[A-J]/u.test(key)) {
    const expected = current ? splitOptions(`${current.text}\n`).options.length : 0
    if (Number(number) !== last + 1 || key.charCodeAt(0) - 65 === expected) return line
  }
  return `${rest}${bracket}`
}

function note(open: Open, line: string): void {
  const label = labelAt(line.trim())
  if (OPTION.test(line) || /[?？）)。]\s*[(（]\s*A\s*[)）]/u.test(line)) open.hasOptions = true
  if (label !== undefined) open.label = label
  if (label === 'key') open.keyed = 'label'
  else if (/[\s。]答案\s*[:：]|【\s*(?:正确|参考)?答案\s*】/u.test(line)) {
    open.keyed = 'label'
    open.label = /解析\s*[:：】]/u.test(line) ? 'rationale' : 'key'
  } else if (endsWithKey(line)) open.keyed = 'sign'
}

/** Answers in words go on over lines and count their own points, so that only the next number ends them. */
const isWritten = (type: NamedType | null): boolean =>
  type === 'short_answer' || type === 'essay' || type === 'calculation' || type === 'case'

/** Nothing more is expected: a sign closes an item, a labelled key does when it is short and no explanation follows it. */
function isFinished(open: Open): boolean {
  if (isWritten(open.type)) return false
  if (open.keyed === 'sign') return open.label === undefined
  return open.keyed === 'label' && open.label === 'key' && /^\S{1,12}$/u.test(itemText(open.text).key)
}

const isOpenLabel = (open: Open): boolean => open.label !== undefined && !isFinished(open)

/** "第一章 …", "一、…" and the like, which carry no item. */
const isHeading = (line: string): boolean =>
  line.length <= 40 && /^\s*(?:第[一二三四五六七八九十\d]+[章节部分]|[一二三四五六七八九十]{1,3}、)/u.test(line)

/** The number with which the line begins an item; undefined when the number is part of the text. */
function numberAt(
  line: string,
  state: { last: number; fresh: boolean; finished: boolean; hasOptions: boolean },
): number | undefined {
  const found = NUMBERED.exec(line)
  if (!found || OPTION.test(line)) return undefined
  const number = Number(found[1])
  const next = number > state.last && number <= state.last + JUMP
  // "（1）" lists points as often as it counts items.
  if (/^\s*[(（]/u.test(line) && !state.finished && !state.hasOptions) return undefined
  if (found[2] === '') return next && state.finished ? number : undefined
  return next || state.last === 0 || (number === 1 && (state.fresh || state.finished)) ? number : undefined
}

/** Gives each item without a key that of its section and number; returns what fits none. */
function giveKeys(
  items: readonly FlowItem[],
  keyless: ReadonlySet<FlowItem>,
  groups: readonly KeyGroup[],
): ListedKey[] {
  const sections = [...new Set(items.map(({ section }) => section))]
  const alone = new Set(groups.flatMap(({ keys }) => keys))
  const numbers = items.map(({ number }) => number)
  const counted = new Set(numbers).size === numbers.length
  for (const item of items) {
    const ofType = groups.filter(({ type }) => type !== null && type === item.type)
    const [only] = ofType
    const at = sections.indexOf(item.section)
    const group = only && ofType.length === 1 ? only : groups.length === sections.length ? groups[at] : undefined
    const all = group?.keys ?? (counted ? groups.flatMap(({ keys }) => keys) : [])
    const found = all.find(({ number }) => number === item.number)
    if (!found) continue
    alone.delete(found)
    if (!keyless.has(item)) continue
    item.text += `\n答案：${found.key}`
    if (found.more !== '') item.text += labelAt(found.more) === undefined ? `\n解析：${found.more}` : `\n${found.more}`
  }
  return [...alone]
}
