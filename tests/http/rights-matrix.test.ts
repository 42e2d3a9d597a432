/**
 * Every route and every command against every kind of caller. What each cell is
 * to be stands here a second time, by hand: a route that is not listed fails.
 */
import type { Command } from 'commander'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { allRights, gives, type Role, roles } from '../../core/accounts/rights.ts'
import { sha256 } from '../../core/canonical.ts'
import type { Link } from '../../core/log.ts'
import { logStore } from '../../server/access/store.ts'
import { program as commandLine } from '../../server/cli/program.ts'
import { commandRights } from '../../server/cli/rights.ts'
import { BANK, emptyBank, type Program, testProgram } from '../support/app.ts'
import { choice } from '../support/papers.ts'
import { type Caller, shippedApp } from '../support/service.ts'

/** Writer, Reviewer, exam Officer, Custodian, Supervisor, Administrator; `*` anybody, `@` whoever is signed in. */
const LETTERS: Record<Role, string> = {
  writer: 'W',
  reviewer: 'R',
  officer: 'O',
  custodian: 'C',
  supervisor: 'S',
  administrator: 'A',
}

const B = '/api/banks/:bank'
const ROUTES: Record<string, string> = {
  'GET /health/live': '*',
  'GET /health/ready': '*',
  'GET /openapi.json': '*',
  'GET /': '*',
  'GET /*': '*',
  'GET /assets/*': '*',
  'POST /api/sign-in': '*',
  'POST /api/sign-out': '@',
  'POST /api/step-up': '@',
  'GET /api/me': '@',
  'GET /api/about': '@',
  'GET /api/me/sessions': '@',
  'DELETE /api/me/sessions/:session': '@',
  'POST /api/me/password': '@',
  'POST /api/me/authenticator': '@',
  'POST /api/me/authenticator/confirmation': '@',
  'GET /api/accounts': 'SA',
  'POST /api/accounts': 'A',
  'PATCH /api/accounts/:name': 'A',
  'POST /api/accounts/:name/reset': 'A',
  'POST /api/accounts/:name/roles': 'A',
  'POST /api/accounts/:name/roles/end': 'A',
  'GET /api/access-policy': 'SA',
  'POST /api/access-policy': 'A',
  'GET /api/banks': 'WROCSA',
  'POST /api/banks': 'A',
  'GET /api/log/head': 'S',
  'GET /api/log': 'S',
  'POST /api/log/verification': 'S',
  'GET /api/log/own': '@',
  'GET /api/log/unusual': 'S',
  'GET /api/log/settings': 'S',
  'PUT /api/log/settings': 'S',
  [`GET ${B}/review-policy`]: 'WROCSA',
  [`POST ${B}/review-policy`]: 'O',
  [`GET ${B}/coverage`]: 'ROS',
  [`GET ${B}/readiness`]: 'ROS',
  'GET /api/coverage': 'ROCS',
  [`GET ${B}/coverage/use`]: 'OS',
  [`GET ${B}/coverage/yield`]: 'OS',
  [`GET ${B}/work-plan`]: 'OS',
  [`GET ${B}/work-plan.xlsx`]: 'OS',
  [`GET ${B}/filing.zip`]: 'OS',
  [`GET ${B}/filing-rules`]: 'ROS',
  [`PUT ${B}/filing-rules`]: 'OS',
  [`GET ${B}/standard`]: 'ROS',
  [`PUT ${B}/standard`]: 'OS',
  [`GET ${B}/assessment-plans`]: 'ROS',
  [`POST ${B}/assessment-plans`]: 'OS',
  [`GET ${B}/items/contents`]: 'WRO',
  [`GET ${B}/sets/:set/forms/:form`]: 'OCS',
  [`GET ${B}/sets/:set/cover`]: 'O',
  [`GET ${B}/sets/:set/papers/:paper/documents/:document`]: 'O',
  [`GET ${B}/tables`]: 'WROS',
  [`POST ${B}/tables`]: 'O',
  [`POST ${B}/tables/read`]: 'O',
  [`GET ${B}/tables/:table`]: 'WROS',
  [`GET ${B}/tables/:table/workbook`]: 'WROS',
  [`GET ${B}/table-changes`]: 'WROS',
  [`GET ${B}/remaps`]: 'WROS',
  [`GET ${B}/remaps/:remap`]: 'WROS',
  [`POST ${B}/remaps`]: 'O',
  [`POST ${B}/remaps/preview`]: 'O',
  [`POST ${B}/remaps/:remap/application`]: 'RO',
  [`POST ${B}/remaps/:remap/undo`]: 'RO',
  [`POST ${B}/remaps/:remap/withdrawal`]: 'O',
  [`GET ${B}/items`]: 'WRO',
  [`POST ${B}/items`]: 'W',
  [`GET ${B}/items/:id`]: 'WRO',
  [`GET ${B}/items/:id/uses`]: 'WRO',
  [`GET ${B}/items/:id/content`]: 'WRO',
  [`GET ${B}/items/:id/diff`]: 'WRO',
  [`GET ${B}/items/:id/history`]: 'WRO',
  [`GET ${B}/items/:id/pictures/:sha256`]: 'WRO',
  [`POST ${B}/items/:id/revisions`]: 'W',
  [`POST ${B}/items/:id/restore`]: 'W',
  [`POST ${B}/items/:id/withdraw`]: 'W',
  [`POST ${B}/items/:id/comments`]: 'WR',
  [`POST ${B}/items/:id/verdicts`]: 'R',
  [`POST ${B}/items/:id/retire`]: 'RO',
  [`POST ${B}/items/:id/quarantine`]: 'OS',
  [`POST ${B}/items/:id/release`]: 'OS',
  [`POST ${B}/submissions`]: 'W',
  [`POST ${B}/tasks`]: 'O',
  [`POST ${B}/approvals`]: 'R',
  [`GET ${B}/waiting`]: 'WRO',
  [`GET ${B}/waiting/all`]: 'O',
  [`GET ${B}/people`]: 'O',
  [`POST ${B}/pictures`]: 'W',
  [`POST ${B}/calculations/preview`]: 'W',
  [`GET ${B}/items/search`]: 'WRO',
  [`GET ${B}/views`]: 'WRO',
  [`POST ${B}/views`]: 'WRO',
  [`DELETE ${B}/views/:id`]: 'WRO',
  [`POST ${B}/items/bulk/preview`]: 'O',
  [`POST ${B}/items/bulk`]: 'O',
  [`GET ${B}/items/bulk`]: 'O',
  [`POST ${B}/items/bulk/:id/undo`]: 'O',
  [`POST ${B}/imports`]: 'WO',
  [`GET ${B}/import-templates/:template`]: 'WO',
  [`POST ${B}/imports/annotated`]: 'WO',
  [`GET ${B}/imports/running/:watch`]: 'WO',
  [`DELETE ${B}/imports/running/:watch`]: 'WO',
  [`GET ${B}/imports`]: 'O',
  [`GET ${B}/imports/:id/rows`]: 'O',
  [`POST ${B}/imports/:id/undo`]: 'O',
  [`GET ${B}/import-mappings`]: 'WO',
  [`DELETE ${B}/import-mappings/:id`]: 'WO',
  [`POST ${B}/export`]: 'O',
  [`PUT ${B}/import-mappings`]: 'WO',
  [`GET ${B}/relations`]: 'RO',
  [`POST ${B}/relations`]: 'RO',
  [`POST ${B}/relations/search`]: 'RO',
  [`GET ${B}/relations/running/:watch`]: 'RO',
  [`DELETE ${B}/relations/running/:watch`]: 'RO',
  [`POST ${B}/relations/:relation/decision`]: 'RO',
  [`POST ${B}/relations/:relation/withdrawal`]: 'RO',
  [`GET ${B}/blueprints`]: 'OS',
  [`POST ${B}/blueprints`]: 'O',
  [`GET ${B}/blueprints/:blueprint`]: 'OS',
  [`GET ${B}/sets/:set`]: 'OCS',
  [`GET ${B}/sets/:set/overview`]: 'O',
  [`POST ${B}/sets/:set/approve`]: 'OS',
  [`GET ${B}/sets`]: 'OCS',
  [`POST ${B}/sets`]: 'O',
  [`GET ${B}/sets/running/:watch`]: 'O',
  [`DELETE ${B}/sets/running/:watch`]: 'O',
  [`GET ${B}/sets/:set/papers`]: 'OCS',
  [`GET ${B}/sets/:set/history`]: 'OCS',
  [`GET ${B}/sets/:set/comparison`]: 'O',
  [`GET ${B}/sets/:set/papers/:paper/items`]: 'O',
  [`GET ${B}/sets/:set/papers/:paper/items/:item/equivalents`]: 'O',
  [`POST ${B}/sets/:set/steps`]: 'O',
  [`GET ${B}/shortage`]: 'O',
  [`POST ${B}/feasibility`]: 'O',
  'GET /api/public-key': '*',
  'GET /api/clock/faults': 'OCS',
  'POST /api/clock/acknowledge': 'SA',
  [`GET ${B}/custodians`]: 'OCS',
  [`POST ${B}/custodians`]: 'CA',
  [`POST ${B}/custodians/passphrase`]: 'CA',
  [`POST ${B}/custodians/:custodian/end`]: 'A',
  [`GET ${B}/custodian-groups`]: 'OCS',
  [`POST ${B}/custodian-groups`]: 'A',
  [`POST ${B}/custodian-groups/deal`]: 'OC',
  [`POST ${B}/sets/:set/seal`]: 'O',
  [`GET ${B}/openings/:opening`]: 'OCS',
  [`GET ${B}/openings`]: 'OCS',
  [`POST ${B}/openings`]: 'O',
  [`POST ${B}/openings/:opening/approve`]: 'OS',
  [`POST ${B}/openings/:opening/end`]: 'OS',
  [`POST ${B}/openings/:opening/close`]: 'O',
  [`POST ${B}/openings/:opening/withdraw`]: 'O',
  [`POST ${B}/sittings/:sitting/end`]: 'OS',
  [`POST ${B}/sittings/:sitting/archive`]: 'OS',
  [`POST ${B}/openings/:opening/shares`]: 'C',
  [`POST ${B}/openings/:opening/take-out`]: 'O',
  [`POST ${B}/openings/:opening/print-again`]: 'O',
  [`GET ${B}/custody`]: 'OCS',
  [`POST ${B}/custody/:object/copies`]: 'OC',
  [`POST ${B}/custody/:object/events`]: 'OC',
  [`GET ${B}/destructions`]: 'OCS',
  [`POST ${B}/destructions`]: 'OS',
  [`POST ${B}/destructions/:destruction/confirm`]: 'OS',
  [`GET ${B}/destructions/:destruction/certificate`]: 'OCS',
  [`GET ${B}/spares`]: 'OCS',
  [`POST ${B}/outside-papers`]: 'O',
  [`POST ${B}/custodians/recovery`]: 'CA',
  [`POST ${B}/sets/:set/void`]: 'OS',
  [`POST ${B}/papers/:paper/replacement`]: 'OS',
  [`GET ${B}/sittings`]: 'OCS',
  [`POST ${B}/sittings`]: 'O',
  [`GET ${B}/sittings/:sitting`]: 'OCS',
  [`POST ${B}/sittings/:sitting/draw`]: 'O',
  [`POST ${B}/sittings/:sitting/issued`]: 'OS',
  [`POST ${B}/sittings/:sitting/collected`]: 'OS',
  [`POST ${B}/sittings/:sitting/incidents`]: 'OS',
  [`GET ${B}/sittings/:sitting/record`]: 'OCS',
  [`GET ${B}/sittings/:sitting/packing-list`]: 'OCS',
  [`GET ${B}/sittings/:sitting/archive`]: 'OCS',
  [`PUT ${B}/sittings/:sitting/archive/:material`]: 'O',
  [`GET ${B}/sittings/:sitting/volume`]: 'OCS',
  [`POST ${B}/sittings/:sitting/consultations`]: 'O',
  [`GET ${B}/consultations`]: 'OCS',
  [`POST ${B}/consultations/:consultation/decision`]: 'S',
  [`POST ${B}/consultations/:consultation/visit`]: 'O',
  [`GET ${B}/shortage.xlsx`]: 'O',
  [`GET ${B}/carried-blueprint`]: 'O',
}

