/**
 * The main job end to end on the shipped sample bank, through the same actions
 * the service and the command line use: workbooks → items → a second person's
 * approval → blueprint → ten papers → seal → coverage, in a folder of its own.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ROOT } from '#built'
import type { Report } from '../../core/check/check.ts'
import { AppError } from '../../core/errors.ts'
import type { ItemKind } from '../../core/item.ts'
import type { Words } from '../../core/words.ts'
import { takeAnchor } from '../access/anchor.ts'
import { verifyLog } from '../access/verify.ts'
import { createBank } from '../banks/create.ts'
import type { Bank } from '../banks/store.ts'
import { commonSpread } from '../blueprints/common-spread.ts'
import { planBlueprint, practicalBlueprint, saveBlueprint } from '../blueprints/save.ts'
import type { BlueprintRow } from '../blueprints/store.ts'
import type { By } from '../by.ts'
import { type Config, readConfig } from '../config.ts'
import { readCoverage } from '../coverage/collect.ts'
import { filingFiles, makeFiling } from '../coverage/filing.ts'
import { coverageText } from '../coverage/text.ts'
import { approveOpening, closeOpening, requestOpening } from '../custody/ceremony.ts'
import { giveShare } from '../custody/ceremony-share.ts'
import { sealCertificate } from '../custody/certificate.ts'
import { addCustodian } from '../custody/custodians.ts'
import { installationKey } from '../custody/installation.ts'
import { sealSet } from '../custody/seal-set.ts'
import { takeOut } from '../custody/take-out.ts'
import { type Deps, openDeps } from '../deps.ts'
import { importFile } from '../imports/import-file.ts'
import { approveItems } from '../items/approve.ts'
import { approveSet } from '../sets/approve.ts'
import { assembleSet, type SetOutcome } from '../sets/assemble.ts'
import { theoryPool } from '../sets/pool.ts'
import { renderSet } from '../sets/render.ts'
import type { SetRow } from '../sets/store.ts'
import { type SampleAccount, samplePeople } from './people.ts'

const SAMPLES = fileURLToPath(new URL('import-templates/samples/', ROOT))
const MARKER = 'juanku-demo.json'
const OCCUPATION = '6-31-01-03'
const PAPERS = 10
/** Candidates for whom defense topics are drawn. */
const CANDIDATES = 20
const CUSTODIANS = ['保管人甲', '保管人乙', '保管人丙']

export type Shortage = Extract<SetOutcome, { outcome: 'impossible' }>['shortage']

/** What the demo made, for the summary and for the test that runs it. */
export type DemoResult = {
  dir: string
  accounts: SampleAccount[]
  items: Record<string, Partial<Record<ItemKind, number>>>
  foreign: { added: number; refused: number; unassigned: number }
  papers: { bank: string; kind: ItemKind; papers: number }[]
  theory: Report
  shortage: Shortage
  yield: { found: number; upper: number }
  sealed: number
  reopened: { identical: boolean; aloneRefused: boolean }
  log: { size: number; hash: string }
  coverage: Record<string, { met: boolean; text: string }>
  files: Record<
    'papers' | 'keys' | 'sealed' | 'certificate' | 'anchor' | 'coverage' | 'passphrases' | 'accounts',
    string
  >
}

/** `step` is told what is being done, in both languages; it is called again when a step has news. */
export type DemoProgress = (step: Words) => void

/** An empty folder, or what an earlier demo left, cleared; a folder with anything else in it is refused. */
function freshFolder(dir: string): void {
  if (existsSync(dir) && readdirSync(dir).length && !existsSync(join(dir, MARKER)))
    throw new AppError(
      'input.invalid',
      `${dir} is not empty and no demo folder: name another one. / 目录非空且不是演示目录，请另选。`,
    )
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  writeFileSync(join(dir, MARKER), `${JSON.stringify({ what: 'juanku demo: cleared by the next run' })}\n`)
}

/** Where the demo in `dir` keeps its data. */
export const demoConfig = (dir: string): Config =>
  readConfig({ JUANKU_DATA: join(dir, 'data'), JUANKU_KEYS: join(dir, 'keys') })

