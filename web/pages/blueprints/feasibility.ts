/** Whether a bank gives the papers of a blueprint, asked while somebody edits it. */
import type { Blueprint } from '../../../core/blueprint/blueprint.ts'
import type { DefenseBlueprint, PracticalBlueprint } from '../../../core/blueprint/practical.ts'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'

type Route = paths['/api/banks/{bank}/feasibility']['post']
export type Feasibility = Route['responses'][200]['content']['application/json']

/** A blueprint as it is being written. */
export type Draft =
  | { kind: 'theory'; blueprint: Blueprint }
  | { kind: 'practical'; blueprint: PracticalBlueprint }
  | { kind: 'defense'; blueprint: DefenseBlueprint }

/** `papers` are candidates where topics are drawn. */
export const feasibilityOf = (
  bank: string,
  draft: Draft & { papers: number },
  signal: AbortSignal,
): Promise<Feasibility> =>
  ask(
    api.POST('/api/banks/{bank}/feasibility', {
      params: { path: { bank } },
      body: draft as Route['requestBody']['content']['application/json'],
      signal,
    }),
  )
