/** Custodians' keys under their passphrases. argon2id runs on libuv's threads, so the loop is not blocked. */
import { type KeyObject, randomBytes } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { AppError } from '../../core/errors.ts'
import type { Custodian, WrappedKey } from '../../core/seal/format.ts'
import { privateKey, publicHex } from '../../core/seal/keys.ts'
import { decrypt, encrypt } from '../../core/seal/seal.ts'
import type { Words } from '../../core/words.ts'

/** 64 MiB and three passes: RFC 9106's second recommended option, about 50 ms. */
const COST = { memoryKib: 65_536, passes: 3 }
export const MIN_PASSPHRASE = 12

const bound = (publicKeyHex: string) => Buffer.from(`juanku-custodian/1 ${publicKeyHex}`)

export type KeyTerms = Pick<WrappedKey, 'kdf' | 'memoryKib' | 'passes' | 'salt'>

/** How a key is derived from a passphrase, with a salt of its own. */
export const newTerms = (): KeyTerms => ({ kdf: 'argon2id', ...COST, salt: randomBytes(16).toString('hex') })

/** The 256 bits that a passphrase gives under these terms. */
export const derive = (passphrase: string, { memoryKib, passes, salt }: KeyTerms): Promise<Buffer> =>
  // Its default algorithm is argon2id.
  hashRaw(passphrase.normalize('NFKC'), {
    memoryCost: memoryKib,
    timeCost: passes,
    parallelism: 1,
    outputLen: 32,
    salt: Buffer.from(salt, 'hex'),
  })

/** A new key pair for `name`, its private half under `passphrase` (12 characters at least, NFKC). */
export async function newCustodian(name: string, passphrase: string): Promise<Custodian> {
  if (name.trim() === '' || name.length > 100)
    throw new AppError(
      'input.invalid',
      'The name of a custodian has 1 to 100 characters. / 保管人姓名应为1至100个字符。',
    )
  return wrap(name, randomBytes(32), passphrase)
}

/** The same key pair under another passphrase. Throws `seal.passphrase` when `old` is wrong. */
export const rewrap = async (custodian: Custodian, old: string, passphrase: string): Promise<Custodian> =>
  wrap(custodian.name, await secretOf(custodian, old), passphrase)

/** Throws `input.invalid` for a passphrase that is guessed too soon; `whose` names it. */
export function requireLong(passphrase: string, whose: Words): void {
  if ([...passphrase].length < MIN_PASSPHRASE)
    throw new AppError(
      'input.invalid',
      `The passphrase of ${whose.en} is too short: at least ${MIN_PASSPHRASE} characters. / ${whose.zh}的口令过短：至少${MIN_PASSPHRASE}个字符。`,
    )
}

async function wrap(name: string, secret: Buffer, passphrase: string): Promise<Custodian> {
  requireLong(passphrase, { zh: name, en: name })
  const publicKeyHex = publicHex(privateKey('x25519', secret))
  const terms = newTerms()
  const nonce = randomBytes(12)
  const data = encrypt(await derive(passphrase, terms), nonce, bound(publicKeyHex), secret)
  secret.fill(0)
  return {
    name,
    publicKey: publicKeyHex,
    wrapped: { ...terms, nonce: nonce.toString('hex'), data: data.toString('hex') },
  }
}

/** The custodian's private key. Throws `seal.passphrase` naming whose passphrase is wrong. */
export async function unlock(custodian: Custodian, passphrase: string): Promise<KeyObject> {
  return privateKey('x25519', await secretOf(custodian, passphrase))
}

async function secretOf({ name, publicKey, wrapped }: Custodian, passphrase: string): Promise<Buffer> {
  const key = await derive(passphrase, wrapped)
  const secret = decrypt(key, Buffer.from(wrapped.nonce, 'hex'), bound(publicKey), Buffer.from(wrapped.data, 'hex'))
  if (!secret)
    throw new AppError('seal.passphrase', `The passphrase of custodian ${name} is wrong. / 保管人${name}的口令不正确。`)
  return secret
}

/** Base 32 without letters that are read for one another. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A passphrase for paper: 125 random bits in five groups of five. */
export const printedPassphrase = (): string =>
  [...randomBytes(25)]
    .map((byte) => LETTERS[byte % LETTERS.length])
    .join('')
    .replace(/(.{5})(?=.)/g, '$1-')
