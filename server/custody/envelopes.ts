/**
 * Envelopes that take the place of others. New files are written aside first, then
 * one transaction puts all of them in force, then the superseded ones are removed;
 * a kill in between leaves files that the next start sweeps.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../../core/canonical.ts'
import { decode, type Envelope, type Manifest } from '../../core/seal/format.ts'
import type { By } from '../by.ts'
import type { Query } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { writeDurably } from '../sets/drafts.ts'
import { installationKey } from './installation.ts'
import { assertReadable, makeEnvelope } from './make.ts'
import { custodyStore, type EnvelopeRow, type SealRow } from './store.ts'

/** Where a sealed file lies; its name is in the seal's row. */
export const sealedFile = ({ config }: Pick<Deps, 'config'>, name: string): string =>
  join(config.dataDir, 'sealed', name)

export type StoredSeal = { seal: SealRow; manifest: Manifest; envelope: Envelope; file: string; body: Buffer }

/** A seal's two files as they lie here, checked against each other. Throws what `decode` throws. */
export async function readSeal(deps: Deps, seal: SealRow): Promise<StoredSeal> {
  const { file } = await custodyStore(deps.db.read).envelope(seal)
  const body = readFileSync(sealedFile(deps, seal.body))
  const { statement: manifest } = decode('body', body)
  const { statement: envelope } = decode('envelope', readFileSync(sealedFile(deps, file)))
  return { seal, manifest, envelope, file, body }
}

type Replacement = Pick<Envelope, 'threshold' | 'shares'>

/**
 * Replaces the envelopes of a bank's seals for which `next` gives another, and does
 * `along` in the same transaction. Returns how many were replaced.
 */
export async function withNewEnvelopes(
  deps: Deps,
  bank: string,
  next: (stored: StoredSeal) => Replacement | undefined | Promise<Replacement | undefined>,
  along: (q: Query, replaced: readonly EnvelopeRow[]) => Promise<void>,
  by: By,
): Promise<number> {
  const { db, config } = deps
  const key = installationKey(config)
  const destroyed = new Set(await custodyStore(db.read).destroyed())
  const attempt = randomBytes(4).toString('hex')
  const rows: EnvelopeRow[] = []
  const superseded: string[] = []
  try {
    for (const seal of await custodyStore(db.read).bankSeals(bank)) {
      if (destroyed.has(seal.id)) continue
      const stored = await readSeal(deps, seal)
      const found = await next(stored)
      if (!found) continue
      const generation = stored.envelope.generation + 1
      const bytes = makeEnvelope(stored.manifest, { generation, ...found }, key)
      assertReadable(stored.body, bytes)
      const file = `${stored.manifest.id}.${attempt}.${generation}.envelope`
      rows.push({ seal: seal.id, generation, file, digest: sha256(bytes), by: by.actor, at: by.at })
      writeDurably(sealedFile(deps, file), bytes)
      superseded.push(stored.file)
    }
    await db.tx(async (q) => {
      if (rows.length) await custodyStore(q).insertEnvelopes(rows)
      await along(q, rows)
    })
  } catch (error) {
    for (const { file } of rows) rmSync(sealedFile(deps, file), { force: true })
    throw error
  }
  for (const file of superseded) rmSync(sealedFile(deps, file), { force: true })
  return rows.length
}
