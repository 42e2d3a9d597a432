/** The printer's thread: documents in, PDF bytes out. Fonts and formulas stay warm between jobs. */
import type { DefenseRecords, DrawList, ScoreSheets, TopicCards } from '../../core/paper/defense.ts'
import type { MarkingRecords, PreparationNotice, TaskSheets } from '../../core/paper/practical.ts'
import type { IssueRegister, PackingList, SetCover, UnsealingRecord } from '../../core/paper/records.ts'
import type { AnswerSheet, MarkingSheet } from '../../core/paper/sheets.ts'
import type { TheoryKey, TheoryPaper } from '../../core/paper/theory.ts'
import type { TwoWayTable } from '../../core/paper/two-way.ts'
import { answerSheetPdf } from '../print/answer-sheet.ts'
import { defenseRecordsPdf, drawListPdf, scoreSheetsPdf, topicCardsPdf } from '../print/defense.ts'
import { markingSheetPdf, twoWayTablePdf } from '../print/marking.ts'
import type { PrintOptions } from '../print/page-style.ts'
import { markingRecordsPdf, preparationNoticePdf, taskSheetsPdf } from '../print/practical.ts'
import { issueRegisterPdf, packingListPdf, setCoverPdf, unsealingRecordPdf } from '../print/records.ts'
import { type Report, reportPdf } from '../print/report.ts'
import { type Stamp, stamper } from '../print/stamp.ts'
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
  | DefenseRecords
  | AnswerSheet
  | MarkingSheet
  | TwoWayTable
  | SetCover
  | PackingList
  | IssueRegister
  | UnsealingRecord

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
    case 'defense-records':
      return defenseRecordsPdf(document, options)
    case 'answer-sheet':
      return answerSheetPdf(document, options)
    case 'marking-sheet':
      return markingSheetPdf(document, options)
    case 'two-way-table':
      return twoWayTablePdf(document, options)
    case 'set-cover':
      return setCoverPdf(document, options)
    case 'packing-list':
      return packingListPdf(document, options)
    case 'issue-register':
      return issueRegisterPdf(document, options)
    case 'unsealing-record':
      return unsealingRecordPdf(document, options)
  }
}

/** The Word file of a document that offices edit; undefined for the others. */
async function word(document: PrintableDocument, options: PrintOptions): Promise<Uint8Array | undefined> {
  // Loaded when first asked for: most printing is PDF alone.
  switch (document.kind) {
    case 'theory-paper':
      return (await import('../print/word-theory.ts')).theoryPaperWord(document, options)
    case 'theory-key':
      return (await import('../print/word-theory.ts')).theoryKeyWord(document, options)
    case 'preparation-notice':
      return (await import('../print/word-practical.ts')).preparationNoticeWord(document, options)
    case 'task-sheets':
      return (await import('../print/word-practical.ts')).taskSheetsWord(document, options)
    case 'marking-records':
      return (await import('../print/word-practical.ts')).markingRecordsWord(document, options)
    default:
      return undefined
  }
}

type Rendering = PrintOptions & { document: PrintableDocument }

const jobs = {
  render: ({ document, ...options }: Rendering) => print(document, options),
  word: ({ document, ...options }: Rendering) => word(document, options),
  report: (report: Report) => reportPdf(report),
  /** What stands behind the file in each stamped copy: the file itself need not come back with every one. */
  stamp: ({ pdf, stamps }: { pdf: Uint8Array; stamps: readonly Stamp[] }): Uint8Array[] => stamps.map(stamper(pdf)),
}
export type PrinterJobs = typeof jobs
export const run = serveJobs(jobs)
