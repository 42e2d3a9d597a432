/** Items from draft to approved, retired and restored, over the API; what is forbidden changes nothing. */
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ItemContent } from '../../core/item.ts'
import { parseItemNumber } from '../../core/item-number.ts'
import { commonPolicy } from '../../core/review.ts'
import { itemStore } from '../../server/items/store.ts'
import { acting, stateOf } from '../support/acting.ts'
import { BANK, emptyBank, type Program, testProgram } from '../support/app.ts'
import { caseItem, everyKind } from '../support/items.ts'
import { choice, judgement, picture, pictureName } from '../support/papers.ts'
import { person } from '../support/signed-in.ts'

let program: Program
const as = (actor: string) => acting(program, actor)
const checked = commonPolicy.checklist.map(({ id }) => id)
const approve = (revision: number) => ({ revision, verdict: 'approved', checked })

beforeAll(async () => {
  program = await testProgram()
  await emptyBank(program)
})

/** A draft by `writer`; returns its id. */
async function draft(content: ItemContent, writer = '王工'): Promise<string> {
  const reply = await as(writer).post('items', { content })
  expect(reply.statusCode).toBe(201)
  return reply.json().id
}
const submit = (id: string, revision = 1, writer = '王工') =>
  as(writer).post('submissions', { items: [{ item: id, revision }] })
/** A verdict by somebody who looked at the revision. */
async function judge(who: string, id: string, verdict: { revision: number; verdict: string; reasons?: string }) {
  await as(who).get(`items/${id}/content?revision=${verdict.revision}`)
  return as(who).post(`items/${id}/verdicts`, verdict)
}
async function approved(content: ItemContent): Promise<string> {
  const id = await draft(content)
  expect((await submit(id)).statusCode).toBe(200)
  expect((await judge('审', id, approve(1))).json()).toEqual({ state: 'approved', approvals: 1 })
  return id
}
/** A trigger's refusal as the driver wraps it. */
const because = (text: string) => ({ cause: { message: expect.stringContaining(text) } })
let count = 0
const anItem = () => choice(`第${++count}个题干（ ）`, ['甲', '乙', '丙', '丁'])

test('a writer and a reviewer take twenty items of every type from draft to approved', async () => {
  const contents = [...everyKind(1), ...everyKind(2)]
  expect(contents).toHaveLength(20)
  const written = []
  for (const content of contents) written.push((await as('王工').post('items', { content, reason: '新题' })).json())
  for (const { number, revision, state } of written) {
    expect([revision, state]).toEqual([1, 'draft'])
    expect(parseItemNumber(number)).toMatchObject({ bank: BANK })
  }
  const items = written.map(({ id }) => ({ item: id, revision: 1 }))
  expect((await as('王工').post('submissions', { items })).json()).toEqual({ outcome: 'submitted', submitted: 20 })
  const given = await as('主管').post('tasks', {
    how: 'evenly',
    items: items.map(({ item }) => item),
    people: ['王工', '李师傅', '陈师傅'],
  })
  const people = given.json().given.map(({ person }: { person: string }) => person)
  expect(['王工', '李师傅', '陈师傅'].map((name) => people.filter((it: string) => it === name).length)).toEqual([
    0, 10, 10,
  ])
  expect(given.json().due).toBe(program.clock.now + 14 * 86_400_000)
  for (const { item, person } of given.json().given) {
    expect((await as(person).get(`items/${item}/content`)).statusCode).toBe(200)
    expect((await as(person).post(`items/${item}/verdicts`, approve(1))).statusCode).toBe(201)
  }
  for (const kind of ['theory', 'practical', 'defense'] as const) {
    const pool = await itemStore(program.deps.db.read).approved(BANK, kind)
    expect(pool.map(({ content }) => content)).toEqual(
      expect.arrayContaining(contents.filter((content) => content.kind === kind)),
    )
  }
})

