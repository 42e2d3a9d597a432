import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { sha256 } from '../../core/canonical.ts'
import { keepAnchor, keptAnchors } from '../../server/access/keep-anchors.ts'
import { logStore } from '../../server/access/store.ts'
import { verifyLog } from '../../server/access/verify.ts'
import { digestOfFile } from '../../server/backup/check.ts'
import { lastBackup } from '../../server/backup/last.ts'
import { makeBackup } from '../../server/backup/make.ts'
import { type BackupManifest, MANIFEST, readManifest, signManifest } from '../../server/backup/manifest.ts'
import { checkBackup, restoreBackup } from '../../server/backup/restore.ts'
import { writeBackup } from '../../server/backup/write.ts'
import { act } from '../../server/by.ts'
import type { Config } from '../../server/config.ts'
import { requireStored } from '../../server/custody/ceremony-share.ts'
import { addCustodian } from '../../server/custody/custodians.ts'
import { readSeal, sealedFile } from '../../server/custody/envelopes.ts'
import { installationKey } from '../../server/custody/installation.ts'
import { openSealed } from '../../server/custody/open.ts'
import { derive, newTerms } from '../../server/custody/passphrase.ts'
import { sealSet } from '../../server/custody/seal-set.ts'
import { custodyStore } from '../../server/custody/store.ts'
import { openDb } from '../../server/db/open.ts'
import { openDeps } from '../../server/deps.ts'
import { approveSet } from '../../server/sets/approve.ts'
import { setStore } from '../../server/sets/store.ts'
import { BANK, type Program, testProgram } from '../support/app.ts'
import { filesBelow, filesThatTell } from '../support/canaries.ts'
import { testFolder } from '../support/database.ts'
import { CANARY, walkedBank } from '../support/routes.ts'
import { person, sessionFor } from '../support/signed-in.ts'

const PASSPHRASE = 'the passphrase of recovery'
const folder = testFolder()
let program: Program
let set: string
let made: { dir: string; manifest: BackupManifest }

/** A small bank with one set sealed and one that waits, and its backup. */
beforeAll(async () => {
  program = await testProgram()
  const { deps, by } = program
  await walkedBank(program)
  const [first] = await setStore(deps.db.read).all(BANK)
  set = first!.id
  await approveSet(deps.db, BANK, set, by('head'))
  for (const name of ['x', 'y', 'z']) await addCustodian(deps.db, BANK, name, `the passphrase of ${name}`, by('admin'))
  await sealSet(deps, BANK, set, {}, by('head'))
  await program.post(`/api/banks/${BANK}/sets`, { blueprint: first!.blueprint, papers: 1 })
  await keepAnchor(deps, program.clock.now)
  made = await makeBackup(deps, join(folder, 'kept'), PASSPHRASE, by('admin'))
}, 120_000)

/** A place to restore into, with the copy of the keys folder that was kept apart. */
function place(name: string, { keys = true } = {}): Config {
  const config = { dataDir: join(folder, name, 'data'), keysDir: join(folder, name, 'keys'), databaseKey: undefined }
  if (keys) cpSync(program.deps.config.keysDir, config.keysDir, { recursive: true })
  return config
}

/** A copy of the backup to spoil. */
function copyOf(name: string): string {
  const dir = join(folder, name)
  cpSync(made.dir, dir, { recursive: true })
  return dir
}

/** Every row but the log's, and the sessions', which a restore ends. */
function rowsOf(read: Program['deps']['db']['read']): string {
  const tables = read.all<{ name: string }>(
    sql`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_words%'
      AND name NOT IN ('log', 'sessions') ORDER BY name`,
  )
  return sha256(
    tables
      .map(({ name }) =>
        JSON.stringify(read.all(sql.raw(`SELECT * FROM "${name}"`)), (_, value: unknown) =>
          value instanceof Uint8Array ? sha256(value) : value,
        ),
      )
      .join('\n'),
  )
}

const restore = (config: Config, dir = made.dir, passphrase = PASSPHRASE, options = {}) =>
  restoreBackup(config, dir, passphrase, { actor: 'system:test', at: program.clock.now }, options)

test('a backup holds database, sealed files and anchors, each by its digest, and is read back', async () => {
  const { dir, manifest } = made
  const { deps } = program
  expect(readManifest(dir)).toEqual(manifest)
  const seals = await custodyStore(deps.db.read).seals(set)
  const sealed = seals.flatMap(({ body, envelope }) => [`sealed/${body}`, `sealed/${envelope}`])
  expect(manifest.files.map(({ name }) => name).sort()).toEqual(['juanku.db', 'log-anchors.jsonl', ...sealed].sort())
  for (const { name, size, digest } of manifest.files)
    expect(await digestOfFile(join(dir, name))).toEqual({ size, digest })
  expect(manifest.holds).toEqual({ banks: 1, items: 24, sealed: seals.length, unsealed: 1 })
  expect(manifest.faults).toEqual([])
  for (const file of filesBelow(dir)) expect([file, statSync(file).mode & 0o777]).toEqual([file, 0o600])
})