const COMMANDS: Record<string, string> = {
  demo: '*',
  templates: '*',
  check: '*',
  verify: '*',
  stamp: '*',
  serve: '*',
  init: '*',
  'sign-in': '*',
  'sign-out': '@',
  'user password': '@',
  'user sessions': '@',
  'user end-session': '@',
  'user list': 'SA',
  'user add': 'A',
  'user change': 'A',
  'user reset': 'A',
  'user grant': 'A',
  'user revoke': 'A',
  'user policy': 'A',
  'bank create': 'A',
  'bank list': 'WROCSA',
  'bank policy': 'WROCSA',
  'table list': 'WROS',
  'table show': 'WROS',
  'table diff': 'WROS',
  'table export': 'WROS',
  'table put': 'O',
  'table remap preview': 'O',
  'table remap propose': 'O',
  'table remap withdraw': 'O',
  'table remap list': 'WROS',
  'table remap show': 'WROS',
  'table remap apply': 'RO',
  'table remap undo': 'RO',
  import: 'WO',
  'imports list': 'O',
  'imports undo': 'O',
  export: 'O',
  approve: 'R',
  'items find': 'WRO',
  'items show': 'WRO',
  'items history': 'WRO',
  'items diff': 'WRO',
  'items preview': 'W',
  'items submit': 'W',
  'items write': 'W',
  'items edit': 'W',
  'items restore': 'W',
  'items picture': 'W',
  'items withdraw': 'W',
  'items comment': 'WR',
  'items approve': 'R',
  'items assign': 'O',
  'items waiting': 'WRO',
  'items verdict': 'R',
  'items retire': 'RO',
  'items quarantine': 'OS',
  'items release': 'OS',
  'items change': 'O',
  'items undo': 'O',
  'enemies declare': 'RO',
  'enemies find': 'RO',
  'enemies list': 'RO',
  'enemies accept': 'RO',
  'enemies refuse': 'RO',
  'enemies withdraw': 'RO',
  'blueprint plan': 'O',
  'blueprint list': 'OS',
  'blueprint carry': 'O',
  assemble: 'O',
  shortage: 'O',
  'set list': 'OCS',
  'set approve': 'OS',
  'set show': 'O',
  'set equivalents': 'O',
  'set compare': 'O',
  'set replace': 'O',
  'set edit': 'O',
  'set history': 'OCS',
  render: 'O',
  forms: 'OCS',
  seal: 'O',
  unseal: 'O',
  'custodian add': 'CA',
  'custodian recovery': 'CA',
  'custodian passphrase': 'CA',
  'custodian end': 'A',
  'group save': 'A',
  'group list': 'OCS',
  'group deal': 'OC',
  rerun: '*',
  'public-key': '*',
  'ceremony request': 'O',
  'ceremony approve': 'OS',
  'ceremony end': 'OS',
  'ceremony open': 'O',
  'ceremony list': 'OCS',
  'clock acknowledge': 'SA',
  'custody list': 'OCS',
  'custody export': 'OC',
  'custody event': 'OC',
  'custody destroy': 'OS',
  'custody confirm': 'OS',
  'paper register': 'O',
  'paper spares': 'OCS',
  'paper void': 'OS',
  'paper replace': 'OS',
  'sitting plan': 'O',
  'sitting draw': 'O',
  'sitting list': 'OCS',
  'sitting packing': 'OCS',
  'sitting record': 'OCS',
  'sitting issue': 'OS',
  'sitting collect': 'OS',
  'sitting incident': 'OS',
  'sitting end': 'OS',
  'sitting archive': 'OS',
  'archive list': 'OCS',
  'archive volume': 'OCS',
  'archive enter': 'O',
  'archive register': 'OCS',
  'archive consult': 'O',
  'archive visit': 'O',
  'archive decide': 'S',
  'custodian list': 'OCS',
  coverage: 'ROS',
  'work-plan': 'OS',
  'filing report': 'OS',
  'filing rules': 'ROS',
  'filing standard': 'ROS',
  'filing plan': 'ROS',
  'log extract': 'S',
  'log show': 'S',
  'log mine': '@',
  'log unusual': 'S',
  'log settings': 'S',
  'log verify': '*',
  'log export': 'S',
  'log anchor': 'OCSA',
  backup: 'A',
  restore: '*',
  doctor: '*',
}

