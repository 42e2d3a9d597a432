/** What becomes of papers this program made once they are sealed: forms apart, copies named and counted, leaks. */
import { eq, isNull } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { FormName } from '../../core/form.ts'
import type { PositionMap } from '../../core/paper/head.ts'
import { saveBlueprint } from '../../server/blueprints/save.ts'
import { requestOpening } from '../../server/custody/ceremony.ts'
import { ceremonyStore } from '../../server/custody/ceremony-store.ts'
import { addCustodian } from '../../server/custody/custodians.ts'
import { readRegister } from '../../server/custody/register.ts'
import { sealSet } from '../../server/custody/seal-set.ts'
import { custodyStore } from '../../server/custody/store.ts'
import { takeOut } from '../../server/custody/take-out.ts'
import { voidPaper } from '../../server/custody/void.ts'
import { uses } from '../../server/db/schema.ts'
import { quarantines } from '../../server/db/schema-items.ts'
import { approveSet } from '../../server/sets/approve.ts'
import { assembleSet } from '../../server/sets/assemble.ts'
import { setStore } from '../../server/sets/store.ts'
import { unpackZip } from '../../server/templates/zip.ts'
import { acting } from '../support/acting.ts'
import { BANK, type Program, sampleProgram } from '../support/app.ts'
import { testWith } from '../support/command.ts'
import { approvedOpening, CUSTODIANS, give, passphrase } from '../support/custody.ts'
import { infoOf, rawText } from '../support/pdf.ts'

const ITEMS = 10
let program: Program
let set = ''
beforeAll(async () => {
  program = await sampleProgram()
  const { deps, by } = program
  for (const name of CUSTODIANS) await addCustodian(deps.db, BANK, name, passphrase(name), by('admin'))
  const forms: FormName[] = ['A', 'B']
  const content = { sections: [{ type: 'single' as const, count: ITEMS, marks: 1 }], forms }
  const plan = { kind: 'theory' as const, name: 'two forms', content }
  const blueprint = await saveBlueprint(deps.db, BANK, plan, by('composer'))
  const made = await assembleSet(deps, BANK, blueprint.id, { papers: 3 }, by('composer'))
  if (made.outcome !== 'found') throw new Error(made.outcome)
  set = made.set.id
  await approveSet(deps.db, BANK, set, by('head'))
  await sealSet(deps, BANK, set, {}, by('head'))
}, 300_000)

const paper = (number: number, form?: string) => ({ set, object: 'paper' as const, paper: number, form })
/** An opening that two custodians have opened. */
async function opened(wanted: Parameters<typeof approvedOpening>[1]): Promise<string> {
  const id = await approvedOpening(program, wanted)
  await give(program, id, 'ann')
  await give(program, id, 'bob')
  return id
}
const heldBack = async () =>
  (await program.deps.db.read.select().from(quarantines).where(isNull(quarantines.ended))).map(({ item }) => item)

test('each form and each key is an object of its own, and opening one opens no other', async () => {
  const { deps, by } = program
  const seals = await custodyStore(deps.db.read).seals(set)
  expect(seals.filter(({ object }) => object !== 'set').map(({ object, form }) => object + form)).toEqual(
    Array.from({ length: 3 }, () => ['keyA', 'keyB', 'paperA', 'paperB']).flat(),
  )
  expect(new Set(seals.flatMap(({ body, envelope }) => [body, envelope])).size).toBe(2 * seals.length)
  const digests = seals.filter(({ object }) => object === 'paper').map(({ manifest }) => manifest.documentDigest)
  expect(new Set(digests).size).toBe(6)
  // A paper of two forms opens by its form alone.
  await expect(requestOpening(deps, BANK, { ...paper(1), reason: '考试' }, by('officer'))).rejects.toThrow(/A, B/)
  const one = await opened(paper(1, 'A'))
  const { files } = await takeOut(deps, BANK, one, { how: 'show' }, by('officer'))
  expect(files.map(({ name }) => name).sort()).toEqual(
    ['answer-sheet-A.json', 'answer-sheet-A.pdf', 'paper-A.json', 'paper-A.pdf'].sort(),
  )
  const wasOpened = async () =>
    (await readRegister(deps, BANK, program.clock.now)).filter((line) => line.opened.length).map(({ object }) => object)
  const [formA, formB] = ['A', 'B'].map(
    (form) => seals.find((row) => row.object === 'paper' && row.form === form)!.manifest.id,
  )
  expect(await wasOpened()).toEqual([formA])
  // The other form goes through an opening of its own, while the first one is still open.
  const two = await approvedOpening(program, paper(1, 'B'))
  await give(program, two, 'ann')
  expect(await wasOpened()).toEqual([formA])
  await give(program, two, 'cyd')
  const other = await takeOut(deps, BANK, two, { how: 'show' }, by('officer'))
  expect(other.files.map(({ name }) => name)).toContain('paper-B.pdf')
  expect((await wasOpened()).sort()).toEqual([formA, formB])
})

