/** Reading a backup back: what is done when it is made is what is done before it is restored. */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../core/errors.ts'
import type { Anchor } from '../../core/log.ts'
import type { SignedAnchor } from '../access/anchor.ts'
import { checkLog } from '../access/guards.ts'
import { keptAnchors } from '../access/keep-anchors.ts'
import { breakText, verifyLog } from '../access/verify.ts'
import { integrityFaults, type Look, lookInto } from '../db/copy.ts'
import { ANCHORS, type BackupManifest, DATABASE } from './manifest.ts'

/** `of` is 0 while nobody knows how much there is. */
export type BackupProgress = { step: 'database' | 'sealed' | 'check'; done: number; of: number }
export type Tell = (progress: BackupProgress) => void

const broken = (en: string, zh: string) => new AppError('backup.broken', `${en} / ${zh}`)

/** Size and hex SHA-256 of a file, however large. */
export async function digestOfFile(file: string): Promise<{ size: number; digest: string }> {
  const hash = createHash('sha256')
  let size = 0
  await pipeline(createReadStream(file), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      hash.update(chunk)
      size += chunk.length
    }
  })
  return { size, digest: hash.digest('hex') }
}

/** Throws `backup.broken` naming the first file that is missing or not as it was written. */
export async function checkFiles(dir: string, { files }: BackupManifest, tell: Tell): Promise<void> {
  for (const [done, { name, size, digest }] of files.entries()) {
    tell({ step: 'check', done, of: files.length })
    const file = join(dir, name)
    if (!existsSync(file)) throw broken(`The backup lacks its file ${name}.`, `备份缺少文件${name}。`)
    const found = await digestOfFile(file)
    if (found.size !== size || found.digest !== digest)
      throw broken(
        `The file ${name} of this backup is not as it was written: its digest differs.`,
        `备份中的文件${name}与写入时不符（摘要不同）。`,
      )
  }
  tell({ step: 'check', done: files.length, of: files.length })
}

/**
 * Checks the database of a backup: that `key` opens it, that it is whole, and that
 * its log holds up to the head in the manifest, against the anchors that came with
 * it and those given. Returns how many of the given ones are younger than the backup.
 */
export async function checkDatabase(
  dir: string,
  manifest: BackupManifest,
  key: string,
  given: readonly Anchor[] = [],
): Promise<{ younger: number }> {
  const look = opened(dir, key)
  try {
    const [fault] = integrityFaults(look.read)
    if (fault !== undefined)
      throw broken(`The database of this backup is damaged: ${fault}.`, `备份中的数据库已损坏：${fault}。`)
    await checkLog(look.read)
    const { size, hash } = manifest.log
    const within = given.filter((anchor) => anchor.size <= size)
    const { head, broken: wrong } = await verifyLog(look, [...within, ...anchorsOf(dir)])
    if (wrong) throw new AppError('backup.broken', breakText(wrong))
    if (head.size !== size || head.hash !== hash)
      throw broken(
        `The log in this backup ends at entry ${head.size}, not where its list says (${size}).`,
        `备份中的日志止于第${head.size}条，与清单所载（第${size}条）不符。`,
      )
    return { younger: given.length - within.length }
  } finally {
    look.close()
  }
}

/** The anchors that came with a backup. */
export const anchorsOf = (dir: string): SignedAnchor[] => keptAnchors({ anchors: join(dir, ANCHORS), keysDir: dir })

function opened(dir: string, key: string): Look {
  try {
    return lookInto(join(dir, DATABASE), key)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'database.key') throw error
    throw new AppError(
      'seal.passphrase',
      'The recovery passphrase is not that of this backup. / 恢复口令与该备份不符。',
      { cause: error },
    )
  }
}
