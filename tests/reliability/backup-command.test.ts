import { spawn } from 'node:child_process'
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { logStore } from '../../server/access/store.ts'
import { verifyLog } from '../../server/access/verify.ts'
import { makeBackup } from '../../server/backup/make.ts'
import { MANIFEST } from '../../server/backup/manifest.ts'
import { checkBackup } from '../../server/backup/restore.ts'
import { keepSession } from '../../server/cli/session-file.ts'
import type { Config } from '../../server/config.ts'
import { addCustodian } from '../../server/custody/custodians.ts'
import { sealSet } from '../../server/custody/seal-set.ts'
import { openDb } from '../../server/db/open.ts'
import { openDeps } from '../../server/deps.ts'
import { approveSet } from '../../server/sets/approve.ts'
import { setStore } from '../../server/sets/store.ts'
import { BANK, testProgram } from '../support/app.ts'
import { bare, juanku } from '../support/command.ts'
import { testFolder } from '../support/database.ts'
import { CANARY, walkedBank } from '../support/routes.ts'
import { PASSWORD, person, sessionFor } from '../support/signed-in.ts'

const PASSPHRASE = 'the passphrase of recovery'
/** Moments tried here; the long campaign tries each. */
const STEP = process.env['JUANKU_LONG'] ? 1 : 67
const folder = testFolder()
let config: Config
let args: string[]

/** A small bank with a sealed set, closed. */
beforeAll(async () => {
  const program = await testProgram()
  const { deps, by } = program
  await walkedBank(program)
  const [set] = await setStore(deps.db.read).all(BANK)
  await approveSet(deps.db, BANK, set!.id, by('head'))
  for (const name of ['x', 'y']) await addCustodian(deps.db, BANK, name, `the passphrase of ${name}`, by('admin'))
  await sealSet(deps, BANK, set!.id, {}, by('head'))
  await program.close()
  config = deps.config
  args = ['--data', config.dataDir]
}, 120_000)

const env = () => ({ JUANKU_KEYS: config.keysDir })
const only = (dir: string) => {
  const names = readdirSync(dir)
  expect(names).toHaveLength(1)
  return join(dir, names[0]!)
}

test('backed up, looked over and restored at the command line, each with its entry', async () => {
  const kept = join(folder, 'kept')
  const short = await juanku([...args, 'backup', kept], { input: 'short\n', env: env() })
  expect([short.code, short.err]).toEqual([1, expect.stringContaining('too short')])
  const before = await bare([...args, 'doctor', '--json'], { env: env() })
  expect(JSON.parse(before.out)).toContainEqual(expect.objectContaining({ check: 'backup', state: 'warning' }))
  const made = await juanku([...args, 'backup', kept], { input: `${PASSPHRASE}\n`, env: env() })
  expect([made.code, made.err]).toEqual([0, expect.stringContaining('disk of the data')])
  expect(made.out).toContain('keys folder is not in it')
  const dir = only(kept)
  const looked = await bare([...args, 'doctor', '--json'], { env: env() })
  expect(JSON.parse(looked.out)).toContainEqual(expect.objectContaining({ check: 'backup', state: 'good' }))
  expect(looked.out + made.out + made.err).not.toContain(CANARY)

  const checked = await bare([...args, 'restore', dir, '--check'], { input: `${PASSPHRASE}\n`, env: env() })
  expect([checked.code, checked.out]).toEqual([0, expect.stringContaining('The backup is whole')])
  const full = await bare([...args, 'restore', dir], { input: `${PASSPHRASE}\n`, env: env() })
  expect([full.code, full.err]).toEqual([1, expect.stringContaining('not empty')])

  const elsewhere = { data: join(folder, 'elsewhere'), keys: join(folder, 'elsewhere-keys') }
  cpSync(config.keysDir, elsewhere.keys, { recursive: true })
  const there = { JUANKU_KEYS: elsewhere.keys }
  const wrong = await bare(['--data', elsewhere.data, 'restore', dir], { input: 'not the passphrase\n', env: there })
  expect([wrong.code, wrong.err, existsSync(elsewhere.data)]).toEqual([1, expect.stringContaining('passphrase'), false])
  const restored = await bare(['--data', elsewhere.data, 'restore', dir, '--json'], {
    input: `${PASSPHRASE}\n`,
    env: there,
  })
  expect(restored.code).toBe(0)
  expect(JSON.parse(restored.out)).toMatchObject({ restored: true, holds: { banks: 1 } })
  const deps = await openDeps({ ...config, dataDir: elsewhere.data, keysDir: elsewhere.keys })
  expect(await logStore(deps.db.read).page({ did: 'restore', limit: 2 })).toHaveLength(1)
  await deps.close()
  const sound = await bare(['--data', elsewhere.data, 'doctor'], { env: there })
  expect([sound.code, sound.out]).toEqual([0, expect.stringContaining('sealed files are as they were sealed')])
}, 300_000)