test('no key is in it, no item stands in it, and the key of the database does not open it', async () => {
  const { config } = program.deps
  expect(filesBelow(made.dir).length).toBeGreaterThan(4)
  const keys = filesBelow(config.keysDir)
    .filter((file) => file.endsWith('.key'))
    .map((file) => readFileSync(file, 'utf8').trim())
  expect(keys.length).toBeGreaterThan(2)
  expect(filesThatTell([made.dir], [CANARY, PASSPHRASE, ...keys])).toEqual([])
  const names = filesBelow(made.dir).join('\n')
  expect(names).not.toMatch(/\.key$|\.draft$|sessions/m)
})

test('that it began is on record before anything is written, that it holds afterwards', async () => {
  const { db } = program.deps
  const [done] = await logStore(db.read).page({ did: 'backup', limit: 1 })
  const [begun] = await logStore(db.read).page({ did: 'backup.begin', limit: 1 })
  expect(done).toMatchObject({ actor: 'admin', result: 'done' })
  expect([begun!.to, done!.to.split(' ')[0]]).toEqual([made.manifest.id, made.manifest.id])
  // The copy was taken between the two.
  expect(made.manifest.log.size).toBeGreaterThanOrEqual(begun!.seq)
  expect(made.manifest.log.size).toBeLessThan(done!.seq)
  expect(lastBackup(db.read)).toBe(program.clock.now)
})

test('the index finds the last backup without reading the log', () => {
  const plan = program.deps.db.read.all<{ detail: string }>(
    sql`EXPLAIN QUERY PLAN SELECT at FROM log WHERE did = 'backup' ORDER BY seq DESC LIMIT 1`,
  )
  expect(plan.map(({ detail }) => detail).join()).toContain('log_backups')
})

test('restored, everything is as it was: rows, sealed files, log; its people are signed out', async () => {
  const account = await person(program.deps.db, '王', [{ role: 'administrator', scope: '*' }], program.clock.now)
  await sessionFor(program.deps.db, account, 'service', program.clock.now)
  program.clock.now += 1000
  const again = await makeBackup(program.deps, join(folder, 'again'), PASSPHRASE, program.by('admin'))
  const config = place('whole')
  await restore(config, again.dir)
  const deps = await openDeps(config, () => program.clock.now)
  expect(rowsOf(deps.db.read)).toBe(rowsOf(program.deps.db.read))
  expect(deps.db.read.get(sql`SELECT count(*) AS open FROM sessions WHERE ended IS NULL`)).toEqual({ open: 0 })
  const [last] = await logStore(deps.db.read).page({ limit: 1 })
  expect(last).toMatchObject({ seq: again.manifest.log.size + 1, did: 'restore', actor: 'system:test' })
  expect(last!.to).toContain(again.manifest.id)
  expect((await verifyLog(deps.db, keptAnchors(config))).broken).toBeUndefined()
  for (const { body, envelope } of await custodyStore(deps.db.read).seals(set))
    for (const name of [body, envelope])
      expect(readFileSync(join(config.dataDir, 'sealed', name))).toEqual(
        readFileSync(join(program.deps.config.dataDir, 'sealed', name)),
      )
  await deps.close()
})

test('a place with a key of its own encrypts what it restores by that', async () => {
  const config = { ...place('other-key'), databaseKey: 'c'.repeat(64) }
  await restore(config)
  await expect(openDb({ ...config, databaseKey: undefined })).rejects.toMatchObject({ code: 'database.key' })
  await (await openDb(config)).close()
})

test('a wrong passphrase, a folder with data and missing keys are refused, and nothing is written', async () => {
  const config = place('refused')
  await expect(restore(config, made.dir, 'another passphrase')).rejects.toMatchObject({ code: 'seal.passphrase' })
  expect(existsSync(config.dataDir)).toBe(false)
  mkdirSync(config.dataDir)
  await expect(restore({ ...config, keysDir: join(folder, 'no-keys') })).rejects.toThrow('installation.key')
  writeFileSync(join(config.dataDir, 'mine'), 'x')
  await expect(restore(config)).rejects.toThrow('not empty')
  expect(readdirSync(config.dataDir)).toEqual(['mine'])
  expect(existsSync(join(folder, 'no-keys'))).toBe(false)
  expect(readdirSync(join(folder, 'refused')).sort()).toEqual(['data', 'keys'])
})

