import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateSync } from 'otplib'
import { expect, test } from 'vitest'
import { bare, juanku } from '../support/command.ts'
import { testFolder } from '../support/database.ts'
import { PASSWORD } from '../support/signed-in.ts'

const PROGRAM = fileURLToPath(new URL('../../server/juanku.mjs', import.meta.url))

/** A service on a free port of loopback, and what it printed. */
async function serve(data: string): Promise<{ child: ChildProcess; address: string; printed: () => string }> {
  const child = spawn(process.execPath, [PROGRAM, '--data', data, 'serve', '--port', '0', '--plain-loopback'], {
    env: { ...process.env, JUANKU_LANG: 'en' },
  })
  let printed = ''
  await new Promise<void>((resolve, reject) => {
    child.on('close', () => reject(new Error(`The service ended: ${printed}`)))
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => {
        printed += data
        if (printed.includes('Ctrl+C stops it')) resolve()
      })
  })
  const [, address] = /Listening on (http:\S+)/.exec(printed)!
  return { child, address: address!, printed: () => printed }
}

test('the service listens on loopback, answers who has signed in, and stops in order', async () => {
  const data = join(testFolder(), 'data')
  const made = await bare(['--data', data, 'init', '--name', 'root'], { input: `${PASSWORD}\n` })
  expect(made).toMatchObject({ code: 0, err: '' })
  const { child, address, printed } = await serve(data)
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(printed()).toContain('Plain loopback mode')
  expect((await fetch(`${address}/api/banks`)).status).toBe(401)
  const ask = async (path: string, cookie: string, body?: object) =>
    fetch(`${address}${path}`, {
      headers: { cookie, origin: address, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
  const signedIn = await ask('/api/sign-in', '', { name: 'root', password: PASSWORD })
  expect(await signedIn.json()).toMatchObject({ name: 'root', pending: 'totp' })
  const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!
  expect(cookie).toMatch(/^juanku-plain-loopback-session=/)
  const begun = (await (await ask('/api/me/authenticator', cookie, {})).json()) as { secret: string }
  const code = generateSync({ secret: begun.secret })
  expect((await ask('/api/me/authenticator/confirmation', cookie, { code })).status).toBe(200)
  const reply = await ask('/api/banks?secret=1', cookie)
  expect([reply.status, await reply.json()]).toEqual([200, []])
  expect((await (await fetch(`${address}/health/ready`)).json()).status).toBe('up')
  child.kill('SIGTERM')
  expect(await once(child, 'close')).toEqual([0, null])
  // Its own log names routes, never a URL with what stands in it.
  expect(printed()).toContain('"route":"/api/banks"')
  for (const secret of ['secret=1', PASSWORD, begun.secret, cookie.split('=')[1]!])
    expect(printed()).not.toContain(secret)
  const log = await juanku(['--data', data, 'log', 'verify', '--json'])
  // The first account, start, the refusal, sign-in, two steps of the authenticator, the list of banks, stop.
  expect(JSON.parse(log.out)).toMatchObject({ head: { size: 8 }, broken: null })
}, 60_000)

test('a port that is taken is said in words', async () => {
  const folder = testFolder()
  const { child, address } = await serve(join(folder, 'one'))
  const second = await juanku(['--data', join(folder, 'two'), 'serve', '--port', new URL(address).port])
  expect(second).toMatchObject({ code: 1, err: expect.stringContaining('the port is in use') })
  child.kill('SIGTERM')
  await once(child, 'close')
}, 60_000)
