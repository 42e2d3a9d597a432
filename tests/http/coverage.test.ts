/** Coverage over a real bank: what is counted, stated, logged, and kept behind a right of its own. */
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { Coverage } from '../../core/coverage/coverage.ts'
import { strictRules } from '../../core/coverage/rules.ts'
import { setElementTable } from '../../server/banks/create.ts'
import { applyRemap, proposeRemap } from '../../server/banks/remap.ts'
import { bankStore } from '../../server/banks/store.ts'
import { saveBlueprint } from '../../server/blueprints/save.ts'
import { retireItem } from '../../server/items/retire.ts'
import { assembleSet } from '../../server/sets/assemble.ts'
import { BANK, type Program, sampleProgram } from '../support/app.ts'

let program: Program
let theory: string
let practical: string
const url = (path: string, bank = BANK) => `/api/banks/${bank}/${path}`
const get = async (path: string) => (await program.get(url(path))).json()
const put = (path: string, payload: object) =>
  program.app.inject({ method: 'PUT', url: url(path), headers: program.headers, payload })
const coverage = (): Promise<Coverage> => get('coverage')
const logged = () =>
  program.deps.db.read.all<{ did: string; to: string }>(sql`SELECT did, "to" FROM log ORDER BY seq DESC LIMIT 1`)[0]!

beforeAll(async () => {
  program = await sampleProgram()
  const { db } = program.deps
  const saved = async (blueprint: Parameters<typeof saveBlueprint>[2]) =>
    (await saveBlueprint(db, BANK, blueprint, program.by('officer'))).id
  theory = await saved({
    kind: 'theory',
    name: '小卷',
    content: { sections: [{ type: 'single', count: 100, marks: 1 }], perPoint: { max: 1 }, minutes: 60, pass: 60 },
  })
  practical = await saved({
    kind: 'practical',
    name: '操作',
    content: {
      modules: [
        { module: 'A', mode: 'pick_one', weight: 50 },
        { module: 'B', mode: 'pick_one', weight: 50 },
      ],
      marks: 'scaled',
    },
  })
  await assembleSet(program.deps, BANK, theory, { papers: 2 }, program.by('officer'))
}, 300_000)

test('people are numbers, updates stand by quarter, and no name is told', async () => {
  const found = await coverage()
  expect(found.people).toEqual({ writers: 1, reviewers: 1 })
  expect(found.updates).toMatchObject([{ quarter: '2026Q4', revised: 0, retired: 0 }])
  expect(found.updates[0]!.added).toBe(found.theory.approved + found.practical.approved)
  expect(JSON.stringify(found)).not.toMatch(/writer"|reviewer"|officer/)
})

test('an hour of theory is a warning with the sentence of its rule', async () => {
  const check = (await coverage()).checks.find(({ id }) => id === 'theory-minutes')
  expect(check).toMatchObject({ holds: false, rule: { zh: '理论知识考试时间不少于90分钟。' } })
  expect(check!.finding.zh).toContain('小卷 60')
})

test('a bank at a glance says what the report says, and after a change what is then so', async () => {
  const before = await get('readiness')
  expect(before).toEqual((await coverage()).rules)
  await get('readiness')
  expect(logged()).toEqual({ did: 'coverage.read', to: BANK })
  const { deps, by } = program
  // No single choice: one of the set would be missing where its use is counted below.
  const [one] = deps.db.read.all<{ id: string }>(
    sql`SELECT id FROM items WHERE kind = 'theory' AND state = 'approved' AND type <> 'single' LIMIT 1`,
  )
  await retireItem(deps.db, BANK, one!.id, '标准已修订', by('head'))
  const after = await get('readiness')
  expect(after).toEqual((await coverage()).rules)
  expect(after[0].found).toBe(before[0].found - 1)
})

test('a second edition supersedes the items until they are re-mapped', async () => {
  const { deps, by, clock } = program
  clock.now += 1000
  const { id, content } = (await bankStore(deps.db.read).table(BANK, 'theory'))!
  expect((await coverage()).superseded).toBe(0)
  await setElementTable(deps.db, BANK, { ...content, edition: '第二版' }, by('officer'), id)
  const after = await coverage()
  expect(after.superseded).toBe(after.theory.approved)
  expect(after.checks.find(({ id }) => id === 'superseded')).toMatchObject({ holds: false })
  const choices = { places: {}, items: {} }
  const remap = await proposeRemap(deps.db, BANK, { kind: 'theory', choices }, { ...by('officer'), why: '新版' })
  await applyRemap(deps.db, BANK, remap.id, by('head'))
  expect((await coverage()).superseded).toBe(0)
})

test('never used and overused items are numbers, read by a right and an entry of their own', async () => {
  const use = await get('coverage/use?often=1')
  expect(use).toMatchObject({ overused: 200, often: 1 })
  expect(use.never).toBe(use.approved - 200)
  expect(logged().did).toBe('coverage.use')
  expect(JSON.stringify(await coverage())).not.toContain('overused')
})

