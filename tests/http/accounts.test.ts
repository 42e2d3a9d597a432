/** Signing in, sessions, step-up and managing accounts, over the app as it ships. */
import { sql } from 'drizzle-orm'
import { generateSync } from 'otplib'
import { beforeAll, expect, test } from 'vitest'
import { canonicalBytes, digestOf, sha256 } from '../../core/canonical.ts'
import { logStore } from '../../server/access/store.ts'
import { FRESH_MS, IDLE_MS, LONGEST_MS } from '../../server/accounts/sessions.ts'
import { signIn } from '../../server/accounts/sign-in.ts'
import { accountStore, nameKey } from '../../server/accounts/store.ts'
import { newId } from '../../server/by.ts'
import { BANK, emptyBank, type Program, testProgram } from '../support/app.ts'
import { shippedApp } from '../support/service.ts'
import { PASSWORD, person, sessionFor } from '../support/signed-in.ts'

let program: Program
let service: Awaited<ReturnType<typeof shippedApp>>
beforeAll(async () => {
  program = await testProgram()
  await emptyBank(program)
  service = await shippedApp(program)
})

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
/** The code of the authenticator of everybody here, a step further each time, so that none is used twice. */
function nextCode(): string {
  program.clock.now += 30_000
  return generateSync({ secret: SECRET, epoch: program.clock.now / 1000 })
}
const attempt = (name: string, password: string, code = '', device?: string) =>
  signIn(program.deps, { name, password, code, device, door: 'service' }, program.clock.now)
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error) => error.code,
  )
const officer = [{ role: 'officer' as const, scope: BANK }]
const lastEntry = async () => {
  const { size } = await logStore(program.deps.db.read).head()
  for await (const entry of logStore(program.deps.db.read).links(size)) return entry
  return undefined
}

test('a cookie that only this host and HTTPS get, the rights in it, and nothing without a same-origin proof', async () => {
  await person(program.deps.db, 'olga', officer, program.clock.now)
  const body = () => ({ name: 'Ｏlga', password: PASSWORD, code: nextCode() })
  const foreign = await service.app.inject({
    method: 'POST',
    url: '/api/sign-in',
    payload: body(),
    headers: { 'sec-fetch-site': 'cross-site' },
  })
  expect([foreign.statusCode, foreign.json().code]).toEqual([403, 'request.origin'])
  const silent = await service.app.inject({ method: 'POST', url: '/api/sign-in', payload: body() })
  expect(silent.json().code).toBe('request.origin')
  const reply = await service.nobody.ask('POST', '/api/sign-in', body())
  expect(reply.json()).toMatchObject({ name: 'olga', pending: null, banks: [{ bank: BANK }] })
  expect(reply.json().anywhere).toContain('set.assemble')
  expect(reply.json().anywhere).not.toContain('account.grant')
  const [cookie, device] = reply.headers['set-cookie'] as string[]
  expect(cookie).toMatch(/^__Host-juanku-session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
  expect(device).toMatch(/^__Host-juanku-device=[\w-]{32}; /)
  const own = { cookie: cookie!.split(';')[0]! }
  expect((await service.app.inject({ url: '/api/me', headers: own })).statusCode).toBe(200)
  for (const headers of [own, { ...own, origin: 'https://evil.example' }, { ...own, 'sec-fetch-site': 'same-site' }]) {
    const refused = await service.app.inject({ method: 'POST', url: '/api/sign-out', headers })
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'request.origin'])
  }
  const origin = { ...own, origin: 'http://localhost:80' }
  expect((await service.app.inject({ method: 'POST', url: '/api/sign-out', headers: origin })).statusCode).toBe(200)
  expect((await service.app.inject({ url: '/api/me', headers: own })).statusCode).toBe(401)
})

test('wrong name, password, code and account get one and the same reply', async () => {
  const { db } = program.deps
  await person(db, 'known', officer, program.clock.now)
  await person(db, 'disabled', officer, program.clock.now, { disabled: true })
  const replies = []
  for (const [name, password, code] of [
    ['nobody at all', PASSWORD, ''],
    ['known', 'wrong password here', nextCode()],
    ['known', PASSWORD, '000000'],
    ['known', PASSWORD, ''],
    ['disabled', PASSWORD, nextCode()],
  ])
    replies.push(await service.nobody.ask('POST', '/api/sign-in', { name, password, code }))
  expect(
    new Set(replies.map((reply) => JSON.stringify([reply.statusCode, { ...reply.json(), instance: '' }]))).size,
  ).toBe(1)
  expect(replies[0]!.statusCode).toBe(401)
  // A name that is nobody's may be a password typed in the wrong field.
  await codeOf(attempt('hunter2 in the name', 'x'))
  expect(JSON.stringify(await lastEntry())).not.toContain('hunter2')
})

