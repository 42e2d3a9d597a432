/** A pool in a CSV file: UTF-8, one item a row. */
import { CsvError, parse } from 'csv-parse/sync'
import type { PoolItem } from '../../core/blueprint/blueprint.ts'
import type { Importance } from '../../core/element-table.ts'
import { type TheoryType, theoryTypes } from '../../core/item.ts'
import { counted, type Words } from '../../core/words.ts'

const required = ['id', 'type', 'scope', 'point', 'difficulty', 'importance', 'seconds', 'enemies'] as const
const optional = ['used', 'last_used', 'sets_ago', 'group'] as const
/** Columns named so hold an attribute: `attribute:认知层次`. */
const ATTRIBUTE = 'attribute:'
type Column = (typeof required)[number] | (typeof optional)[number]

/** Faults shown at most; the rest are counted. */
export const MOST_FAULTS = 20

export type Parsed<T> = { ok: true; value: T } | { ok: false; faults: Words[] }

type Row = { number: number; cell: (column: Column) => string; attributes: () => Record<string, string> }
type Fault = (row: number, column: Column, zh: string, en: string) => void

/** The items of a pool file, or what is wrong with it by row (the header is row 1) and column. */
export function parsePool(bytes: Uint8Array): Parsed<PoolItem[]> {
  const table = cellsOf(bytes)
  if (!table.ok) return table
  const [header, ...body] = table.value
  if (!header) return refused('题库文件为空。', 'The pool file is empty.')
  const columns = header.map((name) => {
    const own = name.trim()
    return own.toLowerCase().startsWith(ATTRIBUTE) ? `${ATTRIBUTE}${own.slice(ATTRIBUTE.length)}` : own.toLowerCase()
  })
  const headerFaults = wrongHeader(columns)
  if (headerFaults.length > 0) return { ok: false, faults: headerFaults }
  if (body.length === 0) return refused('题库文件只有表头，没有试题。', 'The pool file has a header and no items.')

  const faults: Words[] = []
  let hidden = 0
  const fault: Fault = (row, column, zh, en) => {
    if (faults.length >= MOST_FAULTS) hidden++
    else faults.push({ zh: `第 ${row} 行“${column}”列：${zh}`, en: `row ${row}, column "${column}": ${en}` })
  }
  const rowOf = new Map<string, number>()
  const at = new Map(columns.map((name, index) => [name, index]))
  const items = body.map((cells, index) => {
    const row: Row = {
      number: index + 2,
      cell: (column) => cells[at.get(column) ?? -1]?.trim() ?? '',
      attributes: () =>
        Object.fromEntries(
          columns.flatMap((name, column) => {
            const value = cells[column]?.trim() ?? ''
            return name.startsWith(ATTRIBUTE) && value !== ''
              ? [[name.slice(ATTRIBUTE.length), value.slice(0, 200)]]
              : []
          }),
        ),
    }
    if (cells.length !== columns.length)
      fault(
        row.number,
        'id',
        `有 ${cells.length} 列，表头有 ${columns.length} 列。`,
        `${counted(cells.length, 'cell')}, the header has ${columns.length}.`,
      )
    return itemOf(row, rowOf, fault)
  })
  if (faults.length === 0) return { ok: true, value: items }
  const more = hidden > 0 ? [{ zh: `另有 ${hidden} 处问题。`, en: `and ${hidden} more.` }] : []
  return { ok: false, faults: [...faults, ...more] }
}

const refused = (zh: string, en: string): { ok: false; faults: Words[] } => ({ ok: false, faults: [{ zh, en }] })

function cellsOf(bytes: Uint8Array): Parsed<string[][]> {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refused(
      '题库文件不是 UTF-8 编码，请另存为 UTF-8 的 CSV。',
      'The pool file is not UTF-8: save it as CSV in UTF-8.',
    )
  }
  if (text.includes('\0')) return refused('题库文件不是 CSV 文本。', 'The pool file is not CSV text.')
  try {
    return { ok: true, value: parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true }) }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number(error.lines ?? 0)
    return refused(
      `第 ${line} 行：引号不成对或格式有误。`,
      `line ${line}: quotes do not match, or the row is malformed.`,
    )
  }
}

