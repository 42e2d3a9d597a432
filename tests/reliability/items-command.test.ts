/** The life of an item from the command line: the same actions, the same refusals. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { juanku } from '../support/command.ts'
import { testFolder } from '../support/database.ts'
import { judgement } from '../support/papers.ts'

const dir = testFolder()
const BANK = '6-31-01-03.3'
const run = (who: string, args: string[]) => juanku(['--data', join(dir, 'data'), '--as', who, ...args])
const items = (who: string, name: string, ...args: string[]) => run(who, ['items', name, '--bank', BANK, ...args])
const NUMBER = /6310103-3-T-0000\d-[0-9A-Z]/

beforeAll(async () => {
  await run('admin', ['bank', 'create', '--occupation', '6-31-01-03', '--name', '电工', '--level', '3'])
  const rows = ['题型,题干,A,B,C,D,答案', ...[1, 2, 3].map((n) => `单选题,电压为${n}00V时应选用（ ）。,甲,乙,丙,丁,A`)]
  writeFileSync(join(dir, 'items.csv'), `${rows.join('\n')}\n`)
  const imported = await run('ann', ['import', join(dir, 'items.csv'), '--bank', BANK, '--accept-mapping'])
  expect([imported.code, readFileSync(join(dir, 'items.csv'), 'utf8').length > 0]).toEqual([0, true])
}, 300_000)

test('an imported item is submitted, assigned, approved, shown and retired', { timeout: 300_000 }, async () => {
  const waiting = JSON.parse((await items('ann', 'waiting', '--json')).out)
  expect(waiting).toMatchObject({ total: 3, items: [{ task: 'write', person: 'ann' }, {}, {}] })
  const [number] = waiting.items.map((it: { number: string }) => it.number)
  expect(number).toMatch(NUMBER)
  const verdict = (who: string, ...args: string[]) => items(who, 'verdict', `${number}@1`, ...args, '--json')
  expect(await verdict('bob', 'approve')).toMatchObject({ code: 1, err: expect.stringContaining('not been submitted') })
  expect(await items('bob', 'submit', number)).toMatchObject({ code: 1, err: expect.stringContaining('writer') })
  expect(await items('ann', 'submit', number)).toMatchObject({ code: 0, out: '1 submitted.\n' })
  expect((await items('head', 'assign', number, '--to', 'ann')).code).toBe(1)
  expect(await items('head', 'assign', number, '--to', 'ann', 'bob', '--evenly')).toMatchObject({
    code: 0,
    out: expect.stringContaining('bob'),
  })
  expect((await verdict('ann', 'approve', '--checked', 'key')).code).toBe(1)
  expect(await verdict('bob', 'approve', '--checked', 'key')).toMatchObject({
    code: 1,
    err: expect.stringContaining('checklist'),
  })
  const approve = () => verdict('bob', 'approve', '--checked', 'key', 'clear', 'point', 'form')
  expect(await approve()).toMatchObject({ code: 1, err: expect.stringContaining('Not shown to you') })
  expect((await items('bob', 'show', number)).code).toBe(0)
  const approved = await approve()
  expect(JSON.parse(approved.out)).toEqual({ state: 'approved', approvals: 1 })
  expect((await items('ann', 'show', number)).out).toMatch(
    /@1 {2}approved {2}single choice[\s\S]*\n电压为100V.*\n√ a {2}甲\n {2}b {2}乙/,
  )
  const history = await items('ann', 'history', number)
  expect(history.out).toMatch(/in use[\s\S]*reviewer 1 approved/)
  expect(history.out).not.toContain('bob')
  expect((await items('head', 'retire', number, '--reason', ' ')).code).toBe(2)
  expect((await items('head', 'retire', number, '--reason', 'outdated')).code).toBe(0)
  expect((await items('head', 'diff', number, '1', '1')).out).toBe('')
  expect((await items('head', 'waiting', '--all')).out).toContain('2 items')
})

test('a verdict names the revision that was seen, and a number with a wrong end is none', {
  timeout: 300_000,
}, async () => {
  const { items: waiting } = JSON.parse((await items('ann', 'waiting', '--json')).out)
  expect(await items('bob', 'verdict', waiting[0].number, 'approve')).toMatchObject({
    code: 2,
    err: expect.stringContaining('@'),
  })
  const wrong = waiting[0].number.slice(0, -1) + (waiting[0].number.endsWith('A') ? 'B' : 'A')
  expect((await items('ann', 'show', wrong)).code).toBe(1)
})

test('an item is written, edited, restored, discussed and approved; a conflict shows what changed', {
  timeout: 600_000,
}, async () => {
  const file = (name: string, content: object) => {
    writeFileSync(join(dir, name), JSON.stringify(content))
    return join(dir, name)
  }
  const [first, second] = [judgement('先验电，再接地。', true), judgement('先验电，后接地。', true)]
  const written = await items('ann', 'write', file('first.json', first))
  expect(written).toMatchObject({ code: 0, out: expect.stringMatching(/^Saved: \S+@1\n$/) })
  const number = /Saved: (\S+)@1/.exec(written.out)![1]!
  expect(await items('ann', 'write', file('bad.json', { ...first, key: { text: '' } }))).toMatchObject({
    code: 1,
    out: expect.stringMatching(/^key: .*true or false/),
  })
  expect(await items('ann', 'write', file('none.json', []))).toMatchObject({ code: 2 })
  const edit = (name: string) => items('ann', 'edit', number, name, '--base', '1', '--reason', 'better')
  expect(await edit(file('second.json', second))).toMatchObject({ code: 0, out: `Saved: ${number}@2\n` })
  expect(await edit(file('first.json', first))).toMatchObject({
    code: 1,
    out: expect.stringMatching(/Not saved: revision 1 has become 2[\s\S]*stem: 先验电，\[-再-\]\{\+后\+\}接地。/),
  })
  const restored = await items('ann', 'restore', number, '1', '--base', '2', '--reason', 'as it was')
  expect(restored).toMatchObject({ code: 0, out: `Saved: ${number}@3\n` })
  await items('ann', 'submit', number)
  expect((await items('ann', 'withdraw', number)).code).toBe(0)
  await items('ann', 'submit', number)
  expect((await items('bob', 'comment', number, 'clear?', '--field', 'stem')).code).toBe(0)
  const approve = () => items('bob', 'approve', `${number}@3`, '--checked', 'key', 'clear', 'point', 'form')
  expect(await approve()).toMatchObject({ code: 1, err: expect.stringContaining('Not shown to you') })
  expect((await items('bob', 'show', number)).out).toContain('Key: √ true')
  expect(await approve()).toMatchObject({ code: 0, out: '1 approved, 0 wait for a second reviewer.\n' })
  const policy = (...args: string[]) => run('head', ['bank', 'policy', '--bank', BANK, ...args])
  expect((await policy()).out).toMatch(/^Version 0: 1 must approve/)
  expect((await policy('--reviewers', '2')).code).toBe(2)
  expect(await policy('--base', '0', '--reviewers', '2')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Version 1: 2 must approve, within 14 days\n {2}key: /),
  })
  expect(await policy('--base', '0', '--days', '7')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/version 1 .*version 0/),
  })
  expect((await policy('--base', '1', '--reviewers', '3')).code).toBe(2)
})
