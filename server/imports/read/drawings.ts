/** Pictures anchored in a sheet, tied to the cell at their upper left corner. */
import { createHash } from 'node:crypto'
import { AppError } from '../../../core/errors.ts'
import type { PictureMedia } from '../../../core/row/sheet.ts'
import { limits, tooLarge } from './limits.ts'
import type { Package } from './package.ts'
import type { Sink } from './protocol.ts'
import { relationshipsOf } from './relationships.ts'
import { parseXml, prefixed } from './xml.ts'

/** `row` from 1, `column` from 0, `x` the offset inside the cell, by which pictures of one cell are put in order. */
type Anchor = { row: number; column: number; x: number; relation: string }

/** Sends the pictures of a drawing part, in reading order. */
export async function readDrawing(parts: Package, name: string, sheet: number, sink: Sink): Promise<void> {
  const anchors = (await anchorsOf(parts, name)).toSorted(
    (one, other) => one.row - other.row || one.column - other.column || one.x - other.x,
  )
  if (anchors.length > limits.pictures) throw tooLarge('it has more than 5,000 pictures', '图片超过 5000 张')
  const targets = new Map((await relationshipsOf(parts, name)).map(({ id, target }) => [id, target]))
  for (const { row, column, relation } of anchors) {
    const target = targets.get(relation)
    // A picture that is only linked has no bytes here.
    if (target === undefined || !parts.has(target)) continue
    const { media, bytes } = await readPicture(parts, target)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await sink({ is: 'picture', picture: { sheet, row, column, sha256, media, bytes } })
  }
}

async function anchorsOf(parts: Package, name: string): Promise<Anchor[]> {
  const anchors: Anchor[] = []
  let anchor: Anchor | undefined
  let field = ''
  let inFrom = false
  // Alternatives repeat a picture for older programs: only the first choice counts.
  let fallback = 0
  await parseXml(parts, name, {
    open(tag, attributes) {
      if (tag === 'Fallback') fallback += 1
      if (/^(?:oneCell|twoCell)Anchor$/u.test(tag)) anchor = { row: 1, column: 0, x: 0, relation: '' }
      if (tag === 'from') inFrom = true
      field = tag
      const relation = tag === 'blip' ? prefixed(attributes, 'embed') : undefined
      if (anchor && relation !== undefined && fallback === 0) anchors.push({ ...anchor, relation })
    },
    text(text) {
      if (!inFrom || !anchor) return
      if (field === 'row') anchor.row = Number(text) + 1
      else if (field === 'col') anchor.column = Number(text)
      else if (field === 'colOff') anchor.x = Number(text)
    },
    close(tag) {
      if (tag === 'Fallback') fallback -= 1
      if (tag === 'from') inFrom = false
      field = ''
    },
  })
  return anchors
}

/** The bytes of a picture part, as far as they can be kept. */
export async function readPicture(parts: Package, name: string): Promise<{ media: PictureMedia; bytes: Uint8Array }> {
  try {
    const bytes = await parts.bytes(name, limits.pictureBytes)
    const media = mediaOf(bytes)
    return media === 'other' ? { media, bytes: new Uint8Array() } : { media, bytes }
  } catch (error) {
    if (error instanceof AppError && error.code === 'file.wrong') return { media: 'too-large', bytes: new Uint8Array() }
    throw error
  }
}

/** What the bytes are; a name or a declared type proves nothing. */
export function mediaOf(bytes: Uint8Array): PictureMedia {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  return head.startsWith('GIF87a') || head.startsWith('GIF89a') ? 'image/gif' : 'other'
}
