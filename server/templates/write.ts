/** The four templates as shipped: empty but for example rows, which the import skips. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElementTable } from '../../core/element-table.ts'
import type { TemplateName } from '../../core/row/sheet.ts'
import { defensePlan } from './defense.ts'
import { elementTablePlan } from './element-table.ts'
import { exampleItems, exampleTables, exampleTask, exampleTopic } from './examples.ts'
import type { WorkbookPlan } from './plan.ts'
import { practicalPlan } from './practical.ts'
import { theoryPlan } from './theory.ts'
import { workbookBytes } from './write-workbook.ts'

export type TemplateTables = { theory?: ElementTable | null; practical?: ElementTable | null }

/** Writes the templates into `dir` and returns their paths; with a bank's tables the drop-downs hold its points and modules. */
export async function writeTemplates(
  dir: string,
  { theory = null, practical = null }: TemplateTables = {},
): Promise<string[]> {
  await mkdir(dir, { recursive: true })
  const plans: [TemplateName, WorkbookPlan][] = [
    ['element-table', elementTablePlan(exampleTables, {}, true)],
    ['theory-items', theoryPlan(exampleItems, { pictures: new Map(), table: theory, examples: exampleItems.length })],
    ['practical-tasks', practicalPlan([exampleTask], { table: practical, examples: true })],
    ['defense-topics', defensePlan([exampleTopic], { table: theory, examples: true })],
  ]
  const paths: string[] = []
  for (const [name, plan] of plans) {
    const path = join(dir, `${name}.xlsx`)
    await writeFile(path, await workbookBytes(plan))
    paths.push(path)
  }
  return paths
}
