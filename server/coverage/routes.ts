import { Coverage } from '../../core/coverage.ts'
import type { Routes } from '../app.ts'
import { BankParams } from '../banks/routes.ts'
import { Problem } from '../plugins/problems.ts'
import { readCoverage } from './collect.ts'

export const coverageRoutes: Routes = (app, { db, now }) => {
  app.get(
    '/api/banks/:bank/coverage',
    { config: { right: 'coverage.read' }, schema: { params: BankParams, response: { 200: Coverage, 404: Problem } } },
    ({ params, actor }) => readCoverage(db, params.bank, { actor, at: now() }),
  )
}