/** Each guess is a commit to disk: ten thousand in a long campaign, a thousand in every run. */
const ROUNDS = process.env['JUANKU_LONG'] ? 100 : 10

test(`${ROUNDS * 100} guesses: five are looked at, and whoever has signed in here before still can`, async () => {
  const { deps, clock } = program
  await person(deps.db, 'target', officer, clock.now)
  const { device } = await attempt('target', PASSWORD, nextCode())
  let verified = 0
  const counting = {
    ...deps,
    hasher: {
      ...deps.hasher,
      verify: async () => {
        verified += 1
        return false
      },
    },
  }
  const guess = (name: string) =>
    codeOf(signIn(counting, { name, password: 'a guess', code: '', device: undefined, door: 'service' }, clock.now))
  const told = { known: [] as string[], unknown: [] as string[] }
  for (let round = 0; round < ROUNDS; round++)
    told.known.push(...(await Promise.all(Array.from({ length: 100 }, () => guess('target')))))
  expect(verified).toBe(5)
  for (let n = 0; n < 100; n++) told.unknown.push(await guess('nobody of this name'))
  expect(told.unknown).toEqual(told.known.slice(0, 100))
  // The right password from a stranger's device waits too; from the person's own it does not.
  expect(await codeOf(attempt('target', PASSWORD, nextCode()))).toBe('sign-in.slow')
  expect(await codeOf(attempt('target', PASSWORD, nextCode(), device))).toBe('done')
  clock.now += 120_000
  expect(await codeOf(attempt('target', PASSWORD, nextCode()))).toBe('done')
}, 600_000)

test('a known name takes as long as an unknown one', async () => {
  const { deps, clock } = program
  const hashed = await deps.hasher.hash(PASSWORD)
  await deps.db.tx(async (q) => {
    for (let n = 0; n < 7; n++)
      await accountStore(q).insert({
        id: newId(clock.now),
        name: `timed${n}`,
        key: nameKey(`timed${n}`),
        password: hashed,
        passwordAt: clock.now,
        mustChange: false,
        totpSecret: SECRET,
        totpAt: clock.now,
        totpStep: 0,
        validFrom: null,
        validUntil: null,
        disabled: false,
        by: 'tests',
        at: clock.now,
        changed: clock.now,
      })
  })
  await codeOf(attempt('warm up', 'x'))
  const cost = async (name: string) => {
    const before = performance.now()
    await codeOf(attempt(name, 'a wrong password'))
    return performance.now() - before
  }
  const times = { known: [] as number[], unknown: [] as number[] }
  for (let n = 0; n < 7; n++) {
    times.known.push(await cost(`timed${n}`))
    times.unknown.push(await cost(`untimed${n}`))
  }
  const median = (of: number[]) => of.toSorted((a, b) => a - b)[3]!
  const ratio = median(times.known) / median(times.unknown)
  // Both hash once; without that an unknown name would take a tenth of the time.
  expect(ratio).toBeGreaterThan(0.5)
  expect(ratio).toBeLessThan(2)
}, 300_000)

test('sessions end when they are idle, when they are old, and when their owner says so', async () => {
  const { deps, clock } = program
  const account = await person(deps.db, 'sam', officer, clock.now)
  const open = async () => service.caller(await sessionFor(deps.db, account, 'service', clock.now))
  const status = async (caller: Awaited<ReturnType<typeof open>>) => (await caller.ask('GET', '/api/me')).statusCode
  const idle = await open()
  clock.now += IDLE_MS + 1
  expect(await status(idle)).toBe(401)
  const old = await open()
  for (const until = clock.now + LONGEST_MS; clock.now < until; clock.now += IDLE_MS / 2)
    expect(await status(old)).toBe(200)
  expect(await status(old)).toBe(401)
  const [here, there] = [await open(), await open()]
  const list = (await here.ask('GET', '/api/me/sessions')).json() as { id: string; current: boolean }[]
  expect(list.map(({ current }) => current).sort()).toEqual([false, true])
  const strange = await service.signedIn('not sam', officer)
  const other = list.find(({ current }) => !current)!
  expect((await strange.ask('DELETE', `/api/me/sessions/${other.id}`)).json().code).toBe('session.missing')
  expect(await status(there)).toBe(200)
  expect((await here.ask('DELETE', `/api/me/sessions/${other.id}`)).statusCode).toBe(200)
  expect([await status(there), await status(here)]).toEqual([401, 200])
})

