/** Which reader a file needs, by its bytes; its name only shapes what is said when it is none. */
import { open, readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { readCsv } from './csv.ts'
import { readDocx } from './docx.ts'
import { readLegacy } from './legacy.ts'
import { limits, notAWorkbook, tooLarge, unreadable, wrong } from './limits.ts'
import { hiddenInOds } from './ods-hidden.ts'
import { openPackage } from './package.ts'
import type { Request, Sink } from './protocol.ts'
import { readXlsx } from './xlsx.ts'

/** Sends the workbook at `path` to `sink`. Throws `file.unreadable` or `file.wrong`. */
export async function readFileAs({ path, name }: Request, sink: Sink): Promise<void> {
  const { size } = await stat(path)
  if (size === 0)
    throw unreadable('The file is empty (0 bytes). Choose another file.', '文件是空的（0 字节）。请另选文件。')
  if (size > limits.fileBytes) throw tooLarge('it is larger than 100 MiB', '超过 100 MiB')
  const head = await readHead(path)
  if (head.startsWith('PK')) return readZip(path, name, sink)
  if (head.startsWith('\xd0\xcf\x11\xe0')) return readOle(path, sink)
  const other = foreign(head)
  if (other)
    throw unreadable(
      `The file is ${other.en}, not a workbook. Choose an .xlsx, .xls, .ods, .csv or .docx file.`,
      `文件是${other.zh}，不是工作簿。请选择 .xlsx、.xls、.ods、.csv 或 .docx 文件。`,
    )
  const extension = extname(name).toLowerCase()
  if (['.xlsx', '.xls', '.et', '.ods', '.xlsm', '.xlsb'].includes(extension)) throw notAWorkbook()
  return readCsv(await readFile(path), basename(name, extname(name)), sink)
}

async function readHead(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0)
    return buffer.subarray(0, bytesRead).toString('latin1')
  } finally {
    await file.close()
  }
}

async function readZip(path: string, name: string, sink: Sink): Promise<void> {
  const parts = await openPackage(path)
  try {
    if (parts.has('xl/workbook.xml') || parts.names.some((name) => /(?:^|\/)workbook\.xml$/iu.test(name)))
      return await readXlsx(parts, sink)
    if (parts.has('word/document.xml')) return await readDocx(parts, basename(name, extname(name)), sink)
    const isCalc =
      parts.has('mimetype') &&
      (await parts.bytes('mimetype', 1000)).toString('latin1').includes('opendocument.spreadsheet')
    if (isCalc) return await readLegacy(await readFile(path), sink, await hiddenInOds(parts))
    if (parts.has('xl/workbook.bin')) return await readLegacy(await readFile(path), sink)
    throw notAWorkbook()
  } finally {
    parts.close()
  }
}

async function readOle(path: string, sink: Sink): Promise<void> {
  const bytes = await readFile(path)
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')))
    throw wrong(
      'The file is protected by a password. Remove the password and save it again.',
      '文件有密码保护。请取消密码后重新保存。',
    )
  if (bytes.includes(Buffer.from('WordDocument', 'utf16le')))
    throw wrong(
      'The file is a Word document of the old format. Save it as .docx and import that file.',
      '文件是旧格式的 Word 文档（.doc、.wps）。请另存为 .docx 后再导入。',
    )
  return readLegacy(bytes, sink)
}

/** Formats that people take for a workbook by mistake. */
function foreign(head: string): { en: string; zh: string } | undefined {
  if (head.startsWith('%PDF')) return { en: 'a PDF', zh: ' PDF 文件' }
  if (/^\x89PNG|^\xff\xd8\xff|^GIF8/u.test(head)) return { en: 'a picture', zh: '图片' }
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|meta)/iu.test(head))
    return { en: 'a web page or XML', zh: '网页或 XML 文件' }
  return undefined
}
