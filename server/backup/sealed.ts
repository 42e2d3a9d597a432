/** Sealed files against the seals that name them. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../core/errors.ts'
import { decode } from '../../core/seal/format.ts'
import { manifestDigest } from '../../core/seal/seal.ts'
import { bankStore } from '../banks/store.ts'
import { custodyStore } from '../custody/store.ts'
import type { Query } from '../db/open.ts'
import { SEALED, type SealedFault } from './manifest.ts'

/** Whether these bytes are the file that was sealed. */
type IsThat = (bytes: Buffer) => boolean

/** Every sealed file there should be, by name: each body, and of what is not destroyed the envelope in force. */
export async function sealedFiles(read: Query): Promise<Map<string, IsThat>> {
  const custody = custodyStore(read)
  const destroyed = new Set(await custody.destroyed())
  const files = new Map<string, IsThat>()
  for (const { id: bank } of await bankStore(read).all())
    for (const seal of await custody.bankSeals(bank)) {
      const digest = manifestDigest(seal.manifest)
      files.set(seal.body, (bytes) => manifestDigest(decode('body', bytes).statement) === digest)
      if (destroyed.has(seal.id)) continue
      const { file } = await custody.envelope(seal)
      files.set(file, (bytes) => decode('envelope', bytes).statement.manifestDigest === digest)
    }
  return files
}

/** A sealed file of a data folder or a backup, or what is wrong with it. */
export function readSealed(dir: string, name: string, isThat: IsThat): Buffer | SealedFault {
  const file = join(dir, SEALED, name)
  if (!existsSync(file)) return { name, what: 'missing' }
  const bytes = readFileSync(file)
  try {
    return isThat(bytes) ? bytes : { name, what: 'damaged' }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { name, what: 'damaged' }
  }
}
