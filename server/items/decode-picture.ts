/**
 * What an uploaded picture is, told by its bytes alone: a PNG is decoded whole,
 * a JPEG is walked from its first marker to its last. Runs in a thread: a
 * picture at the limit takes half a second and 80 MB.
 */
import { PNG } from 'pngjs'
import { AppError } from '../../core/errors.ts'
import { type PictureSize, pictureSize } from './picture.ts'

export type DecodedPicture = PictureSize & { mediaType: 'image/png' | 'image/jpeg' }

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')

const refused = (cause?: unknown) =>
  new AppError('picture.refused', 'This is no PNG or JPEG, or a damaged one. / 文件不是PNG或JPEG图片，或已损坏。', {
    cause,
  })

/** Type and size of a picture papers can be printed with. Throws `picture.refused` for all else. */
export function decodePicture(bytes: Uint8Array): DecodedPicture {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (data.subarray(0, 8).equals(PNG_SIGNATURE)) {
    // Its size first: a small file can unfold to more pixels than there is memory for.
    const size = pictureSize('image/png', data)
    try {
      PNG.sync.read(data, { checkCRC: true })
    } catch (error) {
      throw refused(error)
    }
    return { mediaType: 'image/png', ...size }
  }
  if (data.length < 4 || data.readUInt16BE(0) !== 0xffd8) throw refused()
  const size = pictureSize('image/jpeg', data)
  if (!isWholeJpeg(data)) throw refused()
  return { mediaType: 'image/jpeg', ...size }
}

/** Segments follow each other without a gap, a scan is among them, and nothing stands behind the end marker. */
function isWholeJpeg(data: Buffer): boolean {
  let scans = 0
  for (let at = 2; at + 1 < data.length; ) {
    if (data[at] !== 0xff) return false
    const marker = data[at + 1]!
    if (marker === 0xff) {
      at += 1 // Fill bytes may stand before a marker.
    } else if (marker === 0xd9) {
      return scans > 0 && at + 2 === data.length
    } else {
      if (at + 4 > data.length) return false
      at += 2 + data.readUInt16BE(at + 2)
      if (marker !== 0xda) continue
      scans += 1
      // Inside a scan 0xff is followed by 0 or a restart marker.
      while (at + 1 < data.length && !(data[at] === 0xff && data[at + 1] !== 0 && (data[at + 1]! & 0xf8) !== 0xd0))
        at += 1
    }
  }
  return false
}
