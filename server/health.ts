/** Is the process there, and can it do its work. */
import { sql } from 'drizzle-orm'
import { closed, Type } from '../core/schema.ts'
import type { Routes } from './app.ts'

const State = closed({ status: Type.Union([Type.Literal('up'), Type.Literal('down')]) })

export const healthRoutes: Routes = (app, { db }) => {
  app.get('/health/live', { config: { right: 'public' }, schema: { response: { 200: State } } }, async () => ({
    status: 'up' as const,
  }))

  app.get(
    '/health/ready',
    { config: { right: 'public' }, schema: { response: { 200: State, 503: State } } },
    async (_, reply) => {
      try {
        db.read.get(sql`SELECT 1`)
        return { status: 'up' as const }
      } catch {
        return reply.code(503).send({ status: 'down' as const })
      }
    },
  )
}
