/**
 * Writers and reviewers do not learn who the other is: views call them by a
 * name that is the same in every view of one item, "审题员1", and says nothing
 * across items.
 */
import { closed, type Static, Type, Words } from '../../core/schema.ts'

/** Somebody in the life of an item; `self` is whoever looks. */
export const Somebody = closed({ called: Words, self: Type.Boolean() })
export type Somebody = Static<typeof Somebody>

type Deed = { person: string; role: 'writer' | 'reviewer'; at: number }

const roles = { writer: ['命题员', 'writer'], reviewer: ['审题员', 'reviewer'] } as const

/** Names for the people of one item, in the order they first did something in their role; `viewer` is marked as self. */
export function pseudonyms(deeds: readonly Deed[], viewer: string): (person: string) => Somebody {
  const names = new Map<string, Words>()
  const count = { writer: 0, reviewer: 0 }
  for (const { person, role } of deeds.toSorted((a, b) => a.at - b.at)) {
    if (names.has(person)) continue
    count[role] += 1
    const [zh, en] = roles[role]
    names.set(person, { zh: `${zh}${count[role]}`, en: `${en} ${count[role]}` })
  }
  return (person) => ({ called: names.get(person) ?? { zh: '他人', en: 'somebody' }, self: person === viewer })
}
