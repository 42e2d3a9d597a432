/**
 * Sealing and opening as pure functions: whoever calls brings the randomness.
 * A body is AES-256-GCM under a fresh key, bound to its terms; the key is split
 * by Shamir's scheme, and each share is encrypted to its custodian (X25519 with a
 * fresh key, HKDF-SHA256, AES-256-GCM) and committed to in the manifest, so that a
 * wrong share is named and not only noticed.
 */
import { createCipheriv, createDecipheriv, createHash, diffieHellman, hkdfSync, type KeyObject } from 'node:crypto'
import { canonicalBytes, digestOf, sha256 } from '../canonical.ts'
import { AppError } from '../errors.ts'
import { type Custodian, type Envelope, type Manifest, type SealedShare, SUITE, type Terms } from './format.ts'
import { fingerprint, privateKey, publicHex, publicKey } from './keys.ts'

const TAG = 16

/** AES-256-GCM: ciphertext with its tag behind it. `nonce` (12 bytes) is used once per key. */
export function encrypt(key: Uint8Array, nonce: Uint8Array, bound: Uint8Array, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound)
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** The inverse of `encrypt`, or undefined when key, nonce, bound data or ciphertext do not belong together. */
export function decrypt(key: Uint8Array, nonce: Uint8Array, bound: Uint8Array, sealed: Uint8Array): Buffer | undefined {
  if (sealed.length < TAG) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG }).setAAD(bound)
    decipher.setAuthTag(sealed.subarray(-TAG))
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()])
  } catch {
    return undefined
  }
}

/** A salted promise of a secret seed: published at once, opened later with both. */
export const seedCommitment = (seed: string, salt: string): string => digestOf('juanku-seed/1', { seed, salt })

/** What the manifest says of one share, so that a wrong one can be named. Shares carry 256 bits of entropy. */
export const shareCommitment = (id: string, custodian: string, share: Uint8Array): string =>
  createHash('sha256').update(canonicalBytes({ id, custodian })).update(share).digest('hex')

/** What `encrypt` and `decrypt` of a share are bound to. */
const shareTerms = (id: string, name: string, publicKeyHex: string) =>
  canonicalBytes({ suite: SUITE, id, name, publicKey: publicKeyHex })

function shareKey(mine: KeyObject, theirs: KeyObject, id: string, ephemeral: string, custodian: string): Uint8Array {
  const secret = diffieHellman({ privateKey: mine, publicKey: theirs })
  return new Uint8Array(hkdfSync('sha256', secret, id, `juanku-share/1 ${ephemeral} ${custodian}`, 32))
}

/** Encrypts one share to its custodian. `entropy`: 32 bytes for a key of this one use, 12 for the nonce. */
export function sealShare(
  id: string,
  custodian: Custodian,
  share: Uint8Array,
  entropy: { ephemeral: Uint8Array; nonce: Uint8Array },
): SealedShare {
  const once = privateKey('x25519', entropy.ephemeral)
  const ephemeral = publicHex(once)
  const key = shareKey(once, publicKey('x25519', custodian.publicKey), id, ephemeral, custodian.publicKey)
  const bound = shareTerms(id, custodian.name, custodian.publicKey)
  return {
    ...custodian,
    ephemeral,
    nonce: Buffer.from(entropy.nonce).toString('hex'),
    data: encrypt(key, entropy.nonce, bound, share).toString('hex'),
  }
}

/** Decrypts a custodian's share and checks it against the manifest. Throws `seal.broken` naming the custodian. */
export function openShare(manifest: Manifest, sealed: SealedShare, secret: KeyObject): Buffer {
  const key = shareKey(secret, publicKey('x25519', sealed.ephemeral), manifest.id, sealed.ephemeral, sealed.publicKey)
  const bound = shareTerms(manifest.id, sealed.name, sealed.publicKey)
  const share = decrypt(key, Buffer.from(sealed.nonce, 'hex'), bound, Buffer.from(sealed.data, 'hex'))
  const promised = manifest.custodians.find((c) => c.fingerprint === fingerprint(sealed.publicKey))
  if (!share || promised?.share !== shareCommitment(manifest.id, promised?.fingerprint ?? '', share))
    throw new AppError(
      'seal.broken',
      `The share of custodian ${sealed.name} is damaged or belongs to another object. / 保管人${sealed.name}的密钥份额已损坏或不属于该密封件。`,
    )
  return share
}

/** Encrypts `plain` under `key` and completes the manifest. `terms.nonce` must never serve the same key twice. */
export function sealBody(terms: Terms, key: Uint8Array, plain: Uint8Array): { manifest: Manifest; cipher: Buffer } {
  const cipher = encrypt(key, Buffer.from(terms.nonce, 'hex'), canonicalBytes(terms), plain)
  return { manifest: { ...terms, cipherDigest: sha256(cipher) }, cipher }
}

/** Decrypts a body. Throws `seal.broken` when the key is not this body's. */
export function openBody(manifest: Manifest, key: Uint8Array, cipher: Uint8Array): Buffer {
  const { cipherDigest: _, ...terms } = manifest
  const plain = decrypt(key, Buffer.from(manifest.nonce, 'hex'), canonicalBytes(terms), cipher)
  if (!plain)
    throw new AppError('seal.broken', 'The joined shares do not open this body. / 合并后的密钥无法打开该密封件。')
  return plain
}

/** Throws `seal.broken` unless envelope and body belong together. */
export function assertPair(manifest: Manifest, envelope: Envelope): void {
  const same =
    envelope.id === manifest.id &&
    envelope.manifestDigest === manifestDigest(manifest) &&
    envelope.installation === manifest.installation &&
    envelope.threshold === manifest.threshold
  if (!same)
    throw new AppError(
      'seal.broken',
      'Body and envelope belong to different objects. / 密封正文与密钥信封不属于同一密封件。',
    )
}

export const manifestDigest = (manifest: Manifest): string => digestOf('juanku-manifest/1', manifest)
