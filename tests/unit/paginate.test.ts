import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Block, paginate } from '../../server/print/paginate.ts'

const gap = { natural: 4, min: 2, max: 10 }
const none = { natural: 0, min: 0, max: 0 }
const HEIGHT = 700

const blocks = fc.array(
  fc.record({
    height: fc.integer({ min: 10, max: 260 }),
    before: fc.constantFrom(gap, none, { natural: 13, min: 8, max: 22 }),
  }),
  { minLength: 1, maxLength: 120 },
)

test('every block stands once, in order, inside its frame, and none over another', () => {
  fc.assert(
    fc.property(blocks, (all: Block[]) => {
      const pages = paginate(all, HEIGHT)
      expect(pages.flat().map(({ block }) => block)).toEqual(all.map((_, at) => at))
      for (const page of pages)
        for (const [at, { block, y }] of page.entries()) {
          const before = page[at - 1]
          expect(y).toBeGreaterThanOrEqual(before ? before.y + all[before.block]!.height - 0.01 : 0)
          expect(y + all[block]!.height).toBeLessThanOrEqual(HEIGHT + 0.01)
        }
    }),
  )
})

test('no division over as many pages leaves less empty: compared with every division of small cases', () => {
  const emptiness = (all: Block[], pages: { block: number }[][]) =>
    pages.slice(0, -1).reduce((sum, page) => {
      const max = page.reduce(
        (used, { block }, at) => used + all[block]!.height + (at > 0 ? all[block]!.before.max : 0),
        0,
      )
      return sum + Math.max(0, HEIGHT - max) ** 2
    }, 0)
  const divisions = (from: number, count: number): { block: number }[][][] =>
    from === count
      ? [[]]
      : Array.from({ length: count - from }, (_, n) => n + 1).flatMap((length) =>
          divisions(from + length, count).map((rest) => [
            Array.from({ length }, (_, at) => ({ block: from + at })),
            ...rest,
          ]),
        )
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 60, max: 400 }), { minLength: 3, maxLength: 9 }), (heights) => {
      const all = heights.map((height) => ({ height, before: gap }))
      const made = paginate(all, HEIGHT)
      const fits = (page: { block: number }[]) =>
        page.reduce((sum, { block }, at) => sum + all[block]!.height + (at > 0 ? gap.min : 0), 0) <= HEIGHT
      const others = divisions(0, all.length).filter((pages) => pages.length === made.length && pages.every(fits))
      const least = Math.min(...others.map((pages) => emptiness(all, pages)))
      // Stretched glue and an emptier last page weigh too: up to three pages' worth of a sixth empty.
      expect(emptiness(all, made)).toBeLessThanOrEqual(least + (HEIGHT / 3) ** 2)
    }),
    { numRuns: 60 },
  )
})

test('a heading stays with what follows it', () => {
  const all: Block[] = [
    { height: 640, before: none },
    { height: 40, before: gap, keepNext: true },
    { height: 400, before: gap },
  ]
  expect(paginate(all, HEIGHT).map((page) => page.map(({ block }) => block))).toEqual([[0], [1, 2]])
})

test('a page is stretched to its end; the last one is not', () => {
  const all = Array.from({ length: 12 }, () => ({ height: 105, before: gap }))
  const [first, second] = paginate(all, HEIGHT)
  expect(first!.at(-1)!.y + 105).toBeCloseTo(HEIGHT - 40, -2)
  expect(second![1]!.y - second![0]!.y - 105).toBeCloseTo(gap.natural, 5)
})

test('a last page of one item takes more from the pages before', () => {
  const all = Array.from({ length: 8 }, () => ({ height: 95, before: { natural: 4, min: 2, max: 30 } }))
  const pages = paginate(all, HEIGHT).map((page) => page.length)
  expect(pages).toHaveLength(2)
  expect(pages[1]).toBeGreaterThan(1)
})

test('room for an answer is kept at a page’s end, and gives where it must', () => {
  const tail = { natural: 200, min: 140, max: 320 }
  const all: Block[] = [
    { height: 300, before: none, tail },
    { height: 200, before: gap, tail },
    { height: 50, before: gap },
  ]
  const pages = paginate(all, HEIGHT)
  expect(pages.map((page) => page.map(({ block }) => block))).toEqual([[0], [1, 2]])
})
