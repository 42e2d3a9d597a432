import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { juanku } from '../support/command.ts'
import { testFolder } from '../support/database.ts'

const PROGRAM = fileURLToPath(new URL('../../server/juanku.mjs', import.meta.url))

/** A service on a free port of loopback, and what it printed. */
async function serve(
  data: string,
): Promise<{ child: ChildProcess; address: string; token: string; printed: () => string }> {
  const child = spawn(process.execPath, [PROGRAM, '--data', data, 'serve', '--port', '0'], {
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
  const [, token, address] = /Bearer (\S+)' (http:\S+)\/api\/banks/.exec(printed)!
  return { child, address: address!, token: token!, printed: () => printed }
}

test('the service listens on loopback, answers who holds the token, and stops in order', async () => {
  const data = join(testFolder(), 'data')
  const { child, address, token, printed } = await serve(data)
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect((await fetch(`${address}/api/banks`)).status).toBe(401)
  const reply = await fetch(`${address}/api/banks?secret=1`, { headers: { authorization: `Bearer ${token}` } })
  expect([reply.status, await reply.json()]).toEqual([200, []])
  expect((await (await fetch(`${address}/health/ready`)).json()).status).toBe('up')
  child.kill('SIGTERM')
  expect(await once(child, 'close')).toEqual([0, null])
  // Its own log names routes, never a URL with what stands in it.
  expect(printed()).toContain('"route":"/api/banks"')
  expect(printed()).not.toContain('secret=1')
  const log = await juanku(['--data', data, 'log', 'verify', '--json'])
  // Start, the refusal, the list of banks, stop.
  expect(JSON.parse(log.out)).toMatchObject({ head: { size: 4 }, broken: null })
}, 60_000)

test('a port that is taken is said in words', async () => {
  const folder = testFolder()
  const { child, address } = await serve(join(folder, 'one'))
  const second = await juanku(['--data', join(folder, 'two'), 'serve', '--port', new URL(address).port])
  expect(second).toMatchObject({ code: 1, err: expect.stringContaining('the port is in use') })
  child.kill('SIGTERM')
  await once(child, 'close')
}, 60_000)