test('what seals, opens, exports or grants asks for the password again, and the session gets a new id', async () => {
  const { clock } = program
  const caller = await service.signedIn('eve', officer)
  clock.now += FRESH_MS + 1
  const wanted = { kind: 'theory' }
  expect((await caller.ask('POST', `/api/banks/${BANK}/export`, wanted)).json().code).toBe('step-up.needed')
  expect((await caller.ask('POST', '/api/step-up', { password: 'wrong' })).json().code).toBe('sign-in.refused')
  const stepped = await caller.ask('POST', '/api/step-up', { password: PASSWORD })
  expect(stepped.statusCode).toBe(200)
  expect((await caller.ask('GET', '/api/me')).statusCode).toBe(401)
  const [name, secret] = /^(__Host-juanku-session)=([^;]+)/.exec(String(stepped.headers['set-cookie']))!.slice(1)
  expect(name).toBeDefined()
  const again = service.caller(secret)
  expect((await again.ask('POST', `/api/banks/${BANK}/export`, wanted)).json().code).not.toBe('step-up.needed')
  clock.now += FRESH_MS + 1
  expect((await again.ask('POST', '/api/step-up', { code: nextCode() })).statusCode).toBe(200)
})

test('an account from its making to its end: first password, authenticator, role, disabled at once', async () => {
  const { deps, clock } = program
  const admin = await service.signedIn('root admin', [{ role: 'administrator', scope: '*' }])
  await service.signedIn('second admin', [{ role: 'administrator', scope: '*' }])
  const made = await admin.ask('POST', '/api/accounts', { name: '李四' })
  expect(made.statusCode).toBe(201)
  expect((await admin.ask('POST', '/api/accounts', { name: '李四' })).json().code).toBe('account.taken')
  const role = { role: 'officer', scope: BANK }
  const path = `/api/accounts/${encodeURIComponent('李四')}`
  expect((await admin.ask('POST', `${path}/roles`, role)).statusCode).toBe(201)
  const beside = await admin.ask('POST', `${path}/roles`, { role: 'custodian', scope: '6-31-01-03' })
  expect([beside.statusCode, beside.json().code]).toEqual([403, 'role.excluded'])
  const self = await admin.ask('POST', '/api/accounts/root%20admin/roles', role)
  expect(self.json().code).toBe('role.excluded')

  const { secret } = await attempt('李四', made.json().password)
  let caller = service.caller(secret)
  expect((await caller.ask('GET', '/api/me')).json().pending).toBe('password')
  const weak = await caller.ask('POST', '/api/me/password', { password: 'password12345' })
  expect(weak.json().code).toBe('password.weak')
  const same = await caller.ask('POST', '/api/me/password', { password: made.json().password })
  expect(same.json().code).toBe('password.weak')
  const changed = await caller.ask('POST', '/api/me/password', { password: PASSWORD })
  caller = service.caller(/session=([^;]+)/.exec(String(changed.headers['set-cookie']))![1])
  expect((await caller.ask('GET', '/api/me')).json().pending).toBe('totp')
  const begun = (await caller.ask('POST', '/api/me/authenticator')).json()
  const codeNow = generateSync({ secret: begun.secret, epoch: clock.now / 1000 })
  const confirmed = await caller.ask('POST', '/api/me/authenticator/confirmation', { code: codeNow })
  expect(confirmed.json().recoveryCodes).toHaveLength(10)
  expect((await caller.ask('GET', '/api/me')).json().pending).toBeNull()
  // The code has served; a recovery code serves once.
  expect(await codeOf(attempt('李四', PASSWORD, codeNow))).toBe('sign-in.refused')
  const [recovery] = confirmed.json().recoveryCodes
  expect(await codeOf(attempt('李四', PASSWORD, recovery))).toBe('done')
  expect(await codeOf(attempt('李四', PASSWORD, recovery))).toBe('sign-in.refused')

  const open = () =>
    deps.db.read.get<{ n: number }>(
      sql`SELECT count(*) AS n FROM sessions s JOIN accounts a ON a.id = s.account WHERE a.name = '李四' AND s.ended IS NULL`,
    )!.n
  expect(open()).toBeGreaterThan(0)
  expect((await admin.ask('POST', `${path}/roles/end`, role)).statusCode).toBe(200)
  expect(open()).toBe(0)
  const back = service.caller(
    await sessionFor(deps.db, await accountStore(deps.db.read).require('李四'), 'service', clock.now),
  )
  expect((await back.ask('GET', `/api/banks/${BANK}/sets`)).statusCode).toBe(403)
  expect((await admin.ask('PATCH', path, { disabled: true })).statusCode).toBe(200)
  expect(open()).toBe(0)
  expect((await back.ask('GET', '/api/me')).statusCode).toBe(401)
})

