import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, expect, test } from 'vitest'
import { keepAnchor } from '../../server/access/keep-anchors.ts'
import { record } from '../../server/access/record.ts'
import { examine } from '../../server/backup/doctor.ts'
import type { Finding, State } from '../../server/backup/finding.ts'
import { act } from '../../server/by.ts'
import { type Config, databaseFile, databaseKey } from '../../server/config.ts'
import { requireClock } from '../../server/custody/clock.ts'
import { addCustodian } from '../../server/custody/custodians.ts'
import { sealSet } from '../../server/custody/seal-set.ts'
import { custodyStore } from '../../server/custody/store.ts'
import { openDeps } from '../../server/deps.ts'
import { approveSet } from '../../server/sets/approve.ts'
import { setStore } from '../../server/sets/store.ts'
import { BANK, testProgram } from '../support/app.ts'
import { testConfig, testFolder } from '../support/database.ts'
import { CANARY, walkedBank } from '../support/routes.ts'

const DAY = 86_400_000
const folder = testFolder()
let origin: Config
let now: number
let sealed: string[]
let waiting: string

/** An installation with a sealed set, one that waits, an anchor and a backup on record; closed before it is copied. */
beforeAll(async () => {
  const program = await testProgram()
  const { deps, by, clock } = program
  await walkedBank(program)
  const [first] = await setStore(deps.db.read).all(BANK)
  await approveSet(deps.db, BANK, first!.id, by('head'))
  for (const name of ['x', 'y', 'z']) await addCustodian(deps.db, BANK, name, `the passphrase of ${name}`, by('admin'))
  await sealSet(deps, BANK, first!.id, {}, by('head'))
  const seals = await custodyStore(deps.db.read).seals(first!.id)
  sealed = seals.flatMap(({ body, envelope }) => [body, envelope])
  const made = await program.post(`/api/banks/${BANK}/sets`, { blueprint: first!.blueprint, papers: 1 })
  waiting = made.json().id
  await requireClock(deps)
  await record(deps.db, act(by('admin'), '', 'backup', 'one'))
  await keepAnchor(deps, clock.now)
  now = clock.now
  origin = deps.config
  await program.close()
}, 120_000)

function copyOf(name: string): Config {
  const config = { ...origin, dataDir: join(folder, name, 'data'), keysDir: join(folder, name, 'keys') }
  cpSync(origin.dataDir, config.dataDir, { recursive: true })
  cpSync(origin.keysDir, config.keysDir, { recursive: true })
  return config
}
const look = (config: Config, at = now) => examine(config, at, { boot: 'given', uptime: at })
const stateOf = (findings: readonly Finding[], check: string): State | undefined =>
  findings.find((finding) => finding.check === check)?.state
/** What is built depends on the checkout. */
const states = (findings: readonly Finding[]) =>
  Object.fromEntries(
    findings
      .filter(({ check }) => !['console', 'program', 'disk'].includes(check))
      .map(({ check, state }) => [check, state]),
  )

/** Writes into the database behind the program's back. */
function behind(config: Config, statement: string): void {
  const db = new Database(databaseFile(config))
  db.pragma("cipher = 'sqlcipher'")
  db.pragma('legacy = 4')
  db.pragma(`key = "x'${databaseKey(config)}'"`)
  db.exec(statement)
  db.close()
}

const WHOLE = {
  'data-folder': 'good',
  'keys-folder': 'good',
  database: 'good',
  migrations: 'good',
  log: 'good',
  anchors: 'good',
  sealed: 'good',
  orphans: 'good',
  clock: 'good',
  backup: 'good',
}

test('a sound installation is good in everything, and nothing of it is changed by looking', async () => {
  const config = copyOf('sound')
  const before = readFileSync(databaseFile(config))
  const findings = await look(config)
  expect(states(findings)).toEqual(WHOLE)
  expect(findings.map(({ check }) => check)).toEqual(expect.arrayContaining(['disk', 'console', 'program']))
  expect(readFileSync(databaseFile(config)).equals(before)).toBe(true)
  expect(JSON.stringify(findings)).not.toContain(CANARY)
})

test('where there is nothing yet, nothing is made', async () => {
  const config = testConfig()
  const findings = await look(config)
  expect([stateOf(findings, 'data-folder'), stateOf(findings, 'keys-folder')]).toEqual(['bad', 'warning'])
  expect(() => statSync(config.dataDir)).toThrow('ENOENT')
  expect(() => statSync(config.keysDir)).toThrow('ENOENT')
})

