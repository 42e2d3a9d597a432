/** The printer's thread: documents in, PDF bytes out. Fonts and formulas stay warm between jobs. */
import type { DrawList, ScoreSheets, TopicCards } from '../../core/paper/defense.ts'
import type { MarkingRecords, PreparationNotice, TaskSheets } from '../../core/paper/practical.ts'
import type { TheoryKey, TheoryPaper } from '../../core/paper/theory.ts'
import { drawListPdf, scoreSheetsPdf, topicCardsPdf } from '../print/defense.ts'
import type { PrintOptions } from '../print/page-style.ts'
import { markingRecordsPdf, preparationNoticePdf, taskSheetsPdf } from '../print/practical.ts'
import { type Report, reportPdf } from '../print/report.ts'
import { theoryKeyPdf } from '../print/theory-key.ts'
import { theoryPaperPdf } from '../print/theory-paper.ts'
import { serveJobs } from './jobs.ts'

export type PrintableDocument =
  | TheoryPaper
  | TheoryKey
  | PreparationNotice
  | TaskSheets
  | MarkingRecords
  | TopicCards
  | ScoreSheets
  | DrawList

/** The PDF of any document value. */
function print(document: PrintableDocument, options: PrintOptions): Promise<Uint8Array> {
  switch (document.kind) {
    case 'theory-paper':
      return theoryPaperPdf(document, options)
    case 'theory-key':
      return theoryKeyPdf(document, options)
    case 'preparation-notice':
      return preparationNoticePdf(document, options)
    case 'task-sheets':
      return taskSheetsPdf(document, options)
    case 'marking-records':
      return markingRecordsPdf(document, options)
    case 'topic-cards':
      return topicCardsPdf(document, options)
    case 'score-sheets':
      return scoreSheetsPdf(document, options)
    case 'draw-list':
      return drawListPdf(document, options)
  }
}

const jobs = {
  render: ({ document, ...options }: PrintOptions & { document: PrintableDocument }) => print(document, options),
  report: (report: Report) => reportPdf(report),
}
export type PrinterJobs = typeof jobs
export const run = serveJobs(jobs)
