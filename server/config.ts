/**
 * Where things lie. Data and keys are two folders, so that a copy of the data
 * alone opens nothing.
 *
 * | variable             | default          |
 * | -------------------- | ---------------- |
 * | JUANKU_DATA          | ./juanku-data    |
 * | JUANKU_KEYS          | <data>-keys      |
 * | JUANKU_DATABASE_KEY  | none: the key file <keys>/database.key is used, and made at the first start |
 * | JUANKU_ANCHORS       | <keys>/log-anchors.jsonl: where anchors of the log are kept, best on another disk |
 * | JUANKU_HOST          | 127.0.0.1: where the service listens; elsewhere needs TLS or a proxy |
 * | JUANKU_TLS_CERT      | none: the certificate's file (PEM), with JUANKU_TLS_KEY its key's |
 * | JUANKU_PROXY         | none: addresses of the reverse proxy that ends TLS, by commas |
 *
 * What papers carry is set in `print/settings.ts`.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AppError } from '../core/errors.ts'
import { type PrintSettings, readPrintSettings } from './print/settings.ts'

export type Config = {
  dataDir: string
  keysDir: string
  databaseKey: string | undefined
  anchors?: string | undefined
  print?: PrintSettings
}

/** Where and how the service listens. `proxies` are the addresses whose word on the client's address and scheme is taken. */
export type Listening = {
  host: string
  tls: { cert: Buffer; key: Buffer } | undefined
  proxies: readonly string[]
}

export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const dataDir = resolve(env['JUANKU_DATA'] ?? 'juanku-data')
  return {
    dataDir,
    keysDir: resolve(env['JUANKU_KEYS'] ?? `${dataDir}-keys`),
    databaseKey: env['JUANKU_DATABASE_KEY'],
    anchors: env['JUANKU_ANCHORS'],
    print: readPrintSettings(env),
  }
}

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1|localhost)$/

/** How the service listens, from the environment. Throws `input.usage` for an open address in plain text. */
export function readListening(env: NodeJS.ProcessEnv = process.env): Listening {
  const host = env['JUANKU_HOST'] ?? '127.0.0.1'
  const [cert, key] = [env['JUANKU_TLS_CERT'], env['JUANKU_TLS_KEY']]
  const proxies = (env['JUANKU_PROXY'] ?? '').split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]))
  if ((cert === undefined) !== (key === undefined))
    throw new AppError(
      'input.usage',
      'JUANKU_TLS_CERT and JUANKU_TLS_KEY go together. / JUANKU_TLS_CERT 与 JUANKU_TLS_KEY 须同时设置。',
    )
  if (!LOOPBACK.test(host) && cert === undefined && proxies.length === 0)
    throw new AppError(
      'input.usage',
      `Listening on ${host} in plain text would send items to whoever listens too: set JUANKU_TLS_CERT and JUANKU_TLS_KEY, or name the proxy that ends TLS in JUANKU_PROXY. / 在${host}上明文监听会泄露试题：请设置证书文件（JUANKU_TLS_CERT、JUANKU_TLS_KEY），或在 JUANKU_PROXY 中写明终结TLS的代理。`,
    )
  const tls = cert !== undefined && key !== undefined ? { cert: readFileSync(cert), key: readFileSync(key) } : undefined
  return { host, tls, proxies }
}

/** Makes a folder only its owner may enter. */
export function privateDir(dir: string): string {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  chmodSync(dir, 0o700)
  return dir
}

/**
 * A secret kept in a file only its owner may read; `make` fills it once. Two
 * processes that start together agree, because only one can create the file.
 */
export function secretFile(dir: string, name: string, make: () => string): string {
  const file = join(dir, name)
  if (existsSync(file)) return readFileSync(file, 'utf8')
  privateDir(dir)
  try {
    writeFileSync(file, make(), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8')
}

/** The database's file in a data folder. */
export const databaseFile = ({ dataDir }: Pick<Config, 'dataDir'>): string => join(dataDir, 'juanku.db')

/** The database's 256-bit key in hex: from the environment, else from the key file. A lost key file is never replaced. */
export function databaseKey(config: Config): string {
  const file = join(config.keysDir, 'database.key')
  if (config.databaseKey === undefined && existsSync(databaseFile(config)) && !existsSync(file))
    throw new AppError(
      'database.key',
      `The database is there but its key file is missing: put ${file} back, or set JUANKU_DATABASE_KEY. / 数据库存在而密钥文件缺失：请放回该文件，或设置 JUANKU_DATABASE_KEY。`,
    )
  const key = (
    config.databaseKey ?? secretFile(config.keysDir, 'database.key', () => `${randomBytes(32).toString('hex')}\n`)
  ).trim()
  if (!/^[0-9a-f]{64}$/i.test(key))
    throw new AppError(
      'database.key',
      'The database key must be 64 hexadecimal digits. / 数据库密钥应为64位十六进制数字。',
    )
  return key.toLowerCase()
}
