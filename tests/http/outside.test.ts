/** Papers made elsewhere, registered over HTTP, and the sheet of a recovery share. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { saveGroup } from '../../server/custody/groups.ts'
import { sealSet } from '../../server/custody/seal-set.ts'
import { takeOut } from '../../server/custody/take-out.ts'
import { items, uses } from '../../server/db/schema.ts'
import { approveSet } from '../../server/sets/approve.ts'
import { setStore } from '../../server/sets/store.ts'
import { acting } from '../support/acting.ts'
import { BANK, type Program, testProgram } from '../support/app.ts'
import { approveNewest } from '../support/approved.ts'
import { testWith } from '../support/command.ts'
import { approvedOpening, give, logged, withCustodians } from '../support/custody.ts'
import { choice } from '../support/papers.ts'
import { infoOf, rawText } from '../support/pdf.ts'

let program: Program
beforeEach(async () => {
  program = await testProgram()
  await withCustodians(program)
})

type Sent = { name: string; bytes: Buffer | string }
const pdf = (name: string, text = name): Sent => ({ name, bytes: `%PDF-1.7\n${text}\n` })
const BOUNDARY = 'x-boundary'
const part = (head: string, bytes: Buffer | string) =>
  Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    Buffer.from(bytes),
    Buffer.from('\r\n'),
  ])
function register(papers: unknown, files: readonly Sent[]) {
  const stated = papers === undefined ? [] : [part('name="papers"', JSON.stringify(papers))]
  const sent = files.map(({ name, bytes }) => part(`name="file"; filename="${name}"`, bytes))
  return program.app.inject({
    method: 'POST',
    url: `/api/banks/${BANK}/outside-papers`,
    headers: {
      ...program.headers,
      'juanku-actor': 'composer',
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
    },
    payload: Buffer.concat([...sent, ...stated, Buffer.from(`--${BOUNDARY}--\r\n`)]),
  })
}
const about = (...papers: object[]) => ({ kind: 'theory', title: '2025年旧卷', source: '档案室', papers })
const sets = () => setStore(program.deps.db.read).all(BANK)
const drafts = () => {
  const at = join(program.deps.config.dataDir, 'drafts')
  try {
    return readdirSync(at)
  } catch {
    return []
  }
}

test('papers sent with their files wait for approval, are sealed each apart, and open as they were sent', async () => {
  const { deps, by } = program
  const written = await acting(program, 'writer').post('items', { content: choice('题干', ['甲', '乙']) })
  const [item] = await deps.db.read.select().from(items).where(eq(items.id, written.json().id))
  const stated = about({ files: ['a.pdf'], items: [String(item!.number)] })
  expect((await register(stated, [pdf('a.pdf')])).json().code).toBe('item.state')
  await approveNewest(deps.db, [item!.id], 'reviewer', program.clock.now)
  // Numbers are counted by kind.
  expect((await register({ ...stated, kind: 'practical' }, [pdf('a.pdf')])).json().code).toBe('item.missing')
  const reply = await register(
    about(
      { files: ['卷一.pdf'], keyFiles: ['答案一.docx'], items: [String(item!.number)] },
      { files: ['two.pdf', 'two-sheet.pdf'] },
    ),
    [pdf('卷一.pdf'), { name: '答案一.docx', bytes: 'PK\u0003\u0004 key' }, pdf('two.pdf'), pdf('two-sheet.pdf')],
  )
  expect([reply.statusCode, reply.json()]).toEqual([201, { id: expect.any(String), number: 1, papers: 2 }])
  const { id } = reply.json()
  expect((await logged(program)).at(-1)).toBe('set.outside')
  expect(await setStore(deps.db.read).papers(id)).toMatchObject([{ state: 'assembled' }, { state: 'assembled' }])
  expect(await deps.db.read.select().from(uses).where(eq(uses.set, id))).toMatchObject([{ item: item!.id }])
  await expect(approveSet(deps.db, BANK, id, by('composer'))).rejects.toMatchObject({ code: 'item.same-person' })
  await approveSet(deps.db, BANK, id, by('head'))
  await sealSet(deps, BANK, id, {}, by('head'))
  const opening = await approvedOpening(program, { set: id, object: 'paper', paper: 2 })
  await give(program, opening, 'ann')
  await give(program, opening, 'bob')
  const { files } = await takeOut(deps, BANK, opening, { how: 'download' }, by('officer'))
  expect(files.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
    ['two.pdf', '%PDF-1.7\ntwo.pdf\n'],
    ['two-sheet.pdf', '%PDF-1.7\ntwo-sheet.pdf\n'],
  ])
})

test('a bank with papers made elsewhere still tells its coverage, and their blueprint is none', async () => {
  expect((await register(about({ files: ['a.pdf'] }), [pdf('a.pdf')])).statusCode).toBe(201)
  expect((await program.get(`/api/banks/${BANK}/coverage`)).statusCode).toBe(200)
  expect((await program.get(`/api/banks/${BANK}/blueprints`)).json()).toEqual([])
})

test('what is not named, not sent, not a paper or too large is refused, and nothing of it is left', async () => {
  const one = about({ files: ['a.pdf'] })
  const large = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(33 * 1024 * 1024)])
  const cases: [string, unknown, Sent[], string][] = [
    ['no statement', undefined, [pdf('a.pdf')], 'input.invalid'],
    ['another kind', { ...one, kind: 'oral' }, [pdf('a.pdf')], 'input.invalid'],
    ['a field too many', { ...one, approved: true }, [pdf('a.pdf')], 'input.invalid'],
    ['no papers', about(), [], 'input.invalid'],
    ['a paper without a file', about({ files: [] }), [], 'input.invalid'],
    ['a file nobody named', one, [pdf('a.pdf'), pdf('b.pdf')], 'input.invalid'],
    ['a file that is missing', about({ files: ['a.pdf', 'b.pdf'] }), [pdf('a.pdf')], 'input.invalid'],
    ['a file sent twice', one, [pdf('a.pdf'), pdf('a.pdf')], 'input.invalid'],
    ['a file named twice', about({ files: ['a.pdf'] }, { files: ['a.pdf'] }), [pdf('a.pdf')], 'input.invalid'],
    ['names that differ in case', about({ files: ['a.pdf', 'A.pdf'] }), [pdf('a.pdf'), pdf('A.pdf')], 'input.invalid'],
    ['a path', about({ files: ['../a.pdf'] }), [pdf('a.pdf')], 'input.invalid'],
    ['another ending', about({ files: ['items.json'] }), [pdf('items.json')], 'input.invalid'],
    ['another content', one, [{ name: 'a.pdf', bytes: '<html>' }], 'file.wrong'],
    ['an unknown item', about({ files: ['a.pdf'], items: ['77'] }), [pdf('a.pdf')], 'item.missing'],
    [
      'more than 64 MiB together',
      about({ files: ['a.pdf', 'b.pdf'] }),
      ['a.pdf', 'b.pdf'].map((name) => ({ name, bytes: large })),
      'input.invalid',
    ],
  ]
  for (const [what, papers, files, code] of cases) {
    const reply = await register(papers, files)
    expect.soft([what, reply.json().code]).toEqual([what, code])
    expect.soft([what, await sets(), drafts()]).toEqual([what, [], []])
  }
  const plain = await acting(program, 'composer').post('outside-papers', one)
  expect([plain.statusCode, plain.json().code]).toEqual([422, 'input.invalid'])
  expect((await logged(program)).filter((did) => did.startsWith('set.outside'))).toEqual([])
})

const filesBelow = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(dir, entry.name)) : [join(dir, entry.name)],
  )

testWith('pdftotext')(
  'the sheet of a recovery share holds a passphrase that counts and stands nowhere else',
  async () => {
    const { deps, by } = program
    const reply = await acting(program, 'admin').post('custodians/recovery', { name: '保险柜' })
    expect([reply.statusCode, reply.headers['content-type'], reply.headers['cache-control']]).toEqual([
      201,
      'application/pdf',
      'no-store',
    ])
    const sheet = reply.rawPayload
    const passphrase = /(?:[2-9A-HJ-NP-Z]{5}-){4}[2-9A-HJ-NP-Z]{5}/.exec(rawText(sheet))![0]
    const info = infoOf(sheet)
    expect([info['Pages'], info['Title']]).toEqual(['1', '密封恢复份额'])
    expect(JSON.stringify(info)).not.toContain(passphrase.slice(0, 11))
    expect(rawText(sheet)).toContain('保险柜')
    for (const file of [...filesBelow(deps.config.dataDir), ...filesBelow(deps.config.keysDir)])
      expect(readFileSync(file).includes(passphrase.slice(0, 11))).toBe(false)
    // The name is taken: no second sheet, no second share.
    const again = await acting(program, 'admin').post('custodians/recovery', { name: '保险柜' })
    expect([again.statusCode, again.body.includes('%PDF')]).toEqual([422, false])

    await saveGroup(deps.db, BANK, { members: ['ann', 'bob', '保险柜'] }, by('admin'))
    const made = await register(about({ files: ['a.pdf'] }), [pdf('a.pdf')])
    const { id } = made.json()
    await approveSet(deps.db, BANK, id, by('head'))
    await sealSet(deps, BANK, id, {}, by('head'))
    const opening = await approvedOpening(program, { set: id, object: 'paper', paper: 1 })
    await give(program, opening, 'ann')
    const share = await acting(program, 'warden').post(`openings/${opening}/shares`, {
      custodian: '保险柜',
      passphrase,
    })
    expect([share.statusCode, share.json()]).toEqual([200, { given: 2, needed: 2, opened: true }])
  },
)
