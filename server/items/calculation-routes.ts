import { PREVIEW_DRAWS, Preview } from '../../core/calculation/preview.ts'
import { TheoryItem } from '../../core/item.ts'
import { ContentFault } from '../../core/item-checks.ts'
import { closed, nullable, Type } from '../../core/schema.ts'
import type { Routes } from '../app.ts'
import { requireBank } from '../banks/create.ts'
import { BankParams } from '../banks/routes.ts'
import { Problem } from '../plugins/problems.ts'
import { previewContent } from './calculation.ts'

/** More draws than this tell nothing new. */
const MOST_DRAWS = 10_000

const PreviewBody = closed({
  content: TheoryItem,
  draws: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_DRAWS, description: `${PREVIEW_DRAWS} by default` })),
})
const PreviewReply = closed({ faults: Type.Array(ContentFault), preview: nullable(Preview) })

/** A look at a calculation item while it is written: nothing is stored or read. */
export const calculationRoutes: Routes = (app, { db, calculator }) => {
  app.post(
    '/api/banks/:bank/calculations/preview',
    {
      config: { right: 'item.write' },
      schema: {
        params: BankParams,
        body: PreviewBody,
        response: { 200: PreviewReply, 400: Problem, 404: Problem, 422: Problem },
      },
    },
    async ({ params, body }) => {
      await requireBank(db, params.bank)
      return previewContent({ calculator }, body.content, body.draws ?? PREVIEW_DRAWS)
    },
  )
}
