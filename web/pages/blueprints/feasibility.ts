/** Whether a bank gives the papers of a blueprint, asked while somebody edits it. */
import type { Blueprint } from '../../../core/blueprint/blueprint.ts'
import type { Words } from '../../../core/words.ts'
import { api, ask, askRaw, Refusal } from '../../api/client.ts'

/** `found` papers were made and more than `upper` are impossible; either is null where it was not told. */
export type Feasibility =
  | { outcome: 'answered'; papers: number; found: number | null; upper: number | null; why: Words[] }
  | { outcome: 'contradiction'; contradictions: { place: string; sentence: Words }[] }
  | { outcome: 'untold' }

/**
 * Asks for a blueprint as it is being written. A service that answers only for
 * saved ones is asked for `saved`, the version that says the same, if there is one.
 */
export async function feasibilityOf(
  bank: string,
  { blueprint, papers, saved }: { blueprint: Blueprint; papers: number; saved: string | undefined },
  signal: AbortSignal,
): Promise<Feasibility> {
  try {
    const reply = await askRaw(
      new Request(`/api/banks/${bank}/feasibility`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ blueprint, papers }),
        signal,
      }),
    )
    return (await reply.json()) as Feasibility
  } catch (error) {
    if (!(error instanceof Refusal) || error.problem.status !== 404) throw error
  }
  if (saved === undefined) return { outcome: 'untold' }
  const query = { blueprint: saved, papers: String(papers) }
  const told = await ask(api.GET('/api/banks/{bank}/shortage', { params: { path: { bank }, query }, signal }))
  if (told.outcome === 'enough') return { outcome: 'answered', papers, found: papers, upper: null, why: [] }
  if (told.outcome === 'contradiction')
    return { outcome: told.outcome, contradictions: told.sentences.map((sentence) => ({ place: '', sentence })) }
  const most = (told.shortage as { maxPapers?: { found: number; upper: number } } | null)?.maxPapers
  return {
    outcome: 'answered',
    papers,
    found: most?.found ?? null,
    upper: most?.upper ?? null,
    why: told.sentences,
  }
}
