/**
 * Packs parts into a zip whose bytes depend on the parts alone: sorted names,
 * fixed times, no extra fields. Enough of the format (PKWARE APPNOTE 6.3) for
 * files below 4 GiB.
 */
import { promisify } from 'node:util'
import { crc32, deflateRaw, deflateRawSync } from 'node:zlib'
import yauzl from 'yauzl'

export type Part = { name: string; bytes: Buffer }

/** 1980-01-01 00:00, the earliest time the format knows. */
const DOS_DATE = 0x21

/** The zip of `parts`; `[Content_Types].xml` comes first, as programs expect. */
export function packZip(parts: readonly Part[]): Buffer {
  const zip = zipWriter()
  const files = inOrder(parts).flatMap((part) => zip.file(part, deflateRawSync(part.bytes, LEVEL)))
  return Buffer.concat([...files, zip.end()])
}

/** The same bytes piece by piece, compressed off the loop: for many or large parts, which need not be a zip in memory too. */
export async function* streamZip(parts: readonly Part[]): AsyncGenerator<Buffer> {
  const zip = zipWriter()
  for (const part of inOrder(parts)) yield* zip.file(part, await deflated(part.bytes, LEVEL))
  yield zip.end()
}

const LEVEL = { level: 9 }
const deflated = promisify(deflateRaw)

/** Makes the records of a zip in turn: of each file, then of the directory at its end. */
function zipWriter() {
  const directory: Buffer[] = []
  let offset = 0
  let count = 0
  return {
    file({ name, bytes }: Part, packed: Buffer): Buffer[] {
      const path = Buffer.from(name, 'utf8')
      const fields = Buffer.alloc(26)
      fields.writeUInt16LE(20, 0) // Version needed: 2.0, deflate.
      fields.writeUInt16LE(0x0800, 2) // Names are UTF-8.
      fields.writeUInt16LE(8, 4)
      fields.writeUInt16LE(DOS_DATE, 8)
      fields.writeUInt32LE(crc32(bytes), 10)
      fields.writeUInt32LE(packed.length, 14)
      fields.writeUInt32LE(bytes.length, 18)
      fields.writeUInt16LE(path.length, 22)
      const at = Buffer.alloc(14)
      at.writeUInt32LE(offset, 10)
      directory.push(signed(0x02014b50), Buffer.from([20, 0]), fields, at, path)
      offset += 4 + fields.length + path.length + packed.length
      count += 1
      return [signed(0x04034b50), fields, path, packed]
    },
    end(): Buffer {
      const index = Buffer.concat(directory)
      const end = Buffer.alloc(18)
      end.writeUInt16LE(count, 4)
      end.writeUInt16LE(count, 6)
      end.writeUInt32LE(index.length, 8)
      end.writeUInt32LE(offset, 12)
      return Buffer.concat([index, signed(0x06054b50), end])
    },
  }
}

const inOrder = (parts: readonly Part[]) => parts.toSorted((one, other) => (rank(one.name) < rank(other.name) ? -1 : 1))

const rank = (name: string): string => (name === '[Content_Types].xml' ? '' : name)

function signed(signature: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(signature)
  return bytes
}

/** The parts of a zip in memory. */
export async function unpackZip(bytes: Buffer): Promise<Part[]> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true })
  const parts: Part[] = []
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
    parts.push({ name: entry.fileName, bytes: Buffer.concat(chunks) })
  }
  return parts
}