describe('each forbidden step is refused and changes nothing', () => {
  const forbidden = async (reply: Promise<{ statusCode: number; json(): { code?: string; outcome?: string } }>) => {
    const before = stateOf(program)
    const { statusCode, json } = await reply
    expect(stateOf(program)).toBe(before)
    return [statusCode, json().code ?? json().outcome]
  }

  test('one’s own review, also as the assigned one, alone or in bulk', async () => {
    const id = await draft(anItem())
    await submit(id)
    expect(await forbidden(as('王工').post(`items/${id}/verdicts`, approve(1)))).toEqual([403, 'item.same-person'])
    const bulk = { items: [{ item: id, revision: 1 }], checked }
    expect(await forbidden(as('王工').post('approvals', bulk))).toEqual([403, 'item.same-person'])
    const task = { how: 'by hand', task: 'review', pairs: [{ item: id, person: '王工' }] }
    expect(await forbidden(as('主管').post('tasks', task))).toEqual([403, 'item.same-person'])
    const alone = { how: 'evenly', items: [id], people: ['王工'] }
    expect(await forbidden(as('主管').post('tasks', alone))).toEqual([403, 'item.same-person'])
  })

  test('judging a revision that was not shown to oneself whole', async () => {
    const id = await draft(anItem())
    await submit(id)
    // Seen in a list, in part, as a difference, or by somebody else is not seen.
    for (const path of ['items', `items/${id}`, `items/${id}/diff?from=1&to=1`]) await as('审').get(path)
    await as('审二').get(`items/${id}/content`)
    const others = ['returned', 'rejected'].map((verdict) => ({ revision: 1, verdict, reasons: '不妥' }))
    for (const verdict of [approve(1), ...others])
      expect(await forbidden(as('审').post(`items/${id}/verdicts`, verdict))).toEqual([409, 'item.unseen'])
    await as('审').get(`items/${id}/content`)
    expect((await as('审').post(`items/${id}/verdicts`, others[0]!)).statusCode).toBe(201)
    await as('王工').post(`items/${id}/revisions`, { base: 1, content: anItem(), reason: '已改' })
    await submit(id, 2)
    expect(await forbidden(as('审').post(`items/${id}/verdicts`, approve(2)))).toEqual([409, 'item.unseen'])
  })

  test('approving a draft, or what was approved, or a revision that is not the newest', async () => {
    const id = await draft(anItem())
    expect(await forbidden(as('审').post(`items/${id}/verdicts`, approve(1)))).toEqual([409, 'item.state'])
    const bulk = { items: [{ item: id, revision: 1 }], checked }
    expect(await forbidden(as('审').post('approvals', bulk))).toEqual([409, 'item.state'])
    await submit(id)
    expect(await forbidden(as('审').post(`items/${id}/verdicts`, approve(2)))).toEqual([409, 'item.conflict'])
    await judge('审', id, approve(1))
    expect(await forbidden(as('审二').post(`items/${id}/verdicts`, approve(1)))).toEqual([409, 'item.state'])
  })

  test('editing, restoring, submitting or withdrawing another’s item', async () => {
    const id = await draft(anItem())
    const edit = { base: 1, content: anItem(), reason: '改' }
    expect(await forbidden(as('审').post(`items/${id}/revisions`, edit))).toEqual([403, 'item.not-yours'])
    expect(await forbidden(as('审').post(`items/${id}/restore`, { base: 1, revision: 1, reason: '' }))).toEqual([
      403,
      'item.not-yours',
    ])
    expect(await forbidden(submit(id, 1, '审'))).toEqual([403, 'item.not-yours'])
    await submit(id)
    expect(await forbidden(as('审').post(`items/${id}/withdraw`, { revision: 1 }))).toEqual([403, 'item.not-yours'])
    expect(await forbidden(as('王工').post(`items/${id}/revisions`, edit))).toEqual([409, 'item.state'])
  })

  test('judging what other people are assigned to, without the checklist, or without reasons', async () => {
    const id = await draft(anItem())
    await submit(id)
    expect(await forbidden(as('审').post(`items/${id}/verdicts`, { ...approve(1), checked: ['key'] }))).toEqual([
      422,
      'item.checklist',
    ])
    for (const verdict of ['returned', 'rejected'])
      expect(await forbidden(as('审').post(`items/${id}/verdicts`, { revision: 1, verdict, reasons: '  ' }))).toEqual([
        422,
        'input.invalid',
      ])
    await as('主管').post('tasks', { how: 'by hand', task: 'review', pairs: [{ item: id, person: '李师傅' }] })
    expect(await forbidden(as('审').post(`items/${id}/verdicts`, approve(1)))).toEqual([403, 'item.not-yours'])
    const write = { how: 'by hand', task: 'write', pairs: [{ item: id, person: '李师傅' }] }
    expect(await forbidden(as('主管').post('tasks', write))).toEqual([403, 'item.same-person'])
  })

  test('using what is not approved, retired, or in quarantine; removing what is a record', async () => {
    const [open, retired, held] = [await draft(anItem()), await approved(anItem()), await approved(anItem())]
    await as('主管').post(`items/${retired}/retire`, { reason: '标准已修订' })
    await as('主管').post(`items/${held}/quarantine`, { reason: '疑似泄露' })
    const pool = (await itemStore(program.deps.db.read).approved(BANK, 'theory')).map(({ id }) => id)
    const before = stateOf(program)
    for (const id of [open, retired, held]) {
      expect(pool).not.toContain(id)
      await expect(
        program.deps.db.tx(async (q) => q.run(sql`INSERT INTO uses VALUES ('set', ${id})`)),
      ).rejects.toMatchObject(because('not approved'))
      await expect(
        program.deps.db.tx(async (q) => q.run(sql`DELETE FROM items WHERE id = ${id}`)),
      ).rejects.toMatchObject(because('not removed'))
    }
    expect(stateOf(program)).toBe(before)
    const edit = { base: 1, content: anItem(), reason: '' }
    expect(await forbidden(as('王工').post(`items/${retired}/revisions`, edit))).toEqual([409, 'item.state'])
    await as('主管').post(`items/${held}/release`, { reason: '已查明' })
    expect((await itemStore(program.deps.db.read).approved(BANK, 'theory')).map(({ id }) => id)).toContain(held)
  })

  test('a list of which one item is wrong, whole', async () => {
    const [mine, foreign] = [await draft(anItem()), await draft(anItem(), '赵工')]
    const items = [mine, foreign].map((item) => ({ item, revision: 1 }))
    expect(await forbidden(as('王工').post('submissions', { items }))).toEqual([403, 'item.not-yours'])
    await submit(mine)
    const bulk = { items, checked }
    expect(await forbidden(as('审').post('approvals', bulk))).toEqual([409, 'item.state'])
  })

  test('and a refusal stands in the log', async () => {
    const id = await draft(anItem())
    await as('审').post(`items/${id}/verdicts`, approve(1))
    const last = program.deps.db.read.get(sql`SELECT actor, did, "to", result FROM log ORDER BY seq DESC LIMIT 1`)
    expect(last).toEqual({ actor: '审', did: 'item.verdict', to: `${id}@1 approved`, result: 'refused item.state' })
  })
})

