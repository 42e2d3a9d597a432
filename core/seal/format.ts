/**
 * The two files of a sealed object and what they say (`core/README.md` has the
 * page). Body: what was sealed, encrypted, under its signed manifest. Envelope:
 * the encryption key in shares, each for one custodian. Each is
 *
 *     16 bytes magic | u32 length | canonical JSON | 64 bytes Ed25519 signature | rest
 *
 * and every byte is covered: magic and JSON by the signature, the rest of a body
 * by the digest in its manifest; an envelope has no rest.
 */
import { type KeyObject, sign, verify } from 'node:crypto'
import { Value } from 'typebox/value'
import { canonicalBytes, sha256 } from '../canonical.ts'
import { AppError } from '../errors.ts'
import { Anchor } from '../log.ts'
import { closed, nullable, Sha256, type Static, Type } from '../schema.ts'
import { publicKey } from './keys.ts'

/**
 * The algorithms of an object, named as one: key agreement, key derivation,
 * cipher, signature. A suite of SM2, SM3 and SM4 would be a second name here and
 * a second column in `core/README.md`, in the same two files.
 */
export const SUITE = 'x25519-hkdf-sha256-aes-256-gcm-ed25519/1'

const Hex = (bytes: number) => Type.String({ pattern: `^[0-9a-f]{${bytes * 2}}$` })
const Name = Type.String({ minLength: 1, maxLength: 200 })
const Time = Type.Integer({ minimum: 0, description: 'Unix time in ms' })

export const SealedKind = Type.Union([Type.Literal('paper'), Type.Literal('key'), Type.Literal('set')])
export type SealedKind = Static<typeof SealedKind>

/** What is settled before anything is encrypted; the ciphertext is bound to it. No item ids, no content. */
export const Terms = closed({
  format: Type.Literal('juanku-body/1'),
  suite: Type.Literal(SUITE),
  id: Name,
  kind: SealedKind,
  bank: Name,
  set: Name,
  paper: nullable(closed({ id: Name, number: Type.Integer({ minimum: 1 }), form: Name })),
  documentDigest: nullable(Sha256),
  files: Type.Array(closed({ name: Name, size: Type.Integer({ minimum: 0 }), digest: Sha256 }), { maxItems: 100 }),
  blueprint: closed({ name: Name, version: Type.Integer({ minimum: 1 }), digest: Sha256 }),
  engine: Name,
  poolDigest: Sha256,
  certificateDigest: Sha256,
  seedCommitment: Sha256,
  sealedAt: Time,
  sealedBy: Name,
  notBefore: Time,
  threshold: Type.Integer({ minimum: 2, maximum: 20 }),
  keyCommitment: Sha256,
  custodians: Type.Array(closed({ name: Name, fingerprint: Name, share: Sha256 }), { minItems: 2, maxItems: 20 }),
  log: Anchor,
  nonce: Hex(12),
  installation: Hex(32),
})
export type Terms = Static<typeof Terms>

/** The signed statement about a sealed object. */
export const Manifest = closed({ ...Terms.properties, cipherDigest: Sha256 })
export type Manifest = Static<typeof Manifest>

/** A custodian's private key under their passphrase: AES-256-GCM under argon2id. */
export const WrappedKey = closed({
  kdf: Type.Literal('argon2id'),
  memoryKib: Type.Integer({ minimum: 8192, maximum: 1_048_576 }),
  passes: Type.Integer({ minimum: 1, maximum: 20 }),
  salt: Hex(16),
  nonce: Hex(12),
  data: Hex(48),
})
export type WrappedKey = Static<typeof WrappedKey>

export const Custodian = closed({ name: Name, publicKey: Hex(32), wrapped: WrappedKey })
export type Custodian = Static<typeof Custodian>

/** One share of the key, encrypted to its custodian through a fresh X25519 key and committed to by its digest. */
export const SealedShare = closed({
  ...Custodian.properties,
  share: Sha256,
  ephemeral: Hex(32),
  nonce: Hex(12),
  data: Type.String({ pattern: '^([0-9a-f]{2}){17,100}$' }),
})
export type SealedShare = Static<typeof SealedShare>

/** `generation` counts from 1, the envelope made at sealing; dealing the shares anew, or a new passphrase, makes the next. */
export const Envelope = closed({
  format: Type.Literal('juanku-envelope/1'),
  suite: Type.Literal(SUITE),
  id: Name,
  generation: Type.Integer({ minimum: 1 }),
  manifestDigest: Sha256,
  threshold: Type.Integer({ minimum: 2, maximum: 20 }),
  shares: Type.Array(SealedShare, { minItems: 2, maxItems: 20 }),
  installation: Hex(32),
})
export type Envelope = Static<typeof Envelope>

const MAGIC = { body: 'juanku body v1\n\0', envelope: 'juanku envel v1\n' }
const SIGNATURE = 64

