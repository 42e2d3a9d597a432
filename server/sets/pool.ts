/** The approved items of a bank as an assembly sees them: attributes and use, no content. */
import type { PoolItem } from '../../core/blueprint/blueprint.ts'
import { parentOf } from '../../core/element-table.ts'
import type { DefenseTopic, ItemContent, ItemKind, PracticalTask, TheoryItem } from '../../core/item.ts'
import { bankStore } from '../banks/store.ts'
import type { Db } from '../db/open.ts'
import { itemStore } from '../items/store.ts'
import { setStore } from './store.ts'

type ContentOf = { theory: TheoryItem; practical: PracticalTask; defense: DefenseTopic }
/** An approved revision that a set may use. */
export type Usable<Content = ItemContent> = { id: string; revision: number; digest: string; content: Content }

/** Every approved item of a kind, by id. */
export async function usableItems<Kind extends ItemKind>(
  db: Db,
  bank: string,
  kind: Kind,
): Promise<Usable<ContentOf[Kind]>[]> {
  const items: Usable[] = await itemStore(db.read).approved(bank, kind)
  return items.filter((item): item is Usable<ContentOf[Kind]> => item.content.kind === kind)
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The theory pool: importance comes from the point, a clone family makes enemies of its members. */
export async function theoryPool(db: Db, bank: string): Promise<PoolItem[]> {
  const [items, table, uses] = [
    await usableItems(db, bank, 'theory'),
    await bankStore(db.read).table(bank, 'theory'),
    await setStore(db.read).useCounts(bank),
  ]
  const importance = new Map(table?.content.points.map((point) => [point.code, point.importance]))
  const families = new Map<string, string[]>()
  for (const { id, content } of items)
    if (content.family !== null) families.set(content.family, [...(families.get(content.family) ?? []), id])
  return items.map(({ id, content }) => {
    const use = uses.get(id)
    return {
      id,
      type: content.type,
      scope: content.point === null ? '' : (parentOf(content.point) ?? ''),
      point: content.point,
      difficulty: content.difficulty,
      importance: content.point === null ? null : (importance.get(content.point) ?? null),
      seconds: content.seconds,
      enemies: content.family === null ? [] : families.get(content.family)!.filter((other) => other !== id),
      used: use?.used ?? 0,
      lastUsed: use ? day(use.last) : null,
    }
  })
}
