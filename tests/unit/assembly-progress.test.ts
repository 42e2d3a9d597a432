import { afterEach, expect, test, vi } from 'vitest'
import { assemblyProgress } from '../../server/cli/assembly-progress.ts'

const isTTY = process.stderr.isTTY
afterEach(() => {
  process.stderr.isTTY = isTTY
  vi.restoreAllMocks()
})

test('a terminal shows the papers done and the rung of the ladder, a pipe shows nothing', () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const shown = (tty: boolean) => {
    process.stderr.isTTY = tty
    written.mockClear()
    const line = assemblyProgress('…')
    line.show({ rung: 'look-ahead', papers: 3, of: 12 })
    line.end()
    return written.mock.calls.join('')
  }
  expect(shown(true)).toMatch(/█{6}░{18} 3\/12 (逐卷并预留其余|paper by paper, looking ahead)/)
  expect(shown(false)).toBe('')
})

test('Ctrl-C aborts the work, and only while it runs', () => {
  const before = process.listenerCount('SIGINT')
  const line = assemblyProgress('…')
  expect(line.signal.aborted).toBe(false)
  process.emit('SIGINT')
  expect(line.signal.aborted).toBe(true)
  const other = assemblyProgress('…')
  other.end()
  line.end()
  expect(process.listenerCount('SIGINT')).toBe(before)
})
