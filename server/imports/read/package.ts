/**
 * A zip package whose parts are read one by one, with limits checked before
 * anything is unpacked: no part twice, no encryption, bounded sizes and ratios.
 */
import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { damaged, limits, notAWorkbook, tooLarge, unreadable, wrong } from './limits.ts'

export type Package = {
  /** Names of the parts, as the package spells them. */
  names: string[]
  has(name: string): boolean
  /** The bytes of a part as a stream. Throws when there is no such part. */
  stream(name: string): Promise<Readable>
  /** The whole part, refused above `most` bytes. */
  bytes(name: string, most: number): Promise<Buffer>
  close(): void
}

/** Part names are compared without regard to case, as the package format says. */
const partKey = (name: string): string => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()

/** Opens the package at `path`. Throws `file.unreadable` or `file.wrong`. */
export async function openPackage(path: string): Promise<Package> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false }).catch((error: unknown) => {
    throw notAWorkbook(error)
  })
  try {
    const parts = await listParts(zip)
    return {
      names: [...parts.values()].map(({ fileName }) => fileName),
      has: (name) => parts.has(partKey(name)),
      stream: (name) => openPart(zip, parts, name),
      bytes: async (name, most) => collect(await openPart(zip, parts, name), name, most),
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

type Parts = Map<string, yauzl.Entry>

async function listParts(zip: yauzl.ZipFile): Promise<Parts> {
  const parts: Parts = new Map()
  let total = 0
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue
      checkPart(entry)
      total += entry.uncompressedSize
      if (total > limits.packageBytes || parts.size >= limits.parts)
        throw tooLarge('its content unpacks to more than 512 MiB', '解压后超过 512 MiB')
      const key = partKey(entry.fileName)
      if (parts.has(key)) throw damaged(`two parts named ${key}`)
      parts.set(key, entry)
    }
  } catch (error) {
    throw error instanceof Error && error.name === 'AppError' ? error : notAWorkbook(error)
  }
  return parts
}

function checkPart(entry: yauzl.Entry): void {
  if (entry.isEncrypted())
    throw unreadable(
      'The file is protected by a password. Remove the password and save it again.',
      '文件有密码保护。请取消密码后重新保存。',
    )
  const { uncompressedSize, compressedSize } = entry
  if (uncompressedSize > limits.ratioFromBytes && uncompressedSize > limits.ratio * Math.max(1, compressedSize))
    throw wrong(
      'A part of the file unpacks to more than 200 times its size, which no ordinary workbook does. Open it in a spreadsheet program, delete unused rows and columns and save it again.',
      '文件中有一部分解压后超过其体积的 200 倍，正常工作簿不会如此。请用表格软件打开，删除无用的行列后重新保存。',
    )
}

async function openPart(zip: yauzl.ZipFile, parts: Parts, name: string): Promise<Readable> {
  const entry = parts.get(partKey(name))
  if (!entry) throw damaged(`${name} is missing`)
  return zip.openReadStreamPromise(entry).catch((error: unknown) => {
    throw damaged(name, error)
  })
}

async function collect(stream: Readable, name: string, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > most) break
      chunks.push(chunk)
    }
  } catch (error) {
    throw damaged(name, error)
  }
  if (size > most) throw tooLarge(`${name} is larger than allowed`, `${name} 过大`)
  return Buffer.concat(chunks)
}
