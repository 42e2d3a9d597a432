import { mkdirSync, readFileSync } from 'node:fs'
import { request as httpsRequest } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { makeBackup } from '../../server/backup/make.ts'
import { readListening } from '../../server/config.ts'
import { attachment } from '../../server/plugins/attachment.ts'
import { BANK, type Program, testProgram } from '../support/app.ts'
import { encodings, filesBelow } from '../support/canaries.ts'
import { testFolder } from '../support/database.ts'
import { CANARY, callAs, walkedBank } from '../support/routes.ts'
import { testers } from '../support/testers.ts'

const fixture = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url))
const lines: string[] = []
const home = testFolder()
const temporary = join(home, 'tmp')
const before = process.env['TMPDIR']

let program: Program
let calls: Awaited<ReturnType<typeof walkedBank>>
beforeAll(async () => {
  program = await testProgram()
  // From here on: what requests leave behind, not the test's own folder.
  mkdirSync(temporary)
  process.env['TMPDIR'] = temporary
  calls = await walkedBank(program)
  program.app = await buildApp(program.deps, {
    identify: testers,
    version: 'test',
    log: { write: (line) => lines.push(line) },
  })
})
afterAll(async () => {
  if (before === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = before
  await program.app.close()
})

/** The canary as it may stand in bytes; the last is GB18030. */
const songs = [...encodings(CANARY), Buffer.from('bdf0cbbfc8b8', 'hex')]
const sings = (bytes: Buffer | string): boolean => {
  const all = Buffer.from(bytes as string)
  return songs.some((song) => all.includes(song))
}
test('no item reaches a log line, an error, a temporary file, the disk or a backup', async () => {
  const shown: string[] = []
  const errors: string[] = []
  const keep = ({ statusCode, body }: { statusCode: number; body: string }) =>
    void (statusCode < 300 ? shown : errors).push(body)
  for (const call of calls()) keep(await callAs(program, call))
  const { headers } = program
  const url = `/api/banks/${BANK}/items`
  const wrong = { method: 'POST', url, headers } as const
  for (const request of [
    { ...wrong, payload: { content: { stem: CANARY } } },
    { ...wrong, payload: { content: CANARY, more: CANARY } },
    { ...wrong, headers: { ...headers, 'content-type': 'application/json' }, payload: `{"${CANARY}": ${CANARY}` },
    { ...wrong, headers: { ...headers, 'content-type': `text/${encodeURIComponent(CANARY)}` }, payload: CANARY },
    { method: 'GET', url: `${url}/${encodeURIComponent(CANARY)}`, headers } as const,
    { method: 'GET', url: `${url}?${encodeURIComponent(CANARY)}=1`, headers } as const,
    { method: 'GET', url: `/${encodeURIComponent(CANARY)}`, headers } as const,
    { method: 'GET', url, headers: { authorization: `Bearer ${encodeURIComponent(CANARY)}` } } as const,
  ])
    keep(await program.app.inject(request))
  // A failure in the middle of a query that holds an item.
  await program.deps.db.tx(async (q) =>
    q.run(sql.raw(`CREATE TRIGGER broken BEFORE INSERT ON item_rows BEGIN SELECT RAISE(ABORT, '${CANARY}'); END`)),
  )
  const failed = await callAs(program, calls().find(({ route }) => route === 'POST /api/banks/{bank}/items')!)
  expect(failed.statusCode).toBe(500)
  keep(failed)
  await program.deps.db.tx(async (q) => q.run(sql`DROP TRIGGER broken`))

  expect(shown.some(sings)).toBe(true)
  expect(lines.length).toBeGreaterThan(100)
  expect(errors.length).toBeGreaterThan(20)
  expect(lines.filter(sings)).toEqual([])
  // A body may be refused by the part that is wrong; what it said is not said again.
  expect(errors.filter(sings)).toEqual([])
  const { dataDir, keysDir } = program.deps.config
  const kept = join(home, 'kept')
  await makeBackup(program.deps, kept, 'the passphrase of recovery', program.by('admin'))
  expect(filesBelow(kept).length).toBeGreaterThan(2)
  const stored = [temporary, dataDir, keysDir, kept].flatMap(filesBelow)
  expect(stored.length).toBeGreaterThan(3)
  expect(stored.filter((file) => sings(readFileSync(file)))).toEqual([])
  // The loader's cache of the program's own code stays; nothing of a request does.
  expect(filesBelow(temporary).filter((file) => !file.includes('/tsx-'))).toEqual([])
})

test('every reply has a schema, whatever route it comes from', () => {
  const { paths } = program.app.swagger() as unknown as { paths: Record<string, Record<string, { responses: object }>> }
  let replies = 0
  for (const [path, methods] of Object.entries(paths))
    for (const [method, { responses }] of Object.entries(methods)) {
      const good = Object.entries(responses).filter(([status]) => status.startsWith('2'))
      expect([method, path, good.length]).not.toEqual([method, path, 0])
      for (const [status, reply] of good)
        if (status !== '204')
          expect([method, path, Object.keys(reply)]).toEqual([method, path, expect.arrayContaining(['content'])])
      replies += good.length
    }
  expect(replies).toBeGreaterThan(60)
})

test('pages run nothing from elsewhere, and no reply is kept on the way', async () => {
  const { headers } = await program.get(`/api/banks/${BANK}/items`)
  expect(headers['content-security-policy']).toMatch(/^default-src 'none';script-src 'self';style-src 'self';/)
  expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*/)
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  })
  expect(headers).not.toHaveProperty('strict-transport-security')
})

