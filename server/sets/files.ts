/** Assembling and judging in files, without a database: how a set is made again from what its opened seal contains. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { AssembleProgress } from '../../core/assembly/search.ts'
import { type Contradiction, resolveBlueprint } from '../../core/blueprint/resolve.ts'
import { check } from '../../core/check/check.ts'
import { bothWords, type Words } from '../../core/words.ts'
import type { Solver } from '../workers/start-solver.ts'
import { parsePlan, parseSet } from './files-plan.ts'
import { type Parsed, parsePool } from './files-pool.ts'

/**
 * What a command prints and ends with: `output` as one line of JSON on standard
 * output when there is one, `messages` for people on standard error. Exit codes:
 * 0 done, 1 refused or broken, 2 wrong usage, 3 not possible.
 */
export type FileResult = { exitCode: 0 | 1 | 2 | 3; output: object | null; messages: string[] }

const MOST_PAPERS = 1000

const refuse = (exitCode: 1 | 2, words: readonly Words[], output: object | null = null): FileResult => ({
  exitCode,
  output,
  messages: words.map(bothWords),
})

export type AssembleFilesOptions = {
  papers: number
  seed: string
  onProgress?: (progress: AssembleProgress) => void
  signal?: AbortSignal
}

/**
 * `juanku assemble --pool --blueprint --papers --seed`: output is
 * `{ papers, … }`, `{ shortage }`, `{ contradictions }` or `{ unfinished }`. The
 * same files, number and seed give the same bytes. Throws `work.cancelled`.
 */
export async function assembleFiles(
  solver: Solver,
  files: { pool: string; blueprint: string },
  { papers, seed, onProgress, signal }: AssembleFilesOptions,
): Promise<FileResult> {
  if (!Number.isInteger(papers) || papers < 1 || papers > MOST_PAPERS)
    return refuse(2, [
      { zh: `--papers 应为 1–${MOST_PAPERS} 的整数`, en: `--papers must be a whole number from 1 to ${MOST_PAPERS}` },
    ])
  if (seed === '') return refuse(2, [{ zh: '--seed 不能为空', en: '--seed must not be empty' }])
  const pool = read(files.pool, parsePool)
  const plan = read(files.blueprint, parsePlan)
  if (!pool.ok || !plan.ok) return refuse(1, [...faultsOf(pool), ...faultsOf(plan)])

  const input = { pool: pool.value, blueprint: plan.value, options: { papers, seed } }
  const made = await solver.call('assemble', input, { onProgress, signal })
  switch (made.outcome) {
    case 'found': {
      const { papers: found, report, statistics, engine, poolDigest } = made
      return { exitCode: 0, output: { papers: found, report, statistics, engine, poolDigest }, messages: [] }
    }
    case 'impossible':
      return { exitCode: 3, output: { shortage: made.shortage }, messages: made.shortage.sentences.map(bothWords) }
    case 'contradiction':
      return contradicted(files.blueprint, made.contradictions)
    case 'not-finished': {
      const { reason, breaches } = made
      const words = {
        zh: `搜索未完成（${reason}），未给出套卷`,
        en: `the search did not finish (${reason}); no set is given`,
      }
      return refuse(1, [words], { unfinished: { reason, breaches } })
    }
  }
}

/** `juanku check --pool --blueprint --set`: output is the judge's report; exit 0 when every rule holds, else 1. */
export function checkFiles(files: { pool: string; blueprint: string; set: string }): FileResult {
  const pool = read(files.pool, parsePool)
  const plan = read(files.blueprint, parsePlan)
  const set = read(files.set, parseSet)
  if (!pool.ok || !plan.ok || !set.ok) return refuse(1, [...faultsOf(pool), ...faultsOf(plan), ...faultsOf(set)])
  const resolution = resolveBlueprint(plan.value)
  if (!resolution.ok) return contradicted(files.blueprint, resolution.contradictions)
  const report = check(pool.value, resolution.blueprint, set.value.papers)
  const words = report.breaches.map(({ paper, sentence }): Words => {
    const zh = paper === null ? '整套' : `第 ${paper} 卷`
    const en = paper === null ? 'the set' : `paper ${paper}`
    return { zh: `${zh}不满足：${sentence.zh}`, en: `${en} breaks: ${sentence.en}` }
  })
  return { exitCode: report.holds ? 0 : 1, output: report, messages: words.map(bothWords) }
}

function contradicted(file: string, contradictions: readonly Contradiction[]): FileResult {
  const name = basename(file)
  const words = contradictions.map(({ place, sentence }): Words => {
    return { zh: `${name} ${place}：${sentence.zh}`, en: `${name} ${place}: ${sentence.en}` }
  })
  return refuse(1, words, { contradictions })
}

/** A file read and parsed; each fault begins with the file's name. */
function read<T>(path: string, parse: (bytes: Uint8Array) => Parsed<T>): Parsed<T> {
  const name = basename(path)
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'error'
    return { ok: false, faults: [{ zh: `${name}：无法读取（${why}）`, en: `${name}: cannot be read (${why})` }] }
  }
  const parsed = parse(bytes)
  if (parsed.ok) return parsed
  return { ok: false, faults: parsed.faults.map(({ zh, en }) => ({ zh: `${name} ${zh}`, en: `${name} ${en}` })) }
}

const faultsOf = <T>(parsed: Parsed<T>): Words[] => (parsed.ok ? [] : parsed.faults)
