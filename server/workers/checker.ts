/** The thread that tries whether a content can be printed, and whether a picture can be decoded. */

import { AppError } from '../../core/errors.ts'
import { parseText, type TextTree } from '../../core/text.ts'
import { type DecodedPicture, decodePicture } from '../items/decode-picture.ts'
import { FormulaError } from '../print/formulas.ts'
import { prepareTexts } from '../print/rich-text.ts'
import { serveJobs } from './jobs.ts'

/** Why a field cannot be printed: a character no font has (its code point), or a formula that cannot be set. */
export type PrintFault = { field: string; what: 'glyph' | 'formula'; detail: string }

const plainTree = (text: string): TextTree =>
  text === ''
    ? []
    : [{ kind: 'paragraph', inlines: [{ kind: 'text', text, bold: false, underline: false, script: 'none' }] }]

/** Pictures are looked for in the database, not here. */
const everyPicture = new Proxy<Record<string, Uint8Array>>({}, { get: () => new Uint8Array(1) })

async function printFault({ field, text, rich }: { field: string; text: string; rich: boolean }) {
  const lines = rich ? [parseText(text)] : text.split('\n').map(plainTree)
  try {
    await prepareTexts(
      lines.map((tree) => ({ place: { en: '', zh: '' }, tree })),
      everyPicture,
    )
    return []
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { cause, message } = error
    const fault: PrintFault =
      cause instanceof FormulaError
        ? { field, what: 'formula', detail: cause.reason }
        : { field, what: 'glyph', detail: /U\+[0-9A-F]+/.exec(message)?.[0] ?? '' }
    return [fault]
  }
}

const jobs = {
  /** The first fault of each field, by the code that prints papers. */
  async printFaults(texts: readonly { field: string; text: string; rich: boolean }[]): Promise<PrintFault[]> {
    const faults: PrintFault[] = []
    for (const text of texts) faults.push(...(await printFault(text)))
    return faults
  },
  /** Width and height of a picture that decodes whole; refuses any other bytes. */
  picture: (bytes: Uint8Array): DecodedPicture => decodePicture(bytes),
}
export type CheckerJobs = typeof jobs
export const run = serveJobs(jobs)
