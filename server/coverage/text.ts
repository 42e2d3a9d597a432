/** Coverage for a terminal. */
import { typeWords } from '../../core/blueprint/words.ts'
import type { Coverage } from '../../core/coverage/coverage.ts'
import type { Matrix } from '../../core/coverage/matrix.ts'
import type { BankYield, UseCounts } from '../../core/coverage/use.ts'
import type { TheoryType } from '../../core/item.ts'
import type { Bank } from '../banks/store.ts'
import { say, table, words } from '../cli/terminal.ts'

const list = (codes: readonly string[]): string =>
  codes.slice(0, 12).join(' ') +
  (codes.length > 12 ? say(` 等${codes.length}个`, ` and ${codes.length - 12} more`) : '')

const counts = (of: Record<string, number>, name: (key: string) => string) =>
  Object.entries(of)
    .filter(([, n]) => n > 0)
    .map(([key, n]) => `${name(key)} ${n}`)
    .join(say('，', ', '))

/** Lines of the report; scopes are shown with their share beside the weight they should have. */
export function coverageText(bank: Bank, coverage: Coverage): string {
  return [
    say(
      `${bank.occupation} ${bank.occupationCode} ${bank.level}级 · 题库覆盖率`,
      `${bank.occupation} ${bank.occupationCode}, Level ${bank.level}: coverage`,
    ),
    '',
    ...ruleLines(coverage),
    '',
    ...theoryLines(coverage),
    '',
    ...bankLines(coverage),
  ].join('\n')
}

function ruleLines({ document, reading, rules, met, checks }: Coverage): string[] {
  const open = checks.filter(({ holds }) => !holds)
  return [
    say(
      `备案要求（${document}${reading === 'or' ? '，按“或”解读' : ''}）`,
      `What the filing review asks (${document}${reading === 'or' ? ', read as "or"' : ''})`,
    ),
    table([
      ['', say('要求', 'rule'), say('应有', 'needed'), say('现有', 'found')],
      ...rules.map((rule) => [rule.met ? '✓' : '✗', words(rule.sentence), rule.needed, rule.found]),
    ]),
    met ? say('→ 符合', '→ met') : say('→ 不符合', '→ not met'),
    ...rules.filter((rule) => !rule.met).map(({ source }) => say(`  依据：${source.zh}`, `  by: ${source.en}`)),
    ...open.map(({ rule, finding }) => `! ${words(rule)} ${words(finding)}`),
  ]
}

function theoryLines({ theory, practical, states }: Coverage): string[] {
  return [
    say(
      `理论试题：已审定${theory.approved}道（全库草稿${states.draft}，待审${states.submitted}，停用${states.retired}）`,
      `Theory items: ${theory.approved} approved (in the bank: ${states.draft} drafts, ${states.submitted} submitted, ${states.retired} retired)`,
    ),
    `  ${counts(theory.byType, (key) => words(typeWords[key as TheoryType]))}`,
    `  ${counts(theory.byDifficulty, (key) => (key === 'unknown' ? say('难度未知', 'difficulty unknown') : say(`难度${key}`, `difficulty ${key}`)))}`,
    `  ${theory.importance.map(({ level, items, share, pointShare }) => say(`${level} ${items}（${share}%，鉴定点${pointShare}%）`, `${level} ${items} (${share} %, points ${pointShare} %)`)).join(say('，', ', '))}`,
    ...(theory.scopes.length > 0
      ? [
          '',
          table([
            [
              say('范围', 'scope'),
              '',
              say('比重', 'weight'),
              say('占比%', 'share %'),
              say('试题', 'items'),
              say('鉴定点', 'points'),
              say('有题', 'with items'),
            ],
            ...theory.scopes.map((s) => [s.code, s.name, s.weight, s.share, s.items, s.points, s.pointsWith]),
          ]),
        ]
      : []),
    ...(theory.pointsWithout.length > 0
      ? [
          '',
          say(`没有试题的鉴定点：${list(theory.pointsWithout)}`, `Points without items: ${list(theory.pointsWithout)}`),
        ]
      : []),
    ...(practical.modules.length > 0
      ? [
          '',
          table([
            [say('操作模块', 'module'), '', say('比重', 'weight'), say('试题', 'tasks')],
            ...practical.modules.map((m) => [m.code, m.name, m.weight, m.tasks]),
          ]),
        ]
      : []),
  ]
}