let program: Program
let service: Awaited<ReturnType<typeof shippedApp>>
const callers = {} as Record<Role, Caller>
const own: Record<'wrote' | 'strange', string> = { wrote: '', strange: '' }

/** The rows of everything but the log, and when a session and the clock were last seen. */
const state = (): string => {
  const tables = program.deps.db.read.all<{ name: string }>(
    sql`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%'
      AND name NOT IN ('log', 'sessions', 'clock_seen') ORDER BY name`,
  )
  return sha256(
    tables.map(({ name }) => JSON.stringify(program.deps.db.read.all(sql.raw(`SELECT * FROM ${name}`)))).join('\n'),
  )
}
const entriesOf = async (work: () => Promise<unknown>): Promise<Link[]> => {
  const before = (await logStore(program.deps.db.read).head()).size
  await work()
  const entries: Link[] = []
  for await (const entry of logStore(program.deps.db.read).links(before + 1)) entries.push(entry)
  return entries
}
const address = (route: string, bank: string = BANK) => {
  const [method, url] = route.split(' ') as ['GET', string]
  return {
    method,
    url: url
      .replace(':bank', bank)
      .replace(/:sha256/, 'a'.repeat(64))
      .replaceAll(/:[a-z]+/g, 'none'),
  }
}
const ask = (caller: Caller, route: string, bank?: string) => {
  const { method, url } = address(route, bank)
  return caller.ask(method, url, method === 'GET' ? undefined : { nothing: true })
}
/** A reply without the request's own id, to be compared. */
const told = (reply: { statusCode: number; json: () => object }) => ({ ...reply.json(), instance: '' })

