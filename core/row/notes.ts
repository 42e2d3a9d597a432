/** What is said of a workbook as a whole: what nobody sees in it, and what was not read of it. */
import { counted, type Words } from '../words.ts'
import { type BlockMapping, endOf, type Mapping, type Side, sideOf } from './mapping.ts'
import { columnLetter, type Sheet, STAMP_SHEET, type Workbook } from './sheet.ts'

/** Something to know about a sheet as a whole. */
export type SheetNote = { sheet: string; message: Words }

/** Sheets of ours that people are not meant to see. */
const OURS = new Set([STAMP_SHEET, '_lists'])
/** Columns and rows named in one note; the rest is counted. */
const NAMED = 10

/** Hidden sheets, which are not read, and hidden rows, which are. */
export function hiddenNotes({ sheets }: Pick<Workbook, 'sheets'>): SheetNote[] {
  return sheets.flatMap(({ name, hidden, rows }): SheetNote[] => {
    if (OURS.has(name) || rows.length === 0) return []
    if (hidden) return [{ sheet: name, message: hiddenSheet(rows.length) }]
    const unseen = rows.flatMap((row) => (row.hidden ? [row.number] : []))
    return unseen.length === 0 ? [] : [{ sheet: name, message: hiddenRows(unseen) }]
  })
}

const hiddenSheet = (count: number): Words => ({
  zh: `工作表是隐藏的，其中 ${count} 行没有读入。如需导入，请取消隐藏。`,
  en: `The sheet is hidden; its ${counted(count, 'row was', 'rows were')} not read. Unhide it to import ${count === 1 ? 'it' : 'them'}.`,
})

const hiddenRows = (numbers: readonly number[]): Words => {
  const [zh, en] = [ranges(numbers, '、'), ranges(numbers, ', ')]
  return {
    zh: `隐藏的行（第 ${zh} 行）也已读入。不需要的请删除。`,
    en: `Hidden rows (${en}) were read as well. Delete those that are not wanted.`,
  }
}

/** 3, 5, 6, 7 → "3, 5–7". */
function ranges(numbers: readonly number[], separator: string): string {
  const runs: [from: number, to: number][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last && last[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  const named = runs.slice(0, NAMED).map(([from, to]) => (from === to ? String(from) : `${from}–${to}`))
  return runs.length > NAMED ? `${named.join(separator)}…` : named.join(separator)
}

/** Columns with text that no field took, for every block of the mapping. `passed` are rows that hold no item of their own, by sheet. */
export function unreadNotes(
  sheets: readonly Sheet[],
  { blocks }: Mapping,
  passed: ReadonlyMap<string, ReadonlySet<number>>,
): SheetNote[] {
  return blocks.flatMap((block): SheetNote[] => {
    const sheet = block.layout === 'rows' ? sheets.find(({ name }) => name === block.sheet) : undefined
    if (!sheet) return []
    const side = sideOf(blocks, block) ?? { from: 0, to: Number.POSITIVE_INFINITY }
    const unread = unreadColumns(sheet, block, { until: endOf(blocks, block), ...side }, passed.get(sheet.name))
    return unread.length === 0 ? [] : [{ sheet: sheet.name, message: unreadMessage(unread) }]
  })
}

type Unread = { letter: string; header: string; cells: number }

function unreadColumns(
  { rows }: Sheet,
  { headerRow, columns }: BlockMapping,
  { until, from, to }: Side & { until: number },
  passed: ReadonlySet<number> = new Set(),
): Unread[] {
  const read = new Set(columns.flatMap(({ column, field }) => (field === null ? [] : [column])))
  const counts: number[] = []
  for (const { number, cells } of rows) {
    if (number <= headerRow || number >= until || passed.has(number)) continue
    for (let at = from; at < Math.min(cells.length, to); at++)
      if (!read.has(at) && (cells[at] ?? '').trim() !== '') counts[at] = (counts[at] ?? 0) + 1
  }
  return counts.flatMap((cells, at) => ({
    letter: columnLetter(at),
    header: columns.find(({ column }) => column === at)?.header ?? '',
    cells,
  }))
}

function unreadMessage(unread: readonly Unread[]): Words {
  const named = unread.slice(0, NAMED)
  const more = unread.length > NAMED ? '…' : ''
  const zh = named.map(({ letter, header, cells }) => `${letter}${header && `“${header}”`}（${cells} 格）`).join('、')
  const en = named
    .map(({ letter, header, cells }) => `${letter}${header && ` "${header}"`} (${counted(cells, 'cell')})`)
    .join(', ')
  return {
    zh: `没有读入的列：${zh}${more}。如需读入，请在列对应关系中指定。`,
    en: `Columns that were not read: ${en}${more}. Give them a field in the mapping if they are needed.`,
  }
}
