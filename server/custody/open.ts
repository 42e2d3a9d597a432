/** Opening a sealed object from its two files and the passphrases of enough custodians; needs no database. */
import { combine } from 'shamir-secret-sharing'
import { sha256 } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import { decode, type Envelope, type Manifest, unpack } from '../../core/seal/format.ts'
import { fingerprint } from '../../core/seal/keys.ts'
import { assertKey, assertNoRepeat, assertPair, openBody, openShare } from '../../core/seal/seal.ts'
import { unlock } from './passphrase.ts'

export type Opened = { manifest: Manifest; files: { name: string; bytes: Buffer }[] }
/** A custodian's part of the key. */
export type Share = { name: string; share: Buffer }

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

/** Throws `seal.too-early` before the time a manifest names; `now` is Unix time in ms. */
export function assertTime(manifest: Manifest, now: number): void {
  if (now < manifest.notBefore)
    throw new AppError(
      'seal.too-early',
      `This object may not be opened before ${new Date(manifest.notBefore).toISOString()}. / 未到启封时间。`,
    )
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
  assertTime(manifest, now)
  const { statement } = decode('envelope', envelope)
  return openWith(body, await joinShares(manifest, statement, await sharesOf(statement, passphrases)))
}

/** Decrypts a body and checks every file in it against the manifest. */
export function openWith(body: Buffer, key: Uint8Array): Opened {
  const { statement: manifest, rest: cipher } = decode('body', body)
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

/** The shares that `passphrases` unlock. Throws `seal.passphrase` naming every wrong one, or `input.invalid` for a name without a share. */
export async function sharesOf(envelope: Envelope, passphrases: ReadonlyMap<string, string>): Promise<Share[]> {
  const unknown = [...passphrases.keys()].filter((name) => !envelope.shares.some((share) => share.name === name))
  if (unknown.length)
    throw new AppError(
      'input.invalid',
      `No share of this object belongs to: ${unknown.join(', ')}. Its custodians: ${envelope.shares.map(({ name }) => name).join(', ')}. / 该密封件的保管人中没有：${unknown.join('、')}。`,
    )
  const shares: Share[] = []
  const wrong: string[] = []
  for (const sealed of envelope.shares) {
    const passphrase = passphrases.get(sealed.name)
    if (passphrase === undefined) continue
    try {
      shares.push({ name: sealed.name, share: openShare(envelope.id, sealed, await unlock(sealed, passphrase)) })
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'seal.passphrase') throw error
      wrong.push(sealed.name)
    }
  }
  if (wrong.length)
    throw new AppError('seal.passphrase', `Wrong passphrase: ${wrong.join(', ')}. / 口令不正确：${wrong.join('、')}。`)
  return shares
}

/** The key from enough shares. Throws `seal.quorum`, or `seal.broken` for a share that is there twice or gives another key. */
export async function joinShares(
  manifest: Manifest,
  { threshold }: Pick<Envelope, 'threshold'>,
  shares: readonly Share[],
): Promise<Uint8Array> {
  assertNoRepeat(shares)
  if (shares.length < threshold)
    throw new AppError(
      'seal.quorum',
      `This object needs ${threshold} custodians, ${shares.length} came. / 启封需${threshold}名保管人，现仅${shares.length}名。`,
    )
  const key = await combine(shares.slice(0, threshold).map(({ share }) => new Uint8Array(share)))
  assertKey(manifest, key)
  return key
}
