/** Mends points and enemies by swaps inside classes: with a spare item first, else with another paper. */
import type { Random } from '../random.ts'
import { cost, type Draft, lift, place } from './draft.ts'
import { groupsOf } from './groups.ts'

/** Partners looked at for one slot: enough to mend, few enough for classes of thousands. */
const PARTNERS = 80
const PASSES = 300
/** How often a swap that neither mends nor harms is taken: it carries the search off plateaus. */
const SIDEWAYS = 0.35

/** Swaps until no group cap is broken; false when it is stuck after a fixed number of passes. */
export function repair(draft: Draft, random: Random): boolean {
  for (let pass = 0; pass < PASSES; pass++) {
    const broken = random.shuffle(brokenSlots(draft))
    if (broken.length === 0) return true
    for (const slot of broken) if (inConflict(draft, slot)) mend(draft, slot, random)
  }
  return brokenSlots(draft).length === 0
}

const brokenSlots = (draft: Draft): number[] =>
  draft.slots.flatMap((_, slot) => (inConflict(draft, slot) ? [slot] : []))

/** True when the slot's item is one of too many of a group in its paper. */
function inConflict({ problem, inGroup, slots }: Draft, slot: number): boolean {
  const { paper, item } = slots[slot]!
  const { caps } = problem.groups
  return groupsOf(problem.groups, item).some((group) => inGroup[paper * caps.length + group]! > caps[group]!)
}

function mend(draft: Draft, slot: number, random: Random): void {
  const { slots, slotsOf, spares } = draft
  const held = slots[slot]!
  const own = lift(draft, slot)
  const before = cost(draft, held.paper, own)
  const list = spares[held.class]!
  const spare = list.findIndex((item, index) => index < PARTNERS && cost(draft, held.paper, item) === 0)
  if (spare >= 0) {
    place(draft, slot, list[spare]!)
    list[spare] = own
    return
  }
  let best: { gain: number; partner?: number; spare?: number } | undefined
  const consider = (move: { gain: number; partner?: number; spare?: number }) => {
    if (!best || move.gain > best.gain || (move.gain === best.gain && random.next() < 0.5)) best = move
  }
  for (let at = 0; at < Math.min(PARTNERS, list.length); at++)
    consider({ gain: before - cost(draft, held.paper, list[at]!), spare: at })
  for (const partner of sample(slotsOf[held.class]!, random)) {
    const other = slots[partner]!
    if (other.paper === held.paper) continue
    const theirs = lift(draft, partner)
    const after = cost(draft, held.paper, theirs) + cost(draft, other.paper, own)
    consider({ gain: before + cost(draft, other.paper, theirs) - after, partner })
    place(draft, partner, theirs)
  }
  const taken = best && (best.gain > 0 || (best.gain === 0 && random.next() < SIDEWAYS)) ? best : undefined
  if (taken?.partner !== undefined) {
    const theirs = lift(draft, taken.partner)
    place(draft, taken.partner, own)
    place(draft, slot, theirs)
  } else if (taken?.spare !== undefined) {
    place(draft, slot, list[taken.spare]!)
    list[taken.spare] = own
  } else place(draft, slot, own)
}

/** All of a short list, a random stretch of a long one. */
function sample(list: readonly number[], random: Random): readonly number[] {
  if (list.length <= PARTNERS) return list
  const from = random.below(list.length)
  return Array.from({ length: PARTNERS }, (_, k) => list[(from + k) % list.length]!)
}
