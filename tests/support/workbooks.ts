/** Workbooks for tests: as plain values, as files of ours, and as packages put together by hand. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sheet, Stamp, Workbook } from '../../core/row/sheet.ts'
import { type Part, packZip } from '../../server/templates/zip.ts'

/** A folder that is gone after `remove`. */
export function temporaryFolder(): { path: (name: string) => string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'juanku-workbooks-'))
  return { path: (name) => join(folder, name), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A visible sheet; rows are numbered from 1, blank ones left out as a reader does. */
export function sheetOf(rows: readonly (readonly string[])[], name = 'Sheet1', merges: Sheet['merges'] = []): Sheet {
  const numbered = rows.map((cells, index) => ({ number: index + 1, cells: [...cells] }))
  return { name, hidden: false, rows: numbered.filter(({ cells }) => cells.length > 0), merges }
}

export const workbookOf = (sheets: readonly Sheet[], stamp: Stamp | null = null): Workbook => ({
  sheets: [...sheets],
  pictures: [],
  stamp,
})

const text = (name: string, body: string): Part => ({ name, bytes: Buffer.from(body, 'utf8') })

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

export const relationships = (...targets: readonly [id: string, type: string, target: string][]): string =>
  `<Relationships xmlns="${PACKAGE}">${targets
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

/** The parts of an .xlsx with one sheet of this XML inside `<worksheet>`; `more` replaces or adds parts, null removes one. */
export function xlsxParts(sheet: string, more: Readonly<Record<string, string | Buffer | null>> = {}): Part[] {
  const parts: Record<string, string | Buffer | null> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relationships(['r1', 'officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="题" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(
      ['r1', 'worksheet', 'worksheets/sheet1.xml'],
      ['r2', 'sharedStrings', 'sharedStrings.xml'],
      ['r3', 'styles', 'styles.xml'],
    ),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}">${sheet}</worksheet>`,
    ...more,
  }
  return Object.entries(parts).flatMap(([name, body]) => {
    if (body === null) return []
    return [typeof body === 'string' ? text(name, body) : { name, bytes: body }]
  })
}

/** Writes an .xlsx put together by hand. */
export function writeXlsx(path: string, ...parts: Parameters<typeof xlsxParts>): string {
  writeFileSync(path, packZip(xlsxParts(...parts)))
  return path
}

/** A PNG of one pixel in the given grey. */
export function pixel(grey: number): Buffer {
  const base = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
    'base64',
  )
  // Readers of pictures stop at IEND; what follows makes the bytes differ.
  return Buffer.concat([base, Buffer.from([grey])])
}
