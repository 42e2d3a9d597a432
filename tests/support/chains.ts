/** Chains of log entries for tests, and every way to tamper with one. */
import { type Act, type Anchor, EMPTY, type Link, link } from '../../core/log.ts'

/** The chain of these acts. */
export function chain(of: readonly Act[], start: Anchor = EMPTY): Link[] {
  let head = start
  return of.map((act) => {
    const next = link(head, act)
    head = { size: next.seq, hash: next.hash }
    return next
  })
}
export const anchorOf = (links: readonly Link[]): Anchor => ({ size: links.length, hash: links.at(-1)!.hash })

const spoil = <T extends Act>(act: T): T => ({ ...act, actor: `${act.actor}!` })
const renumbered = (links: readonly Link[]) => links.map((link, i) => ({ ...link, seq: i + 1 }))
/** The same entries with every hash from `at` on made anew. */
const rehashed = (links: readonly Link[], at: number): Link[] => {
  const kept = links.slice(0, at)
  return [...kept, ...chain(links.slice(at), kept.length ? anchorOf(kept) : EMPTY)]
}
const swapped = (links: readonly Link[], at: number) => {
  const other = (at + 1) % links.length
  return links.with(at, links[other]!).with(other, links[at]!)
}

/** Fourteen ways to tamper at one entry. `unseen` needs an anchor to be found: the chain was made anew to its end, or cut there. */
export const forgeries: Record<string, { forge: (links: readonly Link[], at: number) => Link[]; unseen?: true }> = {
  'edit who': { forge: (links, at) => links.with(at, spoil(links[at]!)) },
  'edit when': { forge: (links, at) => links.with(at, { ...links[at]!, at: links[at]!.at + 1 }) },
  'edit of what': { forge: (links, at) => links.with(at, { ...links[at]!, to: '' }) },
  'edit the hash': {
    forge: (links, at) =>
      links.with(at, { ...links[at]!, hash: links[at]!.hash.replace(/./, (a) => (a === '0' ? '1' : '0')) }),
  },
  'edit, one hash made anew': {
    forge: (links, at) => links.with(at, rehashed(links.with(at, spoil(links[at]!)).slice(0, at + 1), at)[at]!),
  },
  'edit, later hashes made anew': {
    forge: (links, at) => rehashed(links.with(at, spoil(links[at]!)), at),
    unseen: true,
  },
  delete: { forge: (links, at) => links.toSpliced(at, 1) },
  'delete and renumber': { forge: (links, at) => renumbered(links.toSpliced(at, 1)) },
  'delete, later hashes made anew': { forge: (links, at) => rehashed(links.toSpliced(at, 1), at), unseen: true },
  duplicate: { forge: (links, at) => links.toSpliced(at, 0, links[at]!) },
  'duplicate, later hashes made anew': {
    forge: (links, at) => rehashed(links.toSpliced(at, 0, links[at]!), at),
    unseen: true,
  },
  swap: { forge: swapped },
  'swap, later hashes made anew': {
    forge: (links, at) => rehashed(swapped(links, at), at + 1 === links.length ? 0 : at),
    unseen: true,
  },
  'cut the end': { forge: (links, at) => links.slice(0, at), unseen: true },
}
