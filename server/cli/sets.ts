/** `juanku set show | equivalents | replace | edit | compare | history`, `juanku shortage`, `juanku blueprint carry` */
import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import type { EditStep } from '../../core/assembly/edit-step.ts'
import { AppError } from '../../core/errors.ts'
import { counted } from '../../core/words.ts'
import { assemblyProgress } from './assembly-progress.ts'
import { Exit } from './exit.ts'
import { withDeps } from './session.ts'
import { note, print, printJson, say, table, words } from './terminal.ts'

type SetOptions = { bank: string; set: string; paper: string; item: string; by: string; json?: boolean }
type EditOptions = SetOptions & {
  pin?: string[]
  exclude?: string[]
  free?: string[]
  rerun?: boolean
  keep?: string[]
}

/** A whole number from 1, or `input.usage`. */
function numberOf(text: string, name: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 1 && value <= 1000) return value
  throw new AppError('input.usage', `${name} is a whole number from 1 to 1000. / ${name}应为1到1000的整数。`)
}

/** "item" or "item@paper". */
function placement(text: string): { item: string; paper?: number } {
  const at = text.lastIndexOf('@')
  return at < 0 ? { item: text } : { item: text.slice(0, at), paper: numberOf(text.slice(at + 1), '@') }
}

/** Adds the commands below `set` and `blueprint`, and `shortage`. */
export function setCommands(root: Command): void {
  const set =
    root.commands.find((command) => command.name() === 'set') ?? root.command('set').description(say('套卷', 'sets'))
  const withSet = (name: string, zh: string, en: string) =>
    set
      .command(name)
      .description(say(zh, en))
      .requiredOption('--bank <id>', say('题库', 'bank'))
      .requiredOption('--set <id>', say('套卷', 'set'))
      .option('--json', say('输出JSON', 'print JSON'))

  withSet('show', '查看一份未审批试卷的试题编号与属性（记入日志）', 'the items of a paper by id and attributes, logged')
    .requiredOption('--paper <n>', say('第几卷', 'paper'))
    .action((options: SetOptions, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { readComposition } = await import('../sets/compose.ts')
        const items = await readComposition(deps, options.bank, options.set, numberOf(options.paper, '--paper'), by)
        if (options.json) return printJson(items)
        print(
          table(
            items.map((item) => [
              item.id,
              item.type,
              item.point ?? item.scope,
              item.difficulty ?? '',
              item.pinned ? '*' : '',
            ]),
          ),
        )
      }),
    )

  withSet(
    'equivalents',
    '列出可替换某题的试题及其影响（记入日志）',
    'what can stand in for an item, and what that changes, logged',
  )
    .requiredOption('--paper <n>', say('第几卷', 'paper'))
    .requiredOption('--item <id>', say('试题', 'item'))
    .action((options: SetOptions, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { listEquivalents } = await import('../sets/compose.ts')
        const wanted = { paper: numberOf(options.paper, '--paper'), item: options.item }
        const found = await listEquivalents(deps, options.bank, options.set, wanted, by)
        if (options.json) return printJson(found)
        const changes = (one: (typeof found)[number]) =>
          one.changes.map(({ figure, before, after }) => `${figure} ${before ?? '-'} → ${after ?? '-'}`).join(', ')
        print(table(found.map((one) => [one.item, one.same ? '=' : '≈', one.used, changes(one)])))
      }),
    )

  withSet('replace', '以另一题替换', 'put another item in the place of one')
    .requiredOption('--paper <n>', say('第几卷', 'paper'))
    .requiredOption('--item <id>', say('试题', 'item'))
    .requiredOption('--by <id>', say('换入的试题', 'the item that comes in'))
    .action((options: SetOptions, command: Command) =>
      edit(command, options, [
        { do: 'replace', paper: numberOf(options.paper, '--paper'), item: options.item, by: options.by },
      ]),
    )

  withSet('edit', '固定、排除、解除，并重组其余部分', 'pin, exclude and free items, and draw the rest anew')
    .option('--pin <item...>', say('固定（试题，或 试题@卷号）', 'pin: an item, or item@paper'))
    .option('--exclude <item...>', say('排除（试题，或 试题@卷号）', 'exclude: an item, or item@paper'))
    .option('--free <item...>', say('解除固定与排除', 'lift pins and exclusions'))
    .option('--rerun', say('重组其余部分', 'draw the rest anew'))
    .option('--keep <paper...>', say('重组时保留的试卷', 'papers that stay as they are'))
    .action((options: EditOptions, command: Command) => {
      const steps: EditStep[] = [
        ...(options.free ?? []).map((item) => ({ do: 'free' as const, item })),
        ...(options.pin ?? []).map((text) => ({ do: 'pin' as const, ...placement(text) })),
        ...(options.exclude ?? []).map((text) => ({ do: 'exclude' as const, ...placement(text) })),
        ...(options.rerun
          ? [{ do: 'rerun' as const, keep: (options.keep ?? []).map((n) => numberOf(n, '--keep')) }]
          : []),
      ]
      if (steps.length === 0)
        throw new AppError('input.usage', 'Name a step: --pin, --exclude, --free or --rerun. / 请给出至少一个步骤。')
      return edit(command, options, steps)
    })

  withSet('compare', '逐条规则比较两份试卷', 'two papers rule by rule')
    .requiredOption('--papers <a,b>', say('两份试卷，如 1,2', 'the two papers, such as 1,2'))
    .action((options: SetOptions & { papers: string }, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { compareInSet } = await import('../sets/compose.ts')
        const [a = '', b = ''] = options.papers.split(',')
        const pair: [number, number] = [numberOf(a, '--papers'), numberOf(b, '--papers')]
        const found = await compareInSet(deps, options.bank, options.set, pair, by)
        if (options.json) return printJson(found)
        print(table(found.rules.map(({ sentence, measured }) => [words(sentence), ...measured.map((n) => n ?? '')])))
        print(say(`共有试题 ${found.shared} 道`, `${counted(found.shared, 'item')} in both`))
      }),
    )

  withSet('history', '套卷的调整记录', 'the steps a set has been through').action(
    (options: SetOptions, command: Command) =>
      withDeps(command, async ({ db }) => {
        const { requireSet } = await import('../sets/approve.ts')
        const { setStore } = await import('../sets/store.ts')
        await requireSet(db.read, options.bank, options.set)
        const steps = await setStore(db.read).steps(options.set)
        if (options.json) return printJson(steps)
        print(table(steps.map(({ no, kind, actor, at }) => [no, kind, actor, new Date(at).toISOString()])))
      }),
  )

  shortageCommand(root)
  carryCommand(root)
}