describe('approving in bulk', () => {
  test('takes what the reviewer was shown whole, at the revision they were shown, and nothing else', async () => {
    const ids = [await draft(anItem()), await draft(anItem())]
    const items = ids.map((item) => ({ item, revision: 1 }))
    await as('王工').post('submissions', { items })
    const bulk = () => as('审').post('approvals', { items, checked })
    // Seen in a list, in part, or by somebody else is not seen.
    await as('审').get('items')
    await as('审').get(`items/${ids[0]}`)
    await as('审二').get(`items/contents?items=${ids.join(',')}`)
    await as('审').get(`items/${ids[0]}/content`)
    const before = stateOf(program)
    const refused = await bulk()
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'item.unseen'])
    expect(refused.json().detail).toMatch(/-T-\d{5}-.@1\./)
    expect(stateOf(program)).toBe(before)
    const shown = await as('审').get(`items/contents?items=${ids.map((id) => `${id}@1`).join(',')}`)
    expect(shown.json().items).toMatchObject(ids.map((id) => ({ id, revision: 1, content: { kind: 'theory' } })))
    expect((await bulk()).json()).toEqual({ approved: 2, waiting: 0 })
  })

  test('asks anew when the item was revised after it was shown', async () => {
    const id = await draft(anItem())
    await as('审').get(`items/${id}/content`)
    await as('王工').post(`items/${id}/revisions`, { base: 1, content: anItem(), reason: '' })
    await submit(id, 2)
    const bulk = () => as('审').post('approvals', { items: [{ item: id, revision: 2 }], checked })
    expect((await bulk()).json().code).toBe('item.unseen')
    await as('审').get(`items/${id}/content?revision=2`)
    expect((await bulk()).statusCode).toBe(200)
  })

  test('several contents are shown whole or not at all, logged by their ids', async () => {
    const [one, other] = [await draft(anItem()), await draft(anItem())]
    const last = () =>
      program.deps.db.read.get(sql`SELECT did, "to", result FROM log WHERE actor = '审' ORDER BY seq DESC LIMIT 1`)
    expect((await as('审').get(`items/contents?items=${one},${other}@2`)).statusCode).toBe(404)
    expect(last()).toEqual({ did: 'item.content', to: `${one}@1 ${other}@2`, result: 'missing' })
    const reply = await as('审').get(`items/contents?items=${one},${other}`)
    expect(reply.json().items).toHaveLength(2)
    expect(last()).toEqual({ did: 'item.content', to: `${one}@1 ${other}@1`, result: 'done' })
    for (const wrong of ['', ',', `${one}@0`, `${one}@x`, Array(51).fill(one).join(',')])
      expect((await as('审').get(`items/contents?items=${wrong}`)).statusCode).toBe(400)
  })
})

