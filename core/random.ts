/** Seeded randomness: the same seed and label give the same sequence on every machine. ARC4 by `seedrandom`. */
import seedrandom from 'seedrandom'

export type Random = {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform whole number in [0, `limit`). */
  below(limit: number): number
  /** The same elements in a random order (Fisher–Yates); the argument is left alone. */
  shuffle<T>(list: readonly T[]): T[]
}

/** A generator for one purpose: `label` keeps the draws of one step from shifting those of another. */
export function seededRandom(seed: string, label: string): Random {
  const next = seedrandom(`${label}\n${seed}`)
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next: () => next(),
    below,
    shuffle(list) {
      const order = [...list]
      for (let i = order.length - 1; i > 0; i--) {
        const j = below(i + 1)
        const held = order[i]!
        order[i] = order[j]!
        order[j] = held
      }
      return order
    },
  }
}
