/** `juanku items write | edit | restore | withdraw | comment | picture | approve`, `juanku bank policy` */
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import type { By } from '../by.ts'
import type { Deps } from '../deps.ts'
import type { Conflict, Faulty, Saved } from '../items/saved.ts'
import { Exit } from './exit.ts'
import { listed, type Make, makeItemCommand } from './items.ts'
import { withDeps } from './session.ts'
import { print, printJson, say, words } from './terminal.ts'

type Common = { bank: string; json?: boolean }
type Write = Common & { reason: string }
type Edit = Write & { base: string }
type PolicyOptions = Common & { base?: string; reviewers?: string; days?: string; checklist?: string }

export function itemWritingCommands(root: Command): void {
  const command = makeItemCommand(root)
  savingCommands(command)
  reviewCommands(command)
  policyCommand(root)
}

/** Loaded late, like all that validates: `--help` should not wait for it. */
const input = () => import('./input.ts')

const contentOf = async (file: string) => {
  const { ItemContent } = await import('../../core/item.ts')
  const { checked, jsonFile } = await input()
  return checked(ItemContent, jsonFile(file))
}

function savingCommands(command: Make): void {
  command('write', '新命一题，内容为JSON文件', 'write a new item; its content is a JSON file')
    .argument('<file>')
    .option('--reason <text>', say('说明', 'a note on it'), '')
    .action((file: string, options: Write, self: Command) =>
      withDeps(self, async (deps, by) => {
        const { requireBank } = await import('../banks/create.ts')
        const { writeItem } = await import('../items/write.ts')
        await requireBank(deps.db, options.bank)
        await told(await writeItem(deps, options.bank, await contentOf(file), options.reason, by), options)
      }),
    )

  command(
    'edit',
    '修改一题：所据版本、内容（JSON文件）与理由',
    'revise an item: the revision it starts from, its content as JSON, the reason',
  )
    .argument('<item>')
    .argument('<file>')
    .requiredOption('--base <n>', say('所据版本', 'the newest revision you have seen'))
    .requiredOption('--reason <text>', say('理由', 'the reason'))
    .action((ref: string, file: string, options: Edit, self: Command) =>
      withDeps(self, async (deps, by) => {
        const { editItem } = await import('../items/edit.ts')
        const edit = { base: await numberOf(options.base), content: await contentOf(file), reason: options.reason }
        await told(await editItem(deps, options.bank, ref, edit, by), options)
      }),
    )

  command('restore', '恢复旧版，作为新版保存', 'bring an old revision back as a new one')
    .argument('<item>')
    .argument('<revision>')
    .requiredOption('--base <n>', say('所据版本', 'the newest revision you have seen'))
    .requiredOption('--reason <text>', say('理由', 'the reason'))
    .action((ref: string, revision: string, options: Edit, self: Command) =>
      withDeps(self, async (deps, by) => {
        const { restoreRevision } = await import('../items/restore.ts')
        const back = { base: await numberOf(options.base), revision: await numberOf(revision), reason: options.reason }
        await told(await restoreRevision(deps, options.bank, ref, back, by), options)
      }),
    )

  command('picture', '存入图片，显示在题中引用它的写法', 'store a picture; prints how an item shows it')
    .argument('<file>')
    .action((file: string, options: Common, self: Command) =>
      withDeps(self, async (deps, by) => {
        const { requireBank } = await import('../banks/create.ts')
        const { addPicture } = await import('../items/pictures.ts')
        await requireBank(deps.db, options.bank)
        const stored = await addPicture(deps, options.bank, readFileSync(file), by)
        if (options.json) printJson(stored)
        else print(stored.text)
      }),
    )
}

const numberOf = async (text: string): Promise<number> => {
  const { closed, Type } = await import('../../core/schema.ts')
  const { checked } = await input()
  return checked(closed({ revision: Type.Integer({ minimum: 1 }) }), { revision: Number(text) }).revision
}

/** Says what saving came to; what was not saved ends with code 1. */
async function told(result: Saved | Faulty | Conflict, { json }: Common): Promise<void> {
  if (json) printJson(result)
  else if (result.outcome === 'saved')
    print(say(`已保存：${result.number}@${result.revision}`, `Saved: ${result.number}@${result.revision}`))
  else if (result.outcome === 'faulty')
    for (const { field, message } of result.faults) print(`${field === '' ? '' : `${field}: `}${words(message)}`)
  else {
    const { base, newest, theirs } = result
    print(
      say(
        `未保存：试题已由第${base.revision}版改为第${newest.revision}版，差别如下；请查看后以 --base ${newest.revision} 再改。`,
        `Not saved: revision ${base.revision} has become ${newest.revision}. What changed is below; look, then edit with --base ${newest.revision}.`,
      ),
    )
    const { changeText } = await import('./item-text.ts')
    for (const change of theirs) print(changeText(change))
  }
  if (result.outcome !== 'saved') throw new Exit(1)
}

