/** `juanku blueprint plan | list`, `juanku assemble`, `juanku check` */
import type { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import { counted } from '../../core/words.ts'
import type { Db } from '../db/open.ts'
import { assemblyProgress } from './assembly-progress.ts'
import { Exit } from './exit.ts'
import { withDeps } from './session.ts'
import { note, print, printJson, say, table, words } from './terminal.ts'

type PlanOptions = {
  bank: string
  kind: 'theory' | 'practical' | 'defense'
  plan?: string
  name?: string
  file?: string
  topics: string
  json?: boolean
}
type AssembleOptions = {
  pool?: string
  blueprint: string
  papers: string
  seed?: string
  bank?: string
  candidates?: string
  blind?: boolean
  json?: boolean
}

export function assemblyCommands(root: Command): void {
  blueprintCommands(root)

  root
    .command('assemble')
    .description(
      say('组卷：题库（--bank）或文件（--pool）', 'assemble papers from a bank (--bank) or from files (--pool)'),
    )
    .requiredOption(
      '--blueprint <id|file>',
      say('组卷计划（题库模式为编号，文件模式为JSON文件）', 'blueprint: an id with --bank, a JSON file with --pool'),
    )
    .option('--papers <n>', say('份数（答辩：考生数）', 'papers; for defense, candidates'), '10')
    .option('--bank <id>', say('题库', 'bank'))
    .option('--pool <file>', say('题目集合CSV', 'pool as CSV'))
    .option(
      '--seed <text>',
      say(
        '种子（仅文件模式；题库模式由系统抽取并保密）',
        'seed, with --pool only: a bank draws its own and keeps it secret',
      ),
    )
    .option('--candidates <file>', say('答辩：考生名单，每行一人', 'for defense: a file of candidates, one a line'))
    .option('--blind', say('盲组：组卷后立即密封，无人见到试卷', 'seal at once, with nobody seeing a paper'))
    .option('--json', say('输出JSON', 'print JSON'))
    .action(async (options: AssembleOptions, command: Command) => {
      const papers = Number(options.papers)
      if (!Number.isInteger(papers) || papers < 1 || papers > 1000)
        throw new AppError('input.usage', '--papers is a whole number from 1 to 1000. / --papers应为1到1000的整数。')
      if ((options.pool === undefined) === (options.bank === undefined))
        throw new AppError('input.usage', 'Name either --bank or --pool. / 请给出 --bank 或 --pool 之一。')
      if (options.pool !== undefined) await assembleFromFiles(options.pool, papers, options)
      else await assembleFromBank(options.bank!, papers, options, command)
    })

  root
    .command('check')
    .description(say('判定一套试卷是否符合组卷计划（文件）', 'judge a set of papers against its blueprint, in files'))
    .requiredOption('--pool <file>', say('题目集合CSV', 'pool as CSV'))
    .requiredOption('--blueprint <file>', say('组卷计划JSON', 'blueprint as JSON'))
    .requiredOption('--set <file>', say('组卷结果JSON', 'what assemble printed'))
    .option('--json', say('输出JSON', 'print JSON'))
    .action(async (options: { pool: string; blueprint: string; set: string; json?: boolean }) => {
      const { checkFiles } = await import('../sets/files.ts')
      const { exitCode, output, messages } = checkFiles(options)
      if (options.json && output) printJson(output)
      messages.forEach(note)
      if (exitCode === 0 && !options.json) print(say('✓ 全部规则均满足', '✓ Every rule holds'))
      if (exitCode !== 0) throw new Exit(exitCode)
    })
}

async function assembleFromFiles(
  pool: string,
  papers: number,
  { blueprint, seed, json }: AssembleOptions,
): Promise<void> {
  if (seed === undefined)
    throw new AppError('input.usage', 'Assembling from files needs --seed. / 文件模式须给出 --seed。')
  const { assembleFiles } = await import('../sets/files.ts')
  const { startSolver } = await import('../workers/start-solver.ts')
  const solver = startSolver()
  const { show: onProgress, signal, end } = assemblyProgress(say('组卷', 'assembling'))
  const { exitCode, output, messages } = await assembleFiles(
    solver,
    { pool, blueprint },
    { papers, seed, onProgress, signal },
  ).finally(() => {
    end()
    return solver.close()
  })
  if (json && output) printJson(output)
  messages.forEach(note)
  if (!json && output && 'papers' in output)
    for (const [index, ids] of (output.papers as string[][]).entries()) print(`${index + 1}: ${ids.join(' ')}`)
  if (exitCode !== 0) throw new Exit(exitCode)
}

async function assembleFromBank(
  bank: string,
  papers: number,
  options: AssembleOptions,
  command: Command,
): Promise<void> {
  if (options.seed !== undefined)
    throw new AppError(
      'input.usage',
      'The seed of a bank’s set is drawn by the program and stays secret. / 题库组卷的种子由系统抽取并保密。',
    )
  await withDeps(command, async (deps, by) => {
    const { requireBank } = await import('../banks/create.ts')
    const { assembleSet } = await import('../sets/assemble.ts')
    await requireBank(deps.db, bank)
    const candidates = options.candidates === undefined ? undefined : await candidatesOf(options.candidates)
    const line = assemblyProgress(say('组卷', 'assembling'))
    const settings = {
      papers,
      candidates,
      signal: line.signal,
      onProgress: line.show,
    }
    if (options.blind) {
      const { assembleBlind } = await import('../sets/blind.ts')
      const made = await assembleBlind(deps, bank, options.blueprint, settings, by).finally(line.end)
      if (made.outcome === 'sealed') {
        if (options.json) printJson({ set: made.set, sealed: made.seals.length })
        else print(say(`盲组完成并已密封：${made.set}`, `Assembled blind and sealed: ${made.set}`))
        return
      }
      return tellWhyNot(made, options.json)
    }
    const outcome = await assembleSet(deps, bank, options.blueprint, settings, by).finally(line.end)
    if (options.json)
      printJson(outcome.outcome === 'found' ? { set: outcome.set.id, certificate: outcome.set.certificate } : outcome)
    if (outcome.outcome !== 'found') return tellWhyNot(outcome, false)
    if (!options.json)
      print(
        say(
          `已组卷：${outcome.set.id}（${papers}份，等待他人审批）`,
          `Assembled: ${outcome.set.id} (${counted(papers, 'paper')}, waiting for another person's approval)`,
        ),
      )
  })
}

/** Says why there is no set and ends with 3 for a shortage, 1 otherwise. */
async function tellWhyNot(made: Parameters<typeof import('../sets/no-set.ts').noSet>[0], json = false): Promise<never> {
  const { noSet } = await import('../sets/no-set.ts')
  if (json) printJson(made)
  if (made.outcome === 'contradiction')
    for (const { place, sentence } of made.contradictions) note(`${place}: ${words(sentence)}`)
  else for (const sentence of noSet(made).sentences) note(words(sentence))
  throw new Exit(made.outcome === 'impossible' ? 3 : 1)
}

/** Names or numbers, one a line; empty lines are left out, a name twice is refused. */
async function candidatesOf(file: string): Promise<string[]> {
  const { readFileSync } = await import('node:fs')
  const names = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (
    names.length === 0 ||
    names.length > 1000 ||
    new Set(names).size < names.length ||
    names.some((name) => name.length > 100)
  )
    throw new AppError(
      'input.usage',
      '--candidates names a file of 1 to 1000 different candidates, one a line. / --candidates应为考生名单文件，每行一人，1至1000人且不重复。',
    )
  return names
}

function blueprintCommands(root: Command): void {
  const blueprint = root.command('blueprint').description(say('组卷计划', 'blueprints'))

  blueprint
    .command('plan')
    .description(
      say(
        '由细目表比重和常用方案生成组卷计划，或读入JSON',
        'make a blueprint from the element table’s weights and a named plan, or from JSON',
      ),
    )
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .option('--kind <kind>', 'theory | practical | defense', 'theory')
    .option('--plan <name>', 'single80-truefalse20 | single140-truefalse40-multiple10')
    .option('--name <name>', say('名称', 'name'))
    .option('--file <json>', say('组卷计划JSON', 'a blueprint as JSON'))
    .option('--topics <n>', say('答辩：每人题数', 'defense: topics a candidate'), '2')
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: PlanOptions, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { requireBank } = await import('../banks/create.ts')
        const { saveBlueprint } = await import('../blueprints/save.ts')
        const { level } = await requireBank(db, options.bank)
        const { made, rounding } = await newBlueprint(db, level, options)
        const row = await saveBlueprint(db, options.bank, made, by)
        if (options.json) return printJson({ blueprint: row.id, version: row.version, content: row.content, rounding })
        if (rounding.length)
          print(
            table([
              [say('范围', 'scope'), '', say('比重', 'weight'), say('精确', 'exact'), say('取整', 'rounded')],
              ...rounding.map((r) => [r.scope, r.name, r.weight, r.exact, r.rounded]),
            ]),
          )
        print(say(`${row.id}　${row.name} 第${row.version}版`, `${row.id} ${row.name}, version ${row.version}`))
      }),
    )

  blueprint
    .command('list')
    .description(say('列出组卷计划', 'list the blueprints'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .action((options: { bank: string }, command: Command) =>
      withDeps(command, async ({ db }) => {
        const { blueprintStore } = await import('../blueprints/store.ts')
        const rows = await blueprintStore(db.read).all(options.bank)
        print(
          table([
            [say('编号', 'id'), say('类别', 'kind'), say('名称', 'name'), say('版本', 'version')],
            ...rows.map((r) => [r.id, r.kind, r.name, r.version]),
          ]),
        )
      }),
    )
}

async function newBlueprint(db: Db, level: number, options: PlanOptions) {
  const { planBlueprint, practicalBlueprint } = await import('../blueprints/save.ts')
  const { namedPlans } = await import('../../core/blueprint/from-table.ts')
  const { commonSpread } = await import('../blueprints/common-spread.ts')
  const { checked } = await import('./input.ts')
  if (options.kind === 'practical') {
    const content = await practicalBlueprint(db, options.bank)
    return { made: { kind: 'practical' as const, name: options.name ?? 'practical', content }, rounding: [] }
  }
  if (options.kind === 'defense') {
    const { DefenseBlueprint } = await import('../../core/blueprint/practical.ts')
    const content = checked(DefenseBlueprint, { topics: Number(options.topics) })
    return { made: { kind: 'defense' as const, name: options.name ?? 'defense', content }, rounding: [] }
  }
  if (options.file !== undefined) {
    const { readFileSync } = await import('node:fs')
    const { parsePlan } = await import('../sets/files-plan.ts')
    const plan = parsePlan(readFileSync(options.file))
    if (!plan.ok) throw new AppError('blueprint.invalid', plan.faults.map(({ zh, en }) => `${en} / ${zh}`).join('\n'))
    return { made: { kind: 'theory' as const, name: options.name ?? 'theory', content: plan.value }, rounding: [] }
  }
  const name = options.plan as keyof typeof namedPlans | undefined
  if (name === undefined || !Object.hasOwn(namedPlans, name))
    throw new AppError('input.usage', `--plan is one of: ${Object.keys(namedPlans).join(', ')}. / --plan应为上列之一。`)
  const { content, rounding } = await planBlueprint(db, options.bank, { name, ...commonSpread(level) })
  return { made: { kind: 'theory' as const, name: options.name ?? name, content }, rounding }
}