test('an edit of an approved item is a draft beside it; the approved revision stays in use until the new one is approved', async () => {
  const [first, second] = [anItem(), anItem()]
  const id = await approved(first)
  const inUse = async () =>
    (await itemStore(program.deps.db.read).approved(BANK, 'theory')).find((it) => it.id === id)?.content
  const edit = await as('王工').post(`items/${id}/revisions`, { base: 1, content: second, reason: '更正' })
  expect(edit.json()).toMatchObject({ outcome: 'saved', revision: 2, state: 'draft' })
  expect(await inUse()).toEqual(first)
  await submit(id, 2)
  expect(await inUse()).toEqual(first)
  await judge('审', id, { revision: 2, verdict: 'rejected', reasons: '原题更好' })
  expect(await inUse()).toEqual(first)
  expect((await as('王工').get(`items/${id}/history`)).json()).toMatchObject({
    state: 'approved',
    approved: 1,
    revision: 2,
  })
  await as('王工').post(`items/${id}/revisions`, { base: 2, content: { ...second, difficulty: 2 }, reason: '再改' })
  await submit(id, 3)
  await judge('审', id, approve(3))
  expect(await inUse()).toEqual({ ...second, difficulty: 2 })
})

test('two at once: the second gets both versions and overwrites nothing', async () => {
  const [base, mine, theirs] = [anItem(), anItem(), anItem()]
  const id = await draft(base)
  await as('主管').post('tasks', { how: 'by hand', task: 'write', pairs: [{ item: id, person: '赵工' }] })
  const [first, second] = await Promise.all([
    as('王工').post(`items/${id}/revisions`, { base: 1, content: mine, reason: '' }),
    as('赵工').post(`items/${id}/revisions`, { base: 1, content: theirs, reason: '' }),
  ])
  const [won, lost] = first.statusCode === 201 ? [first, second] : [second, first]
  expect([won.statusCode, lost.statusCode]).toEqual([201, 409])
  expect(lost.json()).toMatchObject({
    outcome: 'conflict',
    base: { revision: 1, content: base },
    newest: { revision: 2, content: won === first ? mine : theirs },
    theirs: [{ field: 'stem' }],
  })
  expect((await as('王工').get(`items/${id}/history`)).json().revisions).toHaveLength(2)
})

test('a returned revision comes back with its reasons and comments, is revised, and can be restored', async () => {
  const [first, second] = [anItem(), anItem()]
  const id = await draft(first)
  await submit(id)
  const comment = { revision: 1, field: 'options.b', text: '与选项A重复' }
  expect((await as('审').post(`items/${id}/comments`, comment)).statusCode).toBe(201)
  expect((await as('审').post(`items/${id}/comments`, { ...comment, field: 'options.z' })).statusCode).toBe(422)
  await judge('审', id, { revision: 1, verdict: 'returned', reasons: '选项重复' })
  expect((await submit(id)).json().code).toBe('item.state')
  expect((await as('王工').get('waiting')).json().items).toContainEqual(
    expect.objectContaining({ item: id, task: 'revise', person: '王工' }),
  )
  await as('王工').post(`items/${id}/revisions`, { base: 1, content: second, reason: '已改' })
  const restored = await as('王工').post(`items/${id}/restore`, { base: 2, revision: 1, reason: '还是原来的好' })
  expect(restored.json()).toMatchObject({ outcome: 'saved', revision: 3 })
  expect((await as('王工').get(`items/${id}/content?revision=3`)).json().content).toEqual(first)
  const { changes } = (await as('王工').get(`items/${id}/diff?from=1&to=2`)).json()
  expect(changes).toMatchObject([
    { field: 'stem', runs: expect.arrayContaining([expect.objectContaining({ how: 'removed' })]) },
  ])
})

