/** Custody from the command line, each command a process of its own. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { BANK } from '../support/app.ts'
import { juanku } from '../support/command.ts'
import { testFolder } from '../support/database.ts'

let dir: string
const run = (...args: string[]) =>
  juanku(['--data', join(dir, 'data'), ...args], { env: { JUANKU_KEYS: join(dir, 'keys') } })

beforeAll(async () => {
  dir = testFolder()
  await run('bank', 'create', '--occupation', '6-31-01-03', '--name', '电工', '--level', '3')
}, 300_000)

test('a recovery share is one sheet of its owner’s alone; a file that is there is left alone and no share is made', async () => {
  const sheet = join(dir, 'sheet.pdf')
  const make = (name: string) => run('custodian', 'recovery', '--bank', BANK, '--name', name, '--sheet', sheet)
  const first = await make('safe')
  expect([first.code, first.out.trim()]).toEqual([0, sheet])
  const bytes = readFileSync(sheet)
  expect([bytes.subarray(0, 5).toString(), statSync(sheet).mode & 0o777]).toEqual(['%PDF-', 0o600])
  expect(`${first.out}${first.err}`).not.toMatch(/[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}/)
  const second = await make('other')
  expect([second.code, second.err]).toEqual([1, expect.stringContaining('already')])
  expect(readFileSync(sheet).equals(bytes)).toBe(true)
  const { out } = await run('custodian', 'list', '--bank', BANK)
  expect([out.includes('safe'), out.includes('other')]).toEqual([true, false])
}, 300_000)

test('a bank without sealed papers has no spares', async () => {
  const ran = await run('paper', 'spares', '--bank', BANK, '--json')
  expect([ran.code, JSON.parse(ran.out)]).toEqual([0, []])
}, 300_000)
