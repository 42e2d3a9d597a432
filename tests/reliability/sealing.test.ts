import { spawn } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test, vi } from 'vitest'
import { verifyLog } from '../../server/access/verify.ts'
import { makeBackup } from '../../server/backup/make.ts'
import { DATABASE } from '../../server/backup/manifest.ts'
import { saveBlueprint } from '../../server/blueprints/save.ts'
import { addCustodian } from '../../server/custody/custodians.ts'
import { verifySealed } from '../../server/custody/open.ts'
import { derive } from '../../server/custody/passphrase.ts'
import { sealSet } from '../../server/custody/seal-set.ts'
import { custodyStore } from '../../server/custody/store.ts'
import { lookInto } from '../../server/db/copy.ts'
import type { Query } from '../../server/db/open.ts'
import { openDeps } from '../../server/deps.ts'
import { approveSet } from '../../server/sets/approve.ts'
import { assembleSet } from '../../server/sets/assemble.ts'
import type { Draft } from '../../server/sets/draft.ts'
import { readDraft } from '../../server/sets/drafts.ts'
import { setStore } from '../../server/sets/store.ts'
import { BANK, sampleProgram } from '../support/app.ts'
import { filesBelow, filesThatTell } from '../support/canaries.ts'
import { testFolder } from '../support/database.ts'

const PAPERS = 3
/** Moments tried here; the long campaign tries more. */
const KILLS = Number(process.env['JUANKU_KILLS'] ?? 2)
const LATER = 2 * 3_600_000

let origin: { data: string; keys: string; set: string; canaries: string[] }
const folder = testFolder()
/** Where processes that are killed put temporary files; what tsx keeps there of compiled sources makes starts quicker. */
const temporary = testFolder()

/** A set that is approved and waits for its seal, in a folder to copy from. */
beforeAll(async () => {
  const { deps, by, close } = await sampleProgram()
  const content = { sections: [{ type: 'single' as const, count: 10, marks: 1 }] }
  const blueprint = await saveBlueprint(deps.db, BANK, { kind: 'theory', name: 'short', content }, by('officer'))
  const made = await assembleSet(deps, BANK, blueprint.id, { papers: PAPERS }, by('officer'))
  if (made.outcome !== 'found') throw new Error(made.outcome)
  await approveSet(deps.db, BANK, made.set.id, by('head'))
  for (const name of ['x', 'y', 'z']) await addCustodian(deps.db, BANK, name, `the passphrase of ${name}`, by('admin'))
  // An item of each paper: its text, and the id that would tell the composition.
  const some = readDraft<Draft>(deps.config, made.set.id).papers.flatMap((paper) => paper.slice(0, 1))
  const canaries = [...stemsOf(deps.db.read, some), ...some]
  // The database is closed before it is copied.
  await close()
  origin = { data: deps.config.dataDir, keys: deps.config.keysDir, set: made.set.id, canaries }
})

