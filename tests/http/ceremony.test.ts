import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { approveOpening, closeOpening, endOpening, requestOpening } from '../../server/custody/ceremony.ts'
import { ceremonyStore } from '../../server/custody/ceremony-store.ts'
import { acknowledgeClock } from '../../server/custody/clock.ts'
import { addCustodian, changePassphrase, endCustodian } from '../../server/custody/custodians.ts'
import { dealAnew } from '../../server/custody/deal-anew.ts'
import { sealedFile } from '../../server/custody/envelopes.ts'
import { saveGroup } from '../../server/custody/groups.ts'
import { openSealed } from '../../server/custody/open.ts'
import { registerOutside } from '../../server/custody/outside.ts'
import { addRecovery } from '../../server/custody/recovery.ts'
import { custodyStore } from '../../server/custody/store.ts'
import { printAgain, takeOut } from '../../server/custody/take-out.ts'
import { approveSet } from '../../server/sets/approve.ts'
import { renderSet } from '../../server/sets/render.ts'
import { setStore } from '../../server/sets/store.ts'
import { acting } from '../support/acting.ts'
import { BANK, type Program, testProgram } from '../support/app.ts'
import { approvedOpening, canary, give, logged, passphrase, sealedSet, withCustodians } from '../support/custody.ts'

let program: Program
let set: string
beforeEach(async () => {
  program = await testProgram()
  await withCustodians(program)
  set = await sealedSet(program)
})
const first = () => ({ set, object: 'paper' as const, paper: 1 })
const stateOf = async (id: string) => (await ceremonyStore(program.deps.db.read).find(BANK, id))?.state
const paperState = async () => (await setStore(program.deps.db.read).papers(set))[0]!.state

test('a paper is opened by two custodians, shown once, and closed; every step is in the log before it', async () => {
  const { deps, by } = program
  const from = (await logged(program)).length + 1
  const id = await approvedOpening(program, first())
  expect(await give(program, id, 'ann')).toEqual({ given: 1, needed: 2, opened: false })
  await expect(takeOut(deps, BANK, id, { how: 'show' }, by('officer'))).rejects.toMatchObject({
    code: 'ceremony.state',
  })
  expect(await paperState()).toBe('sealed')
  expect(await give(program, id, 'bob')).toEqual({ given: 2, needed: 2, opened: true })
  const { files } = await takeOut(deps, BANK, id, { how: 'show' }, by('officer'))
  expect(files[0]!.bytes.toString()).toContain(canary(1))
  await expect(takeOut(deps, BANK, id, { how: 'download' }, by('officer'))).rejects.toMatchObject({
    code: 'ceremony.state',
  })
  await closeOpening(deps, BANK, id, by('super'))
  expect([await stateOf(id), await paperState(), deps.openings.size]).toEqual(['closed', 'opened', 0])
  expect(await logged(program, from)).toEqual([
    'ceremony.request',
    'ceremony.approve',
    'ceremony.try',
    'ceremony.share',
    'ceremony.show: refused ceremony.state',
    'ceremony.try',
    'unseal.begin',
    'ceremony.share',
    'unseal',
    'ceremony.show',
    'ceremony.download: refused ceremony.state',
    'ceremony.close',
  ])
})

test('copies are numbered through, a spoiled run again under new numbers, none beyond what was printed', async () => {
  const { deps, by } = program
  const id = await approvedOpening(program, first())
  await give(program, id, 'ann')
  await give(program, id, 'cyd')
  const runs = [
    { recipient: '1考场', copies: 30 },
    { recipient: '2考场', copies: 12 },
  ]
  const printed = await takeOut(deps, BANK, id, { how: 'print', runs }, by('officer'))
  expect(printed.runs.map(({ first: one, last, recipient }) => [one, last, recipient])).toEqual([
    [1, 30, '1考场'],
    [31, 42, '2考场'],
  ])
  const again = { run: { recipient: '2考场', copies: 5 }, spoiled: 5 }
  await expect(printAgain(deps, BANK, id, again, by('officer'))).rejects.toMatchObject({ code: 'input.invalid' })
  const why = { ...by('officer'), why: '卡纸' }
  expect((await printAgain(deps, BANK, id, again, why)).runs).toMatchObject([{ first: 43, last: 47, spoiled: 5 }])
  await expect(printAgain(deps, BANK, id, { ...again, spoiled: 43 }, why)).rejects.toMatchObject({
    code: 'input.invalid',
  })
  expect((await ceremonyStore(deps.db.read).copies(id)).at(-1)).toMatchObject({ last: 47 })
})

