/** The filing report: signed data, PDF and workbook that say the same, checked offline. */
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { sha256 } from '../../core/canonical.ts'
import { filingDigest } from '../../core/coverage/filing.ts'
import { strictRules } from '../../core/coverage/rules.ts'
import {
  FILING_JSON,
  FILING_PDF,
  FILING_XLSX,
  type Filing,
  filingJson,
  makeFiling,
  verifyFiling,
} from '../../server/coverage/filing.ts'
import { stateRules } from '../../server/coverage/statements.ts'
import { unpackZip } from '../../server/templates/zip.ts'
import { BANK, type Program, sampleProgram } from '../support/app.ts'
import { testWith } from '../support/command.ts'
import { faultsOf, rawText } from '../support/pdf.ts'

let program: Program
let filing: Filing

beforeAll(async () => {
  program = await sampleProgram()
  await stateRules(program.deps.db, BANK, strictRules, { ...program.by('head'), why: '沿用市级要求' })
  filing = await makeFiling(program.deps, BANK, program.by('head'), { use: true })
}, 180_000)

const files = (name: string) => (name === FILING_PDF ? filing.pdf : name === FILING_XLSX ? filing.workbook : undefined)

test('the data is verified offline with the files it vouches for, and the log holds its digest', () => {
  const { signed, missing } = verifyFiling(filingJson(filing.signed), filing.signed.installation, files)
  expect(signed).toEqual(filing.signed)
  expect(missing).toEqual([])
  expect(verifyFiling(filingJson(filing.signed), undefined, () => undefined).missing).toEqual([FILING_PDF, FILING_XLSX])
  expect(program.deps.db.read.all(sql`SELECT "to" FROM log WHERE did = 'filing.report'`)).toEqual([
    { to: filingDigest(filing.signed.report) },
  ])
})

test.each<[string, (text: string) => string, string]>([
  ['a count made higher', (text) => text.replace('"approved": 1533', '"approved": 1534'), 'seal.broken'],
  ['another digest of a file', (text) => text.replace(sha256(filing.pdf), 'a'.repeat(64)), 'seal.broken'],
  ['a field more', (text) => text.replace('"report":', '"more": 1, "report":'), 'file.wrong'],
  ['no report at all', () => '{}', 'file.wrong'],
])('%s is noticed', (_, forge, code) => {
  const text = filingJson(filing.signed)
  const forged = forge(text)
  expect(forged).not.toBe(text)
  expect(() => verifyFiling(forged, undefined, () => undefined)).toThrow(expect.objectContaining({ code }))
})

test('a changed file beside it, or another installation, is noticed', () => {
  const text = filingJson(filing.signed)
  const broken = expect.objectContaining({ code: 'seal.broken' })
  expect(() => verifyFiling(text, undefined, () => Buffer.from('other'))).toThrow(broken)
  expect(() => verifyFiling(text, 'b'.repeat(64), files)).toThrow(broken)
})

test('it names no person and holds no item', () => {
  expect(JSON.stringify(filing.signed)).not.toMatch(/"writer"|"reviewer"|"head"/)
  expect(filing.signed.report.statements).toMatchObject([{ what: 'rules', reason: '沿用市级要求' }])
})

testWith('pdftotext')('the PDF shows each rule with its sentence, verdict and evidence', () => {
  expect(faultsOf(filing.pdf)).toBe('')
  const text = rawText(filing.pdf)
  for (const { source, found } of filing.signed.report.coverage.rules) {
    expect(text).toContain(source.zh)
    expect(text).toContain(String(found))
  }
  expect(text).toContain('不符合')
  for (const part of ['备案要求对照', '题库统计', '已密封的试卷', '保管与保密措施', '保管期限', '日志锚点'])
    expect(text).toContain(part)
})

test('the same report gives the same bytes of PDF and workbook', async () => {
  const again = await makeFiling(program.deps, BANK, program.by('head'), { use: true })
  // The log has one entry more by now, which every page's foot shows; the workbook does not.
  expect(again.workbook.equals(filing.workbook)).toBe(true)
  expect(again.signed.report.coverage).toEqual(filing.signed.report.coverage)
})

test('the service gives the three files in one archive, and the data vouches for the other two', async () => {
  const reply = await program.get(`/api/banks/${BANK}/filing.zip`)
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'application/zip'])
  const parts = new Map((await unpackZip(reply.rawPayload)).map(({ name, bytes }) => [name, bytes]))
  const { missing } = verifyFiling(parts.get(FILING_JSON)!.toString('utf8'), filing.signed.installation, (name) =>
    parts.get(name),
  )
  expect(missing).toEqual([])
  expect((await program.get('/api/banks/6-31-01-03.1/filing.zip')).statusCode).toBe(404)
})
