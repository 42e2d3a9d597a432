import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { Link } from '../../core/log.ts'
import { DEFAULT_READING } from '../../core/reading.ts'
import { setSettings } from '../../server/access/settings.ts'
import { logStore } from '../../server/access/store.ts'
import { verifyLog } from '../../server/access/verify.ts'
import { BANK, emptyBank, type Program, testProgram } from '../support/app.ts'
import { addDrafts, theoryItem } from '../support/banks.ts'
import { type Call, callAs, walkedBank } from '../support/routes.ts'

let program: Program
let calls: () => Call[]
beforeAll(async () => {
  program = await testProgram()
  calls = await walkedBank(program)
})

/** A bank of ten drafts. */
async function electriciansOf(other: Program): Promise<void> {
  await emptyBank(other)
  const stems = Array.from({ length: 10 }, (_, at) => theoryItem({ stem: `第${at}题` }))
  await addDrafts(other.deps.db, BANK, stems, other.by('writer'))
}

async function entriesOf<T>(work: () => Promise<T>): Promise<[T, Link[]]> {
  const store = logStore(program.deps.db.read)
  const { size } = await store.head()
  const result = await work()
  const entries: Link[] = []
  for await (const entry of store.links(size + 1)) entries.push(entry)
  return [result, entries]
}
const isPublic = ({ route }: Call) => /\/health\/|openapi|public-key/.test(route)
/** True when the request was refused by its form: no act, and nothing is told but what the form is. */
const isFormRefused = ({ statusCode, body }: { statusCode: number; body: string }) =>
  [400, 406, 415].includes(statusCode) && /"code":"(?:request\.(?:invalid|refused)|input\.usage)"/.test(body)
const answered = new Set<string>()

test('every route leaves an entry in the name of who asked, or says nothing but how to ask', async () => {
  for (const call of calls()) {
    const [reply, entries] = await entriesOf(() => callAs(program, call))
    if (isPublic(call)) {
      expect([call.route, entries]).toEqual([call.route, []])
      continue
    }
    expect([call.route, reply.statusCode]).not.toEqual([call.route, 500])
    if (isFormRefused(reply)) continue
    if (reply.statusCode < 300) answered.add(call.route)
    expect([call.route, entries.map(({ actor }) => actor)]).toEqual([call.route, expect.arrayContaining(['walker'])])
    expect(entries.at(-1)!.result === 'done' || reply.statusCode >= 200).toBe(true)
    if (reply.statusCode >= 400) expect([call.route, entries.at(-1)!.result]).not.toEqual([call.route, 'done'])
  }
  expect(answered.size).toBeGreaterThan(30)
  expect((await verifyLog(program.deps.db, [])).broken).toBeUndefined()
})

test('a list written on record by the service names the ids it shows', async () => {
  const [reply, entries] = await entriesOf(() => program.get(`/api/banks/${BANK}/blueprints`))
  const ids = reply.json().map(({ id }: { id: string }) => id)
  expect(ids.length).toBeGreaterThan(0)
  expect(entries).toMatchObject([{ did: 'blueprint.read', bank: BANK, to: ids.join(' '), result: 'done' }])
})

test('a refusal at the door is on record', async () => {
  const long = `/api/banks/${'x'.repeat(90)}/items`
  const [reply, entries] = await entriesOf(() => program.app.inject({ url: long }))
  expect(reply.statusCode).toBe(401)
  expect(entries).toMatchObject([
    { actor: '', did: 'item.read', bank: 'x'.repeat(90), result: 'refused access.denied' },
  ])
})

test('a text searched for stands in no entry', async () => {
  const [reply, entries] = await entriesOf(() =>
    program.get(`/api/banks/${BANK}/items/search?kind=theory&text=${encodeURIComponent('绝缘电阻')}`),
  )
  expect(reply.json().items.length).toBeGreaterThan(0)
  expect(entries).toHaveLength(1)
  expect(entries[0]!.to).toMatch(/^text:[0-9a-f]{32} /)
  expect(JSON.stringify(entries)).not.toContain('绝缘')
})