test('neither side learns who the other is: histories, comments and waiting lists hold no name', async () => {
  const id = await draft(anItem(), '命题者甲')
  await submit(id, 1, '命题者甲')
  await as('主管').post('tasks', { how: 'by hand', task: 'review', pairs: [{ item: id, person: '审题者乙' }] })
  await as('审题者乙').post(`items/${id}/comments`, { revision: 1, field: 'stem', text: '请改' })
  for (const [viewer, other] of [
    ['命题者甲', '审题者乙'],
    ['审题者乙', '命题者甲'],
  ] as const)
    for (const path of [`items/${id}`, `items/${id}/history`, `items/${id}/content`, 'waiting', 'waiting/all', 'items'])
      expect((await as(viewer).get(path)).body).not.toContain(other)
  const history = (await as('命题者甲').get(`items/${id}/history`)).json()
  expect(history.revisions[0]).toMatchObject({
    author: { called: { zh: '命题员1' }, self: true },
    comments: [{ author: { called: { zh: '审题员1', en: 'reviewer 1' }, self: false }, text: '请改' }],
  })
  expect((await as('主管').get('waiting/all')).json().items).toContainEqual(
    expect.objectContaining({ item: id, task: 'review', person: '审题者乙' }),
  )
})

test('an officer sees whom items can be given to: who works in the bank, not who left or works elsewhere', async () => {
  const { deps, clock, get } = program
  await person(deps.db, '在岗命题员', [{ role: 'writer', scope: BANK }], clock.now)
  await person(deps.db, '在岗审题员', [{ role: 'reviewer', scope: '6-31-01-03' }], clock.now)
  await person(deps.db, '别处审题员', [{ role: 'reviewer', scope: '6-31-01-04' }], clock.now)
  await person(deps.db, '离岗审题员', [{ role: 'reviewer', scope: BANK }], clock.now, { disabled: true })
  await person(deps.db, '到期审题员', [{ role: 'reviewer', scope: BANK }], clock.now, { validUntil: clock.now })
  await person(deps.db, '考务员', [{ role: 'officer', scope: BANK }], clock.now)
  const people = (await get(`/api/banks/${BANK}/people`)).json() as { person: string }[]
  expect(people.filter(({ person }) => /员$/.test(person))).toEqual([
    { person: '在岗命题员', writes: true, reviews: false },
    { person: '在岗审题员', writes: false, reviews: true },
  ])
})

test('what waits for whom tells what is overdue, and a settled item waits for nobody', async () => {
  const id = await draft(anItem(), '钱工')
  await submit(id, 1, '钱工')
  const waits = async (who: string) =>
    (await as(who).get('waiting')).json().items.find((it: { item: string }) => it.item === id)
  expect((await as('主管').get('waiting/all')).json().items).toContainEqual(
    expect.objectContaining({ item: id, task: 'assign', person: null }),
  )
  const due = program.clock.now + 1000
  await as('主管').post('tasks', { how: 'by hand', task: 'review', pairs: [{ item: id, person: '孙师傅' }], due })
  expect(await waits('孙师傅')).toMatchObject({ task: 'review', due, overdue: false })
  program.clock.now += 2000
  expect(await waits('孙师傅')).toMatchObject({ overdue: true })
  await judge('孙师傅', id, approve(1))
  expect(await waits('孙师傅')).toBeUndefined()
})

test('a bank may ask for a second reviewer: one approval is not enough, twice the same is refused', async () => {
  const policy = { ...commonPolicy, reviewers: 2 }
  expect((await as('主管').get('review-policy')).json()).toEqual({ version: 0, policy: commonPolicy })
  expect((await as('主管').post('review-policy', { base: 0, policy })).json()).toEqual({ version: 1, policy })
  const id = await draft(anItem())
  await submit(id)
  expect((await judge('审', id, approve(1))).json()).toEqual({ state: 'submitted', approvals: 1 })
  expect((await as('审').post(`items/${id}/verdicts`, approve(1))).json().code).toBe('item.state')
  await expect(
    program.deps.db.tx(async (q) => q.run(sql`UPDATE items SET state = 'approved', approved = 1 WHERE id = ${id}`)),
  ).rejects.toMatchObject(because('without a verdict'))
  expect((await judge('审二', id, approve(1))).json()).toEqual({ state: 'approved', approvals: 2 })
  await as('主管').post('review-policy', { base: 1, policy: commonPolicy })
})

