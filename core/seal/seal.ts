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

/** What the manifest says of the key itself, so that wrongly joined shares are noticed before anything is decrypted. */
export const keyCommitment = (id: string, key: Uint8Array): string =>
  createHash('sha256')
    .update(canonicalBytes({ label: 'juanku-key/1', id }))
    .update(key)
    .digest('hex')

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
    share: shareCommitment(id, fingerprint(custodian.publicKey), share),
    ephemeral,
    nonce: Buffer.from(entropy.nonce).toString('hex'),
    data: encrypt(key, entropy.nonce, bound, share).toString('hex'),
  }
}

/** Decrypts a custodian's share and checks it against its commitment. Throws `seal.broken` naming the custodian. */
export function openShare(id: string, sealed: SealedShare, secret: KeyObject): Buffer {
  const key = shareKey(secret, publicKey('x25519', sealed.ephemeral), id, sealed.ephemeral, sealed.publicKey)
  const bound = shareTerms(id, sealed.name, sealed.publicKey)
  const share = decrypt(key, Buffer.from(sealed.nonce, 'hex'), bound, Buffer.from(sealed.data, 'hex'))
  if (!share || sealed.share !== shareCommitment(id, fingerprint(sealed.publicKey), share))
    throw new AppError(
      'seal.broken',
      `The share of custodian ${sealed.name} is damaged or belongs to another object. / 保管人${sealed.name}的密钥份额已损坏或不属于该密封件。`,
    )
  return share
}

/** Throws `seal.broken` naming the custodian whose share comes a second time; Shamir's scheme would give another key. */
export function assertNoRepeat(shares: readonly { name: string; share: Uint8Array }[]): void {
  const seen = new Set<string>()
  for (const { name, share } of shares) {
    // The last byte is the share's place on the curve: two of one place are one share.
    const place = String(share.at(-1))
    if (seen.has(name) || seen.has(`#${place}`))
      throw new AppError(
        'seal.broken',
        `The share of custodian ${name} is there twice. / 保管人${name}的密钥份额重复。`,
      )
    seen.add(name).add(`#${place}`)
  }
}

/** Throws `seal.broken` when joined shares give another key than the one that sealed. */
export function assertKey(manifest: Manifest, key: Uint8Array): void {
  if (keyCommitment(manifest.id, key) !== manifest.keyCommitment)
    throw new AppError(
      'seal.broken',
      'The joined shares do not give the key of this object. / 合并后的份额不是该密封件的密钥。',
    )
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

/**
 * Throws `seal.broken` unless envelope and body belong together. The manifest
 * names the custodians of the first envelope; a later one names its own, signed
 * by the same installation for the same manifest.
 */
export function assertPair(manifest: Manifest, envelope: Envelope): void {
  const first = envelope.shares.map(({ name, publicKey: key, share }) => ({
    name,
    fingerprint: fingerprint(key),
    share,
  }))
  const same =
    envelope.id === manifest.id &&
    envelope.manifestDigest === manifestDigest(manifest) &&
    envelope.installation === manifest.installation &&
    (envelope.generation > 1 ||
      (envelope.threshold === manifest.threshold && canonicalBytes(first).equals(canonicalBytes(manifest.custodians))))
  if (!same)
    throw new AppError(
      'seal.broken',
      'Body and envelope belong to different objects. / 密封正文与密钥信封不属于同一密封件。',
    )
}

/** The digest that names a sealed object: an envelope, the register and the log point to it. */
export const manifestDigest = (manifest: Manifest): string => digestOf('juanku-manifest/1', manifest)
