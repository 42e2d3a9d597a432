import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { DEFAULT_READING } from '../../core/reading.ts'
import { yearsAfter } from '../../core/seal/register.ts'
import { drawHolds, drawPapers, openCounts } from '../../core/sitting.ts'
import { setSettings } from '../../server/access/settings.ts'
import { bankStore } from '../../server/banks/store.ts'
import { confirmDestruction, listDestruction } from '../../server/custody/destroy.ts'
import { sealedFile } from '../../server/custody/envelopes.ts'
import { enterEvent, exportCopy, readRegister } from '../../server/custody/register.ts'
import { registerStore } from '../../server/custody/register-store.ts'
import { custodyStore } from '../../server/custody/store.ts'
import { replaceVoided, voidPaper } from '../../server/custody/void.ts'
import { setStore } from '../../server/sets/store.ts'
import { sweepSets } from '../../server/sets/sweep.ts'
import { archiveSitting, collectCopies, endSitting, issueCopies, noteIncident } from '../../server/sittings/day.ts'
import { drawForSitting, planSitting } from '../../server/sittings/plan.ts'
import { sittingPackingList, sittingReport } from '../../server/sittings/records.ts'
import { sittingStore } from '../../server/sittings/store.ts'
import { BANK, type Program, testProgram } from '../support/app.ts'
import { approvedOpening, give, sealedSet, withCustodians } from '../support/custody.ts'
import { rawText } from '../support/pdf.ts'

const HOUR = 3_600_000
let program: Program
let set: string
beforeEach(async () => {
  program = await testProgram()
  await withCustodians(program)
  set = await sealedSet(program)
})
const papersNow = async () =>
  (await setStore(program.deps.db.read).papers(set)).map(({ state, keyState }) => `${state}/${keyState}`)

async function planned(rooms = [{ room: '1考场', candidates: 30 }]) {
  const { deps, by, clock } = program
  const { id } = await planSitting(
    deps.db,
    BANK,
    {
      name: '2027年第一批',
      starts: clock.now + HOUR,
      ends: clock.now + 2 * HOUR,
      place: '实训楼',
      rooms,
      people: [{ person: 'officer', part: 'officer' }],
    },
    by('officer'),
  )
  return id
}

test('the lot falls once, on sealed papers nobody else drew, and can be drawn again from its seed', async () => {
  const { deps, by } = program
  const [one, two] = [await planned(), await planned()]
  const draw = await drawForSitting(deps, BANK, one, [set], by('officer'))
  expect([draw.candidates.length, drawHolds(draw), drawHolds({ ...draw, paper: draw.spare! })]).toEqual([
    3,
    true,
    false,
  ])
  await expect(drawForSitting(deps, BANK, one, [set], by('officer'))).rejects.toMatchObject({ code: 'sitting.state' })
  const other = await drawForSitting(deps, BANK, two, [set], by('officer'))
  expect([draw.paper, draw.spare]).not.toContain(other.paper)
  expect(other.spare).toBeNull()
  await expect(drawForSitting(deps, BANK, await planned(), [set], by('officer'))).rejects.toMatchObject({
    code: 'sitting.state',
  })
})

test('the lot is fair and blind to the order of the papers', () => {
  const papers = ['a', 'b', 'c', 'd', 'e']
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9a-f]{64}$/), fc.shuffledSubarray(papers, { minLength: 5 }), (seed, order) => {
      expect(drawPapers(order, seed)).toEqual(drawPapers(papers, seed))
    }),
  )
  const times = new Map<string, number>()
  for (let i = 0; i < 5000; i++) {
    const { paper } = drawPapers(papers, String(i))
    times.set(paper, (times.get(paper) ?? 0) + 1)
  }
  for (const paper of papers) expect(Math.abs(times.get(paper)! - 1000)).toBeLessThan(150)
})