function wrongHeader(columns: readonly string[]): Words[] {
  const missing = required.filter((name) => !columns.includes(name))
  const known: readonly string[] = [...required, ...optional]
  const unknown = columns.filter((name) => !known.includes(name) && !(name.startsWith(ATTRIBUTE) && name !== ATTRIBUTE))
  const twice = columns.filter((name, index) => columns.indexOf(name) !== index)
  const list = known.join(',')
  return [
    ...missing.map((name) => ({
      zh: `表头缺少“${name}”列；应为 ${list}`,
      en: `the header lacks "${name}"; it should be ${list}`,
    })),
    ...unknown.map((name) => ({ zh: `表头有未知的列“${name}”`, en: `the header has an unknown column "${name}"` })),
    ...twice.map((name) => ({ zh: `表头中“${name}”出现两次`, en: `the header names "${name}" twice` })),
  ]
}

function itemOf(row: Row, rowOf: Map<string, number>, fault: Fault): PoolItem {
  const say = (column: Column, zh: string, en: string) => fault(row.number, column, zh, en)
  const id = row.cell('id')
  const before = rowOf.get(id)
  if (id === '' || id.length > 100) say('id', '应为 1–100 个字符。', 'must have 1 to 100 characters.')
  else if (before !== undefined) say('id', `与第 ${before} 行重复。`, `the same as in row ${before}.`)
  else rowOf.set(id, row.number)
  const type = row.cell('type')
  if (!theoryTypes.some((known) => known === type))
    say(
      'type',
      `未知题型“${shown(type)}”，应为 ${theoryTypes.join('、')} 之一。`,
      `unknown type "${shown(type)}"; use one of ${theoryTypes.join(', ')}.`,
    )
  const importance = row.cell('importance')
  if (!['', 'X', 'Y', 'Z'].includes(importance))
    say('importance', `“${shown(importance)}”应为 X、Y、Z 或留空。`, `"${shown(importance)}" must be X, Y, Z or empty.`)
  const lastUsed = row.cell('last_used')
  if (lastUsed !== '' && !/^\d{4}-\d{2}-\d{2}([T ].*)?$/.test(lastUsed))
    say('last_used', '应为 2026-01-31 这样的日期或留空。', 'must be a date like 2026-01-31, or empty.')
  const setsAgo = number(
    row,
    'sets_ago',
    say,
    (n) => Number.isInteger(n) && n >= 1,
    '不小于 1 的整数',
    'a whole number, 1 or more',
  )
  const group = row.cell('group')
  if (group.length > 100) say('group', '不应超过 100 个字符。', 'must have at most 100 characters.')
  const attributes = row.attributes()
  return {
    id,
    type: type as TheoryType,
    scope: code(row, 'scope', say) ?? '',
    point: code(row, 'point', say),
    difficulty: number(
      row,
      'difficulty',
      say,
      (n) => Number.isInteger(n) && n >= 1 && n <= 5,
      '1–5 的整数',
      'a whole number from 1 to 5',
    ),
    importance: importance === '' ? null : (importance as Importance),
    seconds: number(row, 'seconds', say, (n) => n >= 0 && n <= 86_400, '0–86400 的秒数', 'seconds from 0 to 86400'),
    enemies: row
      .cell('enemies')
      .split(/\s+/)
      .filter((enemy) => enemy !== ''),
    used:
      number(row, 'used', say, (n) => Number.isInteger(n) && n >= 0, '不小于 0 的整数', 'a whole number, 0 or more') ??
      0,
    lastUsed: lastUsed === '' ? null : lastUsed,
    ...(setsAgo === null ? {} : { setsAgo }),
    ...(group === '' ? {} : { group }),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  }
}

/** What was seen, short enough for a message. */
const shown = (value: string): string => (value.length > 40 ? `${value.slice(0, 40)}…` : value)

type Say = (column: Column, zh: string, en: string) => void

function code(row: Row, column: 'scope' | 'point', say: Say): string | null {
  const value = row.cell(column)
  if (value.length > 100) say(column, '不应超过 100 个字符。', 'must have at most 100 characters.')
  return value === '' ? null : value
}

function number(
  row: Row,
  column: Column,
  say: Say,
  holds: (n: number) => boolean,
  zh: string,
  en: string,
): number | null {
  const value = row.cell(column)
  if (value === '') return null
  const n = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN
  if (!holds(n)) say(column, `“${shown(value)}”应为${zh}或留空。`, `"${shown(value)}" must be ${en}, or empty.`)
  return n
}
