import { join } from 'node:path'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { isCalculation } from '../../core/calculation/item.ts'
import type { TheoryItem } from '../../core/item.ts'
import type { PositionMap } from '../../core/paper/head.ts'
import { PositionMap as PositionMapSchema } from '../../core/paper/head.ts'
import type { TheoryKey, TheoryPaper } from '../../core/paper/theory.ts'
import { logStore } from '../../server/access/store.ts'
import { saveBlueprint } from '../../server/blueprints/save.ts'
import { importFile } from '../../server/imports/import-file.ts'
import { approveItems } from '../../server/items/approve.ts'
import { calculate, calculationFaultsOf, exampleOf, previewBank } from '../../server/items/calculation.ts'
import { saveFaults } from '../../server/items/check.ts'
import { approveSet } from '../../server/sets/approve.ts'
import { assembleSet } from '../../server/sets/assemble.ts'
import { renderSet } from '../../server/sets/render.ts'
import { writeTheoryWorkbook } from '../../server/templates/theory.ts'
import { startPool } from '../../server/workers/pool.ts'
import type { EchoJobs } from '../fixtures/workers/echo.ts'
import { BANK, emptyBank, type Program, testProgram } from '../support/app.ts'
import { calculationItems } from '../support/calculations.ts'
import { testFolder } from '../support/database.ts'

const program = await testProgram()
await emptyBank(program)
const path = `/api/banks/${BANK}/calculations/preview`
const [ohm] = calculationItems
const withFormula = (formula: string) => ({ ...ohm!, calculation: { ...ohm!.calculation, formula } })
const entries = async () => (await logStore(program.deps.db.read).head()).size

test('a preview tells the share that fails, why, and shows examples', async () => {
  const reply = await program.post(path, { content: ohm!, draws: 500 })
  expect(reply.statusCode).toBe(200)
  const { faults, preview } = reply.json()
  expect(faults).toEqual([])
  expect(preview.draws).toBe(500)
  expect(preview.failed).toBeGreaterThan(0)
  expect(preview.failed).toBeLessThan(0.5)
  expect(preview.reasons.map(({ reason }: { reason: string }) => reason)).toContain('constraint')
  expect(preview.examples).toHaveLength(5)
  expect(preview.range).toMatchObject({ unit: 'A' })
})

test('hostile formulas get a message, the log says who asked and never what, and the service answers on', async () => {
  const before = await entries()
  const hostile = ['ones(20000,20000)', 'import(U)', 'a=1', 'x.constructor', '9^9^9^9^9 + U', '('.repeat(299)]
  for (const formula of hostile) {
    const reply = await program.post(path, { content: withFormula(formula) })
    expect(reply.statusCode).toBe(200)
    expect(reply.json().faults[0].field).toMatch(/^calculation/)
    expect(reply.json().faults[0].message.zh).not.toBe('')
    expect(reply.body).not.toContain(formula)
  }
  expect((await program.post(path, { content: withFormula(`U${'+1'.repeat(400_000)}`) })).statusCode).toBe(400)
  expect((await program.post(path, { content: withFormula('1'.repeat(2_000_000)) })).statusCode).toBe(413)
  expect((await program.post(path, { content: { ...ohm!, calculation: undefined } })).statusCode).toBe(422)
  expect((await program.post(path, { content: ohm!, draws: 10_001 })).statusCode).toBe(400)
  expect((await program.post(path.replace(BANK, '6-31-01-03.1'), { content: ohm! })).statusCode).toBe(404)
  expect((await program.app.inject({ method: 'POST', url: path, payload: { content: ohm! } })).statusCode).toBe(401)
  expect((await program.post(path, { content: ohm!, draws: 10 })).statusCode).toBe(200)
  // What the form of a request refuses is no act; all else was asked, by somebody.
  const written: string[] = []
  for await (const entry of logStore(program.deps.db.read).links(before + 1)) written.push(JSON.stringify(entry))
  expect(written).toHaveLength(hostile.length + 4)
  for (const formula of hostile) expect(written.filter((entry) => entry.includes(formula))).toEqual([])
})

test('a calculation that hangs is stopped with a message, and the pool goes on', async () => {
  const pool = startPool<EchoJobs>(new URL('../fixtures/workers/echo.ts', import.meta.url))
  await expect(calculate(pool, 'hang', undefined, 1500)).rejects.toMatchObject({ code: 'item.calculation' })
  expect(await calculate(pool, 'echo', { text: 'again' })).toBe('AGAIN')
  await pool.close()
})

test('faults for saving and an example for print', async () => {
  expect(await calculationFaultsOf(program.deps, ohm!)).toEqual([])
  expect(await calculationFaultsOf(program.deps, withFormula('U/Q'))).toMatchObject([{ field: 'calculation.formula' }])
  const plain: TheoryItem = { ...(await exampleOf(program.deps, ohm!)) }
  expect(isCalculation(plain)).toBe(false)
  expect(plain.stem).not.toContain('{{')
  expect(await calculationFaultsOf(program.deps, plain)).toEqual([])
})

