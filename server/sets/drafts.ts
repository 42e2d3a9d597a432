/**
 * Drafts: what a set is before it is sealed. Its composition and seed lie in one
 * encrypted file outside the database and its backups, under a key of its own in
 * the keys folder. Destroying the key destroys the draft, wherever copies of the
 * file may be.
 */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { canonicalBytes } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import { decrypt, encrypt } from '../../core/seal/seal.ts'
import { type Config, privateDir, secretFile } from '../config.ts'

const draftFile = (config: Config, set: string) => join(config.dataDir, 'drafts', `${set}.draft`)
const keyDir = (config: Config) => join(config.keysDir, 'drafts')

const draftKey = (config: Config, set: string): Buffer =>
  Buffer.from(
    secretFile(keyDir(config), `${set}.key`, () => randomBytes(32).toString('hex')),
    'hex',
  )

/** Writes bytes so that after a crash the file is there whole or not at all. */
export function writeDurably(file: string, bytes: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const aside = `${file}.${process.pid}.part`
  const handle = openSync(aside, 'w', 0o600)
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(aside, file)
  syncDir(dirname(file))
}

/** Makes renames and removals in a folder survive a power cut. */
export function syncDir(dir: string): void {
  const handle = openSync(dir, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

export function writeDraft(config: Config, set: string, draft: unknown): void {
  privateDir(join(config.dataDir, 'drafts'))
  const nonce = randomBytes(12)
  const sealed = encrypt(draftKey(config, set), nonce, Buffer.from(`juanku-draft/1 ${set}`), canonicalBytes(draft))
  writeDurably(draftFile(config, set), Buffer.concat([nonce, sealed]))
}

/** The draft of a set that is not sealed yet. Throws `set.state` when there is none, or it cannot be read. */
export function readDraft<T>(config: Config, set: string): T {
  const file = draftFile(config, set)
  const key = join(keyDir(config), `${set}.key`)
  const bytes = existsSync(file) && existsSync(key) ? readFileSync(file) : undefined
  const plain =
    bytes &&
    decrypt(
      Buffer.from(readFileSync(key, 'utf8'), 'hex'),
      bytes.subarray(0, 12),
      Buffer.from(`juanku-draft/1 ${set}`),
      bytes.subarray(12),
    )
  if (!plain)
    throw new AppError(
      'set.state',
      `The draft of set ${set} is gone: it was sealed, or its files were removed. / 该套卷草稿已不存在（已密封或文件被删除）。`,
    )
  return JSON.parse(plain.toString('utf8')) as T
}

/** Destroys a draft, its key first. Harmless when it is gone already. */
export function destroyDraft(config: Config, set: string): void {
  rmSync(join(keyDir(config), `${set}.key`), { force: true })
  if (existsSync(keyDir(config))) syncDir(keyDir(config))
  rmSync(draftFile(config, set), { force: true })
}
