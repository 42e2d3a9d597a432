/**
 * Anchors taken by themselves, kept in a file apart from the data: one line each,
 * added to and synced. A log that was cut or rewritten as a whole disagrees with
 * them; whoever can change both can hide it, so copies belong elsewhere
 * (`JUANKU_ANCHORS` may name a file on another machine's disk).
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Config, privateDir } from '../config.ts'
import { installationKey } from '../custody/installation.ts'
import type { Db } from '../db/open.ts'
import { readAnchors, type SignedAnchor, takeAnchor } from './anchor.ts'
import { settingsInForce } from './settings.ts'
import { logStore } from './store.ts'

type Kept = { db: Db; config: Config }
type Where = Pick<Config, 'anchors' | 'keysDir'>

/** Where anchors are kept. */
export const anchorsFile = ({ anchors, keysDir }: Where): string => anchors ?? join(keysDir, 'log-anchors.jsonl')

/** The anchors kept so far, in order. Throws `file.wrong` when one was changed. */
export function keptAnchors(where: Where): SignedAnchor[] {
  const file = anchorsFile(where)
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  return text.trim() === '' ? [] : readAnchors(text)
}

/** Takes an anchor of the log as it is at `at` (Unix ms), and keeps it. */
export async function keepAnchor({ db, config }: Kept, at: number): Promise<SignedAnchor> {
  const anchor = await takeAnchor(db, installationKey(config), at)
  const file = anchorsFile(config)
  privateDir(dirname(file))
  const out = openSync(file, 'a', 0o600)
  try {
    writeSync(out, `${JSON.stringify(anchor)}\n`)
    fsyncSync(out)
  } finally {
    closeSync(out)
  }
  return anchor
}

/** Takes an anchor when so many entries, or so many minutes and any entry, have passed since the last; the settings say how many. */
export async function anchorIfDue(kept: Kept, at: number): Promise<SignedAnchor | undefined> {
  const { size } = await logStore(kept.db.read).head()
  const last = keptAnchors(kept.config).at(-1) ?? { size: 0, at: 0 }
  const { anchorEntries, anchorMinutes } = (await settingsInForce(kept.db.read)).settings
  const due = size - last.size >= anchorEntries || (size > last.size && at - last.at >= anchorMinutes * 60_000)
  return due ? keepAnchor(kept, at) : undefined
}

const LOOK_MS = 10_000

/** Looks every ten seconds whether an anchor is due, until stopped; `failed` is told what goes wrong. */
export function startAnchoring(kept: Kept, now: () => number, failed: (error: unknown) => void): () => void {
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    anchorIfDue(kept, now())
      .catch(failed)
      .finally(() => {
        busy = false
      })
  }, LOOK_MS)
  timer.unref()
  return () => clearInterval(timer)
}
