/**
 * The fewest people who can run every flow. A flow is a list of steps, each
 * done by somebody of a role and, where the rules say so, by somebody other
 * than who did an earlier step.
 */
import { excludes, type Grant, gives, type Relaxation, type Right, type Role, rightsTable, roles } from './rights.ts'

/** One step: `by` whoever has the right, or the role; `apart` are the steps whose people must not do it; `people`: so many different ones. */
export type Step = { step: string; by: Right | Role; apart?: readonly string[]; people?: number }

/** An opening: nobody plays two parts in it, and who composed the paper plays none. */
const opening = (composed: readonly string[]): Step[] => [
  { step: 'ask and open', by: 'paper.open', apart: composed },
  { step: 'approve the opening', by: 'paper.supervise', apart: [...composed, 'ask and open'] },
  {
    step: 'give shares',
    by: 'paper.share',
    apart: [...composed, 'ask and open', 'approve the opening'],
    people: 2,
  },
]

/** What a body has to be able to do, from the first item to the opened paper. Nobody has composed a blind set. */
export const flows: Record<string, readonly Step[]> = {
  items: [
    { step: 'write', by: 'item.write' },
    { step: 'assign', by: 'item.assign' },
    { step: 'review', by: 'item.review', apart: ['write'] },
  ],
  table: [
    { step: 'propose', by: 'table.remap' },
    { step: 'apply', by: 'table.confirm', apart: ['propose'] },
  ],
  relations: [
    { step: 'propose', by: 'relation.propose' },
    { step: 'decide', by: 'relation.decide', apart: ['propose'] },
  ],
  'a set, seen': [
    { step: 'assemble', by: 'set.assemble' },
    { step: 'approve', by: 'set.approve', apart: ['assemble'] },
    { step: 'seal', by: 'custody.seal' },
    ...opening(['assemble']),
  ],
  'a set, blind': [{ step: 'assemble', by: 'set.assemble' }, ...opening([])],
  archive: [
    { step: 'ask', by: 'archive.consult' },
    { step: 'approve', by: 'archive.approve', apart: ['ask'] },
  ],
  accounts: [
    { step: 'manage', by: 'account.grant' },
    { step: 'read the log', by: 'log.read', apart: ['manage'] },
  ],
}

const mayStep = (role: Role, by: Right | Role): boolean => (by in rightsTable ? gives(role, by as Right) : role === by)

type People = readonly (readonly Role[])[]

/** Whether people with these roles, all in one bank, can do every step of a flow. */
export function canRun(people: People, steps: readonly Step[]): boolean {
  const doers = new Map<string, readonly number[]>()
  const go = (at: number): boolean => {
    const next = steps[at]
    if (!next) return true
    const barred = new Set((next.apart ?? []).flatMap((step) => doers.get(step) ?? []))
    const able = people.flatMap((held, index) =>
      !barred.has(index) && held.some((role) => mayStep(role, next.by)) ? [index] : [],
    )
    const wanted = next.people ?? 1
    return chosen(able, wanted).some((some) => {
      doers.set(next.step, some)
      return go(at + 1)
    })
  }
  return go(0)
}

const chosen = (from: readonly number[], count: number): number[][] =>
  count === 0
    ? [[]]
    : from.flatMap((one, index) => chosen(from.slice(index + 1), count - 1).map((rest) => [one, ...rest]))

/** Every set of roles one person may hold in a bank. */
export function allowedRoles(lifted: readonly Relaxation[] = []): Role[][] {
  const grant = (role: Role): Grant => ({ role, scope: role === 'administrator' ? '*' : '6-31-01-03.3' })
  let sets: Role[][] = [[]]
  for (const role of roles)
    sets = sets.flatMap((held) =>
      excludes(held.map(grant), grant(role), lifted) === undefined ? [held, [...held, role]] : [held],
    )
  // Who holds more can do more: smaller sets within larger ones add nothing.
  return sets.filter(
    (one) => !sets.some((other) => other.length > one.length && one.every((role) => other.includes(role))),
  )
}

/** The roles of the fewest people who can run these flows, of at most `most`; undefined when no such people can. */
export function fewestPeople(
  wanted: readonly (readonly Step[])[],
  most: number,
  lifted: readonly Relaxation[] = [],
): Role[][] | undefined {
  const kinds = allowedRoles(lifted)
  const grow = (people: Role[][], from: number, left: number): Role[][] | undefined => {
    if (left === 0) return wanted.every((steps) => canRun(people, steps)) ? people : undefined
    for (let at = from; at < kinds.length; at++) {
      const found = grow([...people, kinds[at]!], at, left - 1)
      if (found) return found
    }
    return undefined
  }
  for (let size = 1; size <= most; size++) {
    const found = grow([], 0, size)
    if (found) return found
  }
  return undefined
}
