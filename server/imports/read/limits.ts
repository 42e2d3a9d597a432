/** What a file may cost. Every reader counts what it really meets, never what the file declares. */
import { AppError } from '../../../core/errors.ts'

const MiB = 1024 * 1024

export const limits = {
  /** Bytes of the file itself. */
  fileBytes: 100 * MiB,
  /** Bytes of all parts of a package, unpacked. */
  packageBytes: 512 * MiB,
  /** Unpacked to packed bytes; small parts may be anything. */
  ratio: 200,
  ratioFromBytes: MiB,
  parts: 20_000,
  sheets: 500,
  /** Rows with text in one workbook. */
  rows: 200_000,
  /** Columns with text: IV, the last of the old format. */
  columns: 256,
  /** Characters in one cell; the format's own limit is 32,767. */
  cellLength: 100_000,
  pictureBytes: 5 * MiB,
  pictures: 5_000,
  textBytes: 64 * MiB,
} as const

/** The file cannot be read as what it claims to be. */
export const unreadable = (en: string, zh: string, cause?: unknown): AppError =>
  new AppError('file.unreadable', `${en} / ${zh}`, cause === undefined ? undefined : { cause })

/** The file can be read, but it is not one to import. */
export const wrong = (en: string, zh: string): AppError => new AppError('file.wrong', `${en} / ${zh}`)

export const notAWorkbook = (cause?: unknown): AppError =>
  unreadable(
    'The file is not a workbook, or it is damaged. Open it in a spreadsheet program and save it as .xlsx or .csv.',
    '文件不是工作簿，或已损坏。请用表格软件打开后另存为 .xlsx 或 .csv。',
    cause,
  )

export const damaged = (part: string, cause?: unknown): AppError =>
  unreadable(
    `The workbook is damaged (${part}). Open it in a spreadsheet program, save it again as .xlsx and retry.`,
    `工作簿已损坏（${part}）。请用表格软件打开并重新另存为 .xlsx 后再试。`,
    cause,
  )

export const tooLarge = (en: string, zh: string): AppError =>
  wrong(
    `The file is too large to import: ${en}. Split it into several files, and delete unused rows and columns.`,
    `文件过大，无法导入：${zh}。请拆分为多个文件，并删除无用的行列。`,
  )
