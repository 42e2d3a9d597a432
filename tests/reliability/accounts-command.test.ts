/** People at the command line: the first administrator, signing in from a pipe, roles, refusals. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { generateSync } from 'otplib'
import { expect, test } from 'vitest'
import type { Link } from '../../core/log.ts'
import { bare, PROGRAM } from '../support/command.ts'
import { testFolder } from '../support/database.ts'
import { PASSWORD } from '../support/signed-in.ts'

const dir = testFolder()
const data = ['--data', join(dir, 'data')]
const BANK = '6-31-01-03.3'
const run = (args: string[], input = '') => bare([...data, ...args], { input })

/** Signs somebody in for the first time: a new password where one is asked for, then the authenticator. */
async function firstTime(name: string, password: string, renew: boolean): Promise<{ code: number; out: string }> {
  const child = spawn(process.execPath, [PROGRAM, ...data, '--as', name, 'sign-in'], {
    env: { ...process.env, JUANKU_LANG: 'en' },
  })
  let out = ''
  child.stdin.write(`${password}\n\n${renew ? `${PASSWORD}\n` : ''}`)
  child.stdout.on('data', (chunk) => {
    out += chunk
    const secret = /secret=([A-Z2-7]+)/.exec(String(chunk))?.[1]
    if (secret) child.stdin.end(`${generateSync({ secret })}\n`)
  })
  child.stderr.resume()
  const [code] = await once(child, 'close')
  return { code, out }
}

test('from the first administrator to an officer who works, and is stopped at once when disabled', async () => {
  expect(await run(['init', '--name', 'root'], 'password12345\n')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/common/),
  })
  expect(await run(['bank', 'list'])).toMatchObject({ code: 1, err: expect.stringMatching(/sign-in/) })
  expect(await run(['init', '--name', 'root'], `${PASSWORD}\n`)).toMatchObject({ code: 0 })
  expect(await run(['init', '--name', 'second'], `${PASSWORD}\n`)).toMatchObject({ code: 1 })
  expect(await run(['--as', 'root', 'sign-in'], 'wrong\n\n')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/wrong/),
  })
  const root = await firstTime('root', PASSWORD, false)
  expect(root.code).toBe(0)
  expect(root.out.match(/[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/g)).toHaveLength(10)
  const sessions = join(dir, 'data-keys', 'sessions')
  expect(statSync(sessions).mode & 0o777).toBe(0o700)
  for (const file of readdirSync(sessions)) expect(statSync(join(sessions, file)).mode & 0o777).toBe(0o600)

  const bank = ['bank', 'create', '--occupation', '6-31-01-03', '--name', '电工', '--level', '3']
  expect(await run(bank)).toMatchObject({ code: 0 })
  expect(await run(['coverage', '--bank', BANK])).toMatchObject({ code: 1, err: expect.stringMatching(/no role/) })
  const added = await run(['user', 'add', '李四'])
  const first = added.out.split('\n')[0]!
  expect(first).toMatch(/^([a-z2-9]{4}-){4}[a-z2-9]{4}$/)
  expect(await run(['user', 'grant', '李四', '--role', 'officer', '--bank', BANK])).toMatchObject({ code: 0 })
  const both = await run(['user', 'grant', '李四', '--role', 'custodian', '--occupation', '6-31-01-03'])
  expect(both).toMatchObject({ code: 1, err: expect.stringMatching(/does not go with/) })
  expect(await run(['user', 'grant', 'root', '--role', 'officer', '--bank', BANK])).toMatchObject({ code: 1 })

  expect((await firstTime('李四', first, true)).code).toBe(0)
  expect(await run(['coverage', '--bank', BANK])).toMatchObject({ code: 2, err: expect.stringMatching(/--as/) })
  const officer = ['--as', '李四']
  expect(await run([...officer, 'coverage', '--bank', BANK])).toMatchObject({ code: 0 })
  const strange = await run([...officer, 'coverage', '--bank', '6-31-01-03.4'])
  const absent = await run([...officer, 'coverage', '--bank', '6-31-01-03.5'])
  expect([strange.code, strange.err]).toEqual([1, absent.err])
  expect(await run([...officer, 'log', 'show'])).toMatchObject({ code: 1, err: expect.stringMatching(/no role/) })
  const mine = JSON.parse((await run([...officer, 'log', 'mine', '--limit', '3', '--json'])).out)
  expect(mine.entries.map(({ actor, did }: Link) => [actor, did])).toEqual(Array(3).fill(['李四', 'refused']))
  expect(await run(['--as', 'root', 'user', 'change', '李四', '--disable'])).toMatchObject({ code: 0 })
  expect(await run([...officer, 'coverage', '--bank', BANK])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/sign-in/),
  })
  expect(await run(['--as', 'root', 'user', 'list'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/李四 +disabled/),
  })
  expect(await run(['--as', 'root', 'sign-out'])).toMatchObject({ code: 0 })
  expect(await run(['--as', 'root', 'user', 'list'])).toMatchObject({ code: 1, err: expect.stringMatching(/sign-in/) })
}, 240_000)