beforeAll(async () => {
  program = await testProgram()
  await emptyBank(program)
  await emptyBank(program, 4)
  service = await shippedApp(program)
  for (const role of roles)
    callers[role] = await service.signedIn(role, [{ role, scope: role === 'administrator' ? '*' : BANK }])
  const written = await callers.writer.ask('POST', `/api/banks/${BANK}/items`, {
    content: choice('题干一', ['甲', '乙']),
  })
  own.wrote = written.json().id
  const other = await service.signedIn('another writer', [{ role: 'writer', scope: BANK }])
  const strange = await other.ask('POST', `/api/banks/${BANK}/items`, { content: choice('题干二', ['丙', '丁']) })
  own.strange = strange.json().id
  expect([written.statusCode, strange.statusCode]).toEqual([201, 201])
}, 120_000)

const limited = Object.entries(ROUTES).filter(([, who]) => who !== '*')

test('every route and every command is stated here, and nothing else', () => {
  const real = [...service.app.routeRights.keys()].filter((route) => !route.startsWith('HEAD '))
  expect(real.sort()).toEqual(Object.keys(ROUTES).sort())
  const leaves = (command: Command, path: string[]): string[] =>
    command.commands.length ? command.commands.flatMap((one) => leaves(one, [...path, one.name()])) : [path.join(' ')]
  expect(leaves(commandLine(), []).sort()).toEqual(Object.keys(COMMANDS).sort())
  expect(Object.keys(commandRights).sort()).toEqual(Object.keys(COMMANDS).sort())
})

