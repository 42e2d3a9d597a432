/** The thread that compares items with each other. */
import type { ItemContent } from '../../core/item.ts'
import { comparedAs, nearDuplicates, type SimilarPair } from '../../core/similar.ts'
import { serveJobs } from './jobs.ts'

/** An item to compare. */
export type ComparedItem = { id: string; content: ItemContent }
export type Comparison = { items: ComparedItem[]; against: ComparedItem[]; threshold: number }
export type ComparisonProgress = { done: number; of: number }

const prepared = (items: readonly ComparedItem[]) => items.map(({ id, content }) => comparedAs(id, content))

const jobs = {
  nearDuplicates: (
    { items, against, threshold }: Comparison,
    report: (progress: ComparisonProgress) => void,
  ): SimilarPair[] =>
    nearDuplicates(prepared(items), prepared(against), {
      threshold,
      onProgress: (done, of) => report({ done, of }),
    }),
}
export type SimilarJobs = typeof jobs
export const run = serveJobs(jobs)
