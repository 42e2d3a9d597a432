/** `juanku enemies declare | find | list | accept | refuse | withdraw` */
import type { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import type { ItemKind } from '../../core/item.ts'
import type { TextRun } from '../../core/text-diff.ts'
import type { RelationState } from '../db/schema-relations.ts'
import { withDeps } from './session.ts'
import { print, printJson, progressLine, say, table, words } from './terminal.ts'

type Bank = { bank: string; kind: string; json?: boolean }

export function enemiesCommands(root: Command): void {
  const enemies = root
    .command('enemies')
    .description(say('互斥试题与同族试题', 'items that must not meet in one paper, and families of variants'))

  enemies
    .command('declare')
    .description(say('提议若干试题互斥（或同族），待他人确认', 'propose that items are enemies, or a family'))
    .argument('<items...>', say('试题编号', 'item numbers or ids'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .option('--family', say('同族（同一题的变式）', 'one family: variants of one item'))
    .action((items: string[], options: { bank: string; family?: boolean }, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { declareRelation } = await import('../relations/declare.ts')
        const sort = options.family ? 'family' : 'enemies'
        const { id } = await declareRelation(db, options.bank, { sort, items }, by)
        print(say(`已提议，待他人确认：${id}`, `Proposed, another person decides: ${id}`))
      }),
    )

  enemies
    .command('find')
    .description(say('查找相似试题并提议', 'look for near-duplicates and propose them'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .option('--kind <kind>', 'theory | practical | defense', 'theory')
    .option('--threshold <0.3-1>', say('最低相似度', 'least similarity'))
    .option('--since-last', say('仅比较上次以来的变动', 'compare only what changed since the last time'))
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: Bank & { threshold?: string; sinceLast?: boolean }, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { requireBank } = await import('../banks/create.ts')
        const { searchSimilar } = await import('../relations/search.ts')
        await requireBank(db, options.bank)
        const threshold = options.threshold === undefined ? undefined : Number(options.threshold)
        if (threshold !== undefined && !(threshold >= 0.3 && threshold <= 1))
          throw new AppError('input.usage', '--threshold is a number from 0.3 to 1. / --threshold应为0.3到1。')
        const line = progressLine(say('比较', 'comparing'))
        const cancel = new AbortController()
        process.once('SIGINT', () => cancel.abort())
        const report = await searchSimilar(
          db,
          options.bank,
          await kindOf(options.kind),
          {
            threshold,
            sinceLast: options.sinceLast ?? false,
            signal: cancel.signal,
            onProgress: ({ done, of }) => line.show(done, of),
          },
          by,
        ).finally(line.end)
        if (options.json) return printJson(report)
        print(
          say(
            `比较${report.compared}题（题库共${report.bank}题）：相似${report.pairs}对，其中已处理${report.known}对，新提议${report.proposed}项。`,
            `${report.compared} of ${report.bank} items compared: ${report.pairs} similar pairs, ${report.known} of them settled, ${report.proposed} proposals made.`,
          ),
        )
      }),
    )

  enemies
    .command('list')
    .description(say('并列显示提议或已生效的关系', 'relations with their items side by side'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .option('--kind <kind>', 'theory | practical | defense', 'theory')
    .option('--state <state>', 'proposed | accepted | refused | withdrawn', 'proposed')
    .option('--after <id>', say('从此之后', 'list after this one'))
    .option('--limit <n>', say('最多几项（1至100）', 'at most so many, 1 to 100'), '20')
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: Bank & { state: RelationState; after?: string; limit: string }, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { requireBank } = await import('../banks/create.ts')
        const { listRelations, RelationView } = await import('../relations/list.ts')
        const { checked } = await import('./input.ts')
        const { Type } = await import('../../core/schema.ts')
        await requireBank(db, options.bank)
        const filter = {
          state: checked(RelationView.properties.state, options.state) as RelationState,
          after: options.after,
          limit: checked(Type.Integer({ minimum: 1, maximum: 100 }), Number(options.limit)),
        }
        const page = await listRelations(db, options.bank, await kindOf(options.kind), filter, by)
        if (options.json) return printJson(page)
        for (const relation of page.relations) await printRelation(relation)
        if (page.next !== null) print(say(`下一页：--after ${page.next}`, `next page: --after ${page.next}`))
        if (!page.relations.length) print(say('没有。', 'None.'))
      }),
    )

  enemies
    .command('accept')
    .description(say('确认提议：互斥、同族，或合并（停用其余）', 'accept a proposal: enemies, family, or merge'))
    .argument('<relation>')
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .requiredOption('--as-what <decision>', 'enemies | family | merge')
    .option('--keep <item>', say('合并时保留的试题', 'with merge: the item that stays'))
    .action((id: string, options: { bank: string; asWhat: string; keep?: string }, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { decideRelation } = await import('../relations/decide.ts')
        const { checked } = await import('./input.ts')
        const { Type } = await import('../../core/schema.ts')
        const decision = checked(Type.Enum(['enemies', 'family', 'merge']), options.asWhat)
        await decideRelation(db, options.bank, id, { decision, keep: options.keep }, by)
        print(say('已确认。', 'Accepted.'))
      }),
    )

  enemies
    .command('refuse')
    .description(say('不采纳提议', 'refuse a proposal'))
    .argument('<relation>')
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .action((id: string, options: { bank: string }, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { decideRelation } = await import('../relations/decide.ts')
        await decideRelation(db, options.bank, id, { decision: 'refuse' }, by)
        print(say('未采纳。', 'Refused.'))
      }),
    )

  enemies
    .command('withdraw')
    .description(say('撤销提议或关系（须用 --why 说明理由）', 'withdraw a relation; --why gives the reason'))
    .argument('<relation>')
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .action((id: string, options: { bank: string }, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { withdrawRelation } = await import('../relations/withdraw.ts')
        await withdrawRelation(db, options.bank, id, by)
        print(say('已撤销。', 'Withdrawn.'))
      }),
    )
}

async function kindOf(kind: string): Promise<ItemKind> {
  const { checked } = await import('./input.ts')
  const { ItemKind } = await import('../../core/item.ts')
  return checked(ItemKind, kind)
}

type Shown = {
  id: string
  sort: 'enemies' | 'family'
  similarity: number | null
  likeness: 'same' | 'numbers' | 'wording' | null
  items: { said: string; state: string; point: string | null; runs: TextRun[]; options: string[] }[]
}

/** One relation for a person: what differs from the first item stands in brackets. */
async function printRelation({ id, sort, similarity, likeness, items }: Shown): Promise<void> {
  const { whyWords } = await import('../../core/similar.ts')
  const what = sort === 'family' ? say('同族', 'family') : say('互斥', 'enemies')
  const why = likeness && similarity !== null ? `　${words(whyWords[likeness])} ${similarity.toFixed(2)}` : ''
  print(`${id}　${what}${why}`)
  print(
    table([
      ['', say('编号', 'number'), say('鉴定点', 'point'), say('题干', 'question')],
      ...items.map(({ said, point, runs, options }, index) => [
        index + 1,
        said,
        point ?? '–',
        [runs.map(marked).join(''), ...options].join(' | ').replaceAll('\n', ' '),
      ]),
    ]),
  )
  print()
}

const marked = ({ how, text }: TextRun): string =>
  how === 'same' ? text : how === 'added' ? `[+${text}]` : `[-${text}]`
