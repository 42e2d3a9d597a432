import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeTheoryWorkbook } from '../../server/templates/theory.ts'
import { calculationItems } from '../support/calculations.ts'
import { juanku } from '../support/command.ts'
import { testFolder } from '../support/database.ts'

const folder = testFolder()
const env = { JUANKU_DATA: join(folder, 'data'), JUANKU_KEYS: join(folder, 'keys') }
const run = (...args: string[]) => juanku(args, { env })

test('items preview: a bank, one item, a file; faults end with code 1', async () => {
  const bank = '6-31-01-03.3'
  const workbook = join(folder, 'items.xlsx')
  await writeTheoryWorkbook(
    workbook,
    calculationItems.map((content) => ({ id: null, content })),
  )
  expect((await run('bank', 'create', '--occupation', '6-31-01-03', '--name', '电工', '--level', '3')).code).toBe(0)
  expect((await run('import', workbook, '--bank', bank, '--as', 'writer')).code).toBe(0)

  const preview = (...args: string[]) => run('items', 'preview', ...args, '--as', 'writer')
  const all = await preview('--bank', bank, '--draws', '200', '--json')
  expect(all.code).toBe(0)
  const found = JSON.parse(all.out) as { number: string; preview: { draws: number; failed: number } }[]
  expect(found).toHaveLength(calculationItems.length)
  expect(found.every(({ preview }) => preview.draws === 200 && preview.failed < 0.5)).toBe(true)
  const table = await preview('--bank', bank)
  expect(table.out.trim().split('\n')).toHaveLength(1 + calculationItems.length)

  const one = await preview('--bank', bank, '--item', found[0]!.number)
  expect(one.out).toContain('1000 draws')
  expect(one.out).toMatch(/√ a {2}[\d.]+ A/)
  expect((await preview('--bank', bank, '--item', 'none')).code).toBe(1)
  expect((await preview()).code).toBe(2)

  const [ohm] = calculationItems
  const bad = join(folder, 'bad.json')
  writeFileSync(bad, JSON.stringify({ ...ohm, calculation: { ...ohm!.calculation, formula: 'ones(20000,20000)' } }))
  const refused = await preview('--file', bad)
  expect(refused.code).toBe(1)
  expect(refused.out).toMatch(/^calculation\.formula: This function is not allowed/)
  writeFileSync(bad, '{')
  expect((await preview('--file', bad)).code).toBe(2)
}, 180_000)
