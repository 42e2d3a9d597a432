/** `juanku items show | history | diff | submit | assign | verdict | retire | quarantine | release | waiting` */
import type { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import type { VerdictKind } from '../../core/review.ts'
import { Exit } from './exit.ts'
import { withDeps } from './session.ts'
import { print, printJson, say, table, words } from './terminal.ts'

type Common = { bank: string; json?: boolean }
const day = (at: number | null) => (at === null ? '' : new Date(at).toISOString().slice(0, 10))

/** `NUMBER` or `NUMBER@REVISION`; without a revision the newest is meant. */
export async function listed(db: import('../db/open.ts').Db, bank: string, refs: readonly string[]) {
  const { lifeStore } = await import('../items/life-store.ts')
  const named = refs.map((ref) => /^(.+?)(?:@(\d{1,7}))?$/.exec(ref) ?? [ref, ref])
  const found = await lifeStore(db.read).many(
    bank,
    named.map(([, item]) => item!),
  )
  return found.map(({ item }, at) => ({ item: item.id, revision: Number(named[at]![2] ?? item.revision) }))
}

/** Makes commands of `juanku items`, each of a bank and with `--json`. */
export type Make = (name: string, zh: string, en: string) => Command

export function makeItemCommand(root: Command): Make {
  const items = root.commands.find((command) => command.name() === 'items') ?? root.command('items')
  return (name, zh, en) =>
    items
      .command(name)
      .description(say(zh, en))
      .requiredOption('--bank <id>', say('题库', 'bank'))
      .option('--json', say('输出JSON', 'print JSON'))
}

export function itemCommands(root: Command): void {
  const command = makeItemCommand(root)
  root.commands
    .find((one) => one.name() === 'items')
    ?.description(say('试题：命题、送审、指派、审定、停用、查找', 'items: written, reviewed, retired, found'))
  reading(command)
  writing(command)
  reviewing(command)
}

function reading(command: Make): void {
  command('show', '显示一题（含答案，记入日志）', 'show an item, key included; logged')
    .argument('<item>')
    .option('--revision <n>')
    .action((ref: string, options: Common & { revision?: string }, self: Command) =>
      withDeps(self, async ({ db }, by) => {
        const { readRevision } = await import('../items/read-revision.ts')
        const revision = options.revision === undefined ? undefined : Number(options.revision)
        const view = await readRevision(db, options.bank, ref, revision, by)
        if (options.json) return printJson(view)
        const { itemLines } = await import('./item-text.ts')
        print(itemLines(view).join('\n'))
      }),
    )

  command('history', '版本、意见与审题记录（不显示姓名）', 'revisions, verdicts and comments, without names')
    .argument('<item>')
    .action((ref: string, options: Common, self: Command) =>
      withDeps(self, async ({ db }, by) => {
        const { itemHistory } = await import('../items/history.ts')
        const view = await itemHistory(db, options.bank, ref, by)
        if (options.json) return printJson(view)
        print(`${view.number}  ${view.state}${view.quarantined ? say('（隔离）', ' (in quarantine)') : ''}`)
        for (const { no, author, at, reason, verdicts, comments } of view.revisions) {
          print(
            `${no}  ${day(at)}  ${words(author.called)}  ${reason}${view.approved === no ? say('（使用中）', ' (in use)') : ''}`,
          )
          for (const it of comments) print(`   ${words(it.author.called)} ${it.field}: ${it.text}`)
          for (const it of verdicts) print(`   ${words(it.reviewer.called)} ${it.verdict} ${it.reasons}`)
        }
      }),
    )

  command('diff', '两版之间的差别', 'what changed between two revisions')
    .argument('<item>')
    .argument('<from>')
    .argument('<to>')
    .action((ref: string, from: string, to: string, options: Common, self: Command) =>
      withDeps(self, async ({ db }, by) => {
        const { diffRevisions } = await import('../items/read-revision.ts')
        const view = await diffRevisions(db, options.bank, ref, { from: Number(from), to: Number(to) }, by)
        if (options.json) return printJson(view)
        const { changeText } = await import('./item-text.ts')
        for (const change of view.changes) print(changeText(change))
      }),
    )

  command('waiting', '谁手上有什么待办', 'what waits for you')
    .option('--all', say('所有人的待办', 'what waits for everybody'))
    .action((options: Common & { all?: boolean }, self: Command) =>
      withDeps(self, async ({ db }, by) => {
        const { waitingFor } = await import('../items/waiting.ts')
        const view = await waitingFor(db, options.bank, options.all ? undefined : by.actor, by)
        if (options.json) return printJson(view)
        const rows = view.items.map((it) => [
          it.number,
          it.task,
          it.person ?? '—',
          `${day(it.due)}${it.overdue ? ' !' : ''}`,
        ])
        print(table([[say('试题', 'item'), say('待办', 'task'), say('人', 'person'), say('期限', 'due')], ...rows]))
        print(say(`共${view.total}题，逾期${view.overdue}题。`, `${view.total} items, ${view.overdue} overdue.`))
      }),
    )
}

function writing(command: Make): void {
  command('submit', '送审（题号，或 题号@版本）', 'hand items in for review (NUMBER or NUMBER@REVISION)')
    .argument('<items...>')
    .action((refs: string[], options: Common, self: Command) =>
      withDeps(self, async (deps, by) => {
        const { submitItems } = await import('../items/submit.ts')
        const result = await submitItems(deps, options.bank, await listed(deps.db, options.bank, refs), by)
        if (options.json) printJson(result)
        else if (result.outcome === 'submitted')
          print(say(`已送审${result.submitted}题。`, `${result.submitted} submitted.`))
        else
          for (const { number, faults } of result.items)
            for (const { field, message } of faults) print(`${number} ${field}: ${words(message)}`)
        if (result.outcome === 'faulty') throw new Exit(1)
      }),
    )

  for (const [name, zh, en] of [
    ['retire', '停用试题', 'retire an item for good'],
    ['quarantine', '隔离试题：暂不进入试卷', 'hold an item back from papers'],
    ['release', '解除隔离', 'let an item go again'],
  ] as const)
    command(name, zh, en)
      .argument('<item>')
      .requiredOption('--reason <text>', say('理由', 'reason'))
      .action((ref: string, options: Common & { reason: string }, self: Command) =>
        withDeps(self, async ({ db }, by) => {
          const { retireItem } = await import('../items/retire.ts')
          const { quarantineItems, releaseItems } = await import('../items/quarantine.ts')
          if (options.reason.trim() === '') throw new AppError('input.usage', 'Give a reason. / 请说明理由。')
          if (name === 'retire') await retireItem(db, options.bank, ref, options.reason, by)
          else
            await (name === 'quarantine' ? quarantineItems : releaseItems)(db, options.bank, [ref], options.reason, by)
          if (options.json) printJson({ done: true })
          else print(say('已完成。', 'Done.'))
        }),
      )
}

type AssignOptions = Common & { to: string[]; write?: boolean; evenly?: boolean; due?: string }
type VerdictOptions = Common & { reasons?: string; checked?: string[] }
const verdictOf: Record<string, VerdictKind> = { approve: 'approved', return: 'returned', reject: 'rejected' }

function reviewing(command: Make): void {
  command('assign', '指派审题或命题', 'give people items to review, or to write')
    .argument('<items...>')
    .requiredOption('--to <names...>', say('人员', 'people'))
    .option('--evenly', say('平均分配审题', 'share reviews out evenly'))
    .option('--write', say('指派命题（默认审题）', 'to write, instead of to review'))
    .option('--due <date>', say('期限，如 2026-12-31', 'due date, e.g. 2026-12-31'))
    .action((refs: string[], options: AssignOptions, self: Command) =>
      withDeps(self, async ({ db }, by) => {
        const { assignItems, NewTasks } = await import('../items/assign.ts')
        const { checked } = await import('./input.ts')
        const due = options.due === undefined ? {} : { due: Date.parse(options.due) }
        const pairs = refs.flatMap((item) => options.to.map((person) => ({ item, person })))
        const wanted = options.evenly
          ? { how: 'evenly', items: refs, people: options.to, ...due }
          : { how: 'by hand', task: options.write ? 'write' : 'review', pairs, ...due }
        const result = await assignItems(db, options.bank, checked(NewTasks, wanted), by)
        if (options.json) return printJson(result)
        for (const { number, person } of result.given) print(`${number}  ${person}  ${day(result.due)}`)
      }),
    )

  command('verdict', '审题结论：approve、return、reject', 'a verdict: approve, return or reject')
    .argument('<item>', say('题号@版本', 'NUMBER@REVISION'))
    .argument('<verdict>', 'approve | return | reject')
    .option('--reasons <text>', say('理由（退回、否决必填）', 'reasons; needed to return or reject'))
    .option('--checked <ids...>', say('已确认的审题清单项', 'points of the checklist that you confirm'))
    .action((ref: string, given: string, options: VerdictOptions, self: Command) =>
      withDeps(self, async ({ db }, by) => {
        const { judgeItem, NewVerdict } = await import('../items/verdict.ts')
        const { reviewPolicy } = await import('../banks/policy.ts')
        const { checked } = await import('./input.ts')
        if (!ref.includes('@'))
          throw new AppError(
            'input.usage',
            'Name the revision you have seen: NUMBER@REVISION. / 请写明所审版本：题号@版本。',
          )
        const [item] = await listed(db, options.bank, [ref])
        const verdict = checked(NewVerdict, {
          revision: item!.revision,
          verdict: verdictOf[given] ?? given,
          ...(options.reasons !== undefined && { reasons: options.reasons }),
          checked: options.checked ?? [],
        })
        if (verdict.verdict === 'approved' && !options.checked && !options.json)
          for (const { id, text } of (await reviewPolicy(db.read, options.bank)).checklist)
            print(`${id}: ${words(text)}`)
        const result = await judgeItem(db, options.bank, item!.item, verdict, by)
        if (options.json) printJson(result)
        else print(`${result.state} (${result.approvals})`)
      }),
    )
}
