/** Custodians' keys under their passphrases. argon2id runs on libuv's threads, so the loop is not blocked. */
import { type KeyObject, randomBytes } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { AppError } from '../../core/errors.ts'
import type { Custodian, WrappedKey } from '../../core/seal/format.ts'
import { privateKey, publicHex } from '../../core/seal/keys.ts'
import { decrypt, encrypt } from '../../core/seal/seal.ts'

/** 64 MiB and three passes: RFC 9106's second recommended option, about 50 ms. */
const COST = { memoryKib: 65_536, passes: 3 }
export const MIN_PASSPHRASE = 12

const bound = (publicKeyHex: string) => Buffer.from(`juanku-custodian/1 ${publicKeyHex}`)

const derive = (passphrase: string, { memoryKib, passes, salt }: Pick<WrappedKey, 'memoryKib' | 'passes' | 'salt'>) =>
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

async function wrap(name: string, secret: Buffer, passphrase: string): Promise<Custodian> {
  if ([...passphrase].length < MIN_PASSPHRASE)
    throw new AppError(
      'input.invalid',
      `The passphrase of ${name} is too short: at least ${MIN_PASSPHRASE} characters. / ${name}的口令过短：至少${MIN_PASSPHRASE}个字符。`,
    )
  const publicKeyHex = publicHex(privateKey('x25519', secret))
  const terms = { kdf: 'argon2id' as const, ...COST, salt: randomBytes(16).toString('hex') }
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
