/**
 * Keys that stand together at the end of a document ("参考答案 1-5 ABCDA"),
 * apart from the items they belong to: found, read, and given to each item by
 * its section and number.
 */
import { cleanText } from './mapping.ts'
import type { Row } from './sheet.ts'
import type { NamedType } from './words.ts'

/** What one line says of an item: its number, its key, and what is said besides. */
export type ListedKey = { row: number; number: number; key: string; more: string }
/** The keys under one heading, or from one number 1 to the next. */
export type KeyGroup = { type: NamedType | null; keys: ListedKey[] }
/** `from` is the place of the first row of the list. */
export type KeyList = { from: number; groups: KeyGroup[] }

const HEADING =
  /^\s*(?:[一二三四五六七八九十]+\s*[、.．])?\s*(?:.{0,20}(?:参考|标准|正确|试题)?答案(?:与|及|和)?(?:评分标准|评分要点|解析)?|答案表)\s*(?:[:：]\s*(.*))?$/u
const SIGNS = '[A-J√×✓✔✗✘]'
const KEY = `${SIGNS}(?:[、,]?[A-J])*|正确|错误|对|错|[TF]`
const RANGE = new RegExp(`(\\d{1,3})\\s*[-~—–至]\\s*(\\d{1,3})\\s*[:、.)]?\\s*((?:${KEY}|\\s)+)`, 'gu')
const ENTRY = new RegExp(`[(]?(\\d{1,3})\\s*[、.:)]?\\s*[(]?\\s*(${KEY})\\s*[)]?(?=[\\s,;、。]|\\d|[(]\\d|$)`, 'gu')
const SPOKEN = /^\s*(\d{1,3})\s*[、.．:：)）]\s*(.+)$/su
const ANSWERED = new RegExp(`^(${KEY})(?:\\s|[.。;；]|(?=\\[|【|解析))\\s*(.+)$`, 'su')
/** How many headings are looked at, from the end: a document in which every item has its "答案：" holds thousands. */
const LOOKED_AT = 20

/** The list at the end of a document, undefined when there is none. `headingType` tells what a heading names. */
export function keyList(
  rows: readonly Row[],
  headingType: (line: string) => NamedType | undefined,
): KeyList | undefined {
  let looked = 0
  for (let from = rows.length - 1; from > 0 && looked < LOOKED_AT; from--) {
    const row = rows[from]
    const found = row && row.table === undefined ? HEADING.exec(cleanText(row.cells.join('\t'))) : null
    if (!row || !found) continue
    looked += 1
    const first = { number: row.number, cells: [found[1] ?? ''] }
    const groups = groupsOf([first, ...rows.slice(from + 1)], headingType)
    if (groups) return { from, groups }
  }
  return undefined
}

/** The keys of the rows by group; undefined when the first thing said is no key. */
function groupsOf(rows: readonly Row[], headingType: (line: string) => NamedType | undefined): KeyGroup[] | undefined {
  const groups: KeyGroup[] = []
  let open: KeyGroup | undefined
  let last: ListedKey | undefined
  const take = (listed: ListedKey) => {
    if (!open || (last && listed.number <= last.number)) {
      open = { type: open?.keys.length === 0 ? open.type : null, keys: [] }
      groups.push(open)
    }
    open.keys.push(listed)
    last = listed
  }
  for (const [index, row] of rows.entries()) {
    const text = cleanText(row.cells.join('\t'))
    if (text === '') continue
    const columns = row.table === undefined ? undefined : tableKeys(row, rows[index + 1])
    for (const listed of columns ?? []) take(listed)
    if (columns || (row.table !== undefined && /^\s*答案/u.test(text))) continue
    const { type, rest } = headed(text, headingType)
    if (type) {
      open = { type, keys: [] }
      groups.push(open)
      last = undefined
    }
    if (rest === '') continue
    const listed = lineKeys(row.number, rest)
    if (listed.length > 0) for (const one of listed) take(one)
    else if (last) last.more = `${last.more}\n${rest}`.trim()
    else if (!type) return undefined
  }
  const filled = groups.filter(({ keys }) => keys.length > 0)
  return filled.reduce((sum, { keys }) => sum + keys.length, 0) > 1 ? filled : undefined
}

