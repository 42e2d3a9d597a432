/** The work plan as writers get it: rows of the import template, point and type filled in, the best step first. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { setElementTable } from '../../server/banks/create.ts'
import { saveBlueprint } from '../../server/blueprints/save.ts'
import { BANK, emptyBank, testProgram } from '../support/app.ts'
import { approveNewest } from '../support/approved.ts'
import { addDrafts, theoryItem } from '../support/banks.ts'
import { testFolder } from '../support/database.ts'
import { readHere } from '../support/read-here.ts'

test('cells to fill come as a workbook in the import template, then the points that have no item', async () => {
  const program = await testProgram()
  const { deps, by } = program
  await emptyBank(program)
  const points = ['A-001', 'A-002', 'B-001', 'B-002'].map((code) => ({ code, name: code, importance: 'X' as const }))
  const scopes = ['A', 'B'].map((code) => ({ code, name: code, weight: 50 }))
  await setElementTable(deps.db, BANK, { kind: 'theory', edition: '2026', scopes, points }, by('officer'))
  const contents = ['A-001', 'A-001', 'B-001'].map((point, at) => theoryItem({ point, stem: `第${at}题。` }))
  await approveNewest(deps.db, await addDrafts(deps.db, BANK, contents, by('writer')), 'reviewer', 1)
  const content = {
    sections: [{ type: 'true_false' as const, count: 2, marks: 1 }],
    scopes: scopes.map(({ code }) => ({ scope: code, count: 1 })),
  }
  const { id } = await saveBlueprint(deps.db, BANK, { kind: 'theory', name: '小卷', content }, by('officer'))

  const query = `blueprint=${id}&papers=2`
  const plan = (await program.get(`/api/banks/${BANK}/work-plan?${query}`)).json()
  // Two items of A, one of B: one paper; one more of B gives two, and A-002 is still bare.
  expect(plan).toMatchObject({ found: 1, wanted: 2, bare: 1, steps: [{ from: 1, to: 2, write: 1 }], stopped: [] })

  const book = await program.get(`/api/banks/${BANK}/work-plan.xlsx?${query}`)
  const path = join(testFolder(), 'work-plan.xlsx')
  writeFileSync(path, book.rawPayload)
  const { sheets, stamp } = await readHere(path)
  expect(stamp).toMatchObject({ template: 'theory-items' })
  const [head, ...rows] = sheets.find(({ name }) => name === '试题')!.rows.map(({ cells }) => cells)
  const at = (name: string) => head!.findIndex((cell) => cell.startsWith(name))
  expect(rows.map((cells) => [cells[at('题型')], cells[at('鉴定点代码')], cells[at('题干')]])).toEqual([
    ['判断题', 'B-002', ''],
    ['判断题', 'A-002', ''],
  ])
  const told = sheets.find(({ name }) => name === '填写说明')!.rows.flatMap(({ cells }) => cells)
  expect(told.some((line) => line.startsWith('优先 1：接下来的1行，写完可多组1套（共2套）'))).toBe(true)
})

test('tasks and topics to write come in their own templates, module and minutes filled in, under numbers never used before', async () => {
  const program = await testProgram()
  const { deps, by, clock } = program
  await emptyBank(program)
  const modules = ['A', 'B'].map((module) => ({ module, mode: 'mandatory' as const, weight: 50 }))
  const practical = { kind: 'practical' as const, name: '操作', content: { modules, marks: 'scaled' as const } }
  const defense = { kind: 'defense' as const, name: '答辩', content: { topics: 2 } }
  const saved = async (plan: typeof practical | typeof defense) =>
    (await saveBlueprint(deps.db, BANK, plan, by('officer'))).id
  const [tasks, topics] = [await saved(practical), await saved(defense)]
  const planOf = async (id: string, papers: number) =>
    (await program.get(`/api/banks/${BANK}/work-plan?blueprint=${id}&papers=${papers}`)).json()
  expect(await planOf(tasks, 4)).toMatchObject({
    found: 0,
    steps: [
      { to: 4, write: 2, sentence: { zh: '模块 A：补写2项任务。' } },
      { to: 4, write: 2, sentence: { zh: '模块 B：补写2项任务。' } },
    ],
    stopped: [],
  })
  expect(await planOf(topics, 3)).toMatchObject({ found: 0, steps: [{ from: 0, to: 3, write: 3 }] })
  const bookOf = async (id: string, papers: number, name: string) => {
    const book = await program.get(`/api/banks/${BANK}/work-plan.xlsx?blueprint=${id}&papers=${papers}`)
    const path = join(testFolder(), 'to-write.xlsx')
    writeFileSync(path, book.rawPayload)
    const { sheets, stamp } = await readHere(path)
    const [head, ...rows] = sheets.find((sheet) => sheet.name === name)!.rows.map(({ cells }) => cells)
    const column = (title: string) => rows.map((cells) => cells[head!.findIndex((cell) => cell.startsWith(title))])
    return { stamp, column }
  }
  const first = await bookOf(tasks, 4, '任务')
  expect(first.stamp).toMatchObject({ template: 'practical-tasks' })
  expect(first.column('模块代码')).toEqual(['A', 'A', 'B', 'B'])
  clock.now += 1
  const again = (await bookOf(tasks, 4, '任务')).column('任务编号')
  expect(new Set([...first.column('任务编号'), ...again]).size).toBe(8)
  const third = await bookOf(topics, 3, '答辩题')
  expect(third.stamp).toMatchObject({ template: 'defense-topics' })
  expect(third.column('时间')).toEqual(['30', '30', '30'])
})
