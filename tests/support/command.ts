/** Runs the command line as a person would, and tools of the system that some tests look with. */
import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { test } from 'vitest'
import { gives, roles } from '../../core/accounts/rights.ts'
import { commandRights } from '../../server/cli/rights.ts'
import { keepSession } from '../../server/cli/session-file.ts'
import { readConfig } from '../../server/config.ts'
import { openDb } from '../../server/db/open.ts'
import { person, sessionFor } from './signed-in.ts'

export const PROGRAM = fileURLToPath(new URL('../../server/juanku.mjs', import.meta.url))

/** Options of the program that take a value and stand before a command. */
const VALUED = ['--data', '--as', '--why']

const camel = (option: string) => option.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** What a command line asks for, of whom it says it is, and where its data lies. */
function read(args: readonly string[]) {
  const named = (option: string) => (args.includes(option) ? args[args.indexOf(option) + 1] : undefined)
  const plain = args.filter((arg, at) => !arg.startsWith('-') && !VALUED.includes(args[at - 1] ?? ''))
  const path = [3, 2, 1].map((n) => plain.slice(0, n).join(' ')).find((one) => one in commandRights)
  const entry = path === undefined ? 'none' : commandRights[path]!
  const options = args.filter((arg) => arg.startsWith('--')).map((arg) => [camel(arg.slice(2)), true])
  const right = typeof entry === 'function' ? entry(Object.fromEntries(options)) : entry
  return { data: named('--data'), as: named('--as'), bank: named('--bank'), right }
}

/**
 * Signs in whoever a command is run as, with the role it takes: the person of
 * `--as`, or somebody of that role. Returns the arguments to run: an
 * administrator, who holds no other role, is always a person apart. Commands
 * that ask for nobody, or are about accounts themselves, are left alone.
 */
export async function signedIn(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<readonly string[]> {
  const { data, as, bank, right } = read(args)
  const offline = args.includes('--pool') || args.includes('--body') || args.includes('--export')
  const place = data ?? env['JUANKU_DATA']
  if (place === undefined || right === 'none' || right === 'self' || right.startsWith('account.') || offline)
    return args
  const config = readConfig({ ...env, JUANKU_DATA: place })
  const role = [...roles]
    .sort((a, b) => Number(b === 'officer') - Number(a === 'officer'))
    .find((one) => gives(one, right))!
  const name = as === undefined || role === 'administrator' ? `test-${role}` : as
  const scope = role === 'administrator' ? '*' : (/^\d(-\d{2}){3}/.exec(bank ?? '') ?? ['6-31-01-03'])[0]
  const db = await openDb(config).catch(() => undefined) // A test of a database that does not open: the command says so.
  if (!db) return args
  try {
    const at = Date.now()
    const account = await person(db, name, [{ role, scope }], at)
    keepSession(config, { name, secret: await sessionFor(db, account, 'command', at), device: '' })
  } finally {
    await db.close()
  }
  return as === undefined ? ['--as', name, ...args] : args.with(args.indexOf('--as') + 1, name)
}

export type Ran = { code: number | null; out: string; err: string }

/** `juanku …args`, in English unless `env` says otherwise; `input` is what stands in its standard input. */
export async function juanku(
  args: readonly string[],
  { input = '', env = {} }: { input?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ran> {
  return bare(await signedIn(args, { ...process.env, ...env }), { input, env })
}

/** `juanku …args` with nobody signed in but whom the test itself signed in. */
export function bare(
  args: readonly string[],
  { input = '', env = {} }: { input?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...process.env, JUANKU_LANG: 'en', ...env } })
    const ran: Ran = { code: null, out: '', err: '' }
    child.stdout.on('data', (data) => (ran.out += data))
    child.stderr.on('data', (data) => (ran.err += data))
    child.on('error', reject)
    child.on('close', (code) => resolve({ ...ran, code }))
    child.stdin.end(input)
  })
}

const has = (tool: string) => spawnSync(tool, ['--version']).error === undefined

/** A test that needs a tool of the system: it says loudly that it skips, and in CI a skip fails. */
export const testWith = (tool: string) => {
  if (has(tool) || process.env['CI']) return test
  console.warn(`\n*** ${tool} is not installed: tests that need it are skipped ***\n`)
  return test.skip
}
