/** A workbook's element tables as values, before anything is put in force. */
import { basename } from 'node:path'
import type { ElementTable } from '../../core/element-table.ts'
import { AppError } from '../../core/errors.ts'
import { readElementTables } from '../../core/row/element-table.ts'
import { bothWords } from '../../core/words.ts'
import { readWorkbook } from '../imports/read/workbook.ts'

/** Issues named in a message; the import's report names all. */
const NAMED = 10

/** The tables of a workbook. Throws `file.unreadable`, or `file.wrong` naming what is wrong in it and where. */
export async function readTables(path: string, name: string = basename(path)): Promise<ElementTable[]> {
  const workbook = await readWorkbook(path, { name })
  const { tables, issues } = readElementTables(workbook, { edition: name })
  const errors = issues.filter(({ severity }) => severity === 'error')
  if (errors.length || !tables.length) {
    const lines = errors.slice(0, NAMED).map(({ sheet, row, message }) => `${sheet} ${row}: ${bothWords(message)}`)
    throw new AppError(
      'file.wrong',
      ['The workbook holds no element table that can be used. / 工作簿中没有可用的细目表。', ...lines].join('\n'),
    )
  }
  return tables
}

/** The table of one kind among those of a workbook. Throws `file.wrong`. */
export function tableOfKind(tables: readonly ElementTable[], kind: ElementTable['kind']): ElementTable {
  const found = tables.find((table) => table.kind === kind)
  if (!found)
    throw new AppError(
      'file.wrong',
      `The workbook holds no ${kind} element table. / 工作簿中没有${kind === 'theory' ? '理论' : '操作'}细目表。`,
    )
  return found
}
