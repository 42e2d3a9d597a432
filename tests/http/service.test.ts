import Fastify from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { logStore } from '../../server/access/store.ts'
import { buildApp } from '../../server/app.ts'
import { addRights } from '../../server/plugins/rights.ts'
import { BANK, emptyBank, type Program, TOKEN, testProgram } from '../support/app.ts'
import { testers } from '../support/testers.ts'

let program: Program
beforeAll(async () => {
  program = await testProgram()
  await emptyBank(program)
})
const logSize = async () => (await logStore(program.deps.db.read).head()).size

test('health routes answer anybody', async () => {
  for (const url of ['/health/live', '/health/ready']) {
    const reply = await program.app.inject({ url })
    expect([reply.statusCode, reply.json()]).toEqual([200, { status: 'up' }])
  }
})

test.each([
  ['no token', {}],
  ['a wrong token', { authorization: 'Bearer wrong' }],
  ['another scheme', { authorization: `Basic ${TOKEN}` }],
])('%s opens nothing and is told how to sign in', async (_, headers) => {
  for (const url of ['/api/banks', `/api/banks/${BANK}/items`, '/api/log/head', `/api/banks/${BANK}/coverage`]) {
    const reply = await program.app.inject({ url, headers })
    expect(reply.statusCode).toBe(401)
    expect(reply.headers['content-type']).toContain('application/problem+json')
    expect(reply.json()).toMatchObject({ status: 401, code: 'access.denied', type: 'urn:juanku:problem:access.denied' })
  }
})

test('the OpenAPI document is 3.1, names every route and their problems', async () => {
  const document = (await program.app.inject({ url: '/openapi.json' })).json()
  expect(document.openapi).toBe('3.1.0')
  const paths = Object.keys(document.paths)
  for (const path of ['items', 'items/{id}', 'imports', 'blueprints', 'sets', 'sets/{set}/papers', 'coverage'])
    expect(paths).toContain(`/api/banks/{bank}/${path}`)
  expect(paths).toContain('/api/log/head')
  expect(document.paths['/api/banks/{bank}/items/{id}'].get.responses).toHaveProperty('404')
})

test.each([
  ['an unknown page', '/api/nowhere', 404, 'route.missing'],
  ['an unknown bank', '/api/banks/6-31-01-03.1/items', 404, 'bank.missing'],
  ['a bank that is no bank', '/api/banks/6-31/items', 400, 'request.invalid'],
  ['a field nobody knows', `/api/banks/${BANK}/items?colour=red`, 400, 'request.invalid'],
  ['a limit out of range', `/api/banks/${BANK}/items?limit=1000`, 400, 'request.invalid'],
])('%s is a problem of the one form, with the request id', async (_, url, status, code) => {
  const reply = await program.get(url)
  expect(reply.statusCode).toBe(status)
  expect(reply.json()).toEqual({
    type: `urn:juanku:problem:${code}`,
    title: expect.any(String),
    status,
    detail: expect.any(String),
    code,
    instance: expect.stringMatching(/^[\w-]{12}$/),
  })
})

test('a body that the schema refuses is no act and changes nothing', async () => {
  const before = await logSize()
  const content = { sections: [{ type: 'single', count: 1, marks: 1 }] }
  for (const wrong of [
    { kind: 'theory', name: 'x' },
    { kind: 'theory', name: '', content },
    { kind: 'theory', name: 'x', content, mine: 1 },
    { kind: 'theory', name: 'x', content: { sections: [{ type: 'single', count: null, marks: 1 }] } },
  ]) {
    const reply = await program.post(`/api/banks/${BANK}/blueprints`, wrong)
    expect(reply.statusCode).toBe(400)
  }
  expect(await logSize()).toBe(before)
})

test('a broken program says so without quoting what it held', async () => {
  const broken = { ...program.deps, db: { ...program.deps.db, read: undefined as never } }
  const app = await buildApp(broken, { identify: testers, version: 'test' })
  const reply = await app.inject({ url: '/api/banks', headers: program.headers })
  expect(reply.statusCode).toBe(500)
  expect(reply.json()).toMatchObject({ code: 'internal', detail: expect.not.stringContaining('undefined') })
  expect((await app.inject({ url: '/health/ready' })).statusCode).toBe(503)
  await app.close()
})

test('a route that names no right stops the service at start', () => {
  const app = Fastify()
  addRights(app, program.deps, testers)
  expect(() => app.get('/open', () => 'anything')).toThrow('names no right')
})
