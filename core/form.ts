/**
 * The order of a form: items within their section, options within their item,
 * and so the letters. Forms A and B of a paper hold the same items in other
 * orders. The same seed and items give the same order; the order in which the
 * items come in does not matter.
 */
import seedrandom from 'seedrandom'
import type { CasePart, TheoryItem } from './item.ts'
import { closed, type Static, Type } from './schema.ts'

export const FormName = Type.Union([Type.Literal('A'), Type.Literal('B')])
export type FormName = Static<typeof FormName>

const OptionOrder = Type.Array(Type.String({ pattern: '^[a-z]$' }))

/**
 * Items in their order, each with its option ids in their order: `options[0]` is
 * letter A. A case has an order of options for each of its `parts`, which
 * themselves stay in theirs.
 */
export const FormOrder = closed({
  form: FormName,
  sections: Type.Array(
    Type.Array(
      closed({
        id: Type.String({ minLength: 1 }),
        options: OptionOrder,
        parts: Type.Optional(Type.Array(OptionOrder)),
      }),
    ),
  ),
})
export type FormOrder = Static<typeof FormOrder>

/** What the order depends on; `id` is unique within the paper. */
export type FormItem = { id: string; content: Pick<TheoryItem, 'type' | 'options' | 'key' | 'fixedOrder' | 'parts'> }

/** So many equal answers may follow each other, if the answers of the section allow it at all. */
export const LONGEST_RUN = 3

/** Letter of an option's place: 0 → A. */
export const letterOf = (place: number): string => String.fromCharCode(65 + place)

/** The letters of the right options under an order of option ids, ascending: "B", "ACD". Throws for an unknown id. */
export function lettersOf(right: readonly string[], order: readonly string[]): string {
  const places = right.map((id) => order.indexOf(id))
  if (places.includes(-1)) throw new Error('A key names an option that its item does not have.')
  return places
    .sort((a, b) => a - b)
    .map(letterOf)
    .join('')
}

/**
 * Orders a paper's sections. Right letters of single choice are spread as
 * evenly as options in fixed order allow; in no section more than
 * `LONGEST_RUN` equal answers follow each other unless its answers are too
 * alike for that. `seed` is any text; O(n · k) for n items and k answers.
 */
export function makeForm(
  sections: readonly (readonly FormItem[])[],
  { seed, form }: { seed: string; form: FormName },
): FormOrder {
  return {
    form,
    sections: sections.map((items, index) => {
      const random = seedrandom(`juanku/form/v1/${form}/${index}/${seed}`)
      const sorted = shuffle([...items].sort(byId), random)
      const options = new Map(orderOptions(sorted, random).map((order, at) => [sorted[at]!.id, order]))
      const answer = (item: FormItem) => answerOf(item, options.get(item.id)!)
      const ordered = spreadRuns(sorted, answer, random)
      // A stream of their own: parts do not shift the draws of the items around them.
      const partRandom = seedrandom(`juanku/form/v1/${form}/${index}/parts/${seed}`)
      return ordered.map(({ id, content: { parts } }) => ({
        id,
        options: options.get(id)!,
        ...(parts === undefined ? {} : { parts: parts.map((part) => partOptions(part, partRandom)) }),
      }))
    }),
  }
}

type Random = () => number

const byId = (a: FormItem, b: FormItem) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Fisher–Yates. */
function shuffle<T>(list: readonly T[], random: Random): T[] {
  const out = [...list]
  for (let at = out.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1))
    ;[out[at], out[other]] = [out[other]!, out[at]!]
  }
  return out
}

/** What a candidate would mark: "C", "ABD", "√"; empty for a written answer, of which no run can be seen. */
function answerOf({ content }: FormItem, order: readonly string[]): string {
  if ('truth' in content.key) return content.key.truth ? '√' : '×'
  return 'options' in content.key ? lettersOf(content.key.options, order) : ''
}

