import { afterAll, expect, test } from 'vitest'
import { startPool } from '../../server/workers/pool.ts'
import type { EchoJobs } from '../fixtures/workers/echo.ts'

const pool = startPool<EchoJobs>(new URL('../fixtures/workers/echo.ts', import.meta.url))
afterAll(() => pool.close())

test('a worker written in TypeScript answers and reports progress', async () => {
  const seen: number[] = []
  expect(await pool.call('echo', { text: 'paper' }, { onProgress: (n) => seen.push(n) })).toBe('PAPER')
  expect(seen).toEqual([1, 2])
})

test('a refusal keeps its code across threads', async () => {
  await expect(pool.call('refuse', undefined)).rejects.toMatchObject({ name: 'AppError', code: 'work.failed' })
})

test('a job that hangs ends when it is cancelled, and the pool goes on', async () => {
  const cancel = new AbortController()
  setTimeout(() => cancel.abort(), 300)
  await expect(pool.call('hang', undefined, { signal: cancel.signal })).rejects.toMatchObject({
    code: 'work.cancelled',
  })
  expect(await pool.call('echo', { text: 'again' })).toBe('AGAIN')
})
