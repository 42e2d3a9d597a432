/**
 * Writing a backup, in a thread of its own: the database as it is at one moment,
 * then the sealed files that this copy names, then the anchors it reaches. The
 * service goes on meanwhile; a file that it replaces in between is missing, and
 * the whole begins again.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { keptAnchors } from '../access/keep-anchors.ts'
import { logStore } from '../access/store.ts'
import { bankStore } from '../banks/store.ts'
import { type Config, databaseFile, databaseKey } from '../config.ts'
import { installationKey } from '../custody/installation.ts'
import { appliedMigrations, copyDatabase, lookInto } from '../db/copy.ts'
import type { Query } from '../db/open.ts'
import { writeDurably } from '../sets/drafts.ts'
import { setStore } from '../sets/store.ts'
import { version } from '../version.ts'
import { checkDatabase, checkFiles, digestOfFile, type Tell } from './check.ts'
import {
  ANCHORS,
  type BackupManifest,
  DATABASE,
  MANIFEST,
  readManifest,
  SEALED,
  type SealedFault,
  signManifest,
} from './manifest.ts'
import { readSealed, sealedFiles } from './sealed.ts'

/** `key` encrypts the copy: 64 hexadecimal digits that `about.key` derives from the recovery passphrase. */
export type BackupJob = {
  config: Config
  dir: string
  key: string
  about: Pick<BackupManifest, 'id' | 'at' | 'by' | 'key'>
}

/** How often a sealed file may be replaced in between before it counts as missing. */
const TRIES = 3

/** Writes a backup into an empty folder and reads it back. Throws `backup.broken` when it does not hold. */
export async function writeBackup({ config, dir, key, about }: BackupJob, tell: Tell): Promise<BackupManifest> {
  const database = join(dir, DATABASE)
  let taken: Taken
  let tries = 0
  do {
    tries += 1
    tell({ step: 'database', done: 0, of: 0 })
    rmSync(database, { force: true })
    copyDatabase(databaseFile(config), databaseKey(config), database, key)
    taken = await takeAlong(config, dir, key, tell)
  } while (tries < TRIES && taken.faults.some(({ what }) => what === 'missing'))
  const { names, ...facts } = taken
  const files = []
  for (const name of [DATABASE, ...names]) files.push({ name, ...(await digestOfFile(join(dir, name))) })
  const manifest = signManifest({ ...about, version, ...facts, files }, installationKey(config))
  // Last: a folder without it is no backup.
  writeDurably(join(dir, MANIFEST), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`))
  const written = readManifest(dir)
  await checkFiles(dir, written, tell)
  await checkDatabase(dir, written, key)
  return written
}

type Taken = Pick<BackupManifest, 'migration' | 'log' | 'holds' | 'faults'> & { names: string[] }

/** Copies what the copied database names, and says what that is. */
async function takeAlong(config: Config, dir: string, key: string, tell: Tell): Promise<Taken> {
  const { read, close } = lookInto(join(dir, DATABASE), key)
  try {
    const sealed = copySealed(config, dir, await sealedFiles(read), tell)
    const log = await logStore(read).head()
    const anchors = keptAnchors(config).filter(({ size }) => size <= log.size)
    writeFileSync(join(dir, ANCHORS), anchors.map((anchor) => `${JSON.stringify(anchor)}\n`).join(''), { mode: 0o600 })
    return {
      migration: appliedMigrations(read).at(-1)!.name,
      log,
      holds: await holdsOf(read),
      faults: sealed.faults,
      names: [ANCHORS, ...sealed.names],
    }
  } finally {
    close()
  }
}

function copySealed(config: Config, dir: string, files: Awaited<ReturnType<typeof sealedFiles>>, tell: Tell) {
  const into = join(dir, SEALED)
  rmSync(into, { recursive: true, force: true })
  mkdirSync(into, { mode: 0o700 })
  const names: string[] = []
  const faults: SealedFault[] = []
  for (const [name, isThat] of files) {
    tell({ step: 'sealed', done: names.length + faults.length, of: files.size })
    const found = readSealed(config.dataDir, name, isThat)
    if ('what' in found) faults.push(found)
    else {
      writeDurably(join(into, name), found)
      names.push(`${SEALED}/${name}`)
    }
  }
  return { names, faults }
}

async function holdsOf(read: Query): Promise<BackupManifest['holds']> {
  const counts = read.get<{ items: number; sealed: number }>(
    sql`SELECT (SELECT count(*) FROM items) AS items, (SELECT count(*) FROM seals) AS sealed`,
  )
  return {
    banks: (await bankStore(read).all()).length,
    ...counts,
    unsealed: (await setStore(read).owners()).unsealed.size,
  }
}