test('等保三级: a password holds ninety days, and the last five do not come back', async () => {
  const { deps, clock } = program
  const policy = (passwords: 'modern' | 'level-3') =>
    deps.db.tx((q) =>
      accountStore(q).insertPolicy({
        id: newId(clock.now),
        passwords,
        relaxations: [],
        reason: 'test',
        by: 'test',
        at: clock.now,
      }),
    )
  await policy('level-3')
  const account = await person(deps.db, 'rita', [{ role: 'reviewer', scope: BANK }], clock.now)
  const fresh = async () => service.caller(await sessionFor(deps.db, account, 'service', clock.now))
  const change = async (password: string) =>
    (await (await fresh()).ask('POST', '/api/me/password', { password })).statusCode
  const names = ['Eins', 'Zwei', 'Drei', 'Vier', 'Fuenf', 'Sechs']
  for (const name of names) expect(await change(`${name}-7-Fenster-Salz`)).toBe(200)
  for (const name of names) expect(await change(`${name}-7-Fenster-Salz`)).toBe(422)
  expect(await change(PASSWORD)).toBe(200)
  clock.now += 91 * 86_400_000
  expect((await (await fresh()).ask('GET', '/api/me')).json().pending).toBe('password')
  await policy('modern')
  expect((await (await fresh()).ask('GET', '/api/me')).json().pending).toBeNull()
}, 300_000)

test('the database holds no password, session or recovery code in plain', async () => {
  const { db } = program.deps
  const text = ['accounts', 'sessions', 'devices', 'recovery_codes', 'old_passwords', 'log']
    .map((name) => JSON.stringify(db.read.all(sql.raw(`SELECT * FROM ${name}`))))
    .join('\n')
  const account = await person(db, 'plain', officer, program.clock.now)
  const secret = await sessionFor(db, account, 'service', program.clock.now)
  for (const one of [PASSWORD, secret, 'password12345']) expect(text).not.toContain(one)
  expect(text).toContain('$argon2id$')
})

/** Every value of every table as text. */
function everythingStored(): string {
  const { read } = program.deps.db
  const tables = read.all<{ name: string }>(sql`SELECT name FROM sqlite_master WHERE type = 'table'`)
  return JSON.stringify(
    tables.map(({ name }) => read.all(sql`SELECT * FROM ${sql.identifier(name)}`)),
    (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value),
  )
}

test('a first password, an authenticator secret and recovery codes are shown once: asked again, the request was done', async () => {
  const administrator = await service.signedIn('keeper', [{ role: 'administrator', scope: '*' }])
  const twice = async ({ cookie }: { cookie: string | undefined }, url: string, payload: object) => {
    const headers = { cookie, 'sec-fetch-site': 'same-origin', 'idempotency-key': `once:${url}` }
    const sent = () => service.app.inject({ method: 'POST', url, headers, payload })
    const [first, again] = [await sent(), await sent()]
    expect([url, first.statusCode < 300, again.statusCode, again.json().code]).toEqual([url, true, 409, 'request.done'])
    return first.json()
  }
  const secrets: string[] = []
  for (const [url, payload] of [
    ['/api/accounts', { name: 'newcomer' }],
    ['/api/accounts/newcomer/reset', {}],
  ] as const)
    secrets.push((await twice(administrator, url, payload)).password)
  const fresh = await person(program.deps.db, 'fresh', officer, program.clock.now, { totpSecret: null, totpAt: null })
  const own = service.caller(await sessionFor(program.deps.db, fresh, 'service', program.clock.now))
  const { secret } = await twice(own, '/api/me/authenticator', {})
  const code = generateSync({ secret, epoch: program.clock.now / 1000 })
  secrets.push(...(await twice(own, '/api/me/authenticator/confirmation', { code })).recoveryCodes)
  expect(secrets).toHaveLength(12)
  const stored = everythingStored()
  expect(stored).toContain('newcomer')
  for (const one of secrets) expect(stored).not.toContain(one)
  expect(JSON.stringify(program.deps.db.read.all(sql`SELECT * FROM requests`))).not.toContain(secret)
})

test('a repeated request is told by a keyed hash, which no guess at the password in it can be held against', async () => {
  const { cookie } = await service.signedIn('renewer', officer)
  const headers = { cookie, 'sec-fetch-site': 'same-origin', 'idempotency-key': 'renew-password' }
  const payload = { password: 'Tor-9-Wiese-Lampe' }
  const { statusCode } = await service.app.inject({ method: 'POST', url: '/api/me/password', headers, payload })
  expect(statusCode).toBe(200)
  const request = { actor: 'renewer', method: 'POST', url: '/api/me/password', content: payload }
  const stored = everythingStored()
  expect(stored).toContain('renew-password')
  for (const guess of [digestOf('request/1', request), sha256(canonicalBytes(request))])
    expect(stored).not.toContain(guess)
})
