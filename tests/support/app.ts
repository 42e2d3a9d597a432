/** The real program over a database in a folder of its own; a clock that tests move. */
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { createBank } from '../../server/banks/create.ts'
import type { By } from '../../server/by.ts'
import { openDeps } from '../../server/deps.ts'
import { importFile } from '../../server/imports/import-file.ts'
import { approveItems } from '../../server/items/approve.ts'
import { testConfig } from './database.ts'
import { TOKEN, testers } from './testers.ts'

export { TOKEN }

export const BANK = '6-31-01-03.3'
export const sample = (name: string): string =>
  fileURLToPath(new URL(`../../import-templates/samples/${name}`, import.meta.url))

export async function testProgram() {
  const clock = { now: Date.UTC(2026, 10, 22, 8) }
  const deps = await openDeps(testConfig(), () => clock.now)
  const app = await buildApp(deps, { identify: testers, version: 'test' })
  afterAll(async () => {
    await app.close()
    await deps.close()
  })
  const by = (actor: string): By => ({ actor, at: clock.now })
  const headers = { authorization: `Bearer ${TOKEN}` }
  const get = (url: string) => app.inject({ method: 'GET', url, headers })
  const post = (url: string, payload: object) => app.inject({ method: 'POST', url, headers, payload })
  return { app, deps, clock, by, headers, get, post }
}

export type Program = Awaited<ReturnType<typeof testProgram>>

/** An empty bank: 电工, Level 3. */
export const emptyBank = ({ deps, by }: Program, level = 3) =>
  createBank(
    deps.db,
    { occupationCode: '6-31-01-03', occupation: '电工', trade: null, level, standard: '' },
    by('admin'),
  )

/** The sample bank of Level 3 with everything approved. */
export async function sampleBank(program: Program) {
  const { deps, by } = program
  const bank = await emptyBank(program)
  for (const part of ['element-table', 'theory', 'practical'])
    await importFile(deps, bank.id, sample(`electrician-l3-${part}.xlsx`), {}, by('writer'))
  for (const kind of ['theory', 'practical'] as const)
    await approveItems(deps.db, bank.id, kind, by('reviewer'), async () => true)
  return bank
}