const shows: [string, (config: Config) => void, Record<string, State>][] = [
  ['a data folder others may enter', ({ dataDir }) => chmodSync(dataDir, 0o755), { 'data-folder': 'bad' }],
  ['a key others may read', ({ keysDir }) => chmodSync(join(keysDir, 'database.key'), 0o644), { 'keys-folder': 'bad' }],
  ['a keys folder others may enter', ({ keysDir }) => chmodSync(keysDir, 0o750), { 'keys-folder': 'bad' }],
  ['a sealed file that is gone', ({ dataDir }) => rmSync(join(dataDir, 'sealed', sealed[0]!)), { sealed: 'bad' }],
  [
    'two envelopes that were exchanged',
    ({ dataDir }) => cpSync(join(dataDir, 'sealed', sealed[1]!), join(dataDir, 'sealed', sealed[3]!)),
    { sealed: 'bad' },
  ],
  [
    'a sealed file nobody knows',
    ({ dataDir }) => writeFileSync(join(dataDir, 'sealed', 'stray.body'), ''),
    { orphans: 'warning' },
  ],
  [
    'files set aside',
    ({ dataDir }) => {
      mkdirSync(join(dataDir, 'lost'))
      writeFileSync(join(dataDir, 'lost', 'x.body'), '')
    },
    { orphans: 'warning' },
  ],
  ['a draft without its key', ({ keysDir }) => rmSync(join(keysDir, 'drafts', `${waiting}.key`)), { orphans: 'bad' }],
  ['a log without its guard', (config) => behind(config, 'DROP TRIGGER log_no_delete'), { log: 'bad' }],
  [
    // Its last entry is that of the backup; its guard stands again.
    'a log cut below its anchor',
    (config) =>
      behind(
        config,
        "DROP TRIGGER log_no_delete; DELETE FROM log WHERE seq = (SELECT max(seq) FROM log); CREATE TRIGGER `log_no_delete` BEFORE DELETE ON `log` BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
      ),
    { anchors: 'bad', backup: 'warning' },
  ],
  ['no anchor', ({ keysDir }) => rmSync(join(keysDir, 'log-anchors.jsonl')), { anchors: 'warning' }],
  [
    'an anchor that was changed',
    ({ keysDir }) => {
      const file = join(keysDir, 'log-anchors.jsonl')
      writeFileSync(file, readFileSync(file, 'utf8').replace(/"size":\d+/, '"size":1'))
    },
    { anchors: 'bad' },
  ],
]
test.each(shows)('%s is seen, with a remedy', async (name, spoil, expected) => {
  const config = copyOf(name)
  spoil(config)
  const modes = () => [config.dataDir, config.keysDir].map((dir) => statSync(dir).mode)
  const before = modes()
  const findings = await look(config)
  expect(modes()).toEqual(before)
  expect(states(findings)).toEqual({ ...WHOLE, ...expected })
  for (const { check, remedy } of findings) if (check in expected) expect(remedy).not.toBeNull()
})

test('a lost signing key, a lost database key and a database of another version are seen', async () => {
  const lost = copyOf('lost')
  rmSync(join(lost.keysDir, 'installation.key'))
  expect(states(await look(lost))).toMatchObject({ 'keys-folder': 'bad', anchors: 'warning' })
  expect(readdirSync(lost.keysDir)).not.toContain('installation.key')
  rmSync(join(lost.keysDir, 'database.key'))
  expect(states(await look(lost))).toEqual({ 'data-folder': 'good', 'keys-folder': 'bad', database: 'bad' })
  const newer = copyOf('newer')
  behind(newer, "INSERT INTO migrations VALUES ('9999_later.sql', '')")
  expect(stateOf(await look(newer), 'migrations')).toBe('bad')
  const older = copyOf('older')
  behind(older, "DROP INDEX log_backups; DELETE FROM migrations WHERE name = '0020_backups.sql'")
  expect(stateOf(await look(older), 'migrations')).toBe('warning')
})

test('a start makes the keys folder its owner’s alone again', async () => {
  const config = copyOf('wide')
  chmodSync(config.keysDir, 0o755)
  await (await openDeps(config, () => now)).close()
  expect(stateOf(await look(config), 'keys-folder')).toBe('good')
})

test('a damaged database file is bad wherever the damage is, and what lies in it is not looked into', async () => {
  const states: (string | undefined)[] = []
  for (let eighth = 0; eighth < 8; eighth++) {
    const config = copyOf(`damaged-${eighth}`)
    const bytes = readFileSync(databaseFile(config))
    const from = Math.floor((bytes.length / 8) * eighth)
    bytes.fill(0, from, from + 32_768)
    writeFileSync(databaseFile(config), bytes)
    const findings = await look(config)
    states.push(stateOf(findings, 'database'))
    if (states.at(-1) === 'bad') expect(stateOf(findings, 'sealed')).toBeUndefined()
  }
  // Pages that are free are missed by nobody.
  expect(states.filter((state) => state !== 'bad' && state !== 'good')).toEqual([])
  expect(states.filter((state) => state === 'bad').length).toBeGreaterThan(4)
})

test('the age of the last backup, and a clock that went back', async () => {
  const config = copyOf('time')
  const at = async (time: number, check: string) => stateOf(await look(config, time), check)
  expect([await at(now + 6 * DAY, 'backup'), await at(now + 7 * DAY, 'backup')]).toEqual(['good', 'warning'])
  expect([await at(now - 60_000, 'clock'), await at(now - DAY, 'clock'), await at(now + DAY, 'clock')]).toEqual([
    'bad',
    'bad',
    'good',
  ])
  const never = testConfig()
  await (await openDeps(never, () => now)).close()
  expect(stateOf(await look(never), 'backup')).toBe('warning')
})
