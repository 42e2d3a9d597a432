/**
 * Taking out what was opened: once, by the exam officer present. Printed copies are
 * numbered through, stamped with number and recipient, and counted; a spoiled run is
 * printed again in the same ceremony under new numbers. The record is written before
 * anything is handed out.
 */
import { AppError } from '../../core/errors.ts'
import { logStore } from '../access/store.ts'
import { act, type By, newId } from '../by.ts'
import type { Deps } from '../deps.ts'
import { attempt } from '../items/attempt.ts'
import { type StampOptions, stampCopies } from '../print/stamp-copies.ts'
import { advance, endLapsed } from './ceremony.ts'
import { type CopyRun, ceremonyStore, holdCeremony } from './ceremony-store.ts'
import type { SealedFile } from './make.ts'
import { registerStore } from './register-store.ts'

/** Copies for one recipient, e.g. a room. */
export type Run = { recipient: string; copies: number }
export type TakeOut = { how: 'show' | 'download' } | { how: 'print'; runs: readonly Run[] }
/** `files` are what was sealed, or for a print each copy of each printed document. */
export type TakenOut = { files: SealedFile[]; runs: CopyRun[] }

const MOST_COPIES = 5000

/** Takes out what an opening opened. Throws `ceremony.state` the second time, `ceremony.person` for anybody but the officer. */
export async function takeOut(
  deps: Deps,
  bank: string,
  id: string,
  wanted: TakeOut,
  by: By,
  options: StampOptions = {},
): Promise<TakenOut> {
  const runs = wanted.how === 'print' ? wanted.runs : []
  return handOut(deps, bank, id, { step: 'take', did: `ceremony.${wanted.how}`, runs, spoiled: 0 }, by, options)
}

/** Prints a spoiled run again: `spoiled` copies of the earlier ones stand for nothing any more, and `by.why` says what happened. */
export async function printAgain(
  deps: Deps,
  bank: string,
  id: string,
  { run, spoiled }: { run: Run; spoiled: number },
  by: By,
  options: StampOptions = {},
): Promise<TakenOut> {
  if (!by.why?.trim()) throw new AppError('input.invalid', 'Printing again needs a reason. / 重印须写明原因。')
  return handOut(deps, bank, id, { step: 'again', did: 'ceremony.reprint', runs: [run], spoiled }, by, options)
}

type HandOut = { step: 'take' | 'again'; did: string; runs: readonly Run[]; spoiled: number }

async function handOut(
  deps: Deps,
  bank: string,
  id: string,
  wanted: HandOut,
  by: By,
  options: StampOptions,
): Promise<TakenOut> {
  const { db, openings } = deps
  await endLapsed(deps)
  const { step, did, runs, spoiled } = wanted
  const copies = runs.reduce((sum, run) => sum + run.copies, 0)
  if (did !== 'ceremony.show' && did !== 'ceremony.download' && (copies < 1 || copies > MOST_COPIES))
    throw new AppError('input.invalid', `Print 1 to ${MOST_COPIES} copies. / 每次印制1至${MOST_COPIES}份。`)
  const opened = openings.get(id)?.opened
  if (opened) await tryStamps(deps.printer, opened.files, runs)
  const rows = await attempt(db, { bank, did, to: id }, by, async (q) => {
    const held = await holdCeremony(q, bank, id, 0)
    await advance(q, held, { do: step, person: by.actor }, by)
    if (!opened)
      throw new AppError(
        'ceremony.state',
        'What was opened is no longer in this program’s memory: it was started anew. / 启封内容已不在本程序内存中（程序曾重启）。',
      )
    const last = held.copies.at(-1)?.last ?? 0
    if (spoiled > last - held.copies.reduce((sum, run) => sum + run.spoiled, 0))
      throw new AppError('input.invalid', 'More copies spoiled than were printed. / 报废份数多于已印份数。')
    const numbered = numberRuns(id, runs, { last, spoiled, reason: by.why ?? '', at: by.at })
    if (numbered.length) {
      await ceremonyStore(q).insertCopies(numbered)
      for (const { first, last: end, recipient } of numbered)
        await registerStore(q).insertCopy({
          id: newId(by.at),
          seal: held.seal.id,
          part: 'print',
          count: end - first + 1,
          holder: recipient,
          place: '',
          digest: null,
          due: null,
          by: by.actor,
          at: by.at,
        })
      const what = numbered.map(({ first, last: end, recipient }) => `${first}-${end} ${recipient}`).join('; ')
      await logStore(q).append(act(by, bank, 'ceremony.copies', `${id} ${held.seal.manifest.id} ${what} -${spoiled}`))
    }
    return numbered
  })
  const files = opened!.files.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes) }))
  return { files: rows.length ? await printed(deps.printer, files, rows, options) : files, runs: rows }
}

function numberRuns(
  ceremony: string,
  runs: readonly Run[],
  { last, spoiled, reason, at }: { last: number; spoiled: number; reason: string; at: number },
): CopyRun[] {
  let end = last
  return runs.map(({ recipient, copies }, index) => {
    const first = end + 1
    end += copies
    return { ceremony, first, last: end, recipient, spoiled: index === 0 ? spoiled : 0, reason, at }
  })
}

/** What cannot be stamped is said before copies are on the registers that nobody would get: one for each recipient is made and thrown away. */
async function tryStamps(printer: Deps['printer'], files: readonly SealedFile[], runs: readonly Run[]): Promise<void> {
  const [pdf] = files.filter(({ name }) => name.endsWith('.pdf'))
  if (!pdf || runs.length === 0) return
  const each = runs.map(({ recipient }) => ({ recipient, copies: 1 }))
  await printed(printer, [pdf], numberRuns('', each, { last: 0, spoiled: 0, reason: '', at: 0 }), {})
}

/** Each copy of each PDF, stamped. A PDF of another program cannot be stamped: it comes once, as it was sealed. */
async function printed(
  printer: Deps['printer'],
  files: readonly SealedFile[],
  runs: readonly CopyRun[],
  options: StampOptions,
): Promise<SealedFile[]> {
  const width = Math.max(3, String(runs.at(-1)!.last).length)
  const stamps = runs.flatMap(({ first, last, recipient }) =>
    Array.from({ length: last - first + 1 }, (_, i) => ({ copy: String(first + i).padStart(width, '0'), recipient })),
  )
  const copies: SealedFile[] = []
  for (const { name, bytes } of files.filter((file) => file.name.endsWith('.pdf')))
    try {
      const stamped = await stampCopies(printer, bytes, stamps, options)
      copies.push(...stamped.map((copy, at) => ({ name: `${stamps[at]!.copy}.${name}`, bytes: copy })))
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'input.invalid') throw error
      copies.push({ name, bytes })
    }
  return copies
}
