/**
 * The access log: a hash chain in which every link covers the one before it.
 * Editing, dropping or reordering links breaks the chain; a cut or wholly
 * rewritten log disagrees with an anchor kept elsewhere. After Crosby & Wallach,
 * "Efficient Data Structures for Tamper-Evident Logging" (2009).
 */
import { hash as digest } from 'node:crypto'
import { closed, Sha256, type Static, Type } from './schema.ts'

const short = Type.String({ maxLength: 200 })

/** One act: who did what, in which bank, to what, why, with what result. `at` is Unix time in ms. Never any content. */
export const Act = closed({
  at: Type.Integer({ minimum: 0 }),
  actor: short,
  bank: short,
  did: short,
  to: Type.String({ maxLength: 20_000 }),
  why: Type.String({ maxLength: 2000 }),
  result: short,
})
export type Act = Static<typeof Act>

/** An act with its place in the chain: `seq` counts from 1, `hash` is hex SHA-256. */
export const Link = closed({ seq: Type.Integer({ minimum: 1 }), ...Act.properties, hash: Sha256 })
export type Link = Static<typeof Link>

/** A chain's length and the hash of its last link: what a copy elsewhere keeps. */
export const Anchor = closed({ size: Type.Integer({ minimum: 0 }), hash: Sha256 })
export type Anchor = Static<typeof Anchor>

const DOMAIN = 'juanku-access-log/v1\n'
export const EMPTY: Anchor = { size: 0, hash: '0'.repeat(64) }

const text = JSON.stringify

/** The RFC 8785 form of an entry, written out: a log is hashed a million entries at a time. A test compares it with `canonicalText`. */
const canonical = (previous: string, seq: number, { at, actor, bank, did, to, why, result }: Act): string =>
  `{"actor":${text(actor)},"at":${at},"bank":${text(bank)},"did":${text(did)},"previous":"${previous}","result":${text(result)},"seq":${seq},"to":${text(to)},"why":${text(why)}}`

/** The link that records `act` after `previous`. */
export function link(previous: Anchor, act: Act): Link {
  const { at, actor, bank, did, to, why, result } = act
  const seq = previous.size + 1
  const hash = digest('sha256', DOMAIN + canonical(previous.hash, seq, act), 'hex')
  return { seq, at, actor, bank, did, to, why, result, hash }
}

/** What a log that does not hold shows first: the entry's number and what is wrong with it. */
export type Break = { seq: number; what: 'changed' | 'missing' | 'unlike-anchor' | 'cut' }

/** Checks a chain link by link, in order, in constant memory, from `start` on; `anchors` are copies kept elsewhere. */
export function chainChecker(anchors: readonly Anchor[] = [], start: Anchor = EMPTY) {
  const expected = new Map<number, Set<string>>()
  for (const { size, hash } of anchors) expected.set(size, (expected.get(size) ?? new Set<string>()).add(hash))
  const differs = (size: number, hash: string) => [...(expected.get(size) ?? [])].some((found) => found !== hash)
  let head = start
  return {
    /** The break at this link, or undefined. */
    next(found: Link): Break | undefined {
      if (found.seq !== head.size + 1) return { seq: head.size + 1, what: 'missing' }
      const { hash } = link(head, found)
      if (hash !== found.hash) return { seq: found.seq, what: 'changed' }
      if (differs(found.seq, hash)) return { seq: found.seq, what: 'unlike-anchor' }
      head = { size: found.seq, hash }
      return undefined
    },
    /** The break at the log's end: an anchor that lies beyond it; and the head reached. */
    end(): { head: Anchor; broken: Break | undefined } {
      if (differs(0, EMPTY.hash)) return { head, broken: { seq: 0, what: 'unlike-anchor' } }
      const cut = anchors.some(({ size }) => size > head.size)
      return { head, broken: cut ? { seq: head.size + 1, what: 'cut' } : undefined }
    },
  }
}

/** The first break of a whole chain, or undefined when it holds and reaches every anchor. O(n) time. */
export function firstBreak(links: Iterable<Link>, anchors: readonly Anchor[] = []): Break | undefined {
  const checker = chainChecker(anchors)
  for (const found of links) {
    const broken = checker.next(found)
    if (broken) return broken
  }
  return checker.end().broken
}