test.each(['{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"admin":true}}}'])(
  '%s poisons nothing',
  async (payload) => {
    const headers = { ...program.headers, 'content-type': 'application/json' }
    const reply = await program.app.inject({ method: 'POST', url: `/api/banks/${BANK}/items`, headers, payload })
    expect(reply.statusCode).toBe(400)
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  },
)

test('a body above the limit is refused before it is read', async () => {
  const payload = { content: 'x'.repeat(1_100_000) }
  const reply = await program.app.inject({
    method: 'POST',
    url: `/api/banks/${BANK}/items`,
    headers: program.headers,
    payload,
  })
  expect(reply.statusCode).toBe(413)
})

test('an address that asks too often waits, before its token is even looked at', async () => {
  const app = await buildApp(program.deps, { identify: testers, version: 'test', requestsPerMinute: 3 })
  const codes = []
  for (let n = 0; n < 5; n++) codes.push((await app.inject({ url: '/api/banks' })).statusCode)
  const limited = await app.inject({ url: '/api/banks', headers: program.headers })
  expect(codes).toEqual([401, 401, 401, 429, 429])
  expect([limited.statusCode, limited.json().code]).toEqual([429, 'request.limit'])
  expect(
    (await app.inject({ url: '/api/banks', headers: program.headers, remoteAddress: '10.0.0.9' })).statusCode,
  ).toBe(200)
  await app.close()
})

test('only a proxy that is named may say who asks', async () => {
  const from = async (proxies: string[]) => {
    const app = await buildApp(program.deps, {
      identify: testers,
      version: 'test',
      requestsPerMinute: 1,
      listening: { tls: undefined, proxies },
    })
    const ask = (client: string) =>
      app.inject({ url: '/health/live', remoteAddress: '10.0.0.1', headers: { 'x-forwarded-for': client } })
    const codes = [(await ask('1.1.1.1')).statusCode, (await ask('2.2.2.2')).statusCode]
    const { headers } = await ask('3.3.3.3')
    await app.close()
    return [...codes, 'strict-transport-security' in headers]
  }
  expect(await from(['10.0.0.1'])).toEqual([200, 200, true])
  expect(await from([])).toEqual([200, 429, false])
  expect(await from(['10.9.9.9'])).toEqual([200, 429, true])
})

test('TLS by certificate files; an open address in plain text is refused', async () => {
  const app = await buildApp(program.deps, {
    identify: testers,
    version: 'test',
    listening: { tls: { cert: fixture('cert.pem'), key: fixture('key.pem') }, proxies: [] },
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
    httpsRequest({ host: '127.0.0.1', port, path: '/health/live', ca: fixture('cert.pem') }, (reply) => {
      reply.resume()
      resolve(reply.headers)
    })
      .on('error', reject)
      .end()
  })
  expect(headers['strict-transport-security']).toMatch(/^max-age=31536000/)
  await app.close()
  const files = { JUANKU_TLS_CERT: join(temporary, 'none'), JUANKU_TLS_KEY: join(temporary, 'none') }
  expect(() => readListening({ JUANKU_HOST: '0.0.0.0' })).toThrow('plain text')
  expect(() => readListening({ JUANKU_TLS_CERT: 'a' })).toThrow('go together')
  expect(() => readListening({ JUANKU_HOST: '0.0.0.0', ...files })).toThrow('ENOENT')
  expect(readListening({ JUANKU_HOST: '0.0.0.0', JUANKU_PROXY: '10.0.0.1, 10.0.0.2' }).proxies).toEqual([
    '10.0.0.1',
    '10.0.0.2',
  ])
  expect(readListening({}).host).toBe('127.0.0.1')
})

test.each([
  ['题库.xlsx', `attachment; filename="_.xlsx"; filename*=UTF-8''%E9%A2%98%E5%BA%93.xlsx`],
  ['plain-1.xlsx', 'attachment; filename="plain-1.xlsx"'],
  ['../../etc/passwd', 'attachment; filename="_.._etc_passwd"'],
  ['a"\r\nSet-Cookie: x=1;b', 'attachment; filename="a_Set-Cookie_ x=1_b"'],
  ["it's (1)*.txt", `attachment; filename="it's (1)_.txt"`],
  ['\ud800\u202e', `attachment; filename="__"; filename*=UTF-8''%EF%BF%BD_`],
  ['...', 'attachment; filename="file"'],
])('the file name %j is sent as one name', (name, header) => expect(attachment(name)).toBe(header))
