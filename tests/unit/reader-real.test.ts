/** Real files that lie beside the project and are not part of it: skipped where they are missing. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readRows } from '../../core/row/read.ts'
import { readWorkbook } from '../../server/imports/read/workbook.ts'

const DATA = new URL('../../../shared/data/', import.meta.url)
const real = (name: string) => new URL(name, DATA)

test.skipIf(!existsSync(real('ai-trainer-L3-900.xlsx')))(
  '900 of 900 items of a real workbook, with the type, options and key of the list beside it',
  async () => {
    const wanted = JSON.parse(readFileSync(real('ai-trainer-L3-900.json'), 'utf8')) as Record<string, string | null>[]
    const { rows } = readRows(await readWorkbook(real('ai-trainer-L3-900.xlsx').pathname), {
      kind: 'theory',
      table: null,
    })
    const items = rows.flatMap((row) => (row.outcome === 'item' ? [row.content] : []))
    const types: Record<string, string> = {
      judge: 'true_false',
      single: 'single',
      multiple: 'multiple',
      multi: 'multiple',
    }
    expect(items).toHaveLength(900)
    expect(
      items.map(({ type, stem, options, key }) => ({
        type,
        stem: stem.replaceAll('\\$', '$'),
        options: options.map(({ text }) => text),
        key: 'truth' in key ? (key.truth ? 'A' : 'B') : 'options' in key ? key.options.join('').toUpperCase() : '',
      })),
    ).toEqual(
      wanted.map((item) => ({
        type: types[item.type ?? ''],
        stem: item.question?.trim(),
        options:
          item.type === 'judge'
            ? []
            : ['A', 'B', 'C', 'D', 'E'].flatMap((letter) => item[`option_${letter}`]?.trim() || []),
        key: item.answer?.replaceAll(';', ''),
      })),
    )
  },
)

test.skipIf(!existsSync(real('exam-master-881.csv'))).each([
  ['exam-master-881.csv', 881, 861, { 'stem-empty': 18, 'options-equal': 1, 'key-not-option': 1 }],
  ['exam-master-745-difficulty.csv', 745, 745, {}],
])('%s: each of its %i rows is taken or refused with a true reason', async (name, all, taken, reasons) => {
  const { rows, certain } = readRows(await readWorkbook(real(name).pathname), { kind: 'theory', table: null })
  const counted: Record<string, number> = {}
  for (const { code } of rows.flatMap(({ issues }) => issues)) counted[code] = (counted[code] ?? 0) + 1
  expect(rows.filter(({ outcome }) => outcome !== 'skipped')).toHaveLength(all)
  expect(rows.filter(({ outcome }) => outcome === 'item')).toHaveLength(taken)
  expect(counted).toEqual(reasons)
  expect(certain).toBe(true)
})