test('two policies at once: the second is told both versions and overwrites nothing', async () => {
  const { version: base } = (await as('主管').get('review-policy')).json()
  const two = [7, 9].map((days) => ({ ...commonPolicy, days }))
  const replies = await Promise.all(two.map((policy) => as('主管').post('review-policy', { base, policy })))
  const [won, lost] = replies[0]!.statusCode === 200 ? replies : replies.toReversed()
  expect([won!.statusCode, lost!.statusCode, lost!.json().code]).toEqual([200, 409, 'policy.conflict'])
  expect(lost!.json().detail).toContain(
    `version ${base + 1} of the review policy (1 must approve, ${won!.json().policy.days} days`,
  )
  expect(lost!.json().detail).toContain(`version ${base}.`)
  expect((await as('主管').get('review-policy')).json()).toEqual(won!.json())
  expect((await as('主管').post('review-policy', commonPolicy)).statusCode).toBe(400)
  // In one millisecond too the later one holds.
  for (let version = base + 1; version < base + 9; version++) {
    const policy = { ...commonPolicy, days: 20 + version }
    await as('主管').post('review-policy', { base: version, policy })
    expect((await as('主管').get('review-policy')).json()).toEqual({ version: version + 1, policy })
  }
})

test('an item answers to its spoken number', async () => {
  const saved = (await as('王工').post('items', { content: anItem() })).json()
  expect((await as('王工').get(`items/${saved.number}/content`)).json().id).toBe(saved.id)
  const wrong = saved.number.slice(0, -1) + (saved.number.endsWith('A') ? 'B' : 'A')
  for (const path of ['', '/content', '/history'])
    expect((await as('王工').get(`items/${wrong}${path}`)).statusCode).toBe(404)
  expect((await as('王工').get(`items/${saved.number}`)).json()).toMatchObject({ id: saved.id, spoken: saved.number })
})

test('a case is shown with its sub-items, without their keys', async () => {
  const id = await draft(caseItem('一台电动机通电后不转。'))
  const reply = await as('审').get(`items/${id}`)
  expect(reply.json().parts).toMatchObject([
    { id: 'a', type: 'single', stem: '最可能的原因是（ ）。', options: [{ id: 'a', text: '缺相' }, {}, {}], marks: 4 },
    { id: 'b', type: 'true_false', options: [], marks: 4 },
    { id: 'c', type: 'short_answer', marks: 12 },
  ])
  expect(reply.body).not.toMatch(/"key"|测三相电压/)
})

test('a picture is stored once, shown with its item alone, and every look is logged', async () => {
  const stored = await as('王工').upload(Buffer.from(picture), 'application/octet-stream')
  expect(stored.json()).toMatchObject({ sha256: pictureName, mediaType: 'image/png', width: 240, height: 120 })
  expect((await as('赵工').upload(Buffer.from(picture))).json()).toEqual(stored.json())
  const [shows, other] = [
    await draft({ ...judgement('如图所示。', true), stem: `如图：\n${stored.json().text}` }),
    await draft(anItem()),
  ]
  const seen = await as('审').get(`items/${shows}/pictures/${pictureName}`)
  expect([seen.statusCode, seen.headers['content-type'], seen.headers['x-content-type-options']]).toEqual([
    200,
    'image/png',
    'nosniff',
  ])
  expect(seen.rawPayload.equals(Buffer.from(picture))).toBe(true)
  expect((await as('审').get(`items/${other}/pictures/${pictureName}`)).statusCode).toBe(404)
  const entries = program.deps.db.read.all(sql`SELECT did, "to", result FROM log ORDER BY seq DESC LIMIT 2`)
  expect(entries).toEqual([
    { did: 'item.picture', to: `${other} ${pictureName}`, result: 'missing' },
    { did: 'item.picture', to: `${shows} ${pictureName}`, result: 'done' },
  ])
})