test('a sitting ends when every copy is accounted for, differences explained; then its paper is released and archived', async () => {
  const { deps, by, clock } = program
  const id = await planned([
    { room: '1考场', candidates: 30 },
    { room: '2考场', candidates: 12 },
  ])
  const { paper, spare } = await drawForSitting(deps, BANK, id, [set], by('officer'))
  const number = Number(paper.slice(-2))
  const opening = await approvedOpening(program, { set, object: 'paper', paper: number, sitting: id })
  await give(program, opening, 'ann')
  await give(program, opening, 'bob')
  await issueCopies(deps.db, BANK, id, '1考场', 31, by('officer'))
  await issueCopies(deps.db, BANK, id, '2考场', 13, by('officer'))
  await expect(issueCopies(deps.db, BANK, id, '2考场', 14, by('officer'))).rejects.toMatchObject({
    code: 'sitting.state',
  })
  await collectCopies(deps.db, BANK, id, { room: '1考场', copies: 31 }, by('officer'))
  const short = { room: '2考场', copies: 12 }
  await expect(collectCopies(deps.db, BANK, id, short, by('officer'))).rejects.toMatchObject({ code: 'input.invalid' })
  await noteIncident(deps.db, BANK, id, '一名考生将试卷撕毁', by('invigilator'))
  clock.now += 2 * HOUR
  await expect(endSitting(deps.db, BANK, id, by('officer'))).rejects.toMatchObject({ code: 'sitting.state' })
  await collectCopies(deps.db, BANK, id, { ...short, explanation: '撕毁一份，已封存' }, by('officer'))
  await endSitting(deps.db, BANK, id, by('officer'))
  expect(await setStore(deps.db.read).paper(paper)).toMatchObject({ state: 'released', keyState: 'sealed' })
  expect(await setStore(deps.db.read).paper(spare!)).toMatchObject({ state: 'sealed' })
  await archiveSitting(deps.db, BANK, id, by('officer'))
  expect(await setStore(deps.db.read).paper(paper)).toMatchObject({ state: 'archived' })
  const report = await sittingReport(deps, (await bankStore(deps.db.read).find(BANK))!, id)
  const text = rawText(Buffer.from(await deps.printer.call('report', report)))
  for (const part of [paper, '撕毁一份，已封存', '一名考生将试卷撕毁', 'super', '复核一致'])
    expect(text).toContain(part)
  const packing = await sittingPackingList(deps, BANK, id, 1, by('officer'))
  expect(rawText(packing.bytes)).toContain('2考场')
})

test('a key opens after the sitting of its paper', async () => {
  const { deps, by, clock } = program
  const id = await planned()
  const { paper } = await drawForSitting(deps, BANK, id, [set], by('officer'))
  const key = { set, object: 'key' as const, paper: Number(paper.slice(-2)) }
  const opening = await approvedOpening(program, key)
  await expect(give(program, opening, 'ann')).rejects.toMatchObject({ code: 'seal.too-early' })
  clock.now += 2 * HOUR
  await give(program, opening, 'ann')
  expect(await give(program, opening, 'bob')).toMatchObject({ opened: true })
})

test('counts that are not entered, or differ without a word, are open', () => {
  const room = { room: '1', candidates: 3, issued: 4, collected: 4, explanation: null }
  expect(openCounts([room, { ...room, collected: 3, explanation: 'torn' }])).toEqual([])
  expect(
    openCounts([
      { ...room, issued: null, collected: null },
      { ...room, collected: null },
      { ...room, collected: 3 },
    ]),
  ).toHaveLength(3)
})

test('a leak before opening voids the whole set, one after opening the paper alone; a spare takes its place', async () => {
  const { deps, by } = program
  const id = await planned()
  const draw = await drawForSitting(deps, BANK, id, [set], by('officer'))
  const number = Number(draw.paper.slice(-2))
  const opening = await approvedOpening(program, { set, object: 'paper', paper: number })
  await give(program, opening, 'ann')
  await give(program, opening, 'bob')
  const voided = await voidPaper(deps, BANK, set, { paper: number, cause: 'leak', reason: '考场外流' }, by('officer'))
  expect(voided.papers).toEqual([draw.paper])
  expect(voided.spares.map(({ id: paper }) => paper)).toContain(draw.spare)
  await expect(replaceVoided(deps, BANK, draw.spare!, draw.paper, by('officer'))).rejects.toMatchObject({
    code: 'paper.state',
  })
  await replaceVoided(deps, BANK, draw.paper, draw.spare!, by('officer'))
  expect((await sittingStore(deps.db.read).require(BANK, id)).row).toMatchObject({ paper: draw.spare, spare: null })
  const rest = await voidPaper(
    deps,
    BANK,
    set,
    { paper: Number(draw.spare!.slice(-2)), cause: 'leak', reason: '整套外流' },
    by('officer'),
  )
  expect([rest.papers.length, rest.spares]).toEqual([2, []])
  expect(new Set(await papersNow())).toEqual(new Set(['voided/voided']))
  await expect(approvedOpening(program, { set, object: 'paper', paper: 1 })).rejects.toMatchObject({
    code: 'paper.state',
  })
})

