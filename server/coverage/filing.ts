/** The filing report of a bank: its value, its PDF and workbook, and the signed data that vouches for both. */
import { sha256 } from '../../core/canonical.ts'
import {
  type FilingReport,
  filingDigest,
  readFiling,
  type SealedPaper,
  type SignedFiling,
  signFiling,
} from '../../core/coverage/filing.ts'
import { AppError } from '../../core/errors.ts'
import type { Act } from '../../core/log.ts'
import { SUITE } from '../../core/seal/format.ts'
import { settingsInForce } from '../access/settings.ts'
import { logStore } from '../access/store.ts'
import { accountStore } from '../accounts/store.ts'
import { requireBank } from '../banks/create.ts'
import { reviewPolicy } from '../banks/policy.ts'
import { act, type By } from '../by.ts'
import { installationKey } from '../custody/installation.ts'
import { custodyStore } from '../custody/store.ts'
import type { Query } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { setStore } from '../sets/store.ts'
import { collectCoverage } from './collect.ts'
import { filingDocument } from './filing-document.ts'
import { filingWorkbook } from './filing-workbook.ts'
import { statementStore } from './statement-store.ts'
import { coverageStore } from './store.ts'
import { useForReport } from './use.ts'

export const FILING_PDF = 'filing.pdf'
export const FILING_XLSX = 'filing.xlsx'
export const FILING_JSON = 'filing.json'

/** The three files of a report; `signed` is what the JSON holds. */
export type Filing = { signed: SignedFiling; pdf: Buffer; workbook: Buffer }

/**
 * Makes the report as the bank is now. Its entry in the log names its digest. With
 * `use` it tells what the items' use and yield are, in numbers: for whoever may know (`coverage.use`).
 */
export async function makeFiling(deps: Deps, bankId: string, by: By, { use }: { use: boolean }): Promise<Filing> {
  const { acts, ...told } = use ? await forWhoMayKnow(deps, bankId, by) : { acts: [] }
  const report: FilingReport = { ...(await collectFiling(deps.db.read, bankId, by.at)), ...told }
  const pdf = Buffer.from(await deps.printer.call('report', filingDocument(report)))
  const workbook = await filingWorkbook(report)
  const files = [
    { name: FILING_PDF, digest: sha256(pdf) },
    { name: FILING_XLSX, digest: sha256(workbook) },
  ]
  const signed = signFiling(report, files, installationKey(deps.config))
  await deps.db.tx((q) => logStore(q).append(...acts, act(by, bankId, 'filing.report', filingDigest(report))))
  return { signed, pdf, workbook }
}

async function forWhoMayKnow(
  deps: Deps,
  bankId: string,
  by: By,
): Promise<Required<Pick<FilingReport, 'use' | 'yields'>> & { acts: Act[] }> {
  await requireBank(deps.db, bankId)
  const { use, yields, acts } = await useForReport(deps, bankId, by)
  return {
    use,
    yields: yields.map(({ blueprint: { name, kind }, found, upper }) => ({ blueprint: name, kind, found, upper })),
    acts,
  }
}

/** The JSON file of a signed report. */
export const filingJson = (signed: SignedFiling): string => `${JSON.stringify(signed, null, 2)}\n`

/** The report's files, under the names they are handed out by. */
export const filingFiles = ({ signed, pdf, workbook }: Filing): { name: string; bytes: Buffer }[] => [
  { name: FILING_PDF, bytes: pdf },
  { name: FILING_XLSX, bytes: workbook },
  { name: FILING_JSON, bytes: Buffer.from(filingJson(signed), 'utf8') },
]

/**
 * Checks a report offline: its signature, the installation when its public key
 * (hex) is given, and each file that `read` finds. Throws what is wrong first;
 * returns the names of files that were not there.
 */
export function verifyFiling(
  text: string,
  installation: string | undefined,
  read: (name: string) => Uint8Array | undefined,
): { signed: SignedFiling; missing: string[] } {
  const signed = readFiling(text)
  if (installation !== undefined && signed.installation !== installation)
    throw new AppError('seal.broken', 'The report was signed by another installation. / 该报告由另一安装签名。')
  const missing = signed.files.filter(({ name, digest }) => {
    const bytes = read(name)
    if (bytes !== undefined && sha256(bytes) !== digest)
      throw new AppError('seal.broken', `${name} is not the file that was signed. / ${name}与签名时的文件不符。`)
    return bytes === undefined
  })
  return { signed, missing: missing.map(({ name }) => name) }
}

async function collectFiling(q: Query, bankId: string, at: number): Promise<FilingReport> {
  const bank = await bankOf(q, bankId)
  const coverage = await collectCoverage(q, bankId, bank.level, at)
  const sealed = await sealedPapers(q, bankId)
  const kept = (await settingsInForce(q)).settings
  const statements = statementStore(q)
  const said = [
    ...(await statements.rulesHistory(bankId)).map((row) => ({ what: 'rules' as const, ...row })),
    ...(await statements.standardHistory(bankId)).map((row) => ({ what: 'standard' as const, ...row })),
    ...(await statements.plans(bankId)).map((row) => ({ what: 'plan' as const, ...row })),
  ]
  return {
    format: 'juanku-filing/1',
    at,
    bank,
    coverage,
    planVersion: (await statements.plan(bankId))?.version ?? null,
    sealed: sealed.papers,
    custody: {
      custodians: (await custodyStore(q).custodians(bankId)).length,
      schemes: sealed.schemes,
      sealedObjects: sealed.objects,
      blindSets: await coverageStore(q).blindSets(bankId),
      reviewersPerItem: (await reviewPolicy(q, bankId)).reviewers,
      relaxations: [...(await accountStore(q).policy()).relaxations],
      suite: SUITE,
    },
    retention: { paperYears: kept.paperYears, electronicYears: kept.electronicYears },
    statements: said.map(({ what, reason, at: when }) => ({ what, reason, at: when })).sort((a, b) => b.at - a.at),
    log: await logStore(q).head(),
  }
}

async function bankOf(q: Query, id: string): Promise<FilingReport['bank']> {
  const { occupationCode, occupation, trade, level } = await requireBank({ read: q }, id)
  return { id, occupationCode, occupation, trade, level }
}

/** Papers sealed by now and not destroyed since, and how their objects are shared out. */
async function sealedPapers(q: Query, bank: string) {
  const papers: SealedPaper[] = []
  const schemes = new Set<string>()
  let objects = 0
  for (const set of await setStore(q).all(bank)) {
    const states = new Map((await setStore(q).papers(set.id)).map(({ id, state }) => [id, state]))
    for (const { object, paper, manifest, at } of await custodyStore(q).seals(set.id)) {
      objects += 1
      schemes.add(`${manifest.threshold}/${manifest.custodians.length}`)
      if (object !== 'paper' || paper === null) continue
      const { documentDigest, cipherDigest } = manifest
      papers.push({
        id: paper,
        kind: set.kind,
        set: set.number,
        paper: manifest.paper?.number ?? 0,
        state: states.get(paper) ?? 'sealed',
        documentDigest,
        cipherDigest,
        sealedAt: at,
      })
    }
  }
  return { papers, schemes: [...schemes].sort(), objects }
}