test('a backup takes an administrator, and their password again', async () => {
  const kept = join(folder, 'asked')
  const earlier = Date.now() - 20 * 60_000
  const db = await openDb(config)
  for (const [name, role, scope] of [
    ['officer', 'officer', BANK],
    ['admin', 'administrator', '*'],
  ] as const) {
    const account = await person(db, name, [{ role, scope }], earlier)
    keepSession(config, { name, secret: await sessionFor(db, account, 'command', earlier), device: '' })
  }
  await db.close()
  const as = (name: string, password: string) =>
    bare([...args, '--as', name, 'backup', kept], { input: `${password}\n${PASSPHRASE}\n`, env: env() })
  const officer = await as('officer', PASSWORD)
  expect([officer.code, officer.err, existsSync(kept)]).toEqual([1, expect.stringContaining('no role for this'), false])
  const wrong = await as('admin', 'not the password')
  expect([wrong.code, existsSync(kept)]).toEqual([1, false])
  const right = await as('admin', PASSWORD)
  expect([right.code, readdirSync(kept).length]).toEqual([0, 1])
}, 120_000)

test('the doctor exits 1 where something is bad, and says how to mend it', async () => {
  const place = { data: join(folder, 'ill'), keys: join(folder, 'ill-keys') }
  cpSync(config.dataDir, place.data, { recursive: true })
  cpSync(config.keysDir, place.keys, { recursive: true })
  rmSync(join(place.data, 'sealed'), { recursive: true })
  const looked = await bare(['--data', place.data, 'doctor'], { env: { JUANKU_KEYS: place.keys } })
  expect([looked.code, looked.out]).toEqual([1, expect.stringMatching(/✗ \d+ sealed files are missing[^\n]*\n {4}Put/)])
}, 60_000)

/** Starts making or restoring a backup and ends the process at its `change`th change to a file; true when it had finished before. */
function killedAt(what: string, change: number, place: Record<'data' | 'keys' | 'backup', string>): Promise<boolean> {
  const script = fileURLToPath(new URL('../fixtures/workers/back-up.ts', import.meta.url))
  const { data, keys, backup } = place
  const child = spawn(process.execPath, [
    '--import',
    'tsx',
    script,
    what,
    data,
    keys,
    backup,
    PASSPHRASE,
    String(change),
  ])
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  return new Promise((resolve) => child.on('close', () => resolve(said.includes('finished'))))
}

test('killed at any change to a file, a restoring leaves an empty place, and can then be done', async () => {
  const deps = await openDeps(config)
  const { dir } = await makeBackup(deps, join(folder, 'for-kills'), PASSPHRASE, { actor: 'admin', at: deps.now() })
  await deps.close()
  const ended = { nothing: 0, whole: 0 }
  for (let change = 0; ; change += STEP) {
    const place = { data: join(folder, `r-${change}`), keys: join(folder, `r-${change}-keys`), backup: dir }
    cpSync(config.keysDir, place.keys, { recursive: true })
    const finished = await killedAt('restore', change, place)
    const there = { ...config, dataDir: place.data, keysDir: place.keys }
    ended[existsSync(place.data) ? 'whole' : 'nothing'] += 1
    if (!existsSync(place.data)) {
      expect(finished).toBe(false)
      const again = await bare(['--data', place.data, 'restore', dir], {
        input: `${PASSPHRASE}\n`,
        env: { JUANKU_KEYS: place.keys },
      })
      expect([change, again.code, again.err]).toEqual([change, 0, expect.any(String)])
    }
    const back = await openDeps(there)
    expect((await setStore(back.db.read).all(BANK)).length).toBe(1)
    expect((await verifyLog(back.db, [])).broken).toBeUndefined()
    expect(await logStore(back.db.read).page({ did: 'restore', limit: 2 })).toHaveLength(1)
    await back.close()
    for (const path of [place.data, place.keys]) rmSync(path, { recursive: true })
    expect(readdirSync(folder).filter((name) => name.startsWith('r-'))).toEqual([])
    if (finished) break
  }
  console.info(`Restoring killed: nothing there ${ended.nothing}, whole ${ended.whole}.`)
  expect(ended.nothing).toBeGreaterThan(0)
}, 1_200_000)

test('killed at any change to a file, a backup is whole by its name or recognisably none', async () => {
  const ended = { none: 0, whole: 0 }
  for (let change = 0; ; change += STEP) {
    const backup = join(folder, `b-${change}`)
    const finished = await killedAt('backup', change, { data: config.dataDir, keys: config.keysDir, backup })
    for (const name of existsSync(backup) ? readdirSync(backup) : []) {
      const dir = join(backup, name)
      ended[name.endsWith('.part') ? 'none' : 'whole'] += 1
      if (!name.endsWith('.part')) await checkBackup(config, dir, PASSPHRASE)
      else if (!existsSync(join(dir, MANIFEST)))
        await expect(checkBackup(config, dir, PASSPHRASE)).rejects.toMatchObject({ code: 'file.wrong' })
    }
    if (finished) break
  }
  console.info(`Backing up killed: none ${ended.none}, whole ${ended.whole}.`)
  expect(ended.none).toBeGreaterThan(0)
  expect(ended.whole).toBeGreaterThan(0)
}, 1_200_000)