test('nobody plays two parts: composer, officer, supervisor, custodians', async () => {
  const { deps, by } = program
  const refused = { code: 'ceremony.person' }
  const wanted = { ...first(), reason: '考试' }
  await expect(requestOpening(deps, BANK, wanted, by('composer'))).rejects.toMatchObject(refused)
  const { id } = await requestOpening(deps, BANK, wanted, by('ann'))
  await expect(approveOpening(deps, BANK, id, by('ann'))).rejects.toMatchObject(refused)
  await expect(approveOpening(deps, BANK, id, by('composer'))).rejects.toMatchObject(refused)
  await approveOpening(deps, BANK, id, by('bob'))
  await expect(give(program, id, 'ann')).rejects.toMatchObject(refused)
  await expect(give(program, id, 'bob')).rejects.toMatchObject(refused)
  await give(program, id, 'cyd')
  await expect(give(program, id, 'cyd')).rejects.toMatchObject(refused)
  expect([await stateOf(id), await paperState()]).toEqual(['approved', 'sealed'])
})

test('the third wrong passphrase ends the opening, whoever gave it, and the shares given are forgotten', async () => {
  const id = await approvedOpening(program, first())
  await give(program, id, 'ann')
  for (const who of ['bob', 'cyd', 'bob'])
    await expect(give(program, id, who, 'not the passphrase')).rejects.toMatchObject({ code: 'seal.passphrase' })
  await expect(give(program, id, 'bob')).rejects.toMatchObject({ code: 'ceremony.state' })
  expect([await stateOf(id), await paperState(), program.deps.openings.size]).toEqual(['ended', 'sealed', 0])
})

test('a quarter of an hour after the first custodian the opening is over', async () => {
  const id = await approvedOpening(program, first())
  await give(program, id, 'ann')
  program.clock.now += 15 * 60_000 + 1
  await expect(give(program, id, 'bob')).rejects.toMatchObject({ code: 'ceremony.state' })
  expect([await stateOf(id), program.deps.openings.size]).toEqual(['ended', 0])
})

test('not before its time; keys have a time of their own', async () => {
  const at = program.clock.now
  set = await sealedSet(program, 1, { notBefore: at + 3_600_000, keyNotBefore: at + 7_200_000 })
  const paper = await approvedOpening(program, first())
  await expect(give(program, paper, 'ann')).rejects.toMatchObject({ code: 'seal.too-early' })
  program.clock.now += 3_600_000
  await give(program, paper, 'ann')
  const key = await approvedOpening(program, { ...first(), object: 'key' })
  await expect(give(program, key, 'ann')).rejects.toMatchObject({ code: 'seal.too-early' })
  program.clock.now += 3_600_000
  expect(await give(program, key, 'ann')).toMatchObject({ given: 1 })
})

test('one opening of an object at a time; called off, it can be asked for again', async () => {
  const { deps, by } = program
  const id = await approvedOpening(program, first())
  const again = () => requestOpening(deps, BANK, { ...first(), reason: '考试' }, by('officer'))
  await expect(again()).rejects.toMatchObject({ code: 'ceremony.state' })
  await expect(endOpening(deps, BANK, id, by('stranger'))).rejects.toMatchObject({ code: 'ceremony.person' })
  await endOpening(deps, BANK, id, by('officer'))
  expect((await again()).state).toBe('requested')
})

test('files exchanged for those of another paper of the set are noticed', async () => {
  const { deps } = program
  const [one] = await custodyStore(deps.db.read).seals(set)
  expect(one!.object).toBe('key')
  const other = (await custodyStore(deps.db.read).seals(set)).find(
    ({ object, paper }) => object === one!.object && paper !== one!.paper,
  )!
  for (const part of ['body', 'envelope'] as const)
    copyFileSync(sealedFile(deps, other[part]), sealedFile(deps, one![part]))
  const id = await approvedOpening(program, { ...first(), object: one!.object })
  await expect(give(program, id, 'ann')).rejects.toThrow(/exchanged/)
})

