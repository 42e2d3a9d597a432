/** The archive of sittings: its list, the printed volume, the register of who consulted it. */
import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { archiveLines, dayAfterYears, missingOf } from '../../core/archive.ts'
import { DEFAULT_READING } from '../../core/reading.ts'
import { ARCHIVE } from '../../core/sitting.ts'
import { setSettings } from '../../server/access/settings.ts'
import { archiveSitting } from '../../server/sittings/day.ts'
import { BANK, type Program, testProgram } from '../support/app.ts'
import { testWith } from '../support/command.ts'
import { logged, sealedSet, withCustodians } from '../support/custody.ts'
import { faultsOf, rawText } from '../support/pdf.ts'
import { holdSitting, plannedSitting } from '../support/sittings.ts'

let program: Program
let set: string
let sitting: string
const at = (path: string) => `/api/banks/${BANK}/${path}`
const put = (path: string, payload: object) =>
  program.app.inject({ method: 'PUT', url: at(path), headers: program.headers, payload })
type Line = { material: string; present: boolean; needed: boolean; keptUntil: string; inProgram: boolean }
const lines = async (): Promise<Line[]> => (await program.get(at(`sittings/${sitting}/archive`))).json()
const missing = async () => (await lines()).filter((one) => one.needed && !one.present).map(({ material }) => material)

beforeEach(async () => {
  program = await testProgram()
  await withCustodians(program)
  set = await sealedSet(program)
  sitting = await plannedSitting(program)
})

test('the list fills from the program as the sitting goes on, the rest as it is entered; terms follow medium and settings', async () => {
  expect((await missing()).length).toBe(ARCHIVE.length - 1)
  const early = { medium: 'paper', place: '档案室', present: true }
  expect((await put(`sittings/${sitting}/archive/seats`, early)).json().code).toBe('sitting.state')
  await holdSitting(program, sitting, set)
  expect(await missing()).toEqual(['seats', 'results', 'completed', 'marking', 'supervision'])
  expect((await put(`sittings/${sitting}/archive/seats`, { ...early, place: ' ' })).json().code).toBe('input.invalid')
  expect((await put(`sittings/${sitting}/archive/other`, early)).statusCode).toBe(400)
  expect((await put(`sittings/${sitting}/archive/seats`, early)).statusCode).toBe(204)
  const electronic = { medium: 'electronic', place: '成绩系统', present: true }
  expect((await put(`sittings/${sitting}/archive/results`, electronic)).statusCode).toBe(204)
  const of = async (material: string) => (await lines()).find((line) => line.material === material)!
  expect(await of('seats')).toMatchObject({ place: '档案室', keptUntil: '2029-11-22', by: 'local', inProgram: false })
  expect(await of('results')).toMatchObject({ medium: 'electronic', keptUntil: '2031-11-22' })
  expect(await of('draw')).toMatchObject({ medium: 'electronic', inProgram: true, present: true, by: null })
  expect(await missing()).toEqual(['completed', 'marking', 'supervision'])
  // What moved or was lost is entered again; what was said before stays.
  await put(`sittings/${sitting}/archive/seats`, { ...early, place: '', present: false })
  expect(await missing()).toContain('seats')
  const rows = sql`SELECT version, place FROM archive_entries WHERE material = 'seats' ORDER BY version`
  expect(program.deps.db.read.all(rows)).toEqual([
    { version: 1, place: '档案室' },
    { version: 2, place: '' },
  ])
  const settings = { ...DEFAULT_READING, paperYears: 10, electronicYears: 15 }
  await setSettings(program.deps.db, settings, program.by('super'))
  expect([(await of('seats')).keptUntil, (await of('draw')).keptUntil]).toEqual(['2036-11-22', '2041-11-22'])
  const acts = await logged(program)
  expect(acts.filter((did) => did.startsWith('archive.enter'))).toEqual([
    'archive.enter: refused sitting.state',
    'archive.enter: refused input.invalid',
    'archive.enter',
    'archive.enter',
    'archive.enter',
  ])
})

test('an entry cannot be changed or taken back, whatever the program does', async () => {
  await holdSitting(program, sitting, set)
  await put(`sittings/${sitting}/archive/seats`, { medium: 'paper', place: '档案室', present: true })
  for (const change of [sql`UPDATE archive_entries SET place = 'x'`, sql`DELETE FROM archive_entries`])
    await expect(program.deps.db.tx(async (q) => q.run(change))).rejects.toThrow()
})

