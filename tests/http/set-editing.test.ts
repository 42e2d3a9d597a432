import { beforeAll, expect, test } from 'vitest'
import { logStore } from '../../server/access/store.ts'
import { addCustodian } from '../../server/custody/custodians.ts'
import { setSteps } from '../../server/db/schema-sets.ts'
import { approveSet } from '../../server/sets/approve.ts'
import { isBlind } from '../../server/sets/blind.ts'
import type { Draft } from '../../server/sets/draft.ts'
import { readDraft } from '../../server/sets/drafts.ts'
import { replays } from '../../server/sets/edit.ts'
import { setStore } from '../../server/sets/store.ts'
import { BANK, type Program, sampleProgram } from '../support/app.ts'

let program: Program
beforeAll(async () => {
  program = await sampleProgram()
})

const url = (path: string) => `/api/banks/${BANK}/${path}`
const plan = async (name: string, content: object) =>
  (await program.post(url('blueprints'), { kind: 'theory', name, content })).json().id as string
const small = { sections: [{ type: 'single', count: 10, marks: 1 }], perPoint: { max: 1 }, balance: ['seconds'] }
const assembled = async (name: string, content: object = small, papers = 3) => {
  const reply = await program.post(url('sets'), { blueprint: await plan(name, content), papers })
  expect(reply.statusCode).toBe(201)
  return reply.json().id as string
}
const itemsOf = async (set: string, paper = 1) =>
  (await program.get(url(`sets/${set}/papers/${paper}/items`))).json() as { id: string; pinned: boolean }[]
const draftOf = (set: string) => readDraft<Draft>(program.deps.config, set)
const lastEntry = async () => {
  const store = logStore(program.deps.db.read)
  const { size } = await store.head()
  for await (const entry of store.links(size)) return entry
}

test('an item is replaced by an equivalent: judged, recorded without its name, and the steps lead there again', async () => {
  const set = await assembled('replace')
  const [first] = await itemsOf(set)
  expect(await lastEntry()).toMatchObject({ did: 'set.read', to: `${set} 1` })
  const offers = (await program.get(url(`sets/${set}/papers/1/items/${first!.id}/equivalents`))).json()
  expect(offers.length).toBeGreaterThan(0)
  expect(offers[0]).toMatchObject({ same: true, used: 0 })
  const by = offers[0].item
  const steps = [
    { do: 'replace', paper: 1, item: first!.id, by },
    { do: 'pin', item: by, paper: 1 },
  ]
  const reply = await program.post(url(`sets/${set}/steps`), { steps })
  expect(reply.json()).toMatchObject({ steps: 2, certificate: { holds: true } })
  expect(await itemsOf(set)).toContainEqual(expect.objectContaining({ id: by, pinned: true }))

  const history = (await program.get(url(`sets/${set}/history`))).json()
  expect(history).toMatchObject([
    { no: 1, kind: 'replace', actor: 'local' },
    { no: 2, kind: 'pin' },
  ])
  expect(JSON.stringify(history)).not.toContain(by)
  expect(await replays(draftOf(set))).toBe(true)
  const { edits, ...draft } = draftOf(set)
  expect(await replays({ ...draft, edits: { ...edits!, steps: edits!.steps.slice(1) } })).toBe(false)
  const uses = await setStore(program.deps.db.read).useCounts(BANK, 'theory')
  expect([uses.has(by), uses.has(first!.id)]).toEqual([true, false])
})

test('the rest is drawn anew around pins and kept papers, and what is excluded does not come back', async () => {
  const set = await assembled('rerun')
  const before = draftOf(set).papers
  const [pinned, gone] = [before[1]![0]!, before[2]![0]!]
  const steps = [
    { do: 'pin', item: pinned, paper: 2 },
    { do: 'exclude', item: gone },
    { do: 'rerun', keep: [1] },
  ]
  expect((await program.post(url(`sets/${set}/steps`), { steps })).statusCode).toBe(200)
  const after = draftOf(set).papers
  expect(after[0]).toEqual(before[0])
  expect(after[1]).toContain(pinned)
  expect(after[1]).not.toEqual(before[1])
  expect(after.flat()).not.toContain(gone)
  expect(await replays(draftOf(set))).toBe(true)
})