test('a clock that jumps stops sealing and opening until two people have acknowledged it', async () => {
  const { by } = program
  let uptime = 1000
  const deps = { ...program.deps, uptime: () => ({ boot: 'b', uptime }) }
  const moved = { ...program, deps }
  // Seen once on this machine; then an hour passes on the wall alone.
  const id = await approvedOpening(moved, first())
  program.clock.now += 3_600_000
  uptime += 1000
  await expect(give(moved, id, 'ann')).rejects.toMatchObject({ code: 'clock.doubtful' })
  await expect(sealedSet(moved, 1)).rejects.toMatchObject({ code: 'clock.doubtful' })
  program.clock.now -= 3_600_000
  await expect(give(moved, id, 'ann')).rejects.toMatchObject({ code: 'clock.doubtful' })
  expect(await acknowledgeClock(deps, by('one'))).toEqual({ ended: false })
  await expect(acknowledgeClock(deps, by('one'))).rejects.toMatchObject({ code: 'item.same-person' })
  await expect(give(moved, id, 'ann')).rejects.toMatchObject({ code: 'clock.doubtful' })
  expect(await acknowledgeClock(deps, by('two'))).toEqual({ ended: true })
  expect(await give(moved, id, 'ann')).toMatchObject({ given: 1 })
})

test('a changed passphrase opens what was sealed before; the old one does not', async () => {
  const { deps, by } = program
  const next = 'another long passphrase'
  const change = { old: passphrase('ann'), passphrase: next }
  await expect(
    changePassphrase(deps, BANK, 'ann', { ...change, old: 'not it, surely' }, by('ann')),
  ).rejects.toMatchObject({
    code: 'seal.passphrase',
  })
  expect(await changePassphrase(deps, BANK, 'ann', change, by('ann'))).toBe(7)
  const dir = join(deps.config.dataDir, 'sealed')
  expect(readdirSync(dir)).toHaveLength(14)
  const id = await approvedOpening(program, first())
  await expect(give(program, id, 'ann')).rejects.toMatchObject({ code: 'seal.passphrase' })
  await give(program, id, 'ann', next)
  expect(await give(program, id, 'bob')).toMatchObject({ opened: true })
})

test('shares are dealt anew only with a quorum of the old custodians; then the new ones open', async () => {
  const { deps, by } = program
  await addCustodian(deps.db, BANK, 'dan', passphrase('dan'), by('admin'))
  await endCustodian(deps.db, BANK, 'cyd', by('admin'))
  const { version, warnings } = await saveGroup(deps.db, BANK, { members: ['ann', 'bob', 'dan'] }, by('admin'))
  expect([version, warnings]).toEqual([1, []])
  const with_ = (...names: string[]) => ({ passphrases: new Map(names.map((name) => [name, passphrase(name)])) })
  const before = readdirSync(join(deps.config.dataDir, 'sealed')).sort()
  await expect(dealAnew(deps, BANK, with_(), by('admin'))).rejects.toMatchObject({ code: 'seal.quorum' })
  await expect(dealAnew(deps, BANK, with_('ann'), by('ann'))).rejects.toMatchObject({ code: 'seal.quorum' })
  await expect(dealAnew(deps, BANK, with_('ann', 'dan'), by('ann'))).rejects.toMatchObject({ code: 'seal.quorum' })
  expect(readdirSync(join(deps.config.dataDir, 'sealed')).sort()).toEqual(before)
  expect(await dealAnew(deps, BANK, with_('bob', 'cyd'), by('admin'))).toBe(7)
  expect(await dealAnew(deps, BANK, with_('ann', 'bob'), by('admin'))).toBe(0)
  const id = await approvedOpening(program, first())
  await expect(give(program, id, 'cyd')).rejects.toMatchObject({ code: 'input.invalid' })
  await give(program, id, 'dan')
  expect(await give(program, id, 'ann')).toMatchObject({ opened: true })
})

