/** Where an item was used: told when no paper of a set can be sat any more, since before that a use is secret. */
import { sql } from 'drizzle-orm'
import { ItemKind } from '../../core/item.ts'
import { closed, type Static, Type } from '../../core/schema.ts'
import { record } from '../access/record.ts'
import { act, type By } from '../by.ts'
import type { Db } from '../db/open.ts'
import { lifeStore } from './life-store.ts'

const At = Type.Integer({ description: 'Unix time in ms' })

/** Sets that took the item, with their sittings, the newest set first; in which of its papers it stood is not said. */
export const ItemUses = Type.Array(
  closed({
    set: Type.String(),
    kind: ItemKind,
    number: Type.Integer({ description: 'of the set, in the bank and kind' }),
    sittings: Type.Array(closed({ id: Type.String(), name: Type.String(), starts: At })),
  }),
)
export type ItemUses = Static<typeof ItemUses>

type Row = { set: string; kind: ItemKind; number: number; sitting: string; name: string; starts: number }

/** Logged before it returns. Throws `item.missing`. */
export async function itemUses(db: Db, bank: string, ref: string, by: By): Promise<ItemUses> {
  const { item } = await lifeStore(db.read).one(bank, ref)
  await record(db, act(by, bank, 'item.uses', item.id))
  const rows = db.read.all<Row>(sql`
    SELECT s.id AS "set", s.kind, s.number, t.id AS sitting, t.name, t.starts
    FROM sets s
    JOIN uses u ON u."set" = s.id AND u.item = ${item.id}
    JOIN papers p ON p."set" = s.id
    JOIN sittings t ON t.paper = p.id AND t.state IN ('held', 'archived')
    WHERE s.bank = ${bank} AND NOT EXISTS (
      -- A paper that may still be sat: neither over nor out of use, or drawn once more.
      SELECT 1 FROM papers o WHERE o."set" = s.id AND (
        o.state NOT IN ('voided', 'destroyed')
          AND NOT EXISTS (SELECT 1 FROM sittings h WHERE h.paper = o.id AND h.state IN ('held', 'archived'))
        OR EXISTS (SELECT 1 FROM sittings d WHERE d.state = 'drawn' AND o.id IN (d.paper, d.spare))))
    ORDER BY s.number DESC, t.starts`)
  const told = new Map<string, ItemUses[number]>()
  for (const { set, kind, number, sitting, name, starts } of rows) {
    const use = told.get(set) ?? { set, kind, number, sittings: [] }
    use.sittings.push({ id: sitting, name, starts })
    told.set(set, use)
  }
  return [...told.values()]
}
