/** The calculator's thread: formulas that people wrote are read and evaluated here and nowhere else. */
import { drawnContent } from '../../core/calculation/content.ts'
import { calculationFaults } from '../../core/calculation/faults.ts'
import type { CalculationItem, Drawn } from '../../core/calculation/item.ts'
import type { Preview } from '../../core/calculation/preview.ts'
import { previewDraws } from '../../core/calculation/take-preview.ts'
import type { ContentFault } from '../../core/item-checks.ts'
import { serveJobs } from './jobs.ts'

/** `preview` is null when the formulas cannot be read. */
export type Previewed = { faults: ContentFault[]; preview: Preview | null }

const jobs = {
  faults: ({ contents }: { contents: CalculationItem[] }): ContentFault[][] => contents.map(calculationFaults),
  preview: ({ contents, draws }: { contents: CalculationItem[]; draws: number }): Previewed[] =>
    contents.map((content) => ({
      faults: calculationFaults(content),
      preview: previewDraws(content, draws) ?? null,
    })),
  draw: ({ items }: { items: { content: CalculationItem; seed: string }[] }): Drawn[] =>
    items.map(({ content, seed }) => drawnContent(content, seed)),
}
export type CalculatorJobs = typeof jobs
export const run = serveJobs(jobs)
