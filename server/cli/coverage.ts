/** `juanku coverage`, `juanku work-plan` */
import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import { counted } from '../../core/words.ts'
import { withDeps } from './session.ts'
import { print, printJson, say, words } from './terminal.ts'

type CoverageOptions = { bank?: string; all?: boolean; use?: boolean; blueprint?: string; json?: boolean }

export function coverageCommands(root: Command): void {
  root
    .command('coverage')
    .description(
      say('题库覆盖率与备案要求；--all 为全部题库一览', 'a bank against the filing rules; --all shows every bank'),
    )
    .option('--bank <id>', say('题库', 'bank'))
    .option('--all', say('全部题库：红、黄、绿及原因', 'every bank: red, amber or green, and why'))
    .option(
      '--use',
      say('从未使用与过度使用的题数（另一项权限，记入日志）', 'never used and overused, in numbers (logged)'),
    )
    .option(
      '--blueprint <id>',
      say('按此组卷计划还可组多少套，缺什么', 'how many further papers this blueprint gives, and what ends it'),
    )
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: CoverageOptions, command: Command) =>
      withDeps(command, async (deps, by, who) => {
        const text = await import('../coverage/text.ts')
        const show = <T>(value: T, lines: (value: T) => string) =>
          options.json ? printJson(value) : print(lines(value))
        if (options.all) {
          const { readOverview } = await import('../coverage/overview.ts')
          const { holdsRoleIn } = await import('../accounts/sessions.ts')
          return show(await readOverview(deps.db, by, holdsRoleIn(who)), text.matrixText)
        }
        const { bank } = options
        if (bank === undefined)
          throw new AppError('input.usage', 'Name --bank, or --all for every bank. / 请给出 --bank，或用 --all。')
        if (options.blueprint !== undefined) {
          const { readYield } = await import('../coverage/use.ts')
          return show(await readYield(deps, bank, options.blueprint, by), text.yieldText)
        }
        if (options.use) {
          const { readUse } = await import('../coverage/use.ts')
          return show(await readUse(deps.db, bank, by), text.useText)
        }
        const { requireBank } = await import('../banks/create.ts')
        const { readCoverage } = await import('../coverage/collect.ts')
        const coverage = await readCoverage(deps.db, bank, by)
        const found = await requireBank(deps.db, bank)
        show(coverage, (value) => text.coverageText(found, value))
      }),
    )

  root
    .command('work-plan')
    .description(
      say('命题工作计划：先补写什么，能多组几套', 'what writers should write first, and how many papers it unlocks'),
    )
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .requiredOption('--blueprint <id>', say('组卷计划', 'blueprint'))
    .option('--papers <n>', say('还要组多少套', 'further papers wanted'), '10')
    .option('--out <file>', say('命题用工作簿（.xlsx）', 'the workbook for writers (.xlsx)'))
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: WorkPlanOptions, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { makeWorkPlan } = await import('../coverage/work-plan.ts')
        const { checked } = await import('./input.ts')
        const { Type } = await import('../../core/schema.ts')
        const papers = checked(Type.Integer({ minimum: 1, maximum: 99 }), Number(options.papers))
        const { blueprint } = options
        const { workbook, ...plan } = await makeWorkPlan(deps, options.bank, { blueprint, papers }, by)
        if (options.out !== undefined) writeFileSync(options.out, workbook)
        if (options.json) return printJson(plan)
        print(
          say(
            `未用过的试题还可组${plan.found}套，目标${plan.wanted}套。`,
            `Items not used yet give ${counted(plan.found, 'paper')}; wanted: ${plan.wanted}.`,
          ),
        )
        for (const { sentence } of plan.steps) print(`  ${words(sentence)}`)
        for (const sentence of plan.stopped) print(`! ${words(sentence)}`)
        if (plan.bare > 0)
          print(say(`另有${plan.bare}个鉴定点还没有试题。`, `${plan.bare} more points have no item yet.`))
        if (options.out !== undefined) print(options.out)
      }),
    )
}

type WorkPlanOptions = { bank: string; blueprint: string; papers: string; out?: string; json?: boolean }
