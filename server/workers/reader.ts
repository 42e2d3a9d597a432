/**
 * The importing thread: it starts the process that reads a file, understands
 * its rows and writes them over a connection of its own. A report stays here
 * until its rows were fetched, because all at once they would hold up the service.
 */
import { randomUUID } from 'node:crypto'
import type { By } from '../by.ts'
import type { Config } from '../config.ts'
import { openDb } from '../db/open.ts'
import { exportWorkbook } from '../imports/export-workbook.ts'
import {
  type ImportedRow,
  type ImportReport,
  type ImportRequest,
  type ImportStep,
  type NearPair,
  shortened,
} from '../imports/report.ts'
import { runImport } from '../imports/run-import.ts'
import { type Undone, undoImport } from '../imports/undo.ts'
import { serveJobs } from './jobs.ts'
import { startCheckpoints } from './start-checkpointer.ts'

type ImportJob = { config: Config; request: ImportRequest; by: By; cancel: SharedArrayBuffer }
type Started = { token: string; report: Omit<ImportReport, 'rows' | 'near'>; rows: number; near: boolean }
type Progress = { step: ImportStep; done: number; of: number }

/** How often the thread looks whether it was cancelled, in ms. */
const LOOK_MS = 100
/** Progress is told at most this often, in ms. */
const TELL_MS = 100
/** Reports nobody fetched; a caller that failed in between must not fill the memory. */
const MOST_REPORTS = 8

const reports = new Map<string, ImportReport>()

async function start({ config, request, by, cancel }: ImportJob, tell: (progress: Progress) => void): Promise<Started> {
  const abort = new AbortController()
  const flag = new Int32Array(cancel)
  const timer = setInterval(() => Atomics.load(flag, 0) === 1 && abort.abort(), LOOK_MS)
  const db = await openDb(config)
  try {
    const whole = await runImport(db, request, by, {
      signal: abort.signal,
      progress: seldom(tell),
      checkpoints: () => startCheckpoints(config),
    })
    const report = shortened(whole, request.mostRows ?? Number.POSITIVE_INFINITY)
    const token = randomUUID()
    reports.set(token, report)
    for (const old of reports.keys()) if (reports.size > MOST_REPORTS) reports.delete(old)
    const { rows, near, ...rest } = report
    return { token, report: rest, rows: rows.length, near: near !== null }
  } finally {
    clearInterval(timer)
    await db.close()
  }
}

function seldom(tell: (progress: Progress) => void) {
  let last = 0
  let step: ImportStep | undefined
  return (now: ImportStep, done: number, of: number) => {
    const at = performance.now()
    if (now === step && at - last < TELL_MS && done < of) return
    last = at
    step = now
    tell({ step: now, done, of })
  }
}

const held = (token: string): ImportReport => {
  const report = reports.get(token)
  if (!report) throw new Error('The report of this import is gone.')
  return report
}

type UndoJob = { config: Config; bank: string; id: string; reason: string; by: By }

async function undo({ config, bank, id, reason, by }: UndoJob): Promise<Undone> {
  const db = await openDb(config)
  try {
    return await undoImport(db, bank, id, reason, by)
  } finally {
    await db.close()
  }
}

const jobs = {
  import: start,
  rows: ({ token, from, count }: { token: string; from: number; count: number }): ImportedRow[] =>
    held(token).rows.slice(from, from + count),
  near: ({ token }: { token: string }): NearPair[] => held(token).near ?? [],
  release: ({ token }: { token: string }): void => void reports.delete(token),
  undo,
  export: exportWorkbook,
}
export type ReaderJobs = typeof jobs
export const run = serveJobs(jobs)
