/** Assembling over the service: followed, cancelled; and a blueprint tried before it is saved. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { logStore } from '../../server/access/store.ts'
import { setStore } from '../../server/sets/store.ts'
import { BANK, type Program, sampleProgram } from '../support/app.ts'

let program: Program
let blueprint: string
beforeAll(async () => {
  program = await sampleProgram()
  const content = { sections: [{ type: 'single', count: 10, marks: 1 }], perPoint: { max: 1 } }
  blueprint = (await program.post(url('blueprints'), { kind: 'theory', name: 'small', content })).json().id
})

const url = (path: string) => `/api/banks/${BANK}/${path}`
const cancel = (watch: string, actor = 'local') =>
  program.app.inject({
    method: 'DELETE',
    url: url(`sets/running/${watch}`),
    headers: { ...program.headers, 'juanku-actor': actor },
  })
/** Asks until the work is there. */
async function once<T extends { statusCode: number }>(ask: () => Promise<T>): Promise<T> {
  let reply = await ask()
  for (let tries = 0; reply.statusCode === 404 && tries < 400; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 5))
    reply = await ask()
  }
  return reply
}
const entries = async () => {
  const found = []
  for await (const entry of logStore(program.deps.db.read).links(1)) found.push(entry)
  return found
}

test('papers done and the rung of the ladder are told as server-sent events', async () => {
  const watch = 'watch-this-assembly-1'
  const made = program.post(url(`sets?watch=${watch}`), { blueprint, papers: 3 })
  const events = await once(() => program.get(url(`sets/running/${watch}`)))
  expect(events.headers['content-type']).toMatch(/event-stream/)
  const told = [...events.body.matchAll(/event: (\w+)\ndata: (.*)\n\n/gu)].map(([, event, data]) => [
    event,
    JSON.parse(data!),
  ])
  // Whoever joins hears from then on; how far it is by then is the machine's business, and 0 says that nobody knows yet.
  for (const [event, { of }] of told.slice(0, -1)) {
    expect(event).toBe('progress')
    expect([0, 3]).toContain(of)
  }
  expect(told.at(-1)).toEqual(['done', { step: 'done', done: 2, of: 3 }])
  expect((await made).statusCode).toBe(201)
  // Who comes late is told how it ended.
  expect((await program.get(url(`sets/running/${watch}`))).body).toMatch(/^event: done/)
})

test('a cancelled assembly leaves nothing behind, and nobody else cancels it', async () => {
  const { deps } = program
  const solve = deps.solver.call
  const kept = () =>
    [deps.config.dataDir, deps.config.keysDir].map((dir) => readdirSync(join(dir, 'drafts')).toSorted())
  expect((await program.post(url('sets'), { blueprint, papers: 3 })).statusCode).toBe(201)
  const [sets, drafts] = [await setStore(deps.db.read).all(BANK), kept()]
  // Held until it is cancelled: how quick the machine is decides nothing.
  vi.spyOn(deps.solver, 'call').mockImplementation(async (...args) => {
    await new Promise((resolve) => args[2]!.signal!.addEventListener('abort', resolve))
    return solve(...args)
  })
  for (const blind of [false, true]) {
    const watch = `watch-this-assembly-${blind}`
    const made = program.post(url(`sets?watch=${watch}`), { blueprint, papers: 3, blind })
    expect((await once(() => cancel(watch))).statusCode).toBe(204)
    const reply = await made
    expect(reply.statusCode).toBe(409)
    expect(reply.json()).toMatchObject({ code: 'work.cancelled' })
    expect((await cancel(watch, 'somebody')).statusCode).toBe(404)
    expect((await program.get(url(`sets/running/${watch}`))).body).toMatch(/^event: failed/)
  }
  vi.restoreAllMocks()
  expect(await setStore(deps.db.read).all(BANK)).toEqual(sets)
  expect(kept()).toEqual(drafts)
  expect(drafts.map(({ length }) => length)).toEqual([sets.length, sets.length])

  const watch = 'watch-what-is-over-1'
  expect((await program.post(url(`sets?watch=${watch}`), { blueprint, papers: 3 })).statusCode).toBe(201)
  const late = await cancel(watch)
  expect([late.statusCode, late.json().code]).toEqual([409, 'work.over'])
})

test('a draft blueprint is tried on the bank: how many papers, what is short; recorded, and nothing is kept', async () => {
  const before = (await program.get(url('blueprints'))).json()
  const ask = (count: number, papers: number, more: object = {}) =>
    program.post(url('feasibility'), {
      kind: 'theory',
      blueprint: { sections: [{ type: 'single', count, marks: 1 }], ...more },
      papers,
    })
  const enough = (await ask(10, 3)).json()
  expect(enough).toMatchObject({ outcome: 'answered', papers: 3, found: 3, why: [] })
  expect(enough.upper).toBeGreaterThanOrEqual(3)
  expect((await entries()).at(-1)).toMatchObject({ did: 'blueprint.try', to: '3', result: `3 ${enough.upper}` })

  const short = (await ask(100, 20)).json()
  expect(short.found).toBeLessThan(20)
  expect(short.found).toBe(short.upper)
  expect(short.why[0].en).toMatch(/20 papers need 2000/)
  const wrong = (await ask(10, 3, { difficulty: [{ level: 1, count: 11 }] })).json()
  expect(wrong).toMatchObject({ outcome: 'contradiction' })
  expect(wrong.contradictions[0].sentence.en).toMatch(/11 items, but a paper has 10/)
  const modules = ['A', 'B'].map((module) => ({ module, mode: 'pick_one', weight: 50 }))
  const practical = { kind: 'practical', blueprint: { modules, marks: 'scaled' } }
  expect((await program.post(url('feasibility'), { ...practical, papers: 2 })).json()).toMatchObject({ found: 2 })
  const defense = { kind: 'defense', blueprint: { topics: 3 } }
  expect((await program.post(url('feasibility'), { ...defense, papers: 2 })).json()).toMatchObject({
    found: 0,
    upper: 0,
  })
  expect(
    (await program.post(url('feasibility'), { kind: 'theory', blueprint: { sections: [] }, papers: 3 })).statusCode,
  ).toBe(400)
  expect((await program.get(url('blueprints'))).json()).toEqual(before)
})
