import { closed, nullable, Type } from '../../core/schema.ts'
import { holdsRoleIn } from '../accounts/sessions.ts'
import type { Routes } from '../app.ts'
import { Problem } from '../plugins/problems.ts'
import { whoOf } from '../plugins/rights.ts'
import { createBank, NewBank } from './create.ts'
import { type Bank, bankStore } from './store.ts'

/** The bank stands in the path, so that a right can be judged before anything is looked up. */
export const BankParams = closed({ bank: Type.String({ pattern: '^\\d(-\\d{2}){3}\\.[1-5]$' }) })

const BankView = closed({
  id: Type.String(),
  occupationCode: Type.String(),
  occupation: Type.String(),
  trade: nullable(Type.String()),
  level: Type.Integer(),
  standard: Type.String(),
})

const view = ({ at: _, ...bank }: Bank) => bank

export const bankRoutes: Routes = (app, { db, now }) => {
  app.get(
    '/api/banks',
    { config: { right: 'bank.read' }, schema: { response: { 200: Type.Array(BankView) } } },
    async (request) => {
      const mine = holdsRoleIn(whoOf(request))
      return (await bankStore(db.read).all()).filter(({ id }) => mine(id)).map(view)
    },
  )

  app.post(
    '/api/banks',
    {
      config: { right: 'bank.create' },
      schema: {
        description: 'Makes the bank of an occupation and level; the one that is there already stays as it is.',
        body: NewBank,
        response: { 201: BankView, 422: Problem },
      },
    },
    async ({ body, actor }, reply) => reply.code(201).send(view(await createBank(db, body, { actor, at: now() }))),
  )
}