const broken = (en: string, zh: string, cause?: unknown) => new AppError('seal.broken', `${en} / ${zh}`, { cause })

/** The bytes of a signed file; `rest` follows the signature. */
export function encode(
  kind: keyof typeof MAGIC,
  statement: Manifest | Envelope,
  key: KeyObject,
  rest: Uint8Array = Buffer.alloc(0),
): Buffer {
  const magic = Buffer.from(MAGIC[kind], 'latin1')
  const json = canonicalBytes(statement)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(json.length)
  const signature = sign(null, Buffer.concat([magic, json]), key)
  return Buffer.concat([magic, length, json, signature, rest])
}

/**
 * Reads a signed file and checks its form, its canonical spelling and its
 * signature by the key it names. Whether that key is the installation's is the
 * caller's to compare (`installation`). Throws `seal.broken`, or `file.wrong`
 * when the file is no such thing at all.
 */
export function decode(kind: 'body', bytes: Buffer): { statement: Manifest; rest: Buffer }
export function decode(kind: 'envelope', bytes: Buffer): { statement: Envelope; rest: Buffer }
export function decode(kind: keyof typeof MAGIC, bytes: Buffer): { statement: Manifest | Envelope; rest: Buffer } {
  const magic = Buffer.from(MAGIC[kind], 'latin1')
  if (bytes.length < magic.length + 4 + SIGNATURE || !bytes.subarray(0, magic.length).equals(magic)) {
    const name = kind === 'body' ? ['sealed body', '密封正文'] : ['share envelope', '密钥信封']
    throw new AppError(
      'file.wrong',
      `This file is no ${name[0]} of Juanku, or its head is damaged. / 该文件不是卷库的${name[1]}文件，或文件头已损坏。`,
    )
  }
  const start = magic.length + 4
  const end = start + bytes.readUInt32BE(magic.length)
  if (end + SIGNATURE > bytes.length) throw broken('The file is cut short.', '文件不完整。')
  const json = bytes.subarray(start, end)
  const isStatement = (value: unknown): value is Manifest | Envelope =>
    kind === 'body' ? Value.Check(Manifest, value) : Value.Check(Envelope, value)
  let statement: unknown
  try {
    statement = JSON.parse(json.toString('utf8'))
  } catch (cause) {
    throw broken('The statement in the file is damaged.', '文件中的说明已损坏。', cause)
  }
  const suite = typeof statement === 'object' && statement !== null && 'suite' in statement && statement.suite
  if (typeof suite === 'string' && suite !== SUITE && /^[a-z0-9-]{1,100}\/\d+$/.test(suite))
    throw new AppError(
      'file.wrong',
      `Sealed with ${suite}, which this program does not know. / 密封算法${suite}不受本程序支持。`,
    )
  if (!isStatement(statement) || !canonicalBytes(statement).equals(json))
    throw broken('The statement in the file is damaged.', '文件中的说明已损坏。')
  const signed = verify(
    null,
    Buffer.concat([magic, json]),
    publicKey('ed25519', statement.installation),
    bytes.subarray(end, end + SIGNATURE),
  )
  if (!signed) throw broken('The signature does not fit the statement.', '签名与说明不符。')
  const rest = bytes.subarray(end + SIGNATURE)
  if (kind === 'envelope' && rest.length)
    throw broken('There are bytes after the end of the envelope.', '信封末尾有多余的内容。')
  if ('cipherDigest' in statement && sha256(rest) !== statement.cipherDigest)
    throw broken(
      'What was sealed is damaged: its digest differs from the signed one.',
      '密封内容已损坏：摘要与签名不符。',
    )
  return { statement, rest }
}

/** Several files as one byte string: a canonical JSON list of names and sizes, then the bytes. Order is kept. */
export function pack(files: readonly { name: string; bytes: Uint8Array }[]): Buffer {
  const list = canonicalBytes(files.map(({ name, bytes }) => ({ name, size: bytes.length })))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(list.length)
  return Buffer.concat([length, list, ...files.map(({ bytes }) => bytes)])
}

const Packed = Type.Array(closed({ name: Name, size: Type.Integer({ minimum: 0 }) }))

/** The inverse of `pack`; throws `seal.broken` when sizes do not add up. */
export function unpack(packed: Buffer): { name: string; bytes: Buffer }[] {
  const start = packed.length < 4 ? packed.length : 4 + packed.readUInt32BE(0)
  const list: unknown = start < 4 || start > packed.length ? undefined : JSON.parse(packed.toString('utf8', 4, start))
  if (!Value.Check(Packed, list) || list.reduce((sum, { size }) => sum + size, start) !== packed.length)
    throw broken('The list of sealed files does not fit its bytes.', '密封文件清单与内容不符。')
  let end = start
  return list.map(({ name, size }) => {
    end += size
    return { name, bytes: packed.subarray(end - size, end) }
  })
}
