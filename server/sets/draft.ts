/** What a set is made of, between assembly and seal. */
import type { ItemKind } from '../../core/item.ts'

/**
 * `pool` and `blueprint` are what the engine was given, `seed` and `salt` what
 * the set's commitment hides: with them the set can be made again. `papers` are
 * item ids; `revisions` says which revision of each was in force.
 */
export type Draft = {
  kind: ItemKind
  seed: string
  salt: string
  blueprint: unknown
  pool: unknown
  papers: string[][]
  /** For a defense set: the topics each candidate in turn answers. */
  draws?: string[][]
  revisions: Record<string, { no: number; digest: string }>
}