test('a right that nothing asks for does not stand in the table', () => {
  const asked = new Set<string>(service.app.routeRights.values())
  for (const entry of Object.values(commandRights))
    for (const options of [{}, { blind: true }, { all: true }, { use: true }, { days: 1 }, { file: 'x' }])
      asked.add(typeof entry === 'function' ? entry(options) : entry)
  // `item.all` is asked of items, not of routes.
  expect(allRights.filter((right) => !asked.has(right) && right !== 'item.all')).toEqual([])
})

test.each(Object.entries(COMMANDS))('juanku %s is for %s', (command, who) => {
  const entry = commandRights[command]!
  const right = typeof entry === 'function' ? entry({}) : entry
  if (who === '*' || who === '@') return expect(right).toBe(who === '*' ? 'none' : 'self')
  expect(
    roles
      .filter((role) => gives(role, right as never))
      .map((role) => LETTERS[role])
      .join(''),
  ).toBe(who)
})

test.each(roles)(
  '%s: each route is open or shut as stated; what is shut is logged and changes nothing',
  async (role) => {
    const before = state()
    const cells: Record<string, string> = {}
    for (const [route, who] of limited) {
      // Signing out is tried apart: it would end this session.
      if (route === 'POST /api/sign-out') continue
      const shut = who !== '@' && !who.includes(LETTERS[role])
      if (!shut) {
        const reply = await ask(callers[role], route)
        cells[route] = [401, 403].includes(reply.statusCode) ? `${reply.statusCode} ${reply.json().code}` : 'open'
        if (cells[route] !== 'open') expect.soft([route, cells[route]]).toEqual([route, 'open'])
        continue
      }
      let reply!: Awaited<ReturnType<typeof ask>>
      const entries = await entriesOf(async () => {
        reply = await ask(callers[role], route)
      })
      expect.soft([route, reply.statusCode, reply.json().code]).toEqual([route, 403, 'right.missing'])
      expect.soft(entries).toMatchObject([{ actor: role, result: 'refused right.missing' }])
    }
    // What was open got a body or a name that is none, so it changed nothing either.
    expect(state()).toBe(before)
  },
)

