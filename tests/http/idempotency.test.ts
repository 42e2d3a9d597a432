import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { acting, stateOf } from '../support/acting.ts'
import { BANK, emptyBank, type Program, testProgram } from '../support/app.ts'
import { choice } from '../support/papers.ts'

let program: Program
beforeAll(async () => {
  program = await testProgram()
  await emptyBank(program)
})

const key = (value: string) => ({ 'idempotency-key': value })
const body = (stem: string) => ({ content: choice(stem, ['甲', '乙']) })
const items = () => program.deps.db.read.all(sql`SELECT id FROM items`).length

test('the same request again is not done again and gives the first reply', async () => {
  const before = items()
  const [first, again] = [
    await acting(program, 'ann').post('items', body('一'), key('first-request')),
    await acting(program, 'ann').post('items', body('一'), key('first-request')),
  ]
  expect([first.statusCode, again.statusCode, again.headers['idempotency-replayed']]).toEqual([201, 201, 'true'])
  expect(again.json()).toEqual(first.json())
  expect(first.headers).not.toHaveProperty('idempotency-replayed')
  expect(items()).toBe(before + 1)
})

test('without a key, or by another person, it is another request', async () => {
  const before = items()
  await acting(program, 'ann').post('items', body('二'), key('second-request'))
  await acting(program, 'bob').post('items', body('二'), key('second-request'))
  await acting(program, 'ann').post('items', body('二'))
  expect(items()).toBe(before + 3)
})

test('another body or another route under the same key is refused and changes nothing', async () => {
  await acting(program, 'ann').post('items', body('三'), key('third-request'))
  const before = stateOf(program)
  for (const reply of [
    await acting(program, 'ann').post('items', body('三三'), key('third-request')),
    await acting(program, 'ann').post(
      'approvals',
      { items: [{ item: 'x', revision: 1 }], checked: [] },
      key('third-request'),
    ),
  ])
    expect([reply.statusCode, reply.json().code]).toEqual([422, 'request.other'])
  expect(stateOf(program)).toBe(before)
})

test('of two sent at once one is done; the other is told to look', async () => {
  const before = items()
  const replies = await Promise.all(
    [1, 2].map(() => acting(program, 'ann').post('items', body('四'), key('fourth-request'))),
  )
  expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409])
  expect(items()).toBe(before + 1)
})

test('a reply without a body is given again too, and every repetition is logged', async () => {
  const view = { name: '常用', view: { kind: 'theory', search: {}, sort: { by: 'number', descending: false } } }
  const { id } = (await acting(program, 'ann').post('views', view)).json()
  const remove = () =>
    program.app.inject({
      method: 'DELETE',
      url: `/api/banks/${BANK}/views/${id}`,
      headers: { ...program.headers, 'juanku-actor': 'ann', ...key('remove-a-view') },
    })
  const [first, again] = [await remove(), await remove()]
  expect([first.statusCode, again.statusCode, again.body, again.headers['idempotency-replayed']]).toEqual([
    204,
    204,
    '',
    'true',
  ])
  const entries = program.deps.db.read.all(sql`SELECT actor, bank, did, "to" FROM log ORDER BY seq DESC LIMIT 2`)
  expect(entries).toEqual([
    { actor: 'ann', bank: BANK, did: 'request.repeat', to: 'DELETE /api/banks/:bank/views/:id' },
    { actor: 'ann', bank: BANK, did: 'view.remove', to: id },
  ])
})

type Sent = { by?: string; name?: string; mapping?: string; boundary?: string }
/** Imports a CSV under a key. */
function upload(csv: string, { by = 'import-this-file', name = 'items.csv', mapping, boundary = 'cut' }: Sent = {}) {
  const part = (head: string, body: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`
  const field = mapping === undefined ? '' : part('name="mapping"', mapping)
  return program.app.inject({
    method: 'POST',
    url: `/api/banks/${BANK}/imports?acceptMapping=true`,
    headers: { ...program.headers, ...key(by), 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.from(`${field}${part(`name="file"; filename="${name}"`, csv)}--${boundary}--\r\n`),
  })
}

test('a file is imported once by its key; another file, name or mapping of the same length is another request', async () => {
  const csv = '题型,题干,答案\n判断题,先验电再接地。,对\n'
  const [first, again] = [await upload(csv), await upload(csv)]
  expect(first.statusCode).toBe(200)
  expect([again.statusCode, again.headers['idempotency-replayed']]).toEqual([200, 'true'])
  expect(again.json()).toEqual(first.json())
  const before = stateOf(program)
  // A client draws the boundary anew each time.
  expect((await upload(csv, { boundary: 'other' })).json()).toEqual(first.json())
  const others = [
    upload(`${csv}判断题,先接地再验电。,错\n`),
    upload(csv.replace('对', '错')),
    upload(csv, { name: 'other.csv' }),
    upload(csv, { mapping: JSON.stringify(first.json().mapping) }),
  ]
  for (const reply of await Promise.all(others)) expect(reply.json().code).toBe('request.other')
  expect(stateOf(program)).toBe(before)
})

test('of two files sent at once under one key one is imported; the other is told to look', async () => {
  const replies = await Promise.all(
    ['先验电。', '先接地。'].map((stem) => upload(`题型,题干,答案\n判断题,${stem},对\n`, { by: 'two-files-at-once' })),
  )
  expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
})

test('a refusal leaves its key free', async () => {
  const wrong = { content: choice('<script>', ['甲', '乙']) }
  expect((await acting(program, 'ann').post('items', wrong, key('fifth-request'))).statusCode).toBe(422)
  expect((await acting(program, 'ann').post('items', body('五'), key('fifth-request'))).statusCode).toBe(201)
})

test('a request that was cut off is not done a second time', async () => {
  const sent = () => acting(program, 'ann').post('items', body('六'), key('sixth-request'))
  await sent()
  await program.deps.db.tx(async (q) =>
    q.run(sql`UPDATE requests SET status = NULL, reply = NULL WHERE key = 'sixth-request'`),
  )
  const before = stateOf(program)
  expect((await sent()).json().code).toBe('request.busy')
  expect(stateOf(program)).toBe(before)
})

test('keys are kept for a day', async () => {
  const before = items()
  await acting(program, 'ann').post('items', body('七'), key('seventh-request'))
  program.clock.now += 86_400_001
  await acting(program, 'ann').post('items', body('七'), key('seventh-request'))
  expect(items()).toBe(before + 2)
})

test.each(['short', 'with space in it', 'x'.repeat(101)])('%j is no key', async (value) => {
  const reply = await acting(program, 'ann').post('items', body('八'), key(value))
  expect([reply.statusCode, reply.json().code]).toEqual([400, 'input.usage'])
})
