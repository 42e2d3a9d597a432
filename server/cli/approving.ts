/** `juanku approve` */
import type { Command } from 'commander'
import type { ItemKind } from '../../core/item.ts'
import type { RevisionView } from '../items/read-revision.ts'
import { withDeps } from './session.ts'
import { asked, flushed, print, say, words } from './terminal.ts'

/** Items a person looks at before they say yes or no. */
const PAGE = 10

export function approveCommand(root: Command): void {
  root
    .command('approve')
    .description(
      say(
        '逐题显示并审定某类待审试题（本人命题除外）；在终端中每10题询问一次，输出到文件或管道时全部显示并审定，执行即确认审题清单',
        'show every item of a kind that waits for review and approve it, except your own; on a terminal you are asked after each 10, into a file or pipe all are shown and approved. Approving confirms the checklist',
      ),
    )
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .option('--kind <kind>', 'theory | practical | defense', 'theory')
    .action((options: { bank: string; kind: ItemKind }, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { requireBank } = await import('../banks/create.ts')
        const { reviewPolicy } = await import('../banks/policy.ts')
        const { approveItems } = await import('../items/approve.ts')
        const { checked } = await import('./input.ts')
        const { ItemKind } = await import('../../core/item.ts')
        const { itemLines } = await import('./item-text.ts')
        const kind = checked(ItemKind, options.kind)
        await requireBank(db, options.bank)
        const asks = process.stdin.isTTY && process.stdout.isTTY
        print(say('审题清单：', 'Checklist:'))
        for (const { text } of (await reviewPolicy(db.read, options.bank)).checklist) print(`  □ ${words(text)}`)
        const look = async (page: readonly RevisionView[]) => {
          for (const view of page) print(`\n${itemLines(view).join('\n')}`)
          await flushed()
          if (!asks) return true
          const question = say(`\n审定以上${page.length}题？(y/N) `, `\nApprove these ${page.length}? (y/N) `)
          return /^\s*(y|yes|是)\s*$/i.test(await asked(question))
        }
        const done = await approveItems(db, options.bank, kind, by, look, asks ? { page: PAGE } : {})
        print(say(`\n已审定${done.approved}道。`, `\n${done.approved} approved.`))
        const notes: [count: number, zh: string, en: string][] = [
          [done.waiting, '待第二人审定', 'wait for a second reviewer'],
          [done.left, '未审定', 'were left as they are'],
          [done.own, '为本人命题，留待他人审定', 'are your own and wait for somebody else'],
        ]
        for (const [count, zh, en] of notes) if (count) print(say(`${count}道${zh}。`, `${count} ${en}.`))
      }),
    )
}