test('a bank where one has no role looks like a bank that is not there', async () => {
  const inBank = limited.filter(([route]) => route.includes(':bank'))
  for (const role of roles.filter((one) => one !== 'administrator'))
    for (const [route] of inBank) {
      const [there, absent] = [
        await ask(callers[role], route, '6-31-01-03.4'),
        await ask(callers[role], route, '6-31-01-03.1'),
      ]
      expect.soft([role, route, there.statusCode]).toEqual([role, route, 403])
      expect.soft(told(there)).toEqual(told(absent))
    }
})

test.each<[string, () => Promise<Caller>]>([
  ['nobody', async () => service.nobody],
  ['a forged cookie', async () => service.caller('x'.repeat(43))],
  ['a disabled account', () => service.signedIn('gone', [{ role: 'officer', scope: BANK }], { disabled: true })],
  [
    'an account past its date',
    () => service.signedIn('past', [{ role: 'officer', scope: BANK }], { validUntil: program.clock.now }),
  ],
  [
    'an account before its date',
    () => service.signedIn('early', [{ role: 'officer', scope: BANK }], { validFrom: program.clock.now + 1 }),
  ],
])('%s opens no route that is not public, and each try is in the log', async (_, make) => {
  const caller = await make()
  const before = state()
  const entries = await entriesOf(async () => {
    for (const [route] of limited) {
      const reply = await ask(caller, route)
      expect.soft([route, reply.statusCode, reply.json().code]).toEqual([route, 401, 'access.denied'])
    }
  })
  expect(entries).toHaveLength(limited.length)
  expect(new Set(entries.map(({ result }) => result))).toEqual(new Set(['refused access.denied']))
  expect(state()).toBe(before)
})