async function edit(command: Command, { bank, set, json }: SetOptions, steps: readonly EditStep[]): Promise<void> {
  await withDeps(command, async (deps, by) => {
    const { editSet } = await import('../sets/edit.ts')
    const { noSet } = await import('../sets/no-set.ts')
    const line = assemblyProgress(say('调整', 'editing'))
    const { signal, show: onProgress } = line
    const made = await editSet(deps, bank, set, steps, by, { signal, onProgress }).finally(line.end)
    if (made.outcome === 'done') {
      if (json) printJson({ steps: made.steps, certificate: made.set.certificate })
      else
        print(
          say(
            `已调整，共 ${made.steps} 步，全部规则仍满足`,
            `Edited: ${counted(made.steps, 'step')} so far, every rule still holds`,
          ),
        )
      return
    }
    if (json) printJson(noSet(made))
    for (const sentence of noSet(made).sentences) note(words(sentence))
    throw new Exit(made.outcome === 'impossible' ? 3 : 1)
  })
}

function shortageCommand(root: Command): void {
  root
    .command('shortage')
    .description(
      say(
        '题库还缺哪些试题；--out 输出给命题人的工作簿',
        'what a bank lacks for a set; --out writes a workbook for writers',
      ),
    )
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .requiredOption('--blueprint <id>', say('组卷计划', 'blueprint'))
    .option('--papers <n>', say('份数', 'papers'), '10')
    .option('--out <file>', say('工作簿（.xlsx）', 'workbook (.xlsx)'))
    .option('--json', say('输出JSON', 'print JSON'))
    .action(
      (options: { bank: string; blueprint: string; papers: string; out?: string; json?: boolean }, command: Command) =>
        withDeps(command, async (deps, by) => {
          const { findShortage } = await import('../sets/shortage.ts')
          const { noSet } = await import('../sets/no-set.ts')
          const papers = numberOf(options.papers, '--papers')
          const { show: onProgress, signal, end } = assemblyProgress(say('查找缺口', 'finding what is short'))
          const asked = { blueprint: options.blueprint, papers, signal, onProgress }
          const { answer, workbook } = await findShortage(deps, options.bank, asked, by).finally(end)
          if (options.json) printJson(answer)
          if (answer.outcome === 'enough') {
            if (!options.json) print(say('题库足够，无需补写', 'The bank is enough: nothing to write'))
            return
          }
          if (!options.json) for (const sentence of noSet(answer).sentences) note(words(sentence))
          if (options.out !== undefined && workbook) {
            writeFileSync(options.out, workbook)
            print(options.out)
          }
          throw new Exit(answer.outcome === 'impossible' ? 3 : 1)
        }),
    )
}

function carryCommand(root: Command): void {
  root.commands
    .find((command) => command.name() === 'blueprint')!
    .command('carry')
    .description(say('现有题库能支撑的组卷计划（JSON）', 'the blueprint this bank can carry, as JSON'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .option('--papers <n>', say('份数', 'papers'), '10')
    .action((options: { bank: string; papers: string }, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { requireBank } = await import('../banks/create.ts')
        const { carriedBlueprint } = await import('../sets/shortage.ts')
        await requireBank(deps.db, options.bank)
        const found = await carriedBlueprint(deps, options.bank, numberOf(options.papers, '--papers'), by)
        if (found) return printJson(found)
        note(say('题库太小，组不出这么多份试卷', 'The bank is too small for so many papers'))
        throw new Exit(3)
      }),
    )
}