test('where the keys are lost, it is restored only when that is said', async () => {
  const config = place('lost-keys', { keys: false })
  await restore(config, made.dir, PASSPHRASE, { withoutKeys: true })
  const deps = await openDeps(config, () => program.clock.now)
  expect((await setStore(deps.db.read).all(BANK)).length).toBe(2)
  // What the old key signed is another installation's now: no ceremony takes it, and it opens offline.
  const [seal] = await custodyStore(deps.db.read).seals(set)
  const stored = await readSeal(deps, seal!)
  expect(() => requireStored(deps, stored)).toThrow(expect.objectContaining({ code: 'seal.broken' }))
  const envelope = readFileSync(sealedFile(deps, stored.file))
  const two = new Map(['x', 'y'].map((name) => [name, `the passphrase of ${name}`]))
  expect((await openSealed(stored.body, envelope, two, program.clock.now)).files.length).toBeGreaterThan(0)
  await deps.close()
})

test('a backup of another installation is refused', async () => {
  const config = place('stranger', { keys: false })
  installationKey(config)
  await expect(restore(config)).rejects.toMatchObject({ code: 'backup.broken' })
  const known = { installation: 'a'.repeat(64) }
  await expect(checkBackup(place('named'), made.dir, PASSPHRASE, known)).rejects.toMatchObject({
    code: 'backup.broken',
  })
})

test('every changed or missing file is named', async () => {
  const dir = copyOf('spoilt')
  for (const { name } of made.manifest.files) {
    const file = join(dir, name)
    const bytes = readFileSync(file)
    // A file may be empty.
    const spoilt = Buffer.concat([bytes, Buffer.from('x')])
    if (bytes.length) spoilt[bytes.length >> 1]! ^= 1
    writeFileSync(file, spoilt.subarray(0, bytes.length || 1))
    await expect(checkBackup(place('spoilt-place'), dir, PASSPHRASE)).rejects.toMatchObject({
      code: 'backup.broken',
      message: expect.stringContaining(name),
    })
    rmSync(file)
    await expect(checkBackup(place('spoilt-place'), dir, PASSPHRASE)).rejects.toThrow(name)
    writeFileSync(file, bytes)
  }
  expect((await checkBackup(place('spoilt-place'), dir, PASSPHRASE)).younger).toBe(0)
})

test('a changed list is noticed, and a folder without one is no backup', async () => {
  const dir = copyOf('list')
  const file = join(dir, MANIFEST)
  writeFileSync(file, readFileSync(file, 'utf8').replace('"banks": 1', '"banks": 2'))
  expect(() => readManifest(dir)).toThrow(expect.objectContaining({ code: 'backup.broken' }))
  writeFileSync(file, '{}')
  expect(() => readManifest(dir)).toThrow(expect.objectContaining({ code: 'file.wrong' }))
  rmSync(file)
  expect(() => readManifest(dir)).toThrow(/never finished/)
})

test('a list may name nothing outside of its folder', () => {
  const dir = copyOf('outside')
  const { format: _, installation: __, signature: ___, ...about } = made.manifest
  for (const name of ['../../keys/database.key', 'sealed/../../x.body', '/etc/x.body', 'sealed/..']) {
    const files = [{ name, size: 1, digest: 'a'.repeat(64) }]
    const signed = signManifest({ ...about, files }, installationKey(program.deps.config))
    writeFileSync(join(dir, MANIFEST), JSON.stringify(signed))
    expect(() => readManifest(dir)).toThrow(expect.objectContaining({ code: 'file.wrong' }))
  }
})

test('a log that an anchor kept elsewhere contradicts is refused; younger anchors are counted and set aside', async () => {
  const { deps, clock } = program
  const config = place('anchors')
  const forged = { ...made.manifest.log, hash: 'f'.repeat(64) }
  await expect(restore(config, made.dir, PASSPHRASE, { anchors: [forged] })).rejects.toMatchObject({
    code: 'backup.broken',
  })
  await deps.db.tx((q) => logStore(q).append(act(program.by('ann'), '', 'test', '')))
  const younger = await keepAnchor(deps, clock.now)
  cpSync(deps.config.keysDir, config.keysDir, { recursive: true })
  const before = keptAnchors(config).filter(({ size }) => size > made.manifest.log.size).length
  expect(before).toBeGreaterThan(0)
  const checked = await restore(config)
  expect(checked.younger).toBe(before)
  const kept = keptAnchors(config)
  expect(kept.map(({ hash }) => hash)).not.toContain(younger.hash)
  const aside = readdirSync(config.keysDir).find((name) => name.includes('before-restore'))!
  expect(readFileSync(join(config.keysDir, aside), 'utf8')).toContain(younger.hash)
  const db = await openDb(config)
  expect((await verifyLog(db, kept)).broken).toBeUndefined()
  expect((await logStore(db.read).page({ did: 'restore', limit: 1 }))[0]!.to).toMatch(new RegExp(`\\+${before}$`))
  await db.close()
})

