/**
 * Clearing what a kill left behind. Only what is certainly done with is deleted:
 * files half written, the draft of a set that is sealed, envelopes that were
 * superseded or destroyed. What no record knows
 * may belong to a database that is not here (an older copy was restored): it is
 * set aside in `lost/`, never destroyed.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Config } from '../config.ts'
import { custodyStore } from '../custody/store.ts'
import type { Db } from '../db/open.ts'
import { setStore } from './store.ts'

/** Younger files may belong to a process that is at work. */
const AGE_MS = 3_600_000

type Fate = 'keep' | 'delete' | 'set aside'

/** Clears files older than an hour by `now` (Unix ms); returns how many were deleted or set aside. */
export async function sweepSets(db: Db, config: Config, now: number): Promise<number> {
  const { unsealed, all } = await setStore(db.read).owners()
  const files = await custodyStore(db.read).files()
  const [sealed, gone] = [new Set(files.kept), new Set(files.gone)]
  const fateOf = (name: string): Fate => {
    if (name.endsWith('.part') || gone.has(name)) return 'delete'
    const set = /^(.+)\.(?:key|draft)$/.exec(name)?.[1]
    if (set !== undefined) return unsealed.has(set) ? 'keep' : all.has(set) ? 'delete' : 'set aside'
    return /\.(?:body|envelope)$/.test(name) && !sealed.has(name) ? 'set aside' : 'keep'
  }
  let swept = 0
  for (const dir of [join(config.keysDir, 'drafts'), join(config.dataDir, 'drafts'), join(config.dataDir, 'sealed')]) {
    if (!existsSync(dir)) continue
    for (const name of readdirSync(dir)) {
      const file = join(dir, name)
      const fate = fateOf(name)
      if (fate === 'keep' || statSync(file).mtimeMs > now - AGE_MS) continue
      if (fate === 'delete') rmSync(file, { force: true })
      else setAside(file)
      swept++
    }
  }
  return swept
}

/** Moves a file beside its folder, into `lost/`. */
function setAside(file: string): void {
  const lost = join(dirname(dirname(file)), 'lost')
  mkdirSync(lost, { recursive: true, mode: 0o700 })
  renameSync(file, join(lost, basename(file)))
}