test('a step that would break a rule is refused with the rule, and nothing has changed', async () => {
  const set = await assembled('refused')
  const before = JSON.stringify(draftOf(set))
  const [mine, theirs] = [draftOf(set).papers[0]![0], draftOf(set).papers[1]![0]]
  const reply = await program.post(url(`sets/${set}/steps`), {
    steps: [{ do: 'replace', paper: 1, item: mine, by: theirs }],
  })
  expect(reply.statusCode).toBe(409)
  expect(reply.json()).toMatchObject({
    outcome: 'refused',
    // Which points stand first in the two papers is the ids' doing: the step may break a second rule.
    sentences: expect.arrayContaining([expect.objectContaining({ en: expect.stringMatching(/share at most 0/) })]),
  })
  expect(reply.body).not.toContain(theirs)
  expect(JSON.stringify(draftOf(set))).toBe(before)
  expect(await lastEntry()).toMatchObject({ did: 'set.edit', result: 'refused' })
  expect((await program.get(url(`sets/${set}/history`))).json()).toEqual([])
})

test('two papers are compared rule by rule without naming an item', async () => {
  const set = await assembled('compare')
  const found = await program.get(url(`sets/${set}/comparison?a=1&b=3`))
  expect(found.json()).toMatchObject({
    shared: 0,
    figures: [{ items: 10 }, { items: 10 }],
    rules: [{ measured: [10, 10] }],
  })
  for (const id of draftOf(set).papers.flat()) expect(found.body).not.toContain(id)
  expect((await program.get(url(`sets/${set}/comparison?a=1&b=9`))).statusCode).toBe(404)
})

test('whoever edited a set does not approve it, by the program or behind its back, and an approved set is not edited', async () => {
  const { deps, by } = program
  const set = await assembled('second')
  const item = draftOf(set).papers[0]![0]!
  await program.post(url(`sets/${set}/steps`), { steps: [{ do: 'pin', item, paper: 1 }] })
  await expect(approveSet(deps.db, BANK, set, by('local'))).rejects.toMatchObject({ code: 'item.same-person' })
  await approveSet(deps.db, BANK, set, by('head'))
  const late = await program.post(url(`sets/${set}/steps`), { steps: [{ do: 'free', item }] })
  expect([late.statusCode, late.json().code]).toEqual([409, 'set.state'])
  const insert = deps.db.tx((q) => q.insert(setSteps).values({ set, no: 2, kind: 'pin', actor: 'x', at: 1 }))
  await expect(insert).rejects.toThrow()
  const change = deps.db.tx((q) => q.update(setSteps).set({ actor: 'x' }))
  await expect(change).rejects.toThrow()
})

test('a set takes nothing from the last sets when the blueprint says so', async () => {
  const first = await assembled('earlier-1')
  const second = await assembled('earlier-2', { ...small, overlap: { lastSets: 1 } })
  const used = new Set(draftOf(first).papers.flat())
  expect(
    draftOf(second)
      .papers.flat()
      .some((id) => used.has(id)),
  ).toBe(false)
  const months = await assembled('earlier-3', { ...small, overlap: { months: 6 } })
  expect(draftOf(months).blueprint).toMatchObject({ overlap: { usedBefore: '2026-05-22' } })
})

test('answers are balanced, forms judged, spare papers made', async () => {
  const content = {
    sections: [
      { type: 'single', count: 20, marks: 1 },
      { type: 'true_false', count: 10, marks: 1 },
    ],
    answers: { trueShare: { min: 40, max: 60 } },
    spare: 1,
    forms: ['A', 'B'],
  }
  const set = await assembled('answers', content, 2)
  const row = await setStore(program.deps.db.read).find(BANK, set)
  const certificate = row!.certificate as {
    rules: { id: string; measured: number[] }[]
    forms: { id: string; holds: boolean }[]
  }
  const shares = certificate.rules.find(({ id }) => id === 'answers.true')!.measured
  expect(shares).toHaveLength(3)
  expect(shares.every((n) => n >= 4 && n <= 6)).toBe(true)
  expect(certificate.forms.map(({ id, holds }) => [id, holds])).toEqual([
    ['form.items', true],
    ['form.options', true],
    ['form.runs', true],
    ['form.letters', true],
  ])
})

