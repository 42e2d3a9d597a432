/** Clearing what a kill left behind: drafts without a set, sealed files without a record, files half written. */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { custodyStore } from '../custody/store.ts'
import type { Db } from '../db/open.ts'
import { setStore } from './store.ts'

/** Younger files may belong to a process that is at work. */
const AGE_MS = 3_600_000

/** Removes orphans older than an hour by `now` (Unix ms); returns how many files went. */
export async function sweepSets(db: Db, config: Config, now: number): Promise<number> {
  const owned = new Set(await setStore(db.read).unsealed())
  const sealed = new Set(await custodyStore(db.read).files())
  const isDraft = (name: string) => /\.(key|draft)$/.test(name) && !owned.has(name.replace(/\.(key|draft)$/, ''))
  const isLoose = (name: string) => /\.(body|envelope)$/.test(name) && !sealed.has(name)
  let swept = 0
  for (const dir of [join(config.keysDir, 'drafts'), join(config.dataDir, 'drafts'), join(config.dataDir, 'sealed')]) {
    if (!existsSync(dir)) continue
    for (const name of readdirSync(dir)) {
      const file = join(dir, name)
      if (!(isDraft(name) || isLoose(name) || name.endsWith('.part'))) continue
      if (statSync(file).mtimeMs > now - AGE_MS) continue
      rmSync(file, { force: true })
      swept++
    }
  }
  return swept
}
