/** `juanku filing report | rules | standard | plan` */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import { withDeps } from './session.ts'
import { print, printJson, say, table, words } from './terminal.ts'

/** The JSON of a file that a person wrote. */
function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    throw new AppError('file.wrong', `${file} is no JSON. / ${file}不是JSON文件。`, { cause })
  }
}

type Stated = { bank: string; file?: string; json?: boolean }
type RulesOptions = Stated & { set?: string[]; reading?: string }

export function filingCommands(root: Command): void {
  const filing = root.command('filing').description(say('备案评估', 'the filing review'))
  reportCommand(filing)
  rulesCommand(filing)
  standardCommand(filing)
  planCommand(filing)
}

function reportCommand(filing: Command): void {
  filing
    .command('report')
    .description(
      say('备案报告：PDF、工作簿与签名的数据文件', 'the filing report: PDF, workbook and signed data (juanku verify)'),
    )
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .requiredOption('--out <dir>', say('输出目录', 'folder'))
    .action((options: { bank: string; out: string }, command: Command) =>
      withDeps(command, async (deps, by, who) => {
        const { mayDo } = await import('../../core/accounts/rights.ts')
        const { filingFiles, makeFiling } = await import('../coverage/filing.ts')
        const filing = await makeFiling(deps, options.bank, by, {
          use: mayDo(who.grants, 'coverage.use', options.bank),
        })
        mkdirSync(options.out, { recursive: true })
        for (const { name, bytes } of filingFiles(filing)) {
          const file = join(options.out, name)
          writeFileSync(file, bytes)
          print(file)
        }
        const { met } = filing.signed.report.coverage
        print(
          met
            ? say('→ 符合备案要求', '→ the filing rules are met')
            : say('→ 不符合备案要求', '→ the filing rules are not met'),
        )
      }),
    )
}

function rulesCommand(filing: Command): void {
  filing
    .command('rules')
    .description(say('备案要求；改动须用 --why 写明理由', 'the filing rules; a change needs a reason (--why)'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .option('--set <rule=n...>', say('改动数值，如 theory-items=1000', 'change numbers, e.g. theory-items=1000'))
    .option('--reading <and|or>', say('“1200道（卷库10套）”按“且”或“或”解读', 'read "items (papers)" as and, or as or'))
    .option('--file <json>', say('整套要求（JSON）', 'all rules from a JSON file'))
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: RulesOptions, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { FilingRules, RuleId, ruleIds } = await import('../../core/coverage/rules.ts')
        const { statementStore } = await import('../coverage/statement-store.ts')
        const { stateRules } = await import('../coverage/statements.ts')
        const { requireBank } = await import('../banks/create.ts')
        const { checked } = await import('./input.ts')
        await requireBank(db, options.bank)
        let rules = await statementStore(db.read).rules(options.bank)
        if (options.file !== undefined) rules = checked(FilingRules, readJson(options.file))
        for (const text of options.set ?? []) {
          const [id, needed] = text.split('=')
          const rule = checked(RuleId, id)
          rules = { ...rules, rules: { ...rules.rules, [rule]: { ...rules.rules[rule], needed: Number(needed) } } }
        }
        if (options.reading !== undefined) rules = { ...rules, reading: options.reading as 'and' | 'or' }
        const changed = options.file !== undefined || options.set !== undefined || options.reading !== undefined
        if (changed) await stateRules(db, options.bank, checked(FilingRules, rules), by)
        if (options.json) return printJson(rules)
        print(
          `${rules.document} · ${rules.reading === 'and' ? say('按“且”解读', 'read as "and"') : say('按“或”解读', 'read as "or"')}`,
        )
        print(
          table([
            [say('要求', 'rule'), say('数值', 'needed'), say('依据', 'source')],
            ...ruleIds.map((id) => [id, rules.rules[id].needed, words(rules.rules[id].source)]),
          ]),
        )
      }),
    )
}

type StandardOptions = Stated & { name?: string; code?: string; edition?: string; filingNumber?: string }

function standardCommand(filing: Command): void {
  filing
    .command('standard')
    .description(say('题库所依据的职业标准；登记须用 --why', 'the standard behind a bank; stating one needs --why'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .option('--name <name>', say('标准名称', 'its name'))
    .option('--code <code>', say('编号', 'its code'))
    .option('--edition <text>', say('版本，如 2018年版', 'its edition'))
    .option('--filing-number <n>', say('自编标准的备案号', "the filing number of a body's own standard"))
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: StandardOptions, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { Standard } = await import('../../core/coverage/standard.ts')
        const { statementStore } = await import('../coverage/statement-store.ts')
        const { stateStandard } = await import('../coverage/statements.ts')
        const { requireBank } = await import('../banks/create.ts')
        const { checked } = await import('./input.ts')
        await requireBank(db, options.bank)
        const { name, code, edition, filingNumber = null } = options
        if (name !== undefined || code !== undefined || edition !== undefined)
          await stateStandard(db, options.bank, checked(Standard, { name, code, edition, filingNumber }), by)
        const standard = await statementStore(db.read).standard(options.bank)
        if (options.json) return printJson(standard)
        if (!standard) return print(say('尚未登记职业标准。', 'No standard was stated yet.'))
        print([standard.name, standard.code, standard.edition, standard.filingNumber ?? ''].filter(Boolean).join(' · '))
      }),
    )
}

function planCommand(filing: Command): void {
  filing
    .command('plan')
    .description(say('评价方案；新版本须用 --why', 'the assessment plan; a new version needs --why'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .option('--file <json>', say('评价方案（JSON）', 'a plan from a JSON file'))
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: Stated, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { AssessmentPlan, planClauses, wayWords } = await import('../../core/coverage/plan.ts')
        const { statementStore } = await import('../coverage/statement-store.ts')
        const { statePlan } = await import('../coverage/statements.ts')
        const { requireBank } = await import('../banks/create.ts')
        const { checked } = await import('./input.ts')
        const { level } = await requireBank(db, options.bank)
        if (options.file !== undefined)
          await statePlan(db, options.bank, checked(AssessmentPlan, readJson(options.file)), by)
        const plan = await statementStore(db.read).plan(options.bank)
        if (options.json) return printJson(plan ?? null)
        if (!plan) return print(say('尚未制定评价方案。', 'There is no assessment plan yet.'))
        print(say(`评价方案 第${plan.version}版`, `Assessment plan, version ${plan.version}`))
        print(
          table([
            [say('方式', 'way'), say('权重%', 'weight %'), say('合格分', 'pass'), say('分钟', 'minutes')],
            ...plan.content.ways.map((w) => [words(wayWords[w.way]), w.weight, w.pass, w.minutes ?? '—']),
          ]),
        )
        for (const { sentence, met } of planClauses(plan.content, level)) print(`${met ? '✓' : '!'} ${words(sentence)}`)
      }),
    )
}