/** Brings contents in as a workbook of ours and has them approved. */
async function stored({ deps, by }: Program, contents: readonly TheoryItem[]): Promise<void> {
  const file = join(testFolder(), 'calculations.xlsx')
  await writeTheoryWorkbook(
    file,
    contents.map((content) => ({ id: null, content })),
  )
  const report = await importFile(deps, BANK, file, {}, by('writer'))
  expect(report.counts).toMatchObject({ added: contents.length, refused: 0 })
  await approveItems(deps.db, BANK, 'theory', by('reviewer'), async () => true)
}

test('every paper has its own numbers, and keeps them with its key', async () => {
  const { deps, by } = program
  await stored(program, calculationItems)
  const content = {
    sections: [
      { type: 'single' as const, count: 4, marks: 1 },
      { type: 'calculation' as const, count: 1, marks: 10 },
    ],
    overlap: { withinSet: 5 },
  }
  const blueprint = await saveBlueprint(deps.db, BANK, { kind: 'theory', name: 'numbers', content }, by('officer'))
  const found = await assembleSet(deps, BANK, blueprint.id, { papers: 2 }, by('officer'))
  if (found.outcome !== 'found') throw new Error(JSON.stringify(found))
  await approveSet(deps.db, BANK, found.set.id, by('second'))
  const [once, again] = [
    await renderSet(deps, BANK, found.set.id, by('officer')),
    await renderSet(deps, BANK, found.set.id, by('officer')),
  ]
  expect(again.papers.map(({ documentDigest }) => documentDigest)).toEqual(
    once.papers.map(({ documentDigest }) => documentDigest),
  )

  const [first, second] = once.papers.map(({ paperFiles, keyFiles }) => {
    const file = (name: string) =>
      JSON.parse([...paperFiles, ...keyFiles].find((one) => one.name === name)!.bytes.toString())
    return {
      paper: file('paper.json') as TheoryPaper,
      key: file('key.json') as TheoryKey,
      positions: file('positions.json') as PositionMap,
      items: file('items.json') as { content: TheoryItem }[],
    }
  })
  for (const { paper, positions, key, items } of [first!, second!]) {
    expect(JSON.stringify([paper, key])).not.toContain('{{')
    expect(Value.Check(PositionMapSchema, positions)).toBe(true)
    // The revisions stay as they were approved; the drawn values stand beside the places.
    expect(items.every((item) => isCalculation(item.content))).toBe(true)
    for (const [index, { number, values }] of positions.positions.entries()) {
      const stem = paper.sections.flatMap((section) => section.items).find((item) => item.number === number)!.stem
      const { calculation } = items[index]!.content
      for (const { name, decimals } of calculation!.variables) {
        const value = values![name]!
        expect(stem).toContain(decimals === undefined ? String(value) : value.toFixed(decimals))
      }
    }
  }
  const valuesOf = ({ positions }: typeof first & object) =>
    new Map(positions.positions.map(({ item, values }) => [item, JSON.stringify(values)]))
  const [ours, theirs] = [valuesOf(first!), valuesOf(second!)]
  expect(ours.size).toBe(5)
  expect([...ours].filter(([item, values]) => theirs.get(item) !== values).length).toBeGreaterThanOrEqual(3)
})

test('the calculation items of a bank are previewed, and the log says which', async () => {
  const { deps, by } = program
  const found = await previewBank(deps, BANK, { draws: 100 }, by('reviewer'))
  expect(found).toHaveLength(calculationItems.length)
  for (const { faults, preview } of found) {
    expect(faults).toEqual([])
    expect(preview!.failed).toBeLessThan(0.5)
  }
  const [one] = await previewBank(deps, BANK, { item: found[0]!.id, draws: 100 }, by('reviewer'))
  expect(one).toEqual(found[0])
  expect(await previewBank(deps, BANK, { item: found[0]!.number, draws: 100 }, by('reviewer'))).toEqual([one])
  await expect(previewBank(deps, BANK, { item: 'none', draws: 10 }, by('reviewer'))).rejects.toMatchObject({
    code: 'item.missing',
  })
  const acts = []
  for await (const link of logStore(deps.db.read).links()) if (link.did === 'item.preview') acts.push(link)
  expect(acts.map(({ result }) => result)).toEqual(['done', 'done', 'done', 'missing'])
  for (const { id } of found) expect(acts[0]!.to).toContain(id)
})

test('saving refuses a faulty calculation and one whose unit no font has, and takes a good one', async () => {
  expect(await saveFaults(program.deps, withFormula('U/Q'))).toMatchObject([{ field: 'calculation.formula' }])
  const strange = { ...ohm!, calculation: { ...ohm!.calculation, unit: '\u{1F50C}' } }
  expect((await saveFaults(program.deps, strange)).length).toBeGreaterThan(0)
  for (const item of calculationItems) expect(await saveFaults(program.deps, item)).toEqual([])
  const units = ['Ω', 'kW·h', '%', 'r/min', '℃', 'mm²', 'μF']
  const rationale = '$I={{answer}}$，即 {{answer}}'
  for (const unit of units)
    expect(await saveFaults(program.deps, { ...ohm!, rationale, calculation: { ...ohm!.calculation, unit } })).toEqual(
      [],
    )
})
