/** Where a list goes on, as a text that callers hand back and do not read. It belongs to one search in one order. */
import { Value } from 'typebox/value'
import { digestOf } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import type { SearchView } from '../../core/item-search.ts'
import { type Static, Type } from '../../core/schema.ts'
import type { Hit, Place } from './search-store.ts'

/** The sort value and key of the last row shown, and which search it was shown by. */
const Inside = Type.Tuple([Type.Union([Type.Integer(), Type.String()]), Type.Integer(), Type.String()])

const searchDigest = (bank: string, view: SearchView): string => digestOf('search/1', { bank, ...view }).slice(0, 16)

export function cursorAt({ value, id }: Hit, bank: string, view: SearchView): string {
  const inside: Static<typeof Inside> = [value, id, searchDigest(bank, view)]
  return Buffer.from(JSON.stringify(inside)).toString('base64url')
}

/** The place a cursor stands for. Throws `input.invalid` for one of another search, bank or order, and for anything else. */
export function placeAt(cursor: string, bank: string, view: SearchView): Place {
  let inside: unknown
  try {
    inside = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    // Said below: it is no cursor.
  }
  if (!Value.Check(Inside, inside) || inside[2] !== searchDigest(bank, view))
    throw new AppError(
      'input.invalid',
      'This cursor belongs to another list: start from the first page. / 该游标不属于此列表，请从第一页开始。',
    )
  const [value, id] = inside
  return { value, id }
}
