/** The real program over a database in a folder of its own; a clock that tests move. */
import { cpSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { createBank } from '../../server/banks/create.ts'
import type { By } from '../../server/by.ts'
import type { Config } from '../../server/config.ts'
import { openDeps } from '../../server/deps.ts'
import { importFile } from '../../server/imports/import-file.ts'
import { approveItems } from '../../server/items/approve.ts'
import { inFolder, testConfig, testFolder } from './database.ts'
import { atTheEnd } from './endings.ts'
import { TOKEN, testers } from './testers.ts'

export { TOKEN }

export const BANK = '6-31-01-03.3'
export const sample = (name: string): string =>
  fileURLToPath(new URL(`../../import-templates/samples/${name}`, import.meta.url))

const START = Date.UTC(2026, 10, 22, 8)

export const testProgram = () => programIn(testConfig())

async function programIn(config: Config) {
  const clock = { now: START }
  const deps = await openDeps(config, () => clock.now)
  const app = await buildApp(deps, { identify: testers, version: 'test' })
  let closed: Promise<void> | undefined
  /** Closed at the end of the test file, or before for one that looks at what lies on disk. */
  const close = () =>
    (closed ??= (async () => {
      await app.close()
      await deps.close()
    })())
  atTheEnd(close)
  const by = (actor: string): By => ({ actor, at: clock.now })
  const headers = { authorization: `Bearer ${TOKEN}` }
  const get = (url: string) => app.inject({ method: 'GET', url, headers })
  const post = (url: string, payload: object) => app.inject({ method: 'POST', url, headers, payload })
  return { app, deps, clock, by, headers, get, post, close }
}

export type Program = Awaited<ReturnType<typeof testProgram>>

/** An empty bank: 电工, Level 3. */
export const emptyBank = ({ deps, by }: Pick<Program, 'deps' | 'by'>, level = 3) =>
  createBank(
    deps.db,
    { occupationCode: '6-31-01-03', occupation: '电工', trade: null, level, standard: '' },
    by('admin'),
  )

/** A program with the sample bank of Level 3, everything approved: made once a run, and copied. */
export async function sampleProgram(): Promise<Program> {
  const made = join(inject('sharedFolder'), 'sample')
  if (!existsSync(made)) {
    const mine = `${made}-${process.pid}`
    await makeSample(inFolder(mine))
    // Another test file may have been quicker.
    if (existsSync(made)) rmSync(mine, { recursive: true })
    else renameSync(mine, made)
  }
  const folder = testFolder()
  cpSync(made, folder, { recursive: true })
  return programIn(inFolder(folder))
}

async function makeSample(config: Config): Promise<void> {
  const deps = await openDeps(config, () => START)
  const by = (actor: string): By => ({ actor, at: START })
  const bank = await emptyBank({ deps, by })
  for (const part of ['element-table', 'theory', 'practical'])
    await importFile(deps, bank.id, sample(`electrician-l3-${part}.xlsx`), {}, by('writer'))
  for (const kind of ['theory', 'practical'] as const)
    await approveItems(deps.db, bank.id, kind, by('reviewer'), async () => true)
  await deps.close()
}