test('scores of a defense are missing only where there was one; the day is that of the zone', () => {
  const terms = { paperYears: 3, electronicYears: 5, zoneMinutes: 480 }
  const of = (defense: boolean) =>
    missingOf(archiveLines({ ends: 0, defense, held: new Set() }, new Map(), terms)).map(({ material }) => material)
  expect(of(true)).toHaveLength(ARCHIVE.length)
  expect(of(false)).toEqual(of(true).filter((material) => material !== 'defense'))
  const evening = Date.UTC(2026, 10, 22, 17)
  expect([dayAfterYears(evening, 3, 480), dayAfterYears(evening, 3, 0)]).toEqual(['2029-11-23', '2029-11-22'])
  expect(dayAfterYears(Date.UTC(2028, 1, 29), 3, 0)).toBe('2031-03-01')
})

testWith('pdftotext')(
  'the volume shows on its cover whose it is and until when, then its contents and what is missing',
  async () => {
    await holdSitting(program, sitting, set)
    await put(`sittings/${sitting}/archive/seats`, { medium: 'paper', place: '档案室3柜2层', present: true })
    const reply = await program.get(at(`sittings/${sitting}/volume`))
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(faultsOf(reply.rawPayload)).toBe('')
    const text = rawText(reply.rawPayload)
    for (const part of ['2027年第一批', '至2029-11-22', '卷内目录', '档案室3柜2层', '本系统', '尚缺4种', '不适用'])
      expect(text).toContain(part)
    expect((await logged(program)).at(-1)).toBe('archive.volume')
  },
)

/** Asks over HTTP as `actor`. */
const as = (actor: string, path: string, payload: object) =>
  program.app.inject({
    method: 'POST',
    url: at(path),
    headers: { ...program.headers, 'juanku-actor': actor },
    payload,
  })
const refusal = async (reply: ReturnType<typeof as>) => (await reply).json().code

testWith('pdftotext')(
  'a consultation is asked, approved by another, takes place with two others present, and stands as it was entered',
  async () => {
    await holdSitting(program, sitting, set)
    const wanted = { person: 'inspector', reason: '成绩复核' }
    const ask = () => as('officer', `sittings/${sitting}/consultations`, wanted)
    expect(await refusal(ask())).toBe('sitting.state')
    await archiveSitting(program.deps.db, BANK, sitting, program.by('officer'))
    const { id } = (await ask()).json()
    const decide = (actor: string, decision = 'approved') => as(actor, `consultations/${id}/decision`, { decision })
    const visit = (...present: string[]) => as('officer', `consultations/${id}/visit`, { present })
    expect(await refusal(visit('ann', 'bob'))).toBe('consultation.state')
    expect(await refusal(decide('officer'))).toBe('item.same-person')
    expect(await refusal(decide('inspector'))).toBe('item.same-person')
    expect((await decide('head')).statusCode).toBe(204)
    expect(await refusal(decide('head', 'refused'))).toBe('consultation.state')
    expect(await refusal(visit('ann', 'ann'))).toBe('input.invalid')
    expect(await refusal(visit('ann', 'inspector'))).toBe('input.invalid')
    expect((await visit('ann')).statusCode).toBe(400)
    expect((await visit('ann', 'bob')).statusCode).toBe(204)
    expect(await refusal(visit('ann', 'cyd'))).toBe('consultation.state')
    const second = (await ask()).json().id
    await as('head', `consultations/${second}/decision`, { decision: 'refused' })
    expect(await refusal(as('officer', `consultations/${second}/visit`, { present: ['ann', 'bob'] }))).toBe(
      'consultation.state',
    )
    expect(await refusal(as('head', 'consultations/none/decision', { decision: 'approved' }))).toBe(
      'consultation.missing',
    )
    const register = (await program.get(at('consultations'))).json()
    expect(register).toMatchObject([
      { ...wanted, sitting, by: 'officer', decision: 'approved', decidedBy: 'head', present: ['ann', 'bob'] },
      { ...wanted, decision: 'refused', present: null, visited: null },
    ])
    const text = rawText((await program.get(at(`sittings/${sitting}/volume`))).rawPayload)
    for (const part of ['查阅登记', 'inspector', '成绩复核', '批准head', 'ann、bob']) expect(text).toContain(part)
    const acts = (await logged(program)).filter((did) => did.startsWith('archive.') && !did.includes('refused'))
    expect(acts).toEqual([
      'archive.consult',
      'archive.decide',
      'archive.visit',
      'archive.consult',
      'archive.decide',
      'archive.volume',
    ])
    for (const table of ['consultations', 'consultation_decisions', 'consultation_visits'])
      for (const change of [`UPDATE ${table} SET "by" = 'x'`, `DELETE FROM ${table}`])
        await expect(program.deps.db.tx(async (q) => q.run(sql.raw(change)))).rejects.toThrow()
  },
)
