/**
 * Our own reader of .xlsx: a zip read part by part, XML as a stream. Memory
 * grows with the shared strings alone; rows leave as they are read.
 */
import { cellPictures } from './cell-pictures.ts'
import { readDrawing } from './drawings.ts'
import { damaged, notAWorkbook, wrong } from './limits.ts'
import { type Formatter, generalText, loadFormatter } from './number-format.ts'
import type { Package } from './package.ts'
import type { Sink } from './protocol.ts'
import { type Relationship, relationshipsOf } from './relationships.ts'
import { cellFormats, sharedStrings, workbookPart } from './xlsx-parts.ts'
import { readSheet } from './xlsx-sheet.ts'

/** Sends a whole workbook. */
export async function readXlsx(parts: Package, sink: Sink): Promise<void> {
  refuseActive(parts)
  const root = await relationshipsOf(parts, '')
  const name = root.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  if (!parts.has(name)) throw notAWorkbook()
  const relations = await relationshipsOf(parts, name)
  const { sheets, date1904 } = await workbookPart(parts, name)
  const styles = partOf(relations, 'styles')
  const formats = styles && parts.has(styles) ? await cellFormats(parts, styles) : []
  const strings = partOf(relations, 'sharedStrings')
  const context = {
    strings: strings && parts.has(strings) ? await sharedStrings(parts, strings) : null,
    formats,
    format: formats.some((code) => code !== null) ? await loadFormatter() : plainNumber,
    date1904,
    count: { rows: 0 },
  }
  const inCells = cellPictures(parts, name, relations)
  for (const [index, sheet] of sheets.entries()) {
    const relation = relations.find(({ id }) => id === sheet.relation)
    if (!relation || !parts.has(relation.target)) throw damaged(`sheet ${index + 1} is missing`)
    await sink({ is: 'sheet', name: sheet.name, hidden: sheet.hidden })
    // Chart sheets have no cells.
    if (relation.type !== 'worksheet') continue
    const { drawing, pictures } = await readSheet(parts, relation.target, context, sink)
    await inCells.send(index, pictures, sink)
    if (drawing === null) continue
    const target = (await relationshipsOf(parts, relation.target)).find(({ id }) => id === drawing)?.target
    if (target && parts.has(target)) await readDrawing(parts, target, index, sink)
  }
}

const plainNumber: Formatter = (_, value) => generalText(value)

const partOf = (relations: readonly Relationship[], type: string): string | undefined =>
  relations.find((relation) => relation.type === type)?.target

/** Macros and links to other files are nothing an import needs, and much that an attack does. */
function refuseActive(parts: Package): void {
  const has = (pattern: RegExp) => parts.names.some((name) => pattern.test(name))
  if (has(/vbaProject\.bin$/iu))
    throw wrong(
      'The workbook holds macros. Save it as .xlsx (without macros) and import that file.',
      '工作簿含有宏。请另存为不含宏的 .xlsx 后再导入。',
    )
  if (has(/\/externalLinks\//iu))
    throw wrong(
      'The workbook refers to other files. Replace such formulas by their values, save it and import again.',
      '工作簿引用了其他文件。请把这些公式替换为数值，保存后再导入。',
    )
}
