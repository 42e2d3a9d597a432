import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Act, firstBreak, type Link } from '../../core/log.ts'
import { anchorOf, chain } from '../support/chains.ts'

const text = fc.string({ maxLength: 12 })
const acts = fc.array(
  fc.record({ at: fc.nat(), actor: text, bank: text, did: text, to: text, why: text, result: text }),
  { minLength: 1, maxLength: 40 },
)

const spoil = <T extends Act>(act: T): T => ({ ...act, actor: `${act.actor}!` })
const renumber = (links: Link[]) => links.map((link, i) => ({ ...link, seq: i + 1 }))
const forge = {
  edit: (links: Link[], at: number) => links.with(at, spoil(links[at]!)),
  drop: (links: Link[], at: number) => links.toSpliced(at, 1),
  'drop and renumber': (links: Link[], at: number) => renumber(links.toSpliced(at, 1)),
  double: (links: Link[], at: number) => links.toSpliced(at, 0, links[at]!),
  swap: (links: Link[], at: number) => {
    const other = (at + 1) % links.length
    return links.with(at, links[other]!).with(other, links[at]!)
  },
  cut: (links: Link[], at: number) => links.slice(0, at),
  rewrite: (links: Link[], at: number) => chain(links.with(at, spoil(links[at]!))),
}

test('an honest log holds, with its own anchor and with every earlier one', () => {
  fc.assert(
    fc.property(acts, (acts) => {
      const links = chain(acts)
      expect(firstBreak(links)).toBeUndefined()
      expect(
        firstBreak(
          links,
          links.map((_, i) => anchorOf(links.slice(0, i + 1))),
        ),
      ).toBeUndefined()
    }),
  )
})

test.each(Object.entries(forge))('a log forged by "%s" breaks against an anchor', (name, how) => {
  fc.assert(
    fc.property(acts, fc.nat(), (acts, n) => {
      const links = chain(acts)
      const at = n % links.length
      if (name === 'swap') fc.pre(links.length > 1)
      const broken = firstBreak(how(links, at), [anchorOf(links)])
      expect(broken).toBeDefined()
      if (name === 'edit') expect(broken).toEqual({ seq: at + 1, what: 'changed' })
      if (name === 'cut') expect(broken).toEqual({ seq: at + 1, what: 'cut' })
      if (name === 'rewrite') expect(broken).toEqual({ seq: links.length, what: 'unlike-anchor' })
    }),
  )
})

test('without an anchor, a cut tail and a whole rewrite cannot be seen: that is why anchors are kept elsewhere', () => {
  fc.assert(
    fc.property(acts, fc.nat(), (acts, n) => {
      const links = chain(acts)
      const at = n % links.length
      expect(firstBreak(forge.cut(links, at))).toBeUndefined()
      expect(firstBreak(forge.rewrite(links, at))).toBeUndefined()
    }),
  )
})

test('of two anchors of one size, a forged one beside the true one is noticed in either order', () => {
  fc.assert(
    fc.property(acts, (acts) => {
      const links = chain(acts)
      const honest = anchorOf(links)
      const forged = { size: honest.size, hash: 'f'.repeat(64) }
      for (const anchors of [
        [honest, forged],
        [forged, honest],
      ])
        expect(firstBreak(links, anchors)).toEqual({ seq: links.length, what: 'unlike-anchor' })
      expect(firstBreak(links, [{ size: 0, hash: 'f'.repeat(64) }])).toEqual({ seq: 0, what: 'unlike-anchor' })
    }),
  )
})
