/** `juanku items preview` */
import type { Command } from 'commander'
import type { PreviewedItem } from '../items/calculation.ts'
import type { Previewed } from '../workers/calculator.ts'
import { Exit } from './exit.ts'
import { withDeps } from './session.ts'
import { print, printJson, say, table, words } from './terminal.ts'

type Options = { bank?: string; item?: string; file?: string; draws: string; json?: boolean }

export function calculationCommands(root: Command): void {
  const items = root.commands.find((command) => command.name() === 'items') ?? root.command('items')
  if (items.description() === '') items.description(say('试题', 'items'))
  items
    .command('preview')
    .description(
      say(
        '预览带变量的计算题：抽取数值，报告不能用的比例、结果范围和样例',
        'draw values for calculation items: the share that fails, the range of results, examples',
      ),
    )
    .option('--bank <id>', say('题库：预览其中全部计算题', 'bank: every calculation item in it'))
    .option('--item <number>', say('只看一道题（题号），并显示样例', 'one item by its number, with examples'))
    .option('--file <json>', say('未入库的试题（JSON）', 'an item that is not stored, as JSON'))
    .option('--draws <n>', say('抽取次数（1–10000）', 'draws (1–10000)'), '1000')
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: Options, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { checked, jsonFile } = await import('./input.ts')
        const { Type, closed } = await import('../../core/schema.ts')
        const { previewBank, previewContent } = await import('../items/calculation.ts')
        const { draws } = checked(closed({ draws: Type.Integer({ minimum: 1, maximum: 10_000 }) }), {
          draws: Number(options.draws),
        })
        if (options.file !== undefined) {
          const { TheoryItem } = await import('../../core/item.ts')
          const content = checked(TheoryItem, jsonFile(options.file))
          const previewed = await previewContent(deps, content, draws)
          if (options.json) printJson(previewed)
          else printOne(previewed)
          return finish([previewed])
        }
        const { requireBank } = await import('../banks/create.ts')
        const { bank } = checked(closed({ bank: Type.String() }), { bank: options.bank })
        await requireBank(deps.db, bank)
        const found = await previewBank(deps, bank, { item: options.item, draws }, by)
        if (options.json) printJson(found)
        else if (options.item !== undefined) found.forEach(printOne)
        else printAll(found)
        finish(found)
      }),
    )
}

const finish = (previewed: readonly Previewed[]): void => {
  if (previewed.some(({ faults }) => faults.length > 0)) throw new Exit(1)
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`
const rangeText = (range: { min: number; max: number; unit: string } | null | undefined): string =>
  range ? `${range.min} – ${range.max} ${range.unit}`.trimEnd() : '–'

/** A line an item, without content. */
function printAll(found: readonly PreviewedItem[]): void {
  if (found.length === 0) {
    print(say('该题库中没有带变量的计算题。', 'This bank has no calculation items.'))
    return
  }
  print(
    table([
      [
        say('题号', 'number'),
        say('修订', 'revision'),
        say('不能用', 'fails'),
        say('不同取值', 'distinct'),
        say('结果范围', 'results'),
        say('错误', 'faults'),
      ],
      ...found.map(({ number, revision, faults, preview }) => [
        number,
        revision,
        preview ? percent(preview.failed) : '–',
        preview?.distinct ?? '–',
        rangeText(preview?.range),
        faults.length,
      ]),
    ]),
  )
}

/** One item with its reasons and examples. */
function printOne({ faults, preview }: Previewed): void {
  for (const { field, message } of faults) print(`${field}: ${words(message)}`)
  if (!preview) return
  print(
    say(
      `抽取${preview.draws}次，不能用${percent(preview.failed)}，不同取值${preview.distinct}组，结果${rangeText(preview.range)}`,
      `${preview.draws} draws, ${percent(preview.failed)} fail, ${preview.distinct} different, results ${rangeText(preview.range)}`,
    ),
  )
  for (const { count, message } of preview.reasons) print(`  ${count} × ${words(message)}`)
  for (const { stem, options, key } of preview.examples) {
    print()
    print(stem)
    for (const { id, text } of options)
      print(`  ${'options' in key && key.options.includes(id) ? '√' : ' '} ${id}  ${text}`)
    if ('text' in key) print(`  √ ${key.text}`)
  }
}