/** How the texts of items begin, in every revision. */
const stemsOf = (read: Query, ids: readonly string[]): string[] =>
  read
    .all<{ content: string }>(
      sql`SELECT content FROM revisions WHERE item IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
    )
    .map(({ content }) => (JSON.parse(content) as { stem: string }).stem.slice(0, 24))

function copyOf(name: string) {
  const config = { dataDir: join(folder, name, 'data'), keysDir: join(folder, name, 'keys'), databaseKey: undefined }
  cpSync(origin.data, config.dataDir, { recursive: true })
  cpSync(origin.keys, config.keysDir, { recursive: true })
  return config
}

/**
 * Starts sealing and kills the process `afterMs` after it began, or at its `change`th change to a file; how long it
 * sealed, and whether it came to its end. However it ended, no item stands in plain in any file.
 */
async function sealAndKill(
  config: ReturnType<typeof copyOf>,
  afterMs: number,
  change?: number,
): Promise<{ ended: boolean; ms: number }> {
  const script = fileURLToPath(new URL('../fixtures/workers/seal-set.ts', import.meta.url))
  const more = change === undefined ? [] : [String(change)]
  const args = ['--import', 'tsx', script, config.dataDir, config.keysDir, BANK, origin.set, ...more]
  const child = spawn(process.execPath, args, { env: { ...process.env, TMPDIR: temporary } })
  let said = ''
  let began = 0
  let ms = 0
  child.stdout.on('data', (data) => {
    if (!said) {
      began = performance.now()
      setTimeout(() => child.kill('SIGKILL'), afterMs)
    }
    said += data
    ms = performance.now() - began
  })
  await new Promise((resolve) => child.on('close', resolve))
  const left = readdirSync(temporary).filter((name) => !name.startsWith('tsx-'))
  const places = [config.dataDir, config.keysDir, ...left.map((name) => join(temporary, name))]
  expect(filesThatTell(places, origin.canaries)).toEqual([])
  return { ended: said.includes('sealed'), ms }
}

const sealedDir = (config: { dataDir: string }) => join(config.dataDir, 'sealed')
const filesIn = (dir: string) => (existsSync(dir) ? readdirSync(dir) : [])

/** After a kill and a start: sealed whole, or not at all and ready to be sealed. */
async function expectWholeOrNothing(config: ReturnType<typeof copyOf>): Promise<'sealed' | 'approved'> {
  const deps = await openDeps(config, () => Date.now() + LATER)
  const states = new Set((await setStore(deps.db.read).papers(origin.set)).map(({ state }) => state))
  const seals = await custodyStore(deps.db.read).seals(origin.set)
  expect((await verifyLog(deps.db, [])).broken).toBeUndefined()
  if (states.has('sealed')) {
    expect([...states]).toEqual(['sealed'])
    expect(seals).toHaveLength(2 * PAPERS + 1)
    for (const { body, envelope } of seals) {
      const [one, other] = [body, envelope].map((name) => readFileSync(join(sealedDir(config), name)))
      verifySealed(one!, other, undefined)
    }
    expect(filesIn(sealedDir(config))).toHaveLength(2 * seals.length)
    expect([filesIn(join(config.dataDir, 'drafts')), filesIn(join(config.keysDir, 'drafts'))]).toEqual([[], []])
    await deps.close()
    return 'sealed'
  }
  expect([[...states], seals, filesIn(sealedDir(config))]).toEqual([['approved'], [], []])
  expect(readDraft<Draft>(config, origin.set).papers).toHaveLength(PAPERS)
  await sealSet(deps, BANK, origin.set, {}, { actor: 'head', at: deps.now() })
  expect(filesIn(sealedDir(config))).toHaveLength(2 * (2 * PAPERS + 1))
  await deps.close()
  return 'approved'
}

test(
  'killed at any moment, a set is sealed whole or not at all, and can then be sealed',
  async () => {
    const whole = copyOf('whole')
    const { ended: toTheEnd, ms: span } = await sealAndKill(whole, 60_000)
    expect(toTheEnd).toBe(true)
    expect(await expectWholeOrNothing(whole)).toBe('sealed')
    const ended = { approved: 0, sealed: 0 }
    for (let i = 0; i < KILLS; i++) {
      const config = copyOf(`kill-${i}`)
      await sealAndKill(config, (span * (i + 0.5)) / KILLS)
      ended[await expectWholeOrNothing(config)] += 1
      rmSync(join(folder, `kill-${i}`), { recursive: true })
    }
    console.info(
      `Killed ${KILLS} times: sealed whole ${ended.sealed}, not at all and sealed afterwards ${ended.approved}.`,
    )
    expect(ended.approved).toBeGreaterThan(0)
  },
  120_000 + KILLS * 60_000,
)

// 14 files of six changes each (opened, written, synced, renamed, its folder opened and synced), then the draft: key,
// folder (opened, synced), file.
const CHANGES = 2 * (2 * PAPERS + 1) * 6 + 4
const STEP = process.env['JUANKU_LONG'] ? 1 : 37
test(
  'killed at each change to a file, a set is sealed whole or not at all',
  async () => {
    const ended = new Set<string>()
    for (let change = 0; change <= CHANGES; change += STEP) {
      const config = copyOf(`change-${change}`)
      await sealAndKill(config, 600_000, change)
      ended.add(await expectWholeOrNothing(config))
      rmSync(join(folder, `change-${change}`), { recursive: true })
    }
    expect(ended).toContain('approved')
  },
  120_000 + (CHANGES / STEP) * 60_000,
)

/** Rows of a database that name several items of a paper and no others: they would tell its composition. */
function tellingRows(read: Query, paper: readonly string[]): string[][] {
  const rows = read
    .all<{ name: string }>(sql`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%'`)
    .flatMap(({ name }) => read.all<Record<string, unknown>>(sql.raw(`SELECT * FROM "${name}"`)))
  const known = new Set(read.all<{ id: string }>(sql`SELECT id FROM items`).map(({ id }) => id))
  return rows
    .map((row) => JSON.stringify(row).match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [])
    .map((found) => [...new Set(found.filter((id) => known.has(id)))])
    .filter((found) => found.length > 1 && found.every((id) => paper.includes(id)))
}

