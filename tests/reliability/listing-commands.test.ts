/** Commands that show no item are on record as well: named after their right, with the ids they printed. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { logStore } from '../../server/access/store.ts'
import { readConfig } from '../../server/config.ts'
import { openDb } from '../../server/db/open.ts'
import { BANK, sample } from '../support/app.ts'
import { juanku } from '../support/command.ts'
import { testFolder } from '../support/database.ts'

const dir = testFolder()
const env = { JUANKU_KEYS: join(dir, 'keys') }
const run = (...args: string[]) =>
  juanku(['--data', join(dir, 'data'), '--as', 'ann', '--why', '年度检查', ...args], { env })

/** The newest entries of a person, oldest first, of the last command. */
async function entries(count: number) {
  const db = await openDb(readConfig({ JUANKU_DATA: join(dir, 'data'), ...env }))
  try {
    return (await logStore(db.read).last(count)).map(({ actor, bank, did, to, why, result }) => ({
      actor,
      bank,
      did,
      to,
      why,
      result,
    }))
  } finally {
    await db.close()
  }
}

test('lists from the command line are entries with the ids shown, refusals too, and an action is recorded once', async () => {
  await run('bank', 'create', '--occupation', '6-31-01-03', '--name', '电工', '--level', '3')
  const file = sample('electrician-l3-element-table.xlsx')
  expect(await run('import', file, '--bank', BANK)).toMatchObject({ code: 0 })

  const listed = { actor: 'ann', bank: BANK, why: '年度检查', result: 'done' }
  const banks = await run('bank', 'list')
  expect([banks.code, banks.out.includes(BANK)]).toEqual([0, true])
  expect(await entries(1)).toEqual([{ ...listed, bank: '', did: 'bank.read', to: `bank list ${BANK}` }])

  const tables = await run('table', 'list', '--bank', BANK, '--json')
  const ids = (JSON.parse(tables.out) as { id: string }[]).map(({ id }) => id)
  expect(ids.length).toBeGreaterThan(0)
  expect(await entries(1)).toEqual([{ ...listed, did: 'table.read', to: `table list ${ids.join(' ')}` }])

  expect((await run('set', 'list', '--bank', BANK)).code).toBe(0)
  expect(await entries(1)).toEqual([{ ...listed, did: 'set.read', to: 'set list' }])

  const refused = await run('table', 'show', 'no-such-edition', '--bank', BANK)
  expect([refused.code, refused.out]).toEqual([1, ''])
  expect(await entries(1)).toEqual([
    { ...listed, did: 'table.read', to: 'table show', result: 'refused table.missing' },
  ])

  expect((await run('items', 'find', '--bank', BANK)).code).toBe(0)
  const [before, last] = await entries(2)
  expect([before!.to, last!.did]).toEqual(['table show', 'item.search'])
})
