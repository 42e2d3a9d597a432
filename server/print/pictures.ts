/**
 * Pictures as they go into a PDF. A PNG is laid on white without its alpha
 * channel: print shops want no transparency, and the writer would otherwise
 * decode it in the background, in an order that differs from run to run.
 */
import { createHash } from 'node:crypto'
import { PNG } from 'pngjs'

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
/** A paper shows few pictures, a set the same ones in paper and key. */
const KEPT = 64

const flat = new Map<string, Buffer>()

/** Bytes to embed for the bytes of a PNG or JPEG; JPEGs stay as they are. Throws when a PNG is damaged. */
export function printable(bytes: Uint8Array): Buffer {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!data.subarray(0, 8).equals(SIGNATURE)) return data
  const name = createHash('sha256').update(data).digest('base64')
  const known = flat.get(name)
  if (known) return known
  if (flat.size >= KEPT) flat.clear()
  const made = PNG.sync.write(onWhite(PNG.sync.read(data)), { colorType: 2, inputHasAlpha: true })
  flat.set(name, made)
  return made
}

function onWhite(picture: PNG): PNG {
  const { data } = picture
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3]! / 255
    for (let channel = at; channel < at + 3; channel++)
      data[channel] = Math.round(data[channel]! * alpha + 255 * (1 - alpha))
    data[at + 3] = 255
  }
  return picture
}

/** Width and height of a PNG or JPEG in pixels; undefined for anything else. */
export function pictureSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (data.length >= 24 && data.subarray(0, 8).equals(SIGNATURE))
    return { width: data.readUInt32BE(16), height: data.readUInt32BE(20) }
  if (data.length < 4 || data.readUInt16BE(0) !== 0xffd8) return undefined
  // JPEG: segments of a marker and a length, until a frame header (C0–CF but for C4, C8, CC) says the size.
  for (let at = 2; at + 9 <= data.length && data[at] === 0xff; ) {
    const marker = data[at + 1]!
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: data.readUInt16BE(at + 5), width: data.readUInt16BE(at + 7) }
    at += 2 + data.readUInt16BE(at + 2)
  }
  return undefined
}

/** Points of a picture set within `fit`: its pixels at 96 to the inch, smaller where it must be, never larger. */
export function pictureBox(bytes: Uint8Array | undefined, fit: readonly [number, number]): [number, number] {
  const size = bytes && pictureSize(bytes)
  if (!size || size.width === 0 || size.height === 0) return [fit[0], fit[1]]
  const scale = Math.min(0.75, fit[0] / size.width, fit[1] / size.height)
  return [size.width * scale, size.height * scale]
}