/** Runs the whole job in `dir`, which is cleared first when it holds an earlier demo. */
export async function runDemo(dir: string, step: DemoProgress, now: () => number = Date.now): Promise<DemoResult> {
  freshFolder(dir)
  const deps = await openDeps(demoConfig(dir), now)
  try {
    return await demo(dir, deps, step)
  } finally {
    await deps.close()
  }
}

async function demo(dir: string, deps: Deps, step: DemoProgress): Promise<DemoResult> {
  const by = (actor: string): By => ({ actor, at: deps.now() })
  const files = {
    papers: join(dir, 'papers'),
    keys: join(dir, 'answers'),
    sealed: join(dir, 'data', 'sealed'),
    certificate: join(dir, 'seal-certificate.pdf'),
    anchor: join(dir, 'log-anchor.json'),
    coverage: join(dir, 'coverage'),
    passphrases: join(dir, 'sample-passphrases.txt'),
    accounts: join(dir, 'sample-accounts.txt'),
  }
  const items: DemoResult['items'] = {}

  step({ zh: '建立示例账号与角色', en: 'Making sample accounts and roles' })
  const accounts = await samplePeople(deps, OCCUPATION, by)
  writePairs(
    files.accounts,
    new Map(accounts.map(({ name, password, secret }) => [name, secret ? `${password}  ${secret}` : password])),
  )
  const level3 = await sampleBank(deps, 3, items, by, step)
  const foreign = await importForeign(deps, level3, by, step)
  const level2 = await sampleBank(deps, 2, items, by, step)

  step({
    zh: `三级：组卷${PAPERS}套理论试卷（单选80、判断20，按细目表比重，不重题）`,
    en: `Level 3: assembling ${PAPERS} theory papers (80 single, 20 true/false, by weight, no item twice)`,
  })
  const theory = await made(deps, await theoryBlueprint(deps, level3, by), PAPERS, by)
  step({
    zh: `三级、二级：各组${PAPERS}套操作试卷；二级：为${CANDIDATES}名考生抽答辩题`,
    en: `Levels 3 and 2: ${PAPERS} practical papers each; Level 2: defense topics for ${CANDIDATES} candidates`,
  })
  const practical3 = await made(deps, await practicalOf(deps, level3.id, by), PAPERS, by)
  const practical2 = await made(deps, await practicalOf(deps, level2.id, by), PAPERS, by)
  const defense = await made(
    deps,
    await saveBlueprint(
      deps.db,
      level2.id,
      { kind: 'defense', name: '答辩抽题', content: { topics: 2 } },
      by('组卷员'),
    ),
    CANDIDATES,
    by,
  )

  step({ zh: '二级：题量不足，计算缺口', en: 'Level 2: too few items; working out what is missing' })
  const short = await assembleSet(
    deps,
    level2.id,
    (await theoryBlueprint(deps, level2, by)).id,
    { papers: PAPERS },
    by('组卷员'),
  )
  if (short.outcome !== 'impossible') throw new Error(`The short sample bank gave: ${short.outcome}`)

  step({ zh: '打印试卷与答案（PDF）', en: 'Printing papers and keys (PDF)' })
  const plain = new Map<string, Buffer>()
  for (const set of [theory, practical3, practical2, defense]) {
    const rendered = await renderSet(deps, set.bank, set.id, by('组卷员'))
    for (const { paper, paperFiles, keyFiles } of rendered.papers) {
      write(files.papers, paper.id, paperFiles, plain)
      write(files.keys, paper.id, keyFiles, plain)
    }
  }

  step({ zh: '密封：3名保管人，任意2名可启封', en: 'Sealing: three custodians, any two open' })
  const { sealed, reopened } = await sealAll(
    deps,
    [theory, practical3, practical2, defense],
    level3,
    files,
    plain,
    by,
    step,
  )

  step({ zh: '核验日志，写出锚点与覆盖率报告', en: 'Verifying the log; writing anchor and coverage' })
  const yielded = await deps.solver.call('yieldOf', {
    // What is left: the ten papers' items are used.
    pool: (await theoryPool(deps.db, level3.id)).filter(({ used }) => used === 0),
    blueprint: (
      await planBlueprint(deps.db, level3.id, { name: 'single80-truefalse20', ...commonSpread(level3.level) })
    ).content,
  })
  const coverage = await writeCoverage(deps, [level3, level2], files.coverage, by)
  const anchor = await takeAnchor(deps.db, installationKey(deps.config), deps.now())
  writeFileSync(files.anchor, `${JSON.stringify(anchor, null, 2)}\n`)
  const verdict = await verifyLog(deps.db, [anchor])
  if (verdict.broken) throw new Error('The log of the demo does not hold.')

  return {
    dir,
    accounts,
    items,
    foreign,
    papers: [
      { bank: level3.id, kind: 'theory', papers: PAPERS },
      { bank: level3.id, kind: 'practical', papers: PAPERS },
      { bank: level2.id, kind: 'practical', papers: PAPERS },
      { bank: level2.id, kind: 'defense', papers: 1 },
    ],
    theory: theory.certificate as Report,
    shortage: short.shortage,
    yield: yielded,
    sealed,
    reopened,
    log: verdict.head,
    coverage,
    files,
  }
}

