/** Pictures of items: taken when their bytes are a picture, shown only with an item that holds them. */
import { sql } from 'drizzle-orm'
import { sha256 } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import { closed, Sha256, type Static, Type } from '../../core/schema.ts'
import { record } from '../access/record.ts'
import { act, type By } from '../by.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { attempt } from './attempt.ts'
import { lifeStore } from './life-store.ts'
import { itemStore, type Picture } from './store.ts'

/** Pictures of items are drawings; a photograph fits too. */
export const MAX_PICTURE_BYTES = 5 * 1024 * 1024

/** `text` is how the picture stands in an item. */
export const StoredPicture = closed({
  sha256: Sha256,
  mediaType: Type.String(),
  width: Type.Integer(),
  height: Type.Integer(),
  text: Type.String(),
})
export type StoredPicture = Static<typeof StoredPicture>

/** Stores a picture once, whatever it was called. Throws `picture.refused` unless the bytes decode as PNG or JPEG. */
export async function addPicture({ db, checker }: Deps, bank: string, bytes: Buffer, by: By): Promise<StoredPicture> {
  const digest = sha256(bytes)
  const { mediaType, width, height } = await checker.call('picture', bytes)
  await attempt(db, { bank, did: 'picture.add', to: digest }, by, (q) =>
    itemStore(q).insertPicture({ sha256: digest, mediaType, width, height, bytes, at: by.at }),
  )
  return { sha256: digest, mediaType, width, height, text: `![](sha256:${digest})` }
}

/** A picture that a revision of the item shows. Logged before it is shown; throws `item.missing` for any other. */
export async function readPicture(db: Db, bank: string, ref: string, digest: string, by: By): Promise<Picture> {
  const { item } = await lifeStore(db.read).one(bank, ref)
  const shown = db.read.get(
    sql`SELECT 1 FROM revisions WHERE item = ${item.id} AND instr(content, ${`![](sha256:${digest})`}) > 0 LIMIT 1`,
  )
  const picture = shown ? await itemStore(db.read).picture(digest) : undefined
  const result = picture ? 'done' : 'missing'
  await record(db, act(by, bank, 'item.picture', `${item.id} ${digest}`, result))
  if (!picture) throw new AppError('item.missing', 'This item has no such picture. / 该试题没有此图片。')
  return picture
}
