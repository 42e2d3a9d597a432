/** The four templates as shipped: empty but for example rows, which the import skips. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElementTable } from '../../core/element-table.ts'
import { type TemplateName, templateNames } from '../../core/row/sheet.ts'
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
  const paths: string[] = []
  for (const name of templateNames) {
    const path = join(dir, `${name}.xlsx`)
    await writeFile(path, await templateBytes(name, { theory, practical }))
    paths.push(path)
  }
  return paths
}

const plans: Record<TemplateName, (tables: Required<TemplateTables>) => WorkbookPlan> = {
  'element-table': () => elementTablePlan(exampleTables, {}, true),
  'theory-items': ({ theory }) =>
    theoryPlan(exampleItems, { pictures: new Map(), table: theory, examples: exampleItems.length }),
  'practical-tasks': ({ practical }) => practicalPlan([exampleTask], { table: practical, examples: true }),
  'defense-topics': ({ theory }) => defensePlan([exampleTopic], { table: theory, examples: true }),
}

/** One template as a workbook's bytes, its drop-downs from these tables. */
export const templateBytes = (
  name: TemplateName,
  { theory = null, practical = null }: TemplateTables,
): Promise<Buffer> => workbookBytes(plans[name]({ theory, practical }))