type Actor = (name: string) => By

async function sampleBank(
  deps: Deps,
  level: 2 | 3,
  items: DemoResult['items'],
  by: Actor,
  step: DemoProgress,
): Promise<Bank> {
  const bank = await createBank(
    deps.db,
    { occupationCode: OCCUPATION, occupation: '电工', trade: null, level, standard: '示例题库（非官方）' },
    by('管理员'),
  )
  const counts: Partial<Record<ItemKind, number>> = {}
  items[bank.id] = counts
  for (const part of ['element-table', 'theory', 'practical', 'defense'] as const) {
    const file = join(SAMPLES, `electrician-l${level}-${part}.xlsx`)
    if (!existsSync(file)) continue
    step({ zh: `导入 ${level}级 ${part}`, en: `Importing Level ${level} ${part}` })
    const report = await importFile(deps, bank.id, file, {}, by(part === 'element-table' ? '考务员' : '命题员'))
    if (report.counts.refused) throw new Error(`${file}: ${report.counts.refused} rows refused`)
    if (part === 'element-table') continue
    counts[part] = report.counts.added
    await approveItems(deps.db, bank.id, part, by('审题员'), async () => true)
  }
  return bank
}

async function importForeign(deps: Deps, bank: Bank, by: Actor, step: DemoProgress): Promise<DemoResult['foreign']> {
  step({ zh: '导入外来表格（无模板）', en: 'Importing a foreign sheet (no template)' })
  const { counts, unassigned } = await importFile(deps, bank.id, join(SAMPLES, 'foreign-sheet.xlsx'), {}, by('命题员'))
  return { added: counts.added, refused: counts.refused, unassigned }
}

async function theoryBlueprint(deps: Deps, { id: bank, level }: Bank, by: Actor): Promise<BlueprintRow> {
  const { content } = await planBlueprint(deps.db, bank, {
    name: 'single80-truefalse20',
    ...commonSpread(level),
    // The small table of Level 2 has about one point per percent of weight.
    perPoint: level <= 2 ? 2 : 1,
  })
  return saveBlueprint(deps.db, bank, { kind: 'theory', name: '理论 80+20', content }, by('组卷员'))
}

async function practicalOf(deps: Deps, bank: string, by: Actor): Promise<BlueprintRow> {
  return saveBlueprint(
    deps.db,
    bank,
    { kind: 'practical', name: '操作技能', content: await practicalBlueprint(deps.db, bank) },
    by('组卷员'),
  )
}

/** Assembles a set that must exist, and has another person approve it. */
async function made(deps: Deps, blueprint: BlueprintRow, papers: number, by: Actor): Promise<SetRow> {
  const outcome = await assembleSet(deps, blueprint.bank, blueprint.id, { papers }, by('组卷员'))
  if (outcome.outcome !== 'found')
    throw new Error(`The sample bank gave no ${blueprint.kind} set: ${JSON.stringify(outcome)}`)
  await approveSet(deps.db, blueprint.bank, outcome.set.id, by('审批人'))
  return outcome.set
}

