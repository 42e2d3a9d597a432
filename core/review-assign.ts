/** Sharing out items among people evenly. */

/** An item that wants so many more people, and who may not have it, because they wrote it or have it already. */
export type Assignable = { id: string; wants: number; barred: readonly string[] }
export type Assigned = { item: string; person: string }

type Choice = { id: string; able: readonly string[]; chosen: Set<string> }

/**
 * Gives each item as many different people as it wants, so that nobody has two
 * more than somebody who could have had one of theirs, directly or by passing
 * items on. `load` is what people have already; who comes first in `people`
 * breaks ties. `short` lists items for which there are not enough people; then
 * nothing should be assigned.
 */
export function assignEvenly(
  items: readonly Assignable[],
  people: readonly string[],
  load: ReadonlyMap<string, number> = new Map(),
): { assigned: Assigned[]; short: string[] } {
  const loads = new Map(people.map((person) => [person, load.get(person) ?? 0]))
  const short: string[] = []
  const choices = items.map(({ id, wants, barred }): Choice => {
    const able = people.filter((person) => !barred.includes(person))
    if (able.length < wants) short.push(id)
    const chosen = new Set(able.toSorted((a, b) => loads.get(a)! - loads.get(b)!).slice(0, wants))
    for (const person of chosen) loads.set(person, loads.get(person)! + 1)
    return { id, able, chosen }
  })
  // Every step lowers the sum of the squared loads, so this ends.
  while (people.some((person) => passOn(person, choices, loads)));
  const assigned = choices.flatMap(({ id, chosen }) => [...chosen].map((person) => ({ item: id, person })))
  return { assigned, short }
}

/** Takes one item from `from` along the shortest way to somebody who has two less; false when there is none. */
function passOn(from: string, choices: readonly Choice[], loads: Map<string, number>): boolean {
  /** Who gets which item from whom. */
  const way = new Map<string, { giver: string; choice: Choice } | undefined>([[from, undefined]])
  for (const giver of way.keys()) {
    if (loads.get(giver)! <= loads.get(from)! - 2) {
      loads.set(from, loads.get(from)! - 1)
      loads.set(giver, loads.get(giver)! + 1)
      for (let taker = giver, step = way.get(taker); step; taker = step.giver, step = way.get(taker)) {
        step.choice.chosen.delete(step.giver)
        step.choice.chosen.add(taker)
      }
      return true
    }
    for (const choice of choices)
      if (choice.chosen.has(giver))
        for (const taker of choice.able)
          if (!choice.chosen.has(taker) && !way.has(taker)) way.set(taker, { giver, choice })
  }
  return false
}
