/** X25519 and Ed25519 keys as raw bytes or KeyObjects, and their fingerprints. Nothing here draws randomness. */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { sha256 } from '../canonical.ts'
import { AppError } from '../errors.ts'

type Curve = 'x25519' | 'ed25519'

// The fixed DER heads of RFC 8410 before a 32-byte key.
const PRIVATE = { x25519: '302e020100300506032b656e04220420', ed25519: '302e020100300506032b657004220420' }
const PUBLIC = { x25519: '302a300506032b656e032100', ed25519: '302a300506032b6570032100' }

/** A private key from its 32 secret bytes. */
export const privateKey = (curve: Curve, raw: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([Buffer.from(PRIVATE[curve], 'hex'), raw]), format: 'der', type: 'pkcs8' })

/** A public key from its 32 bytes in hex. Throws `seal.broken` when it is none. */
export function publicKey(curve: Curve, hex: string): KeyObject {
  try {
    if (!/^[0-9a-f]{64}$/.test(hex)) throw new TypeError('not 32 bytes of hex')
    return createPublicKey({ key: Buffer.from(PUBLIC[curve] + hex, 'hex'), format: 'der', type: 'spki' })
  } catch (cause) {
    throw new AppError('seal.broken', 'A public key is damaged. / 公钥已损坏。', { cause })
  }
}

/** The 32 bytes of a key's public half, in hex. */
export const publicHex = (key: KeyObject): string =>
  (key.type === 'private' ? createPublicKey(key) : key)
    .export({ format: 'der', type: 'spki' })
    .subarray(-32)
    .toString('hex')

/** What people compare on the telephone: the first 20 hex digits of a public key's SHA-256, in fives. */
export const fingerprint = (hex: string): string =>
  sha256(Buffer.from(hex, 'hex')).slice(0, 20).match(/.{5}/g)!.join('-')