/** Option ids of a case's part, in the order printed. */
function partOptions({ options, fixedOrder }: CasePart, random: Random): string[] {
  const ids = options.map(({ id }) => id)
  return fixedOrder ? ids : shuffle([...ids].sort(), random)
}

/** Option ids of each item: single keys go to the letter that is rarest so far, everything else is shuffled. */
function orderOptions(items: readonly FormItem[], random: Random): string[][] {
  const used: number[] = []
  const use = (place: number) => {
    used[place] = (used[place] ?? 0) + 1
  }
  const singleKey = ({ key }: FormItem['content']) =>
    'options' in key && key.options.length === 1 ? key.options[0] : undefined
  for (const { content } of items) {
    const key = singleKey(content)
    if (key !== undefined && content.fixedOrder) use(content.options.findIndex(({ id }) => id === key))
  }
  return items.map(({ content }) => {
    const ids = content.options.map(({ id }) => id)
    if (content.fixedOrder) return ids
    const mixed = shuffle([...ids].sort(), random)
    const key = singleKey(content)
    if (key === undefined) return mixed
    const places = shuffle([...ids.keys()], random)
    const place = places.reduce((best, at) => ((used[at] ?? 0) < (used[best] ?? 0) ? at : best))
    use(place)
    return mixed.filter((id) => id !== key).toSpliced(place, 0, key)
  })
}

/**
 * Draws the items one by one so that no answer runs longer than `LONGEST_RUN`.
 * An answer may be drawn when it does not make a run too long and what is left
 * can still be laid out: c items of one answer need at least c/LONGEST_RUN − 1
 * others between them. Where no draw is right, runs are kept as short as the
 * answers allow.
 */
function spreadRuns(items: readonly FormItem[], answer: (item: FormItem) => string, random: Random): FormItem[] {
  const piles = new Map<string, FormItem[]>()
  for (const item of items) {
    const pile = piles.get(answer(item))
    if (pile) pile.push(item)
    else piles.set(answer(item), [item])
  }
  if (piles.size < 2) return [...items]
  const out: FormItem[] = []
  let left = items.length
  let last = ''
  let run = 0
  const fits = (drawn: string) => {
    const next = drawn === last ? run + 1 : 1
    if (next > LONGEST_RUN) return false
    return [...piles].every(([name, pile]) => {
      const rest = pile.length - (name === drawn ? 1 : 0)
      const others = left - 1 - rest
      return rest <= LONGEST_RUN * (others + 1) - (name === drawn ? next : 0)
    })
  }
  while (left > 0) {
    const open = [...piles.keys()].filter((name) => piles.get(name)!.length > 0)
    const good = open.filter(fits)
    const drawn = good.length > 0 ? draw(good, piles, random) : longest(open, piles, last, left, run)
    out.push(piles.get(drawn)!.pop()!)
    left -= 1
    run = drawn === last ? run + 1 : 1
    last = drawn
  }
  return out
}

/** An answer drawn in proportion to how many items of it are left. */
function draw(names: readonly string[], piles: ReadonlyMap<string, FormItem[]>, random: Random): string {
  const total = names.reduce((sum, name) => sum + piles.get(name)!.length, 0)
  let at = random() * total
  for (const name of names) {
    at -= piles.get(name)!.length
    if (at < 0) return name
  }
  return names.at(-1)!
}

/** Where the commonest answer is too common: lays it in equal runs, the others one by one between them. */
function longest(
  open: readonly string[],
  piles: ReadonlyMap<string, FormItem[]>,
  last: string,
  left: number,
  run: number,
): string {
  const common = open.reduce((a, b) => (piles.get(b)!.length > piles.get(a)!.length ? b : a))
  const other = open.find((name) => name !== common)
  if (other === undefined) return common
  const count = piles.get(common)!.length
  const share = Math.ceil((count + (last === common ? run : 0)) / (left - count + 1))
  return last === common && run >= share ? other : common
}
