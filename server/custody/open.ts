/** Opening a sealed object from its two files and the passphrases of enough custodians; needs no database. */
import type { KeyObject } from 'node:crypto'
import { combine } from 'shamir-secret-sharing'
import { sha256 } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import { decode, type Envelope, type Manifest, unpack } from '../../core/seal/format.ts'
import { fingerprint } from '../../core/seal/keys.ts'
import { assertPair, openBody, openShare } from '../../core/seal/seal.ts'
import { unlock } from './passphrase.ts'

export type Opened = { manifest: Manifest; files: { name: string; bytes: Buffer }[] }

/**
 * Checks a body, and an envelope when given, without opening anything: form,
 * digests, signatures, that the two belong together, and that the installation
 * is the one expected (hex of its public key). Throws what is wrong first.
 */
export function verifySealed(body: Buffer, envelope: Buffer | undefined, installation: string | undefined): Manifest {
  const { statement: manifest } = decode('body', body)
  if (envelope) assertPair(manifest, decode('envelope', envelope).statement)
  if (installation !== undefined && manifest.installation !== installation)
    throw new AppError(
      'seal.broken',
      `The object was signed by another installation (${fingerprint(manifest.installation)}). / 该密封件由另一安装签名。`,
    )
  return manifest
}

/**
 * Opens a sealed object. `passphrases` are by custodian name; `now` is compared
 * with the manifest's not-before. Wrong passphrases are all named; fewer right
 * ones than the threshold open nothing.
 */
export async function openSealed(
  body: Buffer,
  envelope: Buffer,
  passphrases: ReadonlyMap<string, string>,
  now: number,
  installation?: string,
): Promise<Opened> {
  const manifest = verifySealed(body, envelope, installation)
  const { rest: cipher } = decode('body', body)
  const { statement } = decode('envelope', envelope)
  if (now < manifest.notBefore)
    throw new AppError(
      'seal.too-early',
      `This object may not be opened before ${new Date(manifest.notBefore).toISOString()}. / 未到启封时间。`,
    )
  const key = await joinShares(manifest, statement, await unlockAll(statement, passphrases))
  const files = unpack(openBody(manifest, key, cipher))
  for (const [index, { name, size, digest }] of manifest.files.entries()) {
    const found = files[index]
    if (found?.name !== name || found.bytes.length !== size || sha256(found.bytes) !== digest)
      throw new AppError(
        'seal.broken',
        `The sealed file ${name} is not the one in the manifest. / 密封文件${name}与清单不符。`,
      )
  }
  return { manifest, files }
}

type Unlocked = { share: Envelope['shares'][number]; secret: KeyObject }

async function unlockAll(envelope: Envelope, passphrases: ReadonlyMap<string, string>): Promise<Unlocked[]> {
  const unknown = [...passphrases.keys()].filter((name) => !envelope.shares.some((share) => share.name === name))
  if (unknown.length)
    throw new AppError(
      'input.invalid',
      `No share of this object belongs to: ${unknown.join(', ')}. Its custodians: ${envelope.shares.map(({ name }) => name).join(', ')}. / 该密封件的保管人中没有：${unknown.join('、')}。`,
    )
  const unlocked: Unlocked[] = []
  const wrong: string[] = []
  for (const share of envelope.shares) {
    const passphrase = passphrases.get(share.name)
    if (passphrase === undefined) continue
    try {
      unlocked.push({ share, secret: await unlock(share, passphrase) })
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'seal.passphrase') throw error
      wrong.push(share.name)
    }
  }
  if (wrong.length)
    throw new AppError('seal.passphrase', `Wrong passphrase: ${wrong.join(', ')}. / 口令不正确：${wrong.join('、')}。`)
  if (unlocked.length < envelope.threshold)
    throw new AppError(
      'seal.quorum',
      `This object needs ${envelope.threshold} custodians, ${unlocked.length} came. / 启封需${envelope.threshold}名保管人，现仅${unlocked.length}名。`,
    )
  return unlocked
}

async function joinShares(manifest: Manifest, envelope: Envelope, unlocked: Unlocked[]): Promise<Uint8Array> {
  const shares = unlocked.map(({ share, secret }) => new Uint8Array(openShare(manifest, share, secret)))
  return combine(shares.slice(0, envelope.threshold))
}
