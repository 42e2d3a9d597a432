/** Reads a file without a process of its own, which costs half a second each. */
import { basename } from 'node:path'
import { stampOf, type Workbook } from '../../core/row/sheet.ts'
import { readFileAs } from '../../server/imports/read/file.ts'

export async function readHere(path: string): Promise<Workbook> {
  const workbook: Workbook = { sheets: [], pictures: [], stamp: null }
  await readFileAs({ path, name: basename(path) }, async (message) => {
    const sheet = workbook.sheets.at(-1)
    if (message.is === 'sheet') {
      const { name, hidden, flow } = message
      workbook.sheets.push({ name, hidden, rows: [], merges: [], ...(flow ? { flow } : {}) })
    }
    if (message.is === 'rows') sheet?.rows.push(...message.rows)
    if (message.is === 'merges') sheet?.merges.push(...message.merges)
    if (message.is === 'picture') workbook.pictures.push(message.picture)
  })
  return { ...workbook, stamp: stampOf(workbook.sheets) }
}