test('after sealing no item stands in any file or backup; with their keys, none of a paper’s composition', async () => {
  const config = copyOf('canary')
  // A place for temporary files that no other program writes to; threads and processes started from here take it over.
  const alone = testFolder()
  vi.stubEnv('TMPDIR', alone)
  const deps = await openDeps(config)
  const papers = readDraft<Draft>(config, origin.set).papers
  const ids = papers[0]!
  const texts = stemsOf(deps.db.read, ids)
  expect(texts.length).toBeGreaterThanOrEqual(ids.length)
  await sealSet(deps, BANK, origin.set, {}, { actor: 'head', at: deps.now() })
  // Which items stand together is a secret of the seal: the database knows those of the set, in no order of papers.
  const used = deps.db.read.all<{ item: string }>(sql`SELECT item FROM uses WHERE "set" = ${origin.set}`)
  expect(used).toHaveLength(new Set(papers.flat()).size)
  expect(tellingRows(deps.db.read, ids)).toEqual([])
  const kept = join(folder, 'canary', 'kept')
  const recovery = 'the passphrase of recovery'
  const { dir, manifest } = await makeBackup(deps, kept, recovery, { actor: 'admin', at: deps.now() })
  const copy = lookInto(join(dir, DATABASE), (await derive(recovery, manifest.key)).toString('hex'))
  expect(copy.read.all(sql`SELECT item FROM uses WHERE "set" = ${origin.set}`)).toHaveLength(used.length)
  expect(tellingRows(copy.read, ids)).toEqual([])
  copy.close()
  await deps.close()
  const places = [config.dataDir, config.keysDir, kept]
  expect(filesBelow(kept).length).toBeGreaterThan(2 * (2 * PAPERS + 1))
  expect(filesThatTell(places, [...texts, ...ids, recovery])).toEqual([])
  vi.unstubAllEnvs()
  // What tsx keeps of compiled sources is no content.
  expect(readdirSync(alone).filter((name) => !name.startsWith('tsx-'))).toEqual([])
}, 120_000)

test('when a file cannot be written, nothing is sealed and nothing is left', async () => {
  const config = copyOf('full')
  const deps = await openDeps(config)
  // The clock is seen, the rendering logged, every file written, then the last transaction fails.
  let transactions = 0
  const tx: typeof deps.db.tx = (work) =>
    ++transactions <= 2 ? deps.db.tx(work) : Promise.reject(new Error('disk full'))
  const broken = { ...deps, db: { ...deps.db, tx } }
  await expect(sealSet(broken, BANK, origin.set, {}, { actor: 'head', at: 1 })).rejects.toThrow('disk full')
  expect([transactions, filesIn(sealedDir(config))]).toEqual([3, []])
  expect((await setStore(deps.db.read).papers(origin.set)).every(({ state }) => state === 'approved')).toBe(true)
  await deps.close()
})

test('two at once: one seals, the other is refused', async () => {
  const config = copyOf('two')
  const deps = await openDeps(config)
  const by = { actor: 'head', at: deps.now() }
  const both = await Promise.allSettled([
    sealSet(deps, BANK, origin.set, {}, by),
    sealSet(deps, BANK, origin.set, {}, by),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const seals = await custodyStore(deps.db.read).seals(origin.set)
  expect(seals).toHaveLength(2 * PAPERS + 1)
  for (const { body, envelope } of seals)
    verifySealed(
      readFileSync(join(sealedDir(config), body)),
      readFileSync(join(sealedDir(config), envelope)),
      undefined,
    )
  await deps.close()
})

test('files of a seal are their owner’s alone', async () => {
  const config = copyOf('rights')
  const deps = await openDeps(config)
  await sealSet(deps, BANK, origin.set, {}, { actor: 'head', at: deps.now() })
  for (const name of readdirSync(sealedDir(config)))
    expect(statSync(join(sealedDir(config), name)).mode & 0o777).toBe(0o600)
  await deps.close()
})
