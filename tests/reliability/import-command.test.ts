/** Importing at a terminal: what a writer is told of items that are not theirs to see, and rows corrected by a file beside. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { keepSession } from '../../server/cli/session-file.ts'
import { readConfig } from '../../server/config.ts'
import { openDb } from '../../server/db/open.ts'
import { bare, juanku } from '../support/command.ts'
import { testFolder } from '../support/database.ts'
import { person, sessionFor } from '../support/signed-in.ts'

const dir = testFolder()
const data = ['--data', join(dir, 'data')]
const BANK = '6-31-01-03.3'
const NEAR = '低压配电线路检修作业开始之前，作业人员必须先进行停电、验电并可靠接地'
const file = (name: string, content: string) => {
  writeFileSync(join(dir, name), content)
  return join(dir, name)
}
const csv = (name: string, ...rows: string[]) => file(name, `题型,题干,答案\n${rows.join('\n')}\n`)
const imports = (who: string, ...args: string[]) => bare([...data, '--as', who, 'import', '--bank', BANK, ...args])

beforeAll(async () => {
  await juanku([...data, 'bank', 'create', '--occupation', '6-31-01-03', '--name', '电工', '--level', '3'])
  const config = readConfig({ ...process.env, JUANKU_DATA: join(dir, 'data') })
  const db = await openDb(config)
  const at = Date.now()
  for (const [name, role] of [
    ['ann', 'writer'],
    ['bob', 'writer'],
    ['olga', 'officer'],
  ] as const) {
    const account = await person(db, name, [{ role, scope: BANK }], at)
    keepSession(config, { name, secret: await sessionFor(db, account, 'command', at), device: '' })
  }
  await db.close()
  expect((await imports('ann', csv('ann.csv', '判断题,停电后先验电,√', `判断题,${NEAR},√`))).code).toBe(0)
}, 300_000)

test('a writer is told that the bank has such an item, an officer which one', { timeout: 300_000 }, async () => {
  const path = csv(
    'bob.csv',
    '判断题,停电后先验电,√',
    '判断题,停电后先验电,×',
    `判断题,${NEAR.replace('作业人员', '工作人员')},√`,
  )
  const bob = await imports('bob', path, '--dry-run', '--near')
  expect(bob.err).toMatch(/The same as an item of the bank but with another key/)
  expect(bob.err).toMatch(/near-duplicates: .* ~ an item of somebody else in the bank$/m)
  expect(bob.err).toMatch(/^duplicate: .* row 2 says the same as an item of somebody else in the bank$/m)
  expect(bob.err + bob.out).not.toMatch(/item \d+ of the bank/)
  const { rows, near } = JSON.parse((await imports('bob', path, '--dry-run', '--near', '--json')).out)
  expect(rows.slice(0, 2)).toMatchObject([
    { item: null, twin: { number: null } },
    { item: null, twin: { number: null } },
  ])
  expect(near).toMatchObject([{ other: { number: null, item: null }, similarity: null, why: null }])
  const olga = await imports('olga', path, '--dry-run', '--near')
  expect(olga.err).toMatch(/The same as item 1 of the bank but with another key/)
  expect(olga.err).toMatch(/^duplicate: .* row 2 says the same as item 1 of the bank$/m)
  expect(olga.err).toMatch(/near-duplicates: .* ~ item 2 of the bank \(\d+ %, other words\)/)
})

test('rows go in as a file beside corrects them, and are told so', { timeout: 300_000 }, async () => {
  const path = csv('wrong.csv', '判断题,接地线先接接地端,半', '判断题,验电器使用前应检查,√')
  const sheet = JSON.parse((await imports('bob', path, '--dry-run', '--json')).out).mendable[0].sheet as string
  const mended = file(
    'mended.json',
    JSON.stringify({ cells: [{ sheet, row: 2, column: 'C', text: '√' }], leftOut: [{ sheet, row: 3 }] }),
  )
  const done = await imports('bob', path, '--corrections', mended)
  expect(done).toMatchObject({ code: 0, out: expect.stringContaining('1 added') })
  expect(done.err).toMatch(/corrected .* C2: \[半\] → \[√\]/)
  expect(done.err).toMatch(/left out as asked: 1 row/)
  const wrong = await imports('bob', path, '--corrections', file('bad.json', '{"cells": 1}'))
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('cells')])
})