test('the yield counts further papers only, and names what ends it', async () => {
  const found = await get(`coverage/yield?blueprint=${theory}`)
  expect(logged()).toMatchObject({ did: 'coverage.yield' })
  const singles = (await coverage()).theory.byType['single']!
  expect(found.upper).toBeLessThanOrEqual(Math.floor((singles - 200) / 100))
  expect(found.found).toBeGreaterThan(0)
  expect(found.found).toBeLessThanOrEqual(found.upper)
  expect(found.scarce.zh).toMatch(/单选.*题/)
})

test('practical combinations are counted, papers made before taken off', async () => {
  const before = await get(`coverage/yield?blueprint=${practical}`)
  expect(before.found).toBeGreaterThan(1)
  await assembleSet(program.deps, BANK, practical, { papers: 1 }, program.by('officer'))
  const after = await get(`coverage/yield?blueprint=${practical}`)
  expect(after.found === before.found - 1 || before.found === 50).toBe(true)
})

test('rules are the municipal ones until a body states others with a reason', async () => {
  expect((await get('filing-rules')).inForce).toEqual(strictRules)
  const content = {
    ...strictRules,
    rules: { ...strictRules.rules, 'theory-items': { needed: 9999, source: { zh: '本市要求9999道。', en: '' } } },
  }
  expect((await put('filing-rules', { content, reason: '' })).statusCode).toBe(400)
  expect((await put('filing-rules', { content, reason: ' ' })).statusCode).toBe(422)
  expect((await coverage()).rules[0]).toMatchObject({ needed: 1200, met: true })
  expect((await put('filing-rules', { content, reason: '本市另有规定' })).statusCode).toBe(200)
  expect((await coverage()).rules[0]).toMatchObject({ needed: 9999, met: false, source: { zh: '本市要求9999道。' } })
  expect((await get('filing-rules')).history).toMatchObject([{ reason: '本市另有规定', by: 'local' }])
  const [entry] = program.deps.db.read.all(sql`SELECT why FROM log WHERE did = 'filing.rules'`)
  expect(entry).toEqual({ why: '本市另有规定' })
  await put('filing-rules', { content: strictRules, reason: '恢复' })
  await expect(program.deps.db.tx(async (q) => q.run(sql`DELETE FROM filing_rules`))).rejects.toMatchObject({
    cause: { message: expect.stringContaining('records') },
  })
})

const plan = {
  ways: [
    { way: 'theory', weight: 40, pass: 60, minutes: 90 },
    { way: 'practical', weight: 60, pass: 60, minutes: 120 },
  ],
  rule: 'each',
  pass: 60,
  note: '',
}

test('a plan is versioned, checked against the clauses, and blueprints point to it', async () => {
  const wrong = { ...plan, ways: [plan.ways[0], { ...plan.ways[1], weight: 50 }] }
  const refused = await program.post(url('assessment-plans'), { content: wrong, reason: '新方案' })
  expect([refused.statusCode, refused.json().detail]).toEqual([422, expect.stringContaining('合计为100')])
  expect(await get('assessment-plans')).toEqual([])
  const made = await program.post(url('assessment-plans'), { content: plan, reason: '新方案' })
  expect(made.json()).toMatchObject({ version: 1, reason: '新方案' })
  expect((await program.post(url('assessment-plans'), { content: plan, reason: '再来' })).json().version).toBe(1)

  const pointing = (more: object) =>
    program.post(url('blueprints'), {
      kind: 'theory',
      name: '按方案',
      content: { sections: [{ type: 'single', count: 40, marks: 2.5 }], ...more },
    })
  expect((await pointing({ plan: 2 })).json().detail).toContain('没有第2版')
  expect((await pointing({ plan: 1, minutes: 60 })).json().detail).toContain('评价方案为90分钟')
  expect((await pointing({ plan: 1, minutes: 90, pass: 60 })).statusCode).toBe(201)
  expect((await coverage()).plan!.clauses.every(({ met }) => met)).toBe(true)
})

test('the standard is stated with its code, edition and filing number', async () => {
  const content = { name: '电工标准', code: 'GZB 6-31-01-03', edition: '2018', filingNumber: '闽备2026-1' }
  expect((await put('standard', { content, reason: '登记' })).statusCode).toBe(200)
  expect((await coverage()).standard).toEqual(content)
})

test('every bank on one page, each with its light and the reasons', async () => {
  const page = (await program.get('/api/coverage')).json()
  expect(page.lights.red).toBe(1)
  expect(page.rows).toMatchObject([{ occupation: '电工', cells: [{ bank: BANK, light: 'red' }] }])
  expect(page.rows[0].cells[0].reasons.map(({ zh }: { zh: string }) => zh)).toEqual([
    '理论知识卷库套数：2，应有10',
    '技能操作卷库套数：1，应有10',
  ])
  expect(logged()).toEqual({ did: 'coverage.overview', to: '1' })
})

test('a bank that is not there is told as such everywhere', async () => {
  for (const path of [
    'coverage',
    'coverage/use',
    'coverage/yield?blueprint=x',
    'readiness',
    'filing-rules',
    'assessment-plans',
  ])
    expect((await program.get(url(path, '6-31-01-03.1'))).statusCode, path).toBe(404)
})
