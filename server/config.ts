/**
 * Where things lie. Data and keys are two folders, so that a copy of the data
 * alone opens nothing.
 *
 * | variable             | default          |
 * | -------------------- | ---------------- |
 * | JUANKU_DATA          | ./juanku-data    |
 * | JUANKU_KEYS          | <data>-keys      |
 * | JUANKU_DATABASE_KEY  | none: the key file <keys>/database.key is used, and made at the first start |
 *
 * What papers carry is set in `print/settings.ts`.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AppError } from '../core/errors.ts'
import { type PrintSettings, readPrintSettings } from './print/settings.ts'

export type Config = { dataDir: string; keysDir: string; databaseKey: string | undefined; print?: PrintSettings }

export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const dataDir = resolve(env['JUANKU_DATA'] ?? 'juanku-data')
  return {
    dataDir,
    keysDir: resolve(env['JUANKU_KEYS'] ?? `${dataDir}-keys`),
    databaseKey: env['JUANKU_DATABASE_KEY'],
    print: readPrintSettings(env),
  }
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
  const file = join(privateDir(dir), name)
  try {
    writeFileSync(file, make(), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8')
}

/** The database's 256-bit key in hex: from the environment, else from the key file. A lost key file is never replaced. */
export function databaseKey(config: Config): string {
  const file = join(config.keysDir, 'database.key')
  if (config.databaseKey === undefined && existsSync(join(config.dataDir, 'juanku.db')) && !existsSync(file))
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
