/** What the filing report of a small bank tells of use, yield, terms and its element table. */
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { DEFAULT_READING } from '../../core/reading.ts'
import { setSettings } from '../../server/access/settings.ts'
import { setElementTable } from '../../server/banks/create.ts'
import { saveBlueprint } from '../../server/blueprints/save.ts'
import { type Filing, filingJson, makeFiling, verifyFiling } from '../../server/coverage/filing.ts'
import { BANK, emptyBank, type Program, testProgram } from '../support/app.ts'
import { approveNewest } from '../support/approved.ts'
import { addDrafts, theoryItem } from '../support/banks.ts'
import { testWith } from '../support/command.ts'
import { rawText } from '../support/pdf.ts'

let program: Program
let filing: Filing

beforeAll(async () => {
  program = await testProgram()
  const { deps, by } = program
  await emptyBank(program)
  const points = ['A-001', 'A-002', 'B-001'].map((code) => ({ code, name: `点${code}`, importance: 'X' as const }))
  const scopes = ['A', 'B'].map((code) => ({ code, name: `范围${code}`, weight: 50 }))
  await setElementTable(deps.db, BANK, { kind: 'theory', edition: '2026', scopes, points }, by('officer'))
  const contents = ['A-001', 'A-002', 'B-001'].map((point, at) => theoryItem({ point, stem: `第${at}题。` }))
  await approveNewest(deps.db, await addDrafts(deps.db, BANK, contents, by('writer')), 'reviewer', 1)
  const content = { sections: [{ type: 'true_false' as const, count: 1, marks: 1 }] }
  await saveBlueprint(deps.db, BANK, { kind: 'theory', name: '一题卷', content }, by('officer'))
  await setSettings(deps.db, { ...DEFAULT_READING, paperYears: 6, electronicYears: 12 }, by('head'))
  filing = await makeFiling(deps, BANK, by('head'), { use: true })
}, 120_000)

test('it tells the terms that are set, use and yield in numbers, each on record', () => {
  const { report } = filing.signed
  expect(report.retention).toEqual({ paperYears: 6, electronicYears: 12 })
  expect(report.use).toMatchObject({ approved: 3, never: 3 })
  expect(report.yields).toEqual([{ blueprint: '一题卷', kind: 'theory', found: 3, upper: 3 }])
  const acts = program.deps.db.read.all(sql`SELECT did FROM log ORDER BY seq DESC LIMIT 3`)
  expect(acts).toEqual([{ did: 'filing.report' }, { did: 'coverage.yield' }, { did: 'coverage.use' }])
})

test('whoever may not know of use gets a report without it, signed like any other', async () => {
  const { signed } = await makeFiling(program.deps, BANK, program.by('head'), { use: false })
  expect(signed.report).not.toHaveProperty('use')
  expect(signed.report).not.toHaveProperty('yields')
  expect(verifyFiling(filingJson(signed), undefined, () => undefined).signed).toEqual(signed)
})

testWith('pdftotext')('the PDF prints terms and yields, and as an annex each scope and point with its items', () => {
  const text = rawText(filing.pdf)
  expect(text).toContain('纸质材料保管6年以上，电子材料保管12年以上')
  expect(text).toContain('一题卷理论33')
  const annex = text.slice(text.lastIndexOf('附录'))
  for (const line of ['A范围A502', 'A-001点A-001X1', 'A-002点A-002X1', 'B范围B501', 'B-001点B-001X1'])
    expect(annex).toContain(line)
})
