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
