/**
 * Items that stand one below the other as text: Word documents, and sheets
 * with everything in one column. A number in sequence begins an item; without
 * numbers the line after a finished item does.
 */
import type { TheoryType } from '../item.ts'
import { endsWithKey, itemText, labelAt } from './item-text.ts'
import { cleanText } from './mapping.ts'
import type { Row } from './sheet.ts'
import { typeNamed } from './words.ts'

/** `row` is where the item begins, `members` all its rows; `type` is what the heading above says. */
export type FlowItem = { row: number; members: number[]; type: TheoryType | null; text: string }
export type Flow = { items: FlowItem[]; titles: number[] }

type Open = FlowItem & { hasOptions: boolean; keyed: 'no' | 'sign' | 'label'; label: string | undefined }

const NUMBERED = /^\s*(?:第\s*)?(\d{1,4})\s*(题\s*[:：.．、]?|[、．:：)）]|\.(?!\d)|(?![\d.,，%％-]))\s*(?=\S)/u
const OPTION = /^\s*(?:[(（]\s*[A-Ja-jＡ-Ｊ]\s*[)）]|[A-JＡ-Ｊ]\s*[.．、:：)）]|[A-JＡ-Ｊ]\s+\S)/u
/** How far a number may jump and still be the next item's: some are lost, none are far away. */
const JUMP = 5

/** "一、单项选择题（每题 1 分）" above its items. */
export function sectionType(text: string): TheoryType | undefined {
  const heading =
    /^\s*(?:第?[一二三四五六七八九十]+(?:部分|大题)?|[IVX]+|\d+)?\s*[、.．:：]?\s*([^\s(（,，:：。]{2,8}题)/u.exec(text)
  const named = heading?.[1] === undefined ? undefined : typeNamed(heading[1])
  return named === 'choice' ? undefined : named
}

/** Parts rows into items and titles, in one pass. */
export function flowItems(rows: readonly Row[]): Flow {
  const flow: Flow = { items: [], titles: [] }
  let current: Open | undefined
  let type: TheoryType | null = null
  let last = 0
  let fresh = true
  let pending: { row: number; line: string } | undefined

  const begin = (row: number, line: string) => {
    current = { row, members: [row], type, text: line, hasOptions: false, keyed: 'no', label: undefined }
    note(current, line)
    flow.items.push(current)
    pending = undefined
  }
  const add = (open: Open, row: number, line: string) => {
    if (open.members.at(-1) !== row) open.members.push(row)
    open.text += `\n${line}`
    note(open, line)
  }

  for (const [row, line] of linesOf(rows)) {
    const heading = line.length <= 60 && !OPTION.test(line) ? sectionType(line) : undefined
    const plainHeading = heading === undefined && isHeading(line)
    if ((heading || plainHeading) && (!current || !isOpenLabel(current) || heading)) {
      if (heading) type = heading
      flow.titles.push(row)
      current = undefined
      pending = undefined
      fresh = true
      continue
    }
    const number = numberAt(line, { last, fresh, finished: !current || isFinished(current) })
    if (number !== undefined) {
      begin(row, line.replace(NUMBERED, ''))
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
  return { items: flow.items, titles: [...new Set(flow.titles)] }
}

/** The lines of all rows; the rows of a table become a table of the text's own language. */
function* linesOf(rows: readonly Row[]): Generator<[row: number, line: string]> {
  for (const [index, { number, cells, table }] of rows.entries()) {
    if (table !== undefined) {
      const line = `| ${cells.map((cell) => cleanText(cell).replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
      if (rows[index - 1]?.table !== table) {
        yield [number, `\n${line}`]
        yield [number, `|${' --- |'.repeat(cells.length)}`]
      } else yield [number, line]
      continue
    }
    const text = cells.filter((cell) => cell.trim() !== '').join('\t')
    for (const line of text.split('\n')) if (line.trim() !== '') yield [number, line]
  }
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

/** Nothing more is expected: a sign closes an item, a labelled key does when it is short and no explanation follows it. */
function isFinished(open: Open): boolean {
  if (open.keyed === 'sign') return open.label === undefined
  return open.keyed === 'label' && open.label === 'key' && /^\S{1,12}$/u.test(itemText(open.text).key)
}

const isOpenLabel = (open: Open): boolean => open.label !== undefined && !isFinished(open)

/** "第一章 …", "一、…" and the like, which carry no item. */
const isHeading = (line: string): boolean =>
  line.length <= 40 && /^\s*(?:第[一二三四五六七八九十\d]+[章节部分]|[一二三四五六七八九十]{1,3}、)/u.test(line)

/** The number with which the line begins an item; undefined when the number is part of the text. */
function numberAt(line: string, state: { last: number; fresh: boolean; finished: boolean }): number | undefined {
  const found = NUMBERED.exec(line)
  if (!found || OPTION.test(line)) return undefined
  const number = Number(found[1])
  const next = number > state.last && number <= state.last + JUMP
  if (found[2] === '') return next && state.finished ? number : undefined
  return next || state.last === 0 || (number === 1 && (state.fresh || state.finished)) ? number : undefined
}
