/** Pictures are checked by their own bytes, not by what a file calls them. */
import { AppError } from '../../core/errors.ts'

export type PictureSize = { width: number; height: number }

const MAX_PIXELS = 20_000_000

/** Width and height in pixels of a PNG, JPEG or GIF. Throws `picture.refused` for anything else, and for more than 20 megapixels. */
export function pictureSize(media: string, bytes: Uint8Array): PictureSize {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size =
    media === 'image/png'
      ? pngSize(data)
      : media === 'image/gif'
        ? gifSize(data)
        : media === 'image/jpeg'
          ? jpegSize(data)
          : undefined
  if (!size?.width || !size.height)
    throw new AppError(
      'picture.refused',
      'A picture is damaged or no PNG, JPEG or GIF. / 图片已损坏或不是PNG、JPEG、GIF。',
    )
  if (size.width * size.height > MAX_PIXELS)
    throw new AppError(
      'picture.refused',
      `A picture has ${size.width} × ${size.height} pixels; at most 20 million. / 图片像素过多，最多2000万。`,
    )
  return size
}

const pngSize = (data: Buffer): PictureSize | undefined =>
  data.length >= 24 && data.toString('latin1', 1, 4) === 'PNG'
    ? { width: data.readUInt32BE(16), height: data.readUInt32BE(20) }
    : undefined

const gifSize = (data: Buffer): PictureSize | undefined =>
  data.length >= 10 && data.toString('latin1', 0, 3) === 'GIF'
    ? { width: data.readUInt16LE(6), height: data.readUInt16LE(8) }
    : undefined

/** Walks the segments of a JPEG to its frame header (SOF0–SOF15 without the tables among them). */
function jpegSize(data: Buffer): PictureSize | undefined {
  if (data.length < 4 || data.readUInt16BE(0) !== 0xffd8) return undefined
  for (let at = 2; at + 9 < data.length && data[at] === 0xff; ) {
    const marker = data[at + 1]!
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: data.readUInt16BE(at + 5), width: data.readUInt16BE(at + 7) }
    at += 2 + data.readUInt16BE(at + 2)
  }
  return undefined
}
