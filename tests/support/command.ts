/** Runs the command line as a person would, and tools of the system that some tests look with. */
import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { test } from 'vitest'

const PROGRAM = fileURLToPath(new URL('../../server/juanku.mjs', import.meta.url))

export type Ran = { code: number | null; out: string; err: string }

/** `juanku …args`, in English unless `env` says otherwise; `input` is what stands in its standard input. */
export function juanku(
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