test('two of two warns; a recovery share on paper takes the warning away and opens without the database', async () => {
  const { deps, by } = program
  const two = await saveGroup(deps.db, BANK, { members: ['ann', 'bob'], name: '二人组' }, by('admin'))
  expect(two.warnings).toHaveLength(1)
  const { passphrase: printed } = await addRecovery(deps, BANK, 'safe', by('admin'))
  expect(printed).toMatch(/^([2-9A-HJ-NP-Z]{5}-){4}[2-9A-HJ-NP-Z]{5}$/)
  const group = await saveGroup(deps.db, BANK, { members: ['ann', 'bob', 'safe'], name: '二人组' }, by('admin'))
  expect([group.version, group.warnings]).toEqual([2, []])
  set = await sealedSet(program, 1, { group: '二人组' })
  const seal = (await custodyStore(deps.db.read).seals(set)).find(({ object }) => object === 'key')
  const [body, envelope] = [seal!.body, seal!.envelope].map((name) => readFileSync(sealedFile(deps, name)))
  const both = new Map([
    ['bob', passphrase('bob')],
    ['safe', printed],
  ])
  expect((await openSealed(body!, envelope!, both, program.clock.now)).files).toHaveLength(2)
  // The safe's share is given by a person, who gives no other.
  const id = await approvedOpening(program, first())
  await expect(give(program, id, 'safe', printed)).rejects.toMatchObject({ code: 'ceremony.person' })
  await give(program, id, 'ann')
  const { giveShare } = await import('../../server/custody/ceremony-share.ts')
  const safe = { custodian: 'safe', passphrase: printed }
  await expect(giveShare(deps, BANK, id, safe, by('ann'))).rejects.toMatchObject({ code: 'ceremony.person' })
  expect(await giveShare(deps, BANK, id, safe, by('warden'))).toMatchObject({ opened: true })
})

test('the same over HTTP: who asks, who approves, who comes, and a zip once', async () => {
  const as = (actor: string) => acting(program, actor)
  const asked = await as('officer').post('openings', { ...first(), reason: '考试' })
  expect(asked.statusCode).toBe(201)
  const at = `openings/${asked.json().id}`
  expect((await as('officer').post(`${at}/approve`, {})).statusCode).toBe(403)
  expect((await as('super').post(`${at}/approve`, {})).statusCode).toBe(204)
  for (const custodian of ['ann', 'bob'])
    expect(
      (await as(custodian).post(`${at}/shares`, { custodian, passphrase: passphrase(custodian) })).statusCode,
    ).toBe(200)
  const zip = await as('officer').post(`${at}/take-out`, { how: 'download' })
  expect([zip.statusCode, zip.headers['cache-control'], zip.rawPayload.subarray(0, 2).toString()]).toEqual([
    200,
    'no-store',
    'PK',
  ])
  expect((await as('officer').post(`${at}/take-out`, { how: 'show' })).statusCode).toBe(409)
  expect((await as('officer').post(`${at}/close`, {})).statusCode).toBe(204)
  expect((await as('super').get('openings')).json()).toMatchObject([{ state: 'closed', officer: 'officer' }])
  expect(
    (await as('super').get('custody')).json().find((line: { opened: number[] }) => line.opened.length),
  ).toMatchObject({ intact: true })
})

test('papers made elsewhere are counted, known items stand as used, and other files are refused', async () => {
  const { deps, by } = program
  const counts = await setStore(deps.db.read).paperCounts(BANK)
  expect(counts).toEqual([{ kind: 'theory', made: 3, sealed: 3 }])
  const file = (name: string, bytes: string) => [{ name, bytes: Buffer.from(bytes) }]
  const outside = (papers: Parameters<typeof registerOutside>[2]['papers']) =>
    registerOutside(deps, BANK, { kind: 'theory', title: '旧卷', source: '', papers }, by('composer'))
  await expect(outside([{ files: file('a.txt', 'plain'), keyFiles: [], items: [] }])).rejects.toMatchObject({
    code: 'file.wrong',
  })
  await expect(outside([{ files: file('a.pdf', '%PDF-1.7'), keyFiles: [], items: ['9'] }])).rejects.toMatchObject({
    code: 'item.missing',
  })
  const word = await outside([{ files: file('a.docx', 'PK\u0003\u0004'), keyFiles: [], items: [] }])
  await expect(approveSet(deps.db, BANK, word.id, by('composer'))).rejects.toMatchObject({ code: 'item.same-person' })
  await expect(renderSet(deps, BANK, word.id, by('head'))).rejects.toMatchObject({ code: 'set.state' })
  // Nothing of a refused registration is left.
  expect(readdirSync(join(deps.config.dataDir, 'drafts'))).toHaveLength(1)
})