/** A name and its secret a line, for the owner alone. */
const writePairs = (file: string, pairs: ReadonlyMap<string, string>) =>
  writeFileSync(file, [...pairs].map(([name, secret]) => `${name}\t${secret}\n`).join(''), { mode: 0o600 })

function write(
  dir: string,
  id: string,
  files: readonly { name: string; bytes: Buffer }[],
  plain: Map<string, Buffer>,
): void {
  mkdirSync(dir, { recursive: true })
  for (const { name, bytes } of files) {
    plain.set(`${id}/${name}`, bytes)
    if (name.endsWith('.pdf')) writeFileSync(join(dir, `${id}.${name}`), bytes)
  }
}

async function sealAll(
  deps: Deps,
  sets: readonly SetRow[],
  shown: Bank,
  files: DemoResult['files'],
  plain: ReadonlyMap<string, Buffer>,
  by: Actor,
  step: DemoProgress,
): Promise<Pick<DemoResult, 'sealed' | 'reopened'>> {
  const passphrases = new Map(CUSTODIANS.map((name) => [name, randomBytes(9).toString('base64url')]))
  for (const bank of new Set(sets.map((set) => set.bank)))
    for (const [name, passphrase] of passphrases) await addCustodian(deps.db, bank, name, passphrase, by('管理员'))
  writePairs(files.passphrases, passphrases)
  let sealed = 0
  let ofFirst: Awaited<ReturnType<typeof sealSet>> = []
  for (const set of sets) {
    const seals = await sealSet(deps, set.bank, set.id, { threshold: 2 }, by('审批人'))
    sealed += seals.length
    if (set !== sets[0]) continue
    ofFirst = seals
    writeFileSync(files.certificate, await deps.printer.call('report', sealCertificate(shown, seals)))
  }

  step({
    zh: '启封第1套：两名保管人在场；一名时应被拒绝',
    en: 'Opening paper 1 with two custodians; one alone must be refused',
  })
  const set = sets[0]!
  const wanted = { set: set.id, object: 'paper' as const, paper: 1, reason: '演示：核对启封内容' }
  const { id } = await requestOpening(deps, set.bank, wanted, by('考务员'))
  await approveOpening(deps, set.bank, id, by('质量督导员'))
  const [first, second] = [...passphrases].map(([custodian, passphrase]) => ({ custodian, passphrase }))
  await giveShare(deps, set.bank, id, first!, by('考务员'))
  const aloneRefused = await takeOut(deps, set.bank, id, { how: 'show' }, by('考务员')).then(
    () => false,
    (error: unknown) => error instanceof AppError && error.code === 'ceremony.state',
  )
  await giveShare(deps, set.bank, id, second!, by('考务员'))
  const opened = await takeOut(deps, set.bank, id, { how: 'show' }, by('考务员'))
  await closeOpening(deps, set.bank, id, by('考务员'))
  const paper = ofFirst[0]!.manifest.paper!.id
  const identical =
    opened.files.length > 0 && opened.files.every(({ name, bytes }) => plain.get(`${paper}/${name}`)?.equals(bytes))
  if (!identical || !aloneRefused) throw new Error('The sealed paper did not open as it was sealed.')
  return { sealed, reopened: { identical, aloneRefused } }
}

async function writeCoverage(
  deps: Deps,
  banks: readonly Bank[],
  dir: string,
  by: Actor,
): Promise<DemoResult['coverage']> {
  mkdirSync(dir, { recursive: true })
  const out: DemoResult['coverage'] = {}
  for (const bank of banks) {
    const report = await readCoverage(deps.db, bank.id, by('质量督导员'))
    const text = coverageText(bank, report)
    writeFileSync(join(dir, `${bank.id}.txt`), `${text}\n`)
    writeFileSync(join(dir, `${bank.id}.json`), `${JSON.stringify(report, null, 2)}\n`)
    const filing = await makeFiling(deps, bank.id, by('质量督导员'), { use: true })
    mkdirSync(join(dir, bank.id), { recursive: true })
    for (const { name, bytes } of filingFiles(filing)) writeFileSync(join(dir, bank.id, name), bytes)
    out[bank.id] = { met: report.met, text }
  }
  return out
}