/** "一、单选题 1~3 ABC": a heading and what follows it on its line. */
function headed(
  text: string,
  headingType: (line: string) => NamedType | undefined,
): { type?: NamedType; rest: string } {
  const type = headingType(text)
  if (!type) return { rest: text }
  const rest = /^\D*?题\s*(?:[(（][^)）]*[)）])?\s*[:：]?\s*(.*)$/su.exec(text)?.[1] ?? ''
  return { type, rest }
}

/** The keys of one line: ranges, entries one after the other, or one number with an answer in words. */
export function lineKeys(row: number, line: string): ListedKey[] {
  const text = line.normalize('NFKC')
  const ranges = [...text.matchAll(RANGE)]
  if (ranges.length > 0 && isPunctuation(text.replace(RANGE, ''))) {
    const found = ranges.flatMap(([, from, to, keys]) => rangeKeys(row, Number(from), Number(to), keys ?? ''))
    if (found.length > 0) return found
  }
  const entries = [...text.matchAll(ENTRY)]
  if (entries.length > 0 && isPunctuation(text.replace(ENTRY, '')))
    return entries.map(([, number, key]) => ({ row, number: Number(number), key: key ?? '', more: '' }))
  const spoken = SPOKEN.exec(line)
  if (!spoken) return []
  const said = spoken[2]?.trim() ?? ''
  const answered = ANSWERED.exec(said)
  return [{ row, number: Number(spoken[1]), key: answered?.[1] ?? said, more: answered?.[2]?.trim() ?? '' }]
}

const isPunctuation = (text: string): boolean => /^[\s,;.、。]*$/u.test(text)

/** "1-5 ABCDA" or "6-8 AB ACD BC": as many keys as numbers, else none. */
function rangeKeys(row: number, from: number, to: number, text: string): ListedKey[] {
  const count = to - from + 1
  const words = text.trim().split(/\s+/u)
  const signs = text.match(new RegExp(`正确|错误|对|错|[TF]|${SIGNS}`, 'gu')) ?? []
  const keys = words.length === count ? words : signs.length === count ? signs : []
  return keys.map((key, index) => ({ row, number: from + index, key, more: '' }))
}

/** A row of numbers over a row of keys, or a number and its key side by side; undefined for another table. */
function tableKeys(row: Row, below: Row | undefined): ListedKey[] | undefined {
  const cells = row.cells.map((cell) => cleanText(cell).normalize('NFKC'))
  const numbers = cells.map((cell) => (/^\d{1,3}$/u.test(cell) ? Number(cell) : undefined))
  const isCount = numbers.filter((number) => number !== undefined).length
  if (below?.table === row.table && isCount > 0 && isCount >= cells.length - 1) {
    const keys = below?.cells.map((cell) => cleanText(cell).normalize('NFKC')) ?? []
    return numbers.flatMap((number, at) =>
      number === undefined || !keys[at] ? [] : [{ row: row.number, number, key: keys[at] ?? '', more: '' }],
    )
  }
  const listed = (at: number, more = '') =>
    numbers[at] === undefined || !cells[at + 1]
      ? []
      : [{ row: row.number, number: numbers[at], key: cells[at + 1] ?? '', more }]
  if (numbers[0] !== undefined && cells.length % 2 === 0)
    return cells.flatMap((_, at) => (at % 2 === 0 ? listed(at) : []))
  if (numbers[0] !== undefined) return listed(0, cells.slice(2).join('\n').trim())
  return /题号|序号/u.test(cells[0] ?? '') ? [] : undefined
}
