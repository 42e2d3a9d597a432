import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { Link } from '../../core/log.ts'
import { logStore } from '../../server/access/store.ts'
import { addCustodian } from '../../server/custody/custodians.ts'
import { sealSet } from '../../server/custody/seal-set.ts'
import { approveSet } from '../../server/sets/approve.ts'
import { acting } from '../support/acting.ts'
import { BANK, emptyBank, type Program, sample, sampleProgram } from '../support/app.ts'

let program: Program
beforeAll(async () => {
  program = await sampleProgram()
})

async function newEntries<T>(work: () => Promise<T>): Promise<[T, Link[]]> {
  const store = logStore(program.deps.db.read)
  const { size } = await store.head()
  const result = await work()
  const entries: Link[] = []
  for await (const entry of store.links(size + 1)) entries.push(entry)
  return [result, entries]
}

function upload(name: string, bytes: Buffer, query = '') {
  const boundary = 'x-boundary'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`
  return program.app.inject({
    method: 'POST',
    url: `/api/banks/${BANK}/imports${query}`,
    headers: { ...program.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
}

test('a list pages in order, shows no key, and is logged with the ids shown', async () => {
  const [first, entries] = await newEntries(() => program.get(`/api/banks/${BANK}/items?limit=3&type=single`))
  const page = first.json()
  expect(page.items).toHaveLength(3)
  expect(first.body).not.toMatch(/"key"|rationale/)
  expect(entries).toMatchObject([
    { actor: 'local', did: 'item.list', to: page.items.map((item: { id: string }) => item.id).join(' ') },
  ])
  const second = (await program.get(`/api/banks/${BANK}/items?limit=3&type=single&after=${page.next}`)).json()
  expect(second.items[0].number).toBeGreaterThan(page.items[2].number)
})

test('one item is shown without its key and logged; one that is not there is logged too', async () => {
  const { id } = (await program.get(`/api/banks/${BANK}/items?limit=1`)).json().items[0]
  const [found, entries] = await newEntries(() => program.get(`/api/banks/${BANK}/items/${id}`))
  expect(found.json()).toMatchObject({
    id,
    state: 'approved',
    options: expect.arrayContaining([expect.objectContaining({ id: 'a' })]),
  })
  expect(found.body).not.toMatch(/"key"|rationale/)
  expect(entries).toMatchObject([{ did: 'item.read', to: id, result: 'done' }])
  const [missing, refused] = await newEntries(() => program.get(`/api/banks/${BANK}/items/none`))
  expect(missing.statusCode).toBe(404)
  expect(refused).toMatchObject([{ did: 'item.read', to: 'none', result: 'missing' }])
})

test('a workbook is imported, and the same one again changes nothing', async () => {
  const bytes = readFileSync(sample('foreign-sheet.xlsx'))
  const dry = (await upload('题.xlsx', bytes, '?dryRun=true')).json()
  expect(dry).toMatchObject({ import: null, dryRun: true, counts: { added: 40, refused: 0 } })
  const [reply, entries] = await newEntries(() => upload('题.xlsx', bytes))
  expect(reply.json()).toMatchObject({ file: '题.xlsx', counts: { added: 40, refused: 0 }, unassigned: 40 })
  // What was published, in its own transaction; then the report that was shown.
  expect(entries).toMatchObject([
    { did: 'import.publish', to: expect.stringContaining('added 40') },
    { did: 'item.import' },
  ])
  const again = (await upload('题.xlsx', bytes)).json()
  expect(again).toMatchObject({ import: null, counts: { added: 0, duplicate: 40 } })
  expect((await program.get(`/api/banks/${BANK}/imports`)).json()[0]).toMatchObject({
    fileName: '题.xlsx',
    state: 'published',
    mine: true,
  })
  // Who brought items in is their writer: whoever reviews them does not learn it.
  const { body } = await acting(program, '审题者').get('imports')
  expect(body).toContain('"mine":false')
  expect(body).not.toMatch(/local|actor/)
})

test.each([
  ['no workbook', 'a.xlsx', Buffer.from('hello')],
  ['an empty file', 'a.xlsx', Buffer.alloc(0)],
  ['half a workbook', 'a.xlsx', readFileSync(sample('foreign-sheet.xlsx')).subarray(0, 4000)],
  ['a workbook of another kind', 'a.xlsx', readFileSync(sample('electrician-l3-element-table.xlsx'))],
])('%s is refused with a message, and nothing is written but that', async (_, name, bytes) => {
  const [reply, entries] = await newEntries(() => upload(name, bytes, '?kind=theory'))
  expect(reply.statusCode).toBe(422)
  expect(reply.json().detail).toMatch(/\p{Script=Han}/u)
  expect(entries).toMatchObject([{ did: 'item.import', result: `refused ${reply.json().code}` }])
})

test('a path in a file name stays a name', async () => {
  const reply = await upload('../../../etc/passwd', readFileSync(sample('foreign-sheet.xlsx')), '?dryRun=true')
  expect(reply.statusCode).toBe(200)
  expect(reply.json().file).not.toContain('/etc/')
})

test('blueprint, set, approval, seal: the manifests name no item', async () => {
  const { deps, by } = program
  const content = { sections: [{ type: 'single', count: 20, marks: 1 }], perPoint: { max: 1 } }
  const blueprint = (
    await program.post(`/api/banks/${BANK}/blueprints`, { kind: 'theory', name: 'short', content })
  ).json()
  expect(blueprint).toMatchObject({ name: 'short', version: 1 })
  const same = (await program.post(`/api/banks/${BANK}/blueprints`, { kind: 'theory', name: 'short', content })).json()
  expect(same.id).toBe(blueprint.id)

  const set = await program.post(`/api/banks/${BANK}/sets`, { blueprint: blueprint.id, papers: 3 })
  expect(set.statusCode).toBe(201)
  await expect(approveSet(deps.db, BANK, set.json().id, by('local'))).rejects.toMatchObject({
    code: 'item.same-person',
  })
  await approveSet(deps.db, BANK, set.json().id, by('head'))
  for (const name of ['甲', '乙']) await addCustodian(deps.db, BANK, name, `the passphrase of ${name}`, by('admin'))
  await sealSet(deps, BANK, set.json().id, {}, by('head'))

  const papers = (await program.get(`/api/banks/${BANK}/sets/${set.json().id}/papers`)).json()
  expect(papers).toHaveLength(3)
  expect(papers[0]).toMatchObject({ state: 'sealed', manifests: [{ kind: 'key' }, { kind: 'paper', threshold: 2 }] })
  const ids = (await program.get(`/api/banks/${BANK}/items?limit=200`))
    .json()
    .items.map((item: { id: string }) => item.id)
  for (const id of ids) expect(JSON.stringify(papers)).not.toContain(id)
})

test('a set that cannot be is answered with what is missing, in numbers and words', async () => {
  const content = { sections: [{ type: 'multiple', count: 90, marks: 1 }] }
  const blueprint = (
    await program.post(`/api/banks/${BANK}/blueprints`, { kind: 'theory', name: 'long', content })
  ).json()
  const reply = await program.post(`/api/banks/${BANK}/sets`, { blueprint: blueprint.id, papers: 3 })
  expect(reply.statusCode).toBe(409)
  expect(reply.json()).toMatchObject({ outcome: 'impossible', shortage: { maxPapers: { found: 1, upper: 1 } } })
  expect(
    (await program.get(`/api/banks/${BANK}/sets`))
      .json()
      .some((set: { blueprint: string }) => set.blueprint === blueprint.id),
  ).toBe(false)
})

test('a blueprint that contradicts itself is refused in words', async () => {
  const content = { sections: [{ type: 'single', count: 10, marks: 1 }], scopes: [{ scope: 'A', count: 20 }] }
  const reply = await program.post(`/api/banks/${BANK}/blueprints`, { kind: 'theory', name: 'wrong', content })
  expect(reply.statusCode).toBe(422)
  expect(reply.json()).toMatchObject({ code: 'blueprint.invalid' })
})

test('coverage is told against the rules and logged', async () => {
  const [reply, entries] = await newEntries(() => program.get(`/api/banks/${BANK}/coverage`))
  expect(reply.json()).toMatchObject({ rules: [{ id: 'theory-items', needed: 1200, met: true }, {}, {}] })
  expect(entries).toMatchObject([{ did: 'coverage.read' }])
})

test('a bank of Level 2 is asked for defense topics too', async () => {
  await emptyBank(program, 2)
  const { rules } = (await program.get('/api/banks/6-31-01-03.2/coverage')).json()
  expect(rules.map(({ id, met }: { id: string; met: boolean }) => [id, met])).toEqual([
    ['theory-items', false],
    ['theory-papers', false],
    ['practical-papers', false],
    ['defense-topics', false],
  ])
})
