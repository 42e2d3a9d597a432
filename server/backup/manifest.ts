/**
 * What a backup says of itself: a folder of files and, written last, their signed
 * list. A folder without it is no backup, whatever else lies there. It is not
 * secret: it holds numbers, digests and the names of sealed files.
 */
import { type KeyObject, sign, verify } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Value } from 'typebox/value'
import { canonicalBytes, digestOf } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import { Anchor } from '../../core/log.ts'
import { closed, Sha256, type Static, Type } from '../../core/schema.ts'
import { WrappedKey } from '../../core/seal/format.ts'
import { publicHex, publicKey } from '../../core/seal/keys.ts'

export const MANIFEST = 'manifest.json'
export const DATABASE = 'juanku.db'
export const ANCHORS = 'log-anchors.jsonl'
/** The folder of sealed bodies and envelopes. */
export const SEALED = 'sealed'

const Count = Type.Integer({ minimum: 0 })
const { kdf, memoryKib, passes, salt } = WrappedKey.properties

/** A sealed file that could not be taken along as it was sealed. */
export const SealedFault = closed({ name: Type.String(), what: Type.Enum(['missing', 'damaged']) })
export type SealedFault = Static<typeof SealedFault>

export const BackupManifest = closed({
  format: Type.Literal('juanku-backup/1'),
  id: Type.String(),
  at: Type.Integer({ minimum: 0, description: 'Unix time in ms' }),
  by: Type.String(),
  version: Type.String(),
  /** The newest migration the database has run. */
  migration: Type.String(),
  /** The log's head in the copy: an anchor, as the whole is signed. */
  log: Anchor,
  /** How the database's key follows from the recovery passphrase. */
  key: closed({ kdf, memoryKib, passes, salt }),
  /** `unsealed`: sets whose composition is a draft, which no backup holds. */
  holds: closed({ banks: Count, items: Count, sealed: Count, unsealed: Count }),
  files: Type.Array(
    closed({
      // Nothing that leads out of the folder.
      name: Type.String({ pattern: '^(?:juanku\\.db|log-anchors\\.jsonl|sealed/[^/\\\\]+\\.(?:body|envelope))$' }),
      size: Count,
      digest: Sha256,
    }),
  ),
  faults: Type.Array(SealedFault),
  installation: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  signature: Type.String({ pattern: '^[0-9a-f]{128}$' }),
})
export type BackupManifest = Static<typeof BackupManifest>

const DOMAIN = 'juanku-backup/1\n'
const statement = ({ signature: _, ...manifest }: BackupManifest) =>
  Buffer.concat([Buffer.from(DOMAIN), canonicalBytes(manifest)])

/** Names a backup in the log. */
export const backupDigest = (manifest: BackupManifest): string => digestOf('juanku-backup/1', manifest)

/** The manifest under the installation's key. */
export function signManifest(
  about: Omit<BackupManifest, 'format' | 'installation' | 'signature'>,
  key: KeyObject,
): BackupManifest {
  const manifest = { format: 'juanku-backup/1' as const, ...about, installation: publicHex(key), signature: '' }
  return { ...manifest, signature: sign(null, statement(manifest), key).toString('hex') }
}

/** The manifest of a folder. Throws `file.wrong` when it is no finished backup, `backup.broken` when it was changed. */
export function readManifest(dir: string): BackupManifest {
  const file = join(dir, MANIFEST)
  if (!existsSync(file))
    throw new AppError(
      'file.wrong',
      `${dir} is no backup, or one that was never finished: it has no ${MANIFEST}. / ${dir}不是备份，或备份未完成：其中没有 ${MANIFEST}。`,
    )
  let manifest: unknown
  try {
    manifest = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    // Said below: it is no manifest.
  }
  if (!Value.Check(BackupManifest, manifest))
    throw new AppError(
      'file.wrong',
      `${file} is no manifest of a backup, or one of a newer program. / ${file}不是备份清单，或由更新版本的程序写成。`,
    )
  const key = publicKey('ed25519', manifest.installation)
  if (!verify(null, statement(manifest), key, Buffer.from(manifest.signature, 'hex')))
    throw new AppError(
      'backup.broken',
      'The signature of this backup does not hold: its list was changed. / 备份清单签名不符，已被改动。',
    )
  return manifest
}