test('a sealed file that is missing or damaged is said, not passed over', async () => {
  const { deps } = program
  const { body, envelope } = (await custodyStore(deps.db.read).seals(set))[0]!
  const dataDir = join(folder, 'faulty')
  cpSync(join(deps.config.dataDir, 'sealed'), join(dataDir, 'sealed'), { recursive: true })
  cpSync(join(deps.config.dataDir, 'juanku.db'), join(dataDir, 'juanku.db'))
  cpSync(join(deps.config.dataDir, 'juanku.db-wal'), join(dataDir, 'juanku.db-wal'))
  rmSync(join(dataDir, 'sealed', envelope))
  writeFileSync(join(dataDir, 'sealed', body), 'nothing')
  const dir = join(folder, 'faulty-backup')
  mkdirSync(dir)
  const key = newTerms()
  const about = { id: 'one', at: 1, by: 'admin', key }
  const secret = (await derive(PASSPHRASE, key)).toString('hex')
  let copies = 0
  const manifest = await writeBackup({ config: { ...deps.config, dataDir }, dir, key: secret, about }, ({ step }) => {
    if (step === 'database') copies++
  })
  expect(manifest.faults).toEqual(
    expect.arrayContaining([
      { name: body, what: 'damaged' },
      { name: envelope, what: 'missing' },
    ]),
  )
  expect(manifest.faults).toHaveLength(2)
  // Missing may mean replaced meanwhile: the copy was taken anew before it was believed.
  expect(copies).toBe(3)
})

test('a short passphrase and a folder inside data or keys are refused before anything is begun', async () => {
  const { deps, by } = program
  const head = await logStore(deps.db.read).head()
  const { dataDir, keysDir } = deps.config
  await expect(makeBackup(deps, join(folder, 'short'), 'short', by('admin'))).rejects.toThrow('too short')
  for (const inside of [dataDir, join(keysDir, 'backups')])
    await expect(makeBackup(deps, inside, PASSPHRASE, by('admin'))).rejects.toThrow('elsewhere')
  expect([join(keysDir, 'backups'), join(folder, 'short')].filter((dir) => existsSync(dir))).toEqual([])
  expect(await logStore(deps.db.read).head()).toEqual(head)
})

test('what does not hold is no backup, and nothing of it is left', async () => {
  const { deps, by } = program
  const kept = join(folder, 'torn')
  const cancel = new AbortController()
  const cancelled = makeBackup(deps, kept, PASSPHRASE, by('admin'), {
    onProgress: () => cancel.abort(),
    signal: cancel.signal,
  })
  await expect(cancelled).rejects.toMatchObject({ code: 'work.cancelled' })
  expect(readdirSync(kept)).toEqual([])
  expect((await logStore(deps.db.read).page({ limit: 1 }))[0]).toMatchObject({ did: 'backup.begin' })
})

test('what a killed backup left is removed by a later one, unless it may still be at work', async () => {
  const kept = join(folder, 'left')
  const [old, young, other] = [
    'juanku-20261101-080000.0123456789ab.part',
    'juanku-20261122-080000.ba9876543210.part',
    'mine.part',
  ]
  for (const name of [old, young, other]) mkdirSync(join(kept, name), { recursive: true })
  const seconds = program.clock.now / 1000
  for (const name of [old, other]) utimesSync(join(kept, name), seconds - 7200, seconds - 7200)
  utimesSync(join(kept, young), seconds - 60, seconds - 60)
  await makeBackup(program.deps, kept, PASSPHRASE, program.by('admin'))
  const left = readdirSync(kept)
  expect(left).not.toContain(old)
  expect(left).toEqual(expect.arrayContaining([young, other]))
})

test('the service goes on while a backup is made, and the copy is of one moment', async () => {
  const { deps, by } = program
  program.clock.now += 60_000
  let going = true
  const writing = (async () => {
    for (let n = 0; going; n++) {
      await deps.db.tx((q) => logStore(q).append(act(by('ann'), '', 'meanwhile', String(n))))
      // Anchors that the copy does not reach yet are not part of it.
      await keepAnchor(deps, program.clock.now)
      // A turn of the loop, without which the thread would not be heard.
      await new Promise(setImmediate)
    }
  })()
  const { manifest, dir } = await makeBackup(deps, join(folder, 'busy'), PASSPHRASE, by('admin')).finally(() => {
    going = false
  })
  await writing
  expect((await logStore(deps.db.read).head()).size).toBeGreaterThan(manifest.log.size)
  expect((await checkBackup(deps.config, dir, PASSPHRASE)).manifest.id).toBe(manifest.id)
})

test('the folder of a backup is its owner’s alone', () => {
  expect(statSync(made.dir).mode & 0o777).toBe(0o700)
})
