/** Everything a saved content must satisfy, the parts that need fonts and the database included. */
import { inArray } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import type { ItemContent } from '../../core/item.ts'
import { type ContentFault, contentFaults } from '../../core/item-checks.ts'
import { contentPictures, textsOf } from '../../core/item-fields.ts'
import type { Query } from '../db/open.ts'
import { pictures } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import type { PrintFault } from '../workers/checker.ts'
import { calculationFaultsOf, exampleOf } from './calculation.ts'

/** How long the trial print of one content may take; the thread is ended then, and starts afresh for the next. */
const LONGEST_MS = 20_000

/** Every fault of a content; empty when it may be saved. What fails by its shape is not tried in print. */
export async function saveFaults(deps: Pick<Deps, 'db' | 'checker' | 'calculator'>, content: ItemContent) {
  const { db, checker } = deps
  const faults = contentFaults(content)
  if (content.kind === 'theory') faults.push(...(await calculationFaultsOf(deps, content)))
  if (faults.length) return faults
  // Of a calculation item what a paper would print is tried, not the places where its values go.
  const printed = content.kind === 'theory' ? await exampleOf(deps, content) : content
  const texts = textsOf(printed).filter(({ text }) => text !== '')
  return [...(await pictureFaults(db.read, content)), ...(await printFaults(checker, texts))]
}

async function printFaults(checker: Deps['checker'], texts: ReturnType<typeof textsOf>): Promise<ContentFault[]> {
  try {
    const found = await checker.call('printFaults', texts, { signal: AbortSignal.timeout(LONGEST_MS) })
    return found.map(printFault)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'work.cancelled') throw error
    const message = { zh: '公式过于复杂，排版超时。', en: 'Its formulas take too long to set.' }
    return [{ field: '', code: 'formula', message }]
  }
}

const printFault = ({ field, what, detail }: PrintFault): ContentFault => ({
  field,
  code: what,
  message:
    what === 'formula'
      ? { zh: `公式无法排版（${detail}），请修改。`, en: `A formula cannot be set (${detail}): mend its TeX.` }
      : { zh: `字体中没有字符${detail}，请更换。`, en: `No font has the character ${detail}: replace it.` },
})

async function pictureFaults(q: Query, content: ItemContent): Promise<ContentFault[]> {
  const shown = contentPictures(content)
  if (!shown.length) return []
  const digests = [...new Set(shown.map(({ sha256 }) => sha256))]
  const rows = await q.select({ sha256: pictures.sha256 }).from(pictures).where(inArray(pictures.sha256, digests))
  const known = new Set(rows.map(({ sha256 }) => sha256))
  return shown
    .filter(({ sha256 }) => !known.has(sha256))
    .map(({ field }) => ({
      field,
      code: 'picture-missing',
      message: { zh: '图片尚未上传。', en: 'Its picture has not been uploaded.' },
    }))
}