function reviewCommands(command: Make): void {
  const done = ({ json }: Common) => (json ? printJson({ done: true }) : print(say('已完成。', 'Done.')))
  const one = async ({ db }: Deps, { bank }: Common, ref: string) => (await listed(db, bank, [ref]))[0]!

  command('withdraw', '撤回送审（题号，或 题号@版本）', 'take an item back from review (NUMBER or NUMBER@REVISION)')
    .argument('<item>')
    .action((ref: string, options: Common, self: Command) =>
      withDeps(self, async (deps, by) => {
        const { withdrawItem } = await import('../items/submit.ts')
        await withdrawItem(deps.db, options.bank, await one(deps, options, ref), by)
        done(options)
      }),
    )

  command('comment', '对某一字段提出意见', 'say something about a field')
    .argument('<item>', say('题号，或 题号@版本', 'NUMBER or NUMBER@REVISION'))
    .argument('<text>')
    .option('--field <path>', say('字段，如 stem、options.b；不写为整题', 'e.g. stem, options.b; the whole item'), '')
    .action((ref: string, text: string, options: Common & { field: string }, self: Command) =>
      withDeps(self, async (deps, by) => {
        const { commentItem, NewComment } = await import('../items/comment.ts')
        const { checked } = await input()
        const { item, revision } = await one(deps, options, ref)
        const comment = checked(NewComment, { revision, field: options.field, text })
        await commentItem(deps.db, options.bank, item, comment, by)
        done(options)
      }),
    )

  command('approve', '批量审定已逐题看过的试题', 'approve several items, each of which was shown to you')
    .argument('<items...>', say('题号@版本', 'NUMBER@REVISION'))
    .requiredOption('--checked <ids...>', say('已确认的审题清单项', 'points of the checklist that you confirm'))
    .action((refs: string[], options: Common & { checked: string[] }, self: Command) =>
      withDeps(self, (deps, by) => approveSome(deps, refs, options, by)),
    )
}

async function approveSome({ db }: Deps, refs: string[], options: Common & { checked: string[] }, by: By) {
  const { approveListed } = await import('../items/verdict.ts')
  const list = await listed(db, options.bank, refs)
  const { approved, waiting } = await approveListed(db, options.bank, list, options.checked, by)
  if (options.json) return printJson({ approved, waiting })
  print(
    say(`已审定${approved}题，待第二人${waiting}题。`, `${approved} approved, ${waiting} wait for a second reviewer.`),
  )
}

function policyCommand(root: Command): void {
  const bank = root.commands.find((command) => command.name() === 'bank') ?? root.command('bank')
  bank
    .command('policy')
    .description(say('审题规则：审题人数、期限、清单', 'how the bank reviews: how many, how long, what is asked'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .option('--base <version>', say('所据版次（修改时必填）', 'the version you have seen; needed for a change'))
    .option('--reviewers <1|2>', say('须几人审定', 'how many must approve'))
    .option('--days <n>', say('审题期限（天）', 'days a review may take'))
    .option('--checklist <file>', say('清单：JSON文件', 'the checklist, a JSON file'))
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: PolicyOptions, self: Command) =>
      withDeps(self, async ({ db }, by) => {
        const { requireBank } = await import('../banks/create.ts')
        const { NewPolicy, policyInForce, setReviewPolicy } = await import('../banks/policy.ts')
        const { checked, jsonFile } = await input()
        await requireBank(db, options.bank)
        const before = await policyInForce(db.read, options.bank)
        const change = {
          ...(options.reviewers !== undefined && { reviewers: Number(options.reviewers) }),
          ...(options.days !== undefined && { days: Number(options.days) }),
          ...(options.checklist !== undefined && { checklist: jsonFile(options.checklist) }),
        }
        const changes = Object.keys(change).length > 0
        if (changes && options.base === undefined)
          throw new AppError(
            'input.usage',
            'Name the version you have seen: --base VERSION. / 请写明所据版次：--base 版次。',
          )
        const wanted = () => checked(NewPolicy, { base: Number(options.base), policy: { ...before.policy, ...change } })
        const now = changes ? await setReviewPolicy(db, options.bank, wanted(), by) : before
        if (options.json) return printJson(now)
        const { version, policy } = now
        print(
          say(
            `第${version}版：${policy.reviewers}人审定，期限${policy.days}天`,
            `Version ${version}: ${policy.reviewers} must approve, within ${policy.days} days`,
          ),
        )
        for (const { id, text } of policy.checklist) print(`  ${id}: ${words(text)}`)
      }),
    )
}
