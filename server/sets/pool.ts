/** The approved items of a bank as an assembly sees them: attributes and use, no content. */
import type { PoolItem } from '../../core/blueprint/blueprint.ts'
import type { TaskChoice, TopicChoice } from '../../core/blueprint/practical.ts'
import { digestOf } from '../../core/canonical.ts'
import { parentOf } from '../../core/element-table.ts'
import { enemyLists } from '../../core/enemies.ts'
import type { DefenseTopic, ItemContent, ItemKind, PracticalTask, TheoryItem } from '../../core/item.ts'
import { bankStore } from '../banks/store.ts'
import type { Db } from '../db/open.ts'
import { itemStore } from '../items/store.ts'
import { relationStore } from '../relations/store.ts'
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

/** Practical tasks as assembly sees them; those without a module are left out. */
export const taskChoices = (usable: readonly Usable<PracticalTask>[]): TaskChoice[] =>
  usable.flatMap(({ id, content: task }) =>
    task.module === null
      ? []
      : [{ id, module: task.module, halfMarks: task.marks, minutes: task.preparationMinutes + task.workingMinutes }],
  )

/** Defense topics as assembly sees them. */
export const topicChoices = (usable: readonly Usable<DefenseTopic>[]): TopicChoice[] =>
  usable.map(({ id, content: { scope, minutes } }) => ({ id, scope: scope ?? '', minutes }))

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** Names under which a bank's own attributes tell that items belong together. */
const GROUP_NAMES = ['题组', 'group']

/** Names a person the same way within one bank, and gives nobody away by itself. */
const pseudonym = (bank: string, writer: string): string => digestOf('writer/1', [bank, writer]).slice(0, 8)

/** What rules may name of an item beside its own attributes; the key's shape only where the blueprint looks at it. */
function attributesOf(content: TheoryItem, writer: string, answers: boolean): Record<string, string> {
  const { key, stem, options } = content
  const image = [stem, ...options.map(({ text }) => text)].some((text) => text.includes('](sha256:'))
  const answer = 'truth' in key ? String(key.truth) : 'options' in key ? String(key.options.length) : undefined
  return {
    ...content.attributes,
    ...(content.source === '' ? {} : { source: content.source.slice(0, 200) }),
    writer,
    image: image ? 'yes' : 'no',
    ...(answers && answer !== undefined ? { answer } : {}),
  }
}

/**
 * The theory pool: importance comes from the point, enemies from clone families
 * and accepted relations, dates and counts of use from the sets before. `without` is a set that
 * does not count as used, because it is the one being edited.
 */
export async function theoryPool(
  db: Db,
  bank: string,
  { answers = false, without }: { answers?: boolean; without?: string } = {},
): Promise<PoolItem[]> {
  const [items, writers, table, uses] = [
    await usableItems(db, bank, 'theory'),
    await setStore(db.read).writers(bank, 'theory'),
    await bankStore(db.read).table(bank, 'theory'),
    await setStore(db.read).useCounts(bank, 'theory', without),
  ]
  const importance = new Map(table?.content.points.map((point) => [point.code, point.importance]))
  const kin = items.map(({ id, content }) => ({ id, family: content.family }))
  const enemies = enemyLists(kin, await relationStore(db.read).accepted(bank, 'theory'))
  return items.map(({ id, content }) => {
    const use = uses.get(id)
    const group = GROUP_NAMES.flatMap((name) => content.attributes?.[name] ?? [])[0]
    return {
      id,
      type: content.type,
      scope: content.point === null ? '' : (parentOf(content.point) ?? ''),
      point: content.point,
      difficulty: content.difficulty,
      importance: content.point === null ? null : (importance.get(content.point) ?? null),
      seconds: content.seconds,
      enemies: enemies.get(id) ?? [],
      used: use?.used ?? 0,
      lastUsed: use ? day(use.last) : null,
      ...(use ? { setsAgo: use.setsAgo } : {}),
      ...(group === undefined ? {} : { group: group.slice(0, 100) }),
      attributes: attributesOf(content, pseudonym(bank, writers.get(id) ?? ''), answers),
    }
  })
}
