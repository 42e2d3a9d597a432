/**
 * What people say of single items, as rows that are the same for every paper, so
 * that the ladder need not tell papers apart. A named item is a class of its own.
 * Items that enter together have equal counts; an anchor's count is one in every
 * paper. A paper that something is pinned to, or kept out of, gets a *marker*: a
 * class without items, one in the set, that its pins must follow and what is kept
 * out must avoid. Which paper has the marker is its number (`inPlace`).
 */
import { placesOf } from '../blueprint/by-id.ts'
import type { ResolvedBlueprint } from '../blueprint/resolve.ts'
import type { Pool } from './pool.ts'
import type { Column, ItemClass, Problem, Row } from './problem.ts'
import type { Trait } from './traits.ts'

/** Why an item is a class of its own: papers (from 0) it must be in and keep out of, its group. */
export type Single = { anchor: boolean; pinned: boolean; papers: number[]; notIn: number[]; group: string | null }

/** The items of `pool` that anchors, pins, exclusions from papers and groups name, by index, ascending. */
export function singles({ items, grouped }: Pool, blueprint: ResolvedBlueprint): Map<number, Single> {
  const { anchors, pinned, excluded } = blueprint
  const apart = excluded.filter(({ paper }) => paper !== null)
  const named = placesOf(items, [...anchors, ...[...pinned, ...apart].map(({ item }) => item)])
  const all = new Set([...named.values(), ...(blueprint.groups ? grouped : [])])
  const anchored = new Set(anchors)
  const papersOf = (list: typeof pinned) => {
    const papers = new Map<string, number[]>()
    for (const { item, paper } of list)
      papers.set(item, [...(papers.get(item) ?? []), ...(paper === null ? [] : [paper])])
    return papers
  }
  const [into, outOf] = [papersOf(pinned), papersOf(apart)]
  const own = new Map<number, Single>()
  for (const index of [...all].sort((a, b) => a - b)) {
    const { id, group } = items[index]!
    const anchor = anchored.has(id)
    own.set(index, {
      anchor,
      pinned: into.has(id) && !anchor,
      papers: anchor ? [] : (into.get(id) ?? []),
      notIn: outOf.get(id) ?? [],
      group: (blueprint.groups ? group : undefined) ?? null,
    })
  }
  return own
}

const NO_TRAIT: Trait = { type: 'single', scope: null, difficulty: 'other', importance: 'other', attributes: {} }

/** `problem` with its markers and the rows of its named items. */
export function placed(problem: Problem): Problem {
  const { singles: own, papers } = problem
  if (own.size === 0) return problem
  const classes: ItemClass[] = [...problem.classes]
  const columns: Column[] = [...problem.columns]
  const rows: Row[] = [...problem.rows]
  const columnsOf = new Map<number, number[]>()
  for (const [column, { class: of }] of problem.columns.entries())
    if (classes[of]!.items.length === 1) {
      const item = classes[of]!.items[0]!
      if (own.has(item)) columnsOf.set(item, [...(columnsOf.get(item) ?? []), column])
    }
  const row = (lower: number, upper: number, plus: readonly number[], minus: readonly number[] = []) =>
    rows.push({
      rule: null,
      lower,
      upper,
      columns: [...plus, ...minus],
      values: [...plus.map(() => 1), ...minus.map(() => -1)],
    })
  const markers = new Map<number, number>()
  const marker = (paper: number) => {
    const known = markers.get(paper)
    if (known !== undefined) return known
    classes.push({
      trait: NO_TRAIT,
      items: new Int32Array(0),
      perPaper: 1,
      supply: 1,
      least: 1,
      groups: [],
      marker: paper,
    })
    const column = columns.push({ class: classes.length - 1, section: -1 }) - 1
    markers.set(paper, column)
    return column
  }
  const groups = new Map<string, number[][]>()
  for (const [item, { anchor, papers: into, notIn, group }] of own) {
    const mine = columnsOf.get(item)
    if (!mine) continue
    if (anchor) row(1, 1, mine)
    for (const paper of into) if (paper < papers) row(0, Number.POSITIVE_INFINITY, mine, [marker(paper)])
    for (const paper of notIn) if (paper < papers) row(0, 1, [...mine, marker(paper)])
    if (group !== null) groups.set(group, [...(groups.get(group) ?? []), mine])
  }
  for (const [first, ...rest] of groups.values()) for (const other of rest) row(0, 0, first!, other)
  if (markers.size > 1) row(0, 1, [...markers.values()])
  return { ...problem, classes, columns, rows }
}

/** The counts in the order of their papers' numbers: a marked paper in its place, the others in turn. */
export function inPlace({ classes, columns }: Problem, counts: readonly number[][]): number[][] {
  const places = columns.flatMap(({ class: of }, column) => {
    const { marker } = classes[of]!
    return marker === undefined ? [] : [{ column, marker }]
  })
  if (places.length === 0) return [...counts]
  const ordered = new Array<number[] | undefined>(counts.length).fill(undefined)
  const free = counts.filter((own) => {
    const place = places.find(({ column }) => own[column]! > 0)
    if (place) ordered[place.marker] = own
    return !place
  })
  return ordered.map((own) => own ?? free.shift()!)
}