testWith('pdftotext')('printed copies say on every page whose they are, and the registers count them', async () => {
  const { deps } = program
  const id = await opened(paper(2, 'B'))
  const runs = [
    { recipient: '第1考场', copies: 3 },
    { recipient: '第2考场', copies: 2 },
  ]
  const print = (runs: { recipient: string; copies: number }[]) =>
    acting(program, 'officer').post(`openings/${id}/take-out`, { how: 'print', runs })
  // A recipient that cannot be printed is refused before any copy counts, and the same paper can be asked for again.
  const unprintable = await print([runs[0]!, { recipient: '第\u{1F600}考场', copies: 2 }])
  expect([unprintable.statusCode, unprintable.json().code]).toEqual([422, 'paper.glyph'])
  expect(await ceremonyStore(deps.db.read).copies(id)).toEqual([])
  const zip = await print(runs)
  expect(zip.statusCode).toBe(200)
  const again = await acting(program, 'officer').post(`openings/${id}/print-again`, {
    run: { recipient: '第2考场', copies: 1 },
    spoiled: 1,
    reason: '卡纸',
  })
  expect(again.statusCode).toBe(200)
  const files = [...(await unpackZip(zip.rawPayload)), ...(await unpackZip(again.rawPayload))]
  const rooms = ['第1考场', '第1考场', '第1考场', '第2考场', '第2考场', '第2考场']
  const names = rooms.flatMap((_, at) => ['answer-sheet-B.pdf', 'paper-B.pdf'].map((name) => `00${at + 1}.${name}`))
  expect(files.map(({ name }) => name).sort()).toEqual(names)
  for (const [at, room] of rooms.entries())
    for (const { name, bytes } of files.filter((file) => file.name.startsWith(`00${at + 1}.`))) {
      const pages = Number(infoOf(bytes)['Pages'])
      const text = rawText(bytes)
      expect([name, text.split(`第00${at + 1}份${room}`).length - 1]).toEqual([name, pages])
      expect(text.match(/第\d{3}份/g)).toHaveLength(pages)
    }
  expect(await ceremonyStore(deps.db.read).copies(id)).toMatchObject([
    { first: 1, last: 3, recipient: '第1考场', spoiled: 0 },
    { first: 4, last: 5, recipient: '第2考场', spoiled: 0 },
    { first: 6, last: 6, recipient: '第2考场', spoiled: 1, reason: '卡纸' },
  ])
  const line = (await readRegister(deps, BANK, program.clock.now)).find(({ object }) => object.endsWith('02B.paper'))!
  expect(line.held.map(({ part, count, holder, state }) => `${part} ${holder} ${count} ${state}`).sort()).toEqual([
    'print 第1考场 3 held',
    'print 第2考场 1 held',
    'print 第2考场 2 held',
  ])
})

test('a leak of an opened paper holds back its items, one before opening those of the whole set', async () => {
  const { deps, by } = program
  const all = (await deps.db.read.select().from(uses).where(eq(uses.set, set))).map(({ item }) => item).sort()
  expect([all.length, (await heldBack()).length]).toEqual([3 * ITEMS, 0])
  // Which items stand on the paper is known from its key alone.
  const key = await opened({ set, object: 'key', paper: 1, form: 'A' })
  const { files } = await takeOut(deps, BANK, key, { how: 'show' }, by('officer'))
  const map = files.find(({ name }) => name === 'positions-A.json')!
  const { positions } = JSON.parse(map.bytes.toString()) as PositionMap
  const items = positions.map(({ item }) => item)
  const leak = { cause: 'leak' as const, reason: '考场外流' }
  await expect(voidPaper(deps, BANK, set, { ...leak, paper: 1 }, by('officer'))).rejects.toMatchObject({
    code: 'input.invalid',
  })
  expect(await heldBack()).toEqual([])
  const first = await voidPaper(deps, BANK, set, { ...leak, paper: 1, items }, by('officer'))
  expect([first.papers.length, first.quarantined]).toEqual([1, ITEMS])
  expect((await heldBack()).sort()).toEqual([...items].sort())
  // The third was never opened: what leaked was the set.
  const rest = await voidPaper(deps, BANK, set, { ...leak, paper: 3 }, by('officer'))
  expect([rest.papers.length, rest.quarantined, rest.spares]).toEqual([1, 3 * ITEMS, []])
  // Held back once each, whichever leak it was.
  expect((await heldBack()).sort()).toEqual(all)
  expect((await setStore(deps.db.read).papers(set)).map(({ state }) => state)).toEqual(['voided', 'opened', 'voided'])
})