function bankLines({ defense, papers, people, updates, superseded, old, openRelations, standard, plan }: Coverage) {
  return [
    say(`答辩题：${defense.approved}道`, `Defense topics: ${defense.approved}`),
    say(
      `试卷：理论${papers['theory']!.made}套（已密封${papers['theory']!.sealed}），操作${papers['practical']!.made}套（已密封${papers['practical']!.sealed}）`,
      `Papers: ${papers['theory']!.made} theory (${papers['theory']!.sealed} sealed), ${papers['practical']!.made} practical (${papers['practical']!.sealed} sealed)`,
    ),
    say(
      `命题${people.writers}人，审题${people.reviewers}人；待处理相似题${openRelations}组；依据旧版细目表${superseded}道；${old.months}个月以前编写的${old.items}道`,
      `${people.writers} writers, ${people.reviewers} reviewers; ${openRelations} near-duplicates open; ${superseded} items on a superseded table; ${old.items} written more than ${old.months} months ago`,
    ),
    ...updates
      .slice(0, 4)
      .map(({ quarter, added, revised, retired }) =>
        say(
          `${quarter}：新增${added}，修订${revised}，停用${retired}`,
          `${quarter}: ${added} added, ${revised} revised, ${retired} retired`,
        ),
      ),
    say(
      `职业标准：${standard ? `${standard.name} ${standard.code} ${standard.edition}` : '未登记'}；评价方案：${plan ? '有' : '无'}`,
      `Standard: ${standard ? `${standard.name} ${standard.code} ${standard.edition}` : 'not entered'}; assessment plan: ${plan ? 'yes' : 'none'}`,
    ),
  ]
}

/** What is known of use. */
export const useText = ({ approved, never, overused, often }: UseCounts): string =>
  say(
    `使用情况：已审定${approved}道中，从未使用${never}道，使用${often}次及以上${overused}道`,
    `Use: of ${approved} approved, ${never} never used, ${overused} used ${often} times or more`,
  )

/** "[10, 12]" with what ends it. */
export function yieldText({ blueprint, found, upper, scarce }: BankYield): string {
  const what =
    blueprint.kind === 'theory'
      ? say('还可组成互不重题的理论试卷', 'further papers without a common item')
      : say('还可组成不同的操作试卷', 'further different practical papers')
  const ends = scarce ? say(`；最紧缺：${scarce.zh}`, `; scarce: ${scarce.en}`) : ''
  return say(
    `${blueprint.name}：${what}[${found}, ${upper}]套${ends}`,
    `${blueprint.name}: ${what} [${found}, ${upper}]${ends}`,
  )
}

const LIGHTS = {
  red: { zh: '✗ 红', en: '✗ red' },
  amber: { zh: '! 黄', en: '! amber' },
  green: { zh: '✓ 绿', en: '✓ green' },
}

/** The matrix: a line a bank, its light and the reasons. */
export function matrixText({ rows, lights, banks }: Matrix): string {
  const lines = rows.flatMap(({ occupation, occupationCode, cells }) =>
    cells.map(({ level, light, reasons }) => [
      words(LIGHTS[light]),
      occupationCode,
      occupation,
      say(`${level}级`, `Level ${level}`),
      reasons.map(words).join(say('；', '; ')),
    ]),
  )
  return [
    table([['', say('编码', 'code'), say('职业', 'occupation'), say('等级', 'level'), say('原因', 'why')], ...lines]),
    say(
      `共${banks}个题库：红${lights.red}，黄${lights.amber}，绿${lights.green}`,
      `${banks} banks: ${lights.red} red, ${lights.amber} amber, ${lights.green} green`,
    ),
  ].join('\n')
}