test.each(['totp', 'password'] as const)(
  'who has still to set up their %s may do that and nothing else',
  async (what) => {
    const caller = await service.signedIn(`new ${what}`, [{ role: 'officer', scope: BANK }])
    // The session is younger than the change, which ends none: only its owner's state is what is tried.
    program.deps.db.read.get(sql`SELECT 1`)
    await program.deps.db.tx(async (q) => {
      q.run(
        what === 'totp'
          ? sql`UPDATE accounts SET totp_at = NULL WHERE name = ${`new ${what}`}`
          : sql`UPDATE accounts SET must_change = 1 WHERE name = ${`new ${what}`}`,
      )
    })
    expect((await caller.ask('GET', '/api/me')).json()).toMatchObject({ pending: what })
    for (const [route] of limited.filter(([, who]) => who !== '@')) {
      const reply = await ask(caller, route)
      expect.soft([route, reply.statusCode, reply.json().code]).toEqual([route, 403, 'account.unfinished'])
    }
  },
)

test('a writer reaches their own item by every route, and another’s looks like none', async () => {
  const { writer } = callers
  const routes = Object.entries(ROUTES).filter(([route, who]) => route.includes('/items/:id') && who.includes('W'))
  expect(routes.length).toBeGreaterThan(7)
  const bodies: Record<string, object> = {
    revisions: { base: 1, content: choice('题干三', ['甲', '乙']), reason: '' },
    restore: { base: 1, revision: 1, reason: '' },
    withdraw: { revision: 1 },
    comments: { revision: 1, field: 'stem', text: 'x' },
  }
  const query: Record<string, string> = { diff: '?from=1&to=1' }
  for (const [route] of routes) {
    const { method, url } = address(route.replace(':id', 'ITEM'))
    const last = url.split('/').at(-1)!
    const to = (id: string) => writer.ask(method, `${url.replace('ITEM', id)}${query[last] ?? ''}`, bodies[last])
    const [strange, absent] = [await to(own.strange), await to('0190a000-0000-7000-8000-000000000000')]
    expect.soft([route, strange.statusCode]).toEqual([route, 404])
    expect.soft(told(strange)).toEqual(told(absent))
    const mine = await to(own.wrote)
    if (last !== 'a'.repeat(64)) expect.soft([route, mine.statusCode]).not.toEqual([route, 404])
  }
  const item = own.strange
  const many = await writer.ask('GET', `/api/banks/${BANK}/items/contents?items=${own.wrote},${item}@1`)
  expect([many.statusCode, many.json().code]).toEqual([404, 'item.missing'])
  const handed = await writer.ask('POST', `/api/banks/${BANK}/submissions`, { items: [{ item, revision: 1 }] })
  expect([handed.statusCode, handed.json().code]).toEqual([404, 'item.missing'])
})

test('lists show a writer their own items, a reviewer all', async () => {
  const shown = async (caller: Caller, path: string) =>
    (await caller.ask('GET', `/api/banks/${BANK}/${path}`)).json().items.map(({ id }: { id: string }) => id)
  for (const path of ['items', 'items/search?kind=theory']) {
    expect(await shown(callers.writer, path)).toEqual([own.wrote])
    expect((await shown(callers.reviewer, path)).sort()).toEqual([own.wrote, own.strange].sort())
  }
})
