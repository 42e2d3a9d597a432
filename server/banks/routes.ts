import { closed, nullable, Type } from '../../core/schema.ts'
import { holdsRoleIn } from '../accounts/sessions.ts'
import type { Routes } from '../app.ts'
import { whoOf } from '../plugins/rights.ts'
import { bankStore } from './store.ts'

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

export const bankRoutes: Routes = (app, { db }) => {
  app.get(
    '/api/banks',
    { config: { right: 'bank.read' }, schema: { response: { 200: Type.Array(BankView) } } },
    async (request) => {
      const mine = holdsRoleIn(whoOf(request))
      return (await bankStore(db.read).all()).filter(({ id }) => mine(id))
    },
  )
}
