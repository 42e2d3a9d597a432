/** Whether a bank gives the papers of a blueprint, asked while somebody edits it. */
import type { Blueprint } from '../../../core/blueprint/blueprint.ts'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'

type Route = paths['/api/banks/{bank}/feasibility']['post']
export type Feasibility = Route['responses'][200]['content']['application/json']

export const feasibilityOf = (
  bank: string,
  { blueprint, papers }: { blueprint: Blueprint; papers: number },
  signal: AbortSignal,
): Promise<Feasibility> =>
  ask(
    api.POST('/api/banks/{bank}/feasibility', {
      params: { path: { bank } },
      body: { blueprint: blueprint as Route['requestBody']['content']['application/json']['blueprint'], papers },
      signal,
    }),
  )