test('a blind set is sealed at once, seen by nobody, and that is on record', async () => {
  const { deps, by } = program
  for (const name of ['甲', '乙']) await addCustodian(deps.db, BANK, name, `the passphrase of ${name}`, by('admin'))
  const reply = await program.post(url('sets'), { blueprint: await plan('blind', small), papers: 2, blind: true })
  expect(reply.statusCode).toBe(201)
  const set = reply.json().id
  expect((await setStore(deps.db.read).papers(set)).map(({ state }) => state)).toEqual(['sealed', 'sealed'])
  expect(await isBlind(deps.db.read, set)).toBe(true)
  expect((await program.get(url(`sets/${set}/papers/1/items`))).statusCode).toBe(409)
  expect(await isBlind(deps.db.read, await assembled('seen'))).toBe(false)
})

test('a shortage comes as numbers, and as a workbook for writers', async () => {
  const blueprint = await plan('too long', { sections: [{ type: 'multiple', count: 90, marks: 1 }] })
  const told = (await program.get(url(`shortage?blueprint=${blueprint}&papers=3`))).json()
  expect(told).toMatchObject({ outcome: 'impossible', shortage: { cells: [{ type: 'multiple' }] } })
  const book = await program.get(url(`shortage.xlsx?blueprint=${blueprint}&papers=3`))
  expect([book.statusCode, book.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK'])
  const enough = await program.get(url(`shortage?blueprint=${await plan('enough', small)}&papers=2`))
  expect(enough.json()).toEqual({ outcome: 'enough' })
})

test('the blueprint a bank can carry gives the papers it was asked for', async () => {
  const { blueprint } = (await program.get(url('carried-blueprint?papers=12'))).json()
  const reply = await program.post(url('sets'), { blueprint: await plan('carried', blueprint), papers: 12 })
  expect(reply.statusCode).toBe(201)
})

test('the papers stand beside each other in numbers, without an item’s name', async () => {
  const set = await assembled('overview', { ...small, overlap: { withinSet: 3 } })
  const { papers, shared } = (await program.get(url(`sets/${set}/overview`))).json()
  expect(await lastEntry()).toMatchObject({ did: 'set.read', to: set })
  const draft = draftOf(set)
  const common = draft.papers[0]!.filter((item) => draft.papers[1]!.includes(item)).length
  expect([shared[0][1], shared[1][0], shared[0][0]]).toEqual([common, common, 10])
  expect(papers).toHaveLength(3)
  for (const { types, difficulties, scopes, letters } of papers) {
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, n) => all + n, 0)
    expect([types.single, sum(difficulties), sum(scopes), sum(letters)]).toEqual([10, 10, 10, 10])
    expect(Object.keys(letters).join('')).toMatch(/^[A-F]+$/)
  }
})

test('a set is approved by another person over the service, once', async () => {
  const set = await assembled('approve')
  const approve = (actor: string) =>
    program.app.inject({
      method: 'POST',
      url: url(`sets/${set}/approve`),
      headers: { ...program.headers, 'juanku-actor': actor },
    })
  const own = await approve('local')
  expect([own.statusCode, own.json().code]).toEqual([403, 'item.same-person'])
  const before = (await program.get(url(`sets/${set}`))).json()
  expect(before).toMatchObject({ approvedBy: null, blind: false, certificate: { holds: true } })
  expect(before.papers.map(({ state }: { state: string }) => state)).toEqual(Array(3).fill('assembled'))
  expect(JSON.stringify(before.certificate)).not.toContain(draftOf(set).papers[0]![0])
  expect((await approve('supervisor')).statusCode).toBe(204)
  expect((await program.get(url(`sets/${set}`))).json()).toMatchObject({ approvedBy: 'supervisor' })
  expect((await approve('supervisor')).statusCode).toBe(409)
})

test('a version of a blueprint is shown with what it says, in its own bank only', async () => {
  const id = await plan('shown', small)
  expect((await program.get(url(`blueprints/${id}`))).json()).toMatchObject({
    name: 'shown',
    version: 1,
    content: small,
  })
  expect((await program.get(`/api/banks/6-31-01-03.4/blueprints/${id}`)).statusCode).toBe(404)
})
