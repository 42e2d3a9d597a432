import { afterEach, expect, test, vi } from 'vitest'
import { type Trail, withTrail } from '../../server/access/trail.ts'
import { heldBack, letGo, print } from '../../server/cli/terminal.ts'

const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
const seen = () => written.mock.calls.map(([text]) => text).join('')
afterEach(() => {
  letGo()
  written.mockClear()
})

test('what a command prints before it has an entry in the log waits for one', () => {
  const trail: Trail = { why: '', acts: [] }
  withTrail(trail, () => {
    print('one')
    print('two')
    expect([seen(), heldBack()]).toEqual(['', 'one\ntwo\n'])
    trail.acts.push({ at: 1, actor: 'ada', bank: '', did: 'bank.read', to: '', why: '', result: 'done' })
    print('three')
  })
  expect([seen(), heldBack()]).toEqual(['one\ntwo\nthree\n', ''])
})

test('what nobody has to record is printed at once', () => {
  print('version')
  expect([seen(), heldBack()]).toEqual(['version\n', ''])
})
