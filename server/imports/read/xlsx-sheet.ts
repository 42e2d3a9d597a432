/** One sheet of an .xlsx, row by row. */
import type { Merge, Row } from '../../../core/row/sheet.ts'
import { type CellPicture, dispimgName } from './cell-pictures.ts'
import { damaged, limits, tooLarge, wrong } from './limits.ts'
import { type Formatter, generalText } from './number-format.ts'
import type { Package } from './package.ts'
import { rowSender, type Sink } from './protocol.ts'
import { isOn, richText, unescaped } from './xlsx-parts.ts'
import { type Attributes, parseXml, prefixed } from './xml.ts'

export type SheetContext = {
  strings: readonly string[] | null
  formats: readonly (string | null)[]
  format: Formatter
  date1904: boolean
  /** Rows with text so far, over all sheets. */
  count: { rows: number }
}

const CELL = /^([A-Z]{1,3})([1-9]\d{0,6})$/u

/** `drawing` is the relation of the sheet's drawing, if it has one; `pictures` are cells that show one. */
export type SheetEnd = { drawing: string | null; pictures: CellPicture[] }

/** Sends the rows and merges of a sheet. */
export async function readSheet(parts: Package, name: string, context: SheetContext, sink: Sink): Promise<SheetEnd> {
  const sender = rowSender(sink)
  const ready: Row[] = []
  const merges: Merge[] = []
  const rich = richText()
  let drawing: string | null = null
  let row: Row = { number: 0, cells: [] }
  let column = -1
  let cell: Attributes = {}
  let value = ''
  let inValue = false
  let inline = false
  let inFormula = false
  let formula = ''
  const pictures: CellPicture[] = []

  const endCell = () => {
    const kind = cell.t ?? 'n'
    const shown = dispimgName(formula) ?? (kind === 'str' ? dispimgName(value) : undefined)
    if (shown !== undefined || (cell.vm !== undefined && kind === 'e')) {
      if (pictures.length < limits.pictures)
        pictures.push({ row: row.number, column, name: shown ?? null, value: Number(cell.vm) })
      return
    }
    const text = inline ? rich.take() : cellText(kind, value, Number(cell.s ?? 0), name, context)
    if (text === '') return
    if (column >= limits.columns)
      throw wrong(
        `Row ${row.number} has text far to the right (beyond column IV). Delete the stray cells and save the file again.`,
        `第 ${row.number} 行在很靠右处（IV 列之后）有内容。请删除这些多余的单元格后重新保存。`,
      )
    while (row.cells.length < column) row.cells.push('')
    row.cells[column] = text
  }
  const endRow = () => {
    if (!row.cells.some((text) => text.trim() !== '')) return
    context.count.rows += 1
    if (context.count.rows > limits.rows) throw tooLarge('it has more than 200,000 rows', '行数超过 20 万')
    ready.push(row)
  }

  await parseXml(parts, name, {
    open(tag, attributes) {
      if (inline) rich.open(tag, attributes)
      switch (tag) {
        case 'row': {
          const number = attributes.r === undefined ? row.number + 1 : Number(attributes.r)
          if (!Number.isInteger(number) || number <= row.number || number > 1_048_576)
            throw damaged(`${name}, row ${number}`)
          row = { number, cells: [] }
          if (attributes.hidden !== undefined && isOn(attributes.hidden)) row.hidden = true
          column = -1
          break
        }
        case 'c':
          cell = attributes
          column = attributes.r === undefined ? column + 1 : columnOf(attributes.r, name)
          value = ''
          formula = ''
          inline = false
          break
        case 'f':
          inFormula = true
          break
        case 'v':
          inValue = true
          break
        case 'is':
          inline = true
          break
        case 'mergeCell':
          merges.push(mergeOf(attributes.ref ?? '', name))
          break
        case 'drawing':
          drawing = prefixed(attributes, 'id') ?? null
          break
        default:
      }
    },
    text(text) {
      if (inValue) value += text
      else if (inFormula) formula += text
      else if (inline) rich.text(text)
    },
    close(tag) {
      if (inline) rich.close(tag)
      if (tag === 'v') inValue = false
      else if (tag === 'f') inFormula = false
      else if (tag === 'c') endCell()
      else if (tag === 'row') endRow()
    },
    async pause() {
      for (const done of ready.splice(0)) await sender.add(done)
    },
  })
  await sender.flush()
  for (let at = 0; at < merges.length; at += 5000) await sink({ is: 'merges', merges: merges.slice(at, at + 5000) })
  return { drawing, pictures }
}

function cellText(kind: string, value: string, style: number, name: string, context: SheetContext): string {
  if (value === '') return ''
  switch (kind) {
    case 's': {
      if (!context.strings) throw damaged('the shared strings are missing')
      const text = context.strings[Number(value)]
      if (text === undefined) throw damaged(`${name}: a text that is not in the shared strings`)
      return text
    }
    case 'n': {
      const number = Number(value)
      if (!Number.isFinite(number)) throw damaged(`${name}: a number that is none`)
      const code = context.formats[style] ?? null
      return code === null ? generalText(number) : context.format(code, number, context.date1904)
    }
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE'
    default:
      if (value.length > limits.cellLength)
        throw tooLarge('a cell holds more than 100,000 characters', '单元格超过 10 万字符')
      return unescaped(value)
  }
}

function columnOf(reference: string, name: string): number {
  const letters = CELL.exec(reference)?.[1]
  if (letters === undefined) throw damaged(`${name}: cell ${reference.slice(0, 20)}`)
  return columnNumber(letters)
}

function columnNumber(letters: string): number {
  let number = 0
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64
  return number - 1
}

function mergeOf(reference: string, name: string): Merge {
  const [from = '', to = from] = reference.replaceAll('$', '').split(':')
  const first = CELL.exec(from)
  const last = CELL.exec(to)
  if (!first || !last) throw damaged(`${name}: merged range ${reference.slice(0, 40)}`)
  return {
    top: Number(first[2]),
    left: columnNumber(first[1] ?? ''),
    bottom: Number(last[2]),
    right: columnNumber(last[1] ?? ''),
  }
}
