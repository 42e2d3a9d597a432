/** Printed documents over HTTP: whole PDFs, each look in the log, nothing of a sealed set. */
import { beforeAll, expect, test } from 'vitest'
import { logStore } from '../../server/access/store.ts'
import { addCustodian } from '../../server/custody/custodians.ts'
import { sealSet } from '../../server/custody/seal-set.ts'
import { approveSet } from '../../server/sets/approve.ts'
import { renderSet } from '../../server/sets/render.ts'
import { unpackZip } from '../../server/templates/zip.ts'
import { BANK, type Program, sampleProgram } from '../support/app.ts'

let program: Program
let set = ''
beforeAll(async () => {
  program = await sampleProgram()
  const content = { sections: [{ type: 'single', count: 10, marks: 1 }], perPoint: { max: 1 }, forms: ['A', 'B'] }
  const plan = { kind: 'theory', name: 'short', content }
  const { id } = (await program.post(`/api/banks/${BANK}/blueprints`, plan)).json()
  set = (await program.post(`/api/banks/${BANK}/sets`, { blueprint: id, papers: 2 })).json().id
})

const url = (path: string) => `/api/banks/${BANK}/sets/${set}/${path}`
const lastEntry = async () => {
  const store = logStore(program.deps.db.read)
  const { size } = await store.head()
  for await (const entry of store.links(size)) return entry
}

test('a document leaves as the PDF that rendering the whole set gives, and the log names it', async () => {
  const { papers } = await renderSet(program.deps, BANK, set, program.by('officer'))
  const reply = await program.get(url('papers/2/documents/paper-B'))
  expect(reply.statusCode).toBe(200)
  expect(reply.headers['content-type']).toBe('application/pdf')
  expect(reply.headers['content-disposition']).toBe(`attachment; filename="${papers[1]!.paper.id}.paper-B.pdf"`)
  expect(reply.rawPayload.equals(papers[1]!.paperFiles.find(({ name }) => name === 'paper-B.pdf')!.bytes)).toBe(true)
  expect(await lastEntry()).toMatchObject({ did: 'set.render', to: `${set} 2 paper-B`, actor: 'local' })
})

test('the cover sheet is the one that goes into the seal, and the log names it', async () => {
  const { setFiles, name } = await renderSet(program.deps, BANK, set, program.by('officer'))
  const reply = await program.get(url('cover'))
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'application/pdf'])
  expect(reply.headers['content-disposition']).toBe(`attachment; filename="${name}.cover.pdf"`)
  expect(reply.rawPayload.equals(setFiles.find((file) => file.name === 'cover.pdf')!.bytes)).toBe(true)
  expect(await lastEntry()).toMatchObject({ did: 'set.render', to: `${set} cover`, actor: 'local' })
})

test('papers and keys leave as Word files too, other documents have none; a sheet of A3 is asked for by its name', async () => {
  for (const document of ['paper-A', 'key-B']) {
    const reply = await program.get(url(`papers/1/documents/${document}?file=docx`))
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ])
    expect(reply.headers['content-disposition']).toMatch(new RegExp(`\\.${document}\\.docx"$`))
    expect((await unpackZip(reply.rawPayload)).map((part) => part.name)).toContain('word/document.xml')
    expect(await lastEntry()).toMatchObject({ did: 'set.render', to: `${set} 1 ${document} word` })
  }
  const none = await program.get(url('papers/1/documents/answer-sheet-A?file=docx'))
  expect([none.statusCode, none.json().code]).toEqual([404, 'paper.missing'])
  const a3 = await program.get(url('papers/1/documents/paper-A?format=a3'))
  expect(a3.rawPayload.toString('latin1')).toMatch(/\/MediaBox \[0 0 1190\.\d+ 841\.89\]/)
})

test.each([
  ['papers/3/documents/paper-A', 404],
  ['papers/1/documents/tasks', 404],
  ['papers/1/documents/..%2Fset', 400],
  ['papers/1/documents/paper-A?format=a5', 400],
  ['forms/cover', 400],
])('%s is refused and nothing is logged as printed', async (path, status) => {
  const before = await lastEntry()
  const reply = await program.get(url(path))
  expect(reply.statusCode).toBe(status)
  expect(reply.headers['content-type']).toContain('application/problem+json')
  // What the form of a request refuses is no act; what was asked and is not there is a refusal.
  if (status === 400) expect(await lastEntry()).toEqual(before)
  else expect((await lastEntry())!.result).toMatch(/^refused/)
})

test('forms of record are printed for the rooms named; a room without a headcount is refused by its name', async () => {
  const rooms = encodeURIComponent('第1考场=30;第2考场=28')
  for (const form of ['packing-list', 'issue-register', 'unsealing-record']) {
    const reply = await program.get(url(`forms/${form}?rooms=${rooms}&spare=2`))
    expect(reply.statusCode, form).toBe(200)
    expect(reply.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect(await lastEntry()).toMatchObject({ did: 'set.forms', to: `${set} ${form}` })
  }
  const wrong = await program.get(url(`forms/packing-list?rooms=${encodeURIComponent('第3考场')}`))
  expect(wrong.statusCode).toBe(400)
  expect(wrong.json().detail).toContain('第3考场')
})

test('of a sealed set no document leaves, forms of record do', async () => {
  await approveSet(program.deps.db, BANK, set, program.by('head'))
  for (const name of ['甲', '乙'])
    await addCustodian(program.deps.db, BANK, name, `the passphrase of ${name}`, program.by('admin'))
  await sealSet(program.deps, BANK, set, {}, program.by('head'))
  const reply = await program.get(url('papers/1/documents/paper-A'))
  expect(reply.statusCode).toBe(409)
  expect(reply.body).not.toContain('%PDF')
  const cover = await program.get(url('cover'))
  expect([cover.statusCode, cover.body.includes('%PDF')]).toEqual([409, false])
  expect((await program.get(url('forms/unsealing-record'))).statusCode).toBe(200)
})