test('a reason given once stands for the task: this person, this bank, its hours', async () => {
  const read = (actor: string, more: Record<string, string> = {}) =>
    program.app.inject({
      url: `/api/banks/${BANK}/items?limit=1`,
      headers: { ...program.headers, 'juanku-actor': actor, ...more },
    })
  expect((await read('ada')).headers['juanku-reason']).toBe('asked')
  const reason = encodeURIComponent('审查三级理论题')
  const [first, given] = await entriesOf(() => read('ada', { 'juanku-reason': reason }))
  expect(first.headers).not.toHaveProperty('juanku-reason')
  expect(given).toMatchObject([{ actor: 'ada', did: 'item.list', why: '审查三级理论题' }])
  expect((await entriesOf(() => read('ada')))[1]).toMatchObject([{ why: '审查三级理论题' }])
  expect((await entriesOf(() => read('eve')))[1]).toMatchObject([{ why: '' }])
  program.clock.now += 9 * 3_600_000
  expect((await read('ada')).headers['juanku-reason']).toBe('asked')
  for (const wrong of ['%E0%A4%A', '%0A', encodeURIComponent('长'.repeat(501))])
    expect((await read('ada', { 'juanku-reason': wrong })).statusCode).toBe(400)
})

test('where a reason is required nothing is shown without one, and the refusal is on record', async () => {
  const strict = await testProgram()
  await emptyBank(strict)
  await setSettings(strict.deps.db, { ...DEFAULT_READING, reason: 'required' }, strict.by('admin'))
  const refused = await strict.get(`/api/banks/${BANK}/items`)
  expect([refused.statusCode, refused.json().code]).toEqual([428, 'reading.reason'])
  expect((await logStore(strict.deps.db.read).last(1))[0]).toMatchObject({ result: 'refused reading.reason' })
})

test('a person is warned of at the soft limit and refused at the hard one', async () => {
  const limited = await testProgram()
  await electriciansOf(limited)
  const budgets = [{ person: 'ada', role: null, soft: 8, hard: 10 }]
  await setSettings(limited.deps.db, { ...DEFAULT_READING, budgets }, limited.by('admin'))
  const read = (actor: string) =>
    limited.app.inject({
      url: `/api/banks/${BANK}/items?limit=5`,
      headers: { ...limited.headers, 'juanku-actor': actor },
    })
  const codes = []
  for (let n = 0; n < 4; n++) codes.push((await read('ada')).statusCode)
  expect(codes).toEqual([200, 200, 429, 429])
  expect((await read('eve')).statusCode).toBe(200)
  const entries = await logStore(limited.deps.db.read).last(20)
  expect(entries.filter(({ did }) => did === 'alarm.reading')).toMatchObject([{ actor: 'ada', to: '10 8' }])
  expect(entries.filter(({ result }) => result === 'refused reading.budget')).toHaveLength(2)
  limited.clock.now += 25 * 3_600_000
  expect((await read('ada')).statusCode).toBe(200)
})

test('with a log that cannot be written no route says anything: 503 and not a byte', async () => {
  const { size } = await logStore(program.deps.db.read).head()
  await program.deps.db.tx(async (q) =>
    q.run(sql`CREATE TRIGGER broken BEFORE INSERT ON log BEGIN SELECT RAISE(ABORT, 'broken by the test'); END`),
  )
  let silent = 0
  for (const call of calls()) {
    if (isPublic(call)) continue
    const reply = await callAs(program, call)
    if (!answered.has(call.route) && isFormRefused(reply)) continue
    expect([call.route, reply.statusCode, reply.body]).toEqual([call.route, 503, ''])
    expect(reply.headers).not.toHaveProperty('content-disposition')
    silent++
  }
  expect(silent).toBeGreaterThan(answered.size - 1)
  const refused = await program.app.inject({ url: `/api/banks/${BANK}/items` })
  expect([refused.statusCode, refused.body]).toEqual([503, ''])
  await program.deps.db.tx(async (q) => q.run(sql`DROP TRIGGER broken`))
  expect((await logStore(program.deps.db.read).head()).size).toBe(size)
  expect((await program.get(`/api/banks/${BANK}/items`)).statusCode).toBe(200)
})