test('what was handed out is registered first, and destruction takes two people and every envelope', async () => {
  const { deps, by, clock } = program
  const [seal] = await custodyStore(deps.db.read).seals(set)
  const object = seal!.manifest.id
  const { copy, bytes } = await exportCopy(
    deps,
    BANK,
    object,
    { part: 'envelope', holder: 'vault', place: '保险柜' },
    by('officer'),
  )
  expect(bytes.equals(readFileSync(sealedFile(deps, seal!.envelope)))).toBe(true)
  const list = () => listDestruction(deps, BANK, { objects: [object], reason: '期满' }, by('officer'))
  const line = async () => (await readRegister(deps, BANK, clock.now)).find((one) => one.object === object)!
  const date = (at: number) => new Date(at).toISOString().slice(0, 10)
  const begun = Math.max(seal!.manifest.sealedAt, ...(await line()).sittings)
  const prints = { id: 'prints', part: 'print', count: 30, holder: '1考场', place: '', digest: 'd'.repeat(64) } as const
  await deps.db.tx((q) =>
    registerStore(q).insertCopy({ ...prints, seal: seal!.id, due: null, by: 'officer', at: clock.now }),
  )
  const burn = () => enterEvent(deps, BANK, object, { kind: 'destroyed', copy: 'prints' }, by('officer'))
  const printed = yearsAfter(Math.max(clock.now, begun), 3)
  await expect(burn()).rejects.toThrow(`3 years, until ${date(printed)}`)
  await expect(list()).rejects.toThrow(`until ${date(yearsAfter(begun, 5))}`)
  await setSettings(deps.db, { ...DEFAULT_READING, electronicYears: 7 }, by('super'))
  clock.now = yearsAfter(begun, 7)
  await expect(list()).rejects.toThrow(`until ${date(clock.now)}`)
  clock.now += 1
  await burn()
  await expect(list()).rejects.toThrow(/vault/)
  const { alarms } = await line()
  expect(alarms.map(({ kind }) => kind)).toEqual(['retention-ended'])
  await enterEvent(deps, BANK, object, { kind: 'returned', copy: copy.id }, by('officer'))
  await expect(enterEvent(deps, BANK, object, { kind: 'lost', copy: copy.id }, by('officer'))).rejects.toMatchObject({
    code: 'custody.state',
  })
  const { id } = await list()
  await expect(confirmDestruction(deps, BANK, id, by('officer'))).rejects.toMatchObject({ code: 'item.same-person' })
  expect(existsSync(sealedFile(deps, seal!.envelope))).toBe(true)
  await confirmDestruction(deps, BANK, id, by('super'))
  expect(existsSync(sealedFile(deps, seal!.envelope))).toBe(false)
  expect(existsSync(sealedFile(deps, seal!.body))).toBe(true)
  expect(await papersNow()).toContain(`${seal!.object === 'key' ? 'sealed/destroyed' : 'destroyed/sealed'}`)
  await expect(
    exportCopy(deps, BANK, object, { part: 'envelope', holder: 'x', place: '' }, by('officer')),
  ).rejects.toMatchObject({ code: 'paper.state' })
})

test('a missing or damaged file is an alarm; what a start finds of superseded files goes', async () => {
  const { deps, clock } = program
  const dir = join(deps.config.dataDir, 'sealed')
  const [seal] = await custodyStore(deps.db.read).seals(set)
  const { rmSync } = await import('node:fs')
  rmSync(sealedFile(deps, seal!.body))
  const lines = await readRegister(deps, BANK, clock.now)
  expect(lines.flatMap(({ alarms }) => alarms.map(({ object, kind }) => [object, kind]))).toEqual([
    [seal!.manifest.id, 'damaged'],
  ])
  const before = readdirSync(dir).length
  expect(await sweepSets(deps.db, deps.config, clock.now + 9e12)).toBe(0)
  expect(readdirSync(dir)).toHaveLength(before)
})
