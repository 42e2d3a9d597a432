/** The coverage report for a terminal. */
import { typeWords } from '../../core/blueprint/words.ts'
import type { Coverage } from '../../core/coverage.ts'
import type { TheoryType } from '../../core/item.ts'
import type { Bank } from '../banks/store.ts'
import { say, table, words } from '../cli/terminal.ts'

const list = (codes: readonly string[]): string =>
  codes.slice(0, 12).join(' ') +
  (codes.length > 12 ? say(` 等${codes.length}个`, ` and ${codes.length - 12} more`) : '')

/** Lines of the report; scopes are shown with their share beside the weight they should have. */
export function coverageText(
  bank: Bank,
  { rules, met, warnings, states, theory, practical, papers, ...rest }: Coverage,
): string {
  const out: string[] = []
  out.push(
    say(
      `${bank.occupation} ${bank.occupationCode} ${bank.level}级 · 题库覆盖率`,
      `${bank.occupation} ${bank.occupationCode}, Level ${bank.level}: coverage`,
    ),
  )
  out.push('', say('备案要求（厦门市职业技能等级认定操作细则）', 'What the filing review asks'))
  out.push(
    table([
      ['', say('要求', 'rule'), say('应有', 'needed'), say('现有', 'found')],
      ...rules.map((rule) => [rule.met ? '✓' : '✗', words(rule.sentence), rule.needed, rule.found]),
    ]),
  )
  out.push(met ? say('→ 符合', '→ met') : say('→ 不符合', '→ not met'))
  for (const warning of warnings) out.push(`! ${words(warning.sentence)}`)
  const counts = (of: Record<string, number>, name: (key: string) => string) =>
    Object.entries(of)
      .filter(([, n]) => n > 0)
      .map(([key, n]) => `${name(key)} ${n}`)
      .join(say('，', ', '))
  out.push(
    '',
    say(
      `理论试题：已审定${theory.approved}道（草稿${states.draft}，待审${states.submitted}）`,
      `Theory items: ${theory.approved} approved (${states.draft} drafts, ${states.submitted} submitted)`,
    ),
  )
  out.push(`  ${counts(theory.byType, (key) => words(typeWords[key as TheoryType]))}`)
  out.push(
    `  ${counts(theory.byDifficulty, (key) => (key === 'unknown' ? say('难度未知', 'difficulty unknown') : say(`难度${key}`, `difficulty ${key}`)))}`,
  )
  out.push(`  ${counts(theory.byImportance, (key) => key)}`)
  if (theory.scopes.length)
    out.push(
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
    )
  if (theory.pointsWithout.length)
    out.push(
      '',
      say(`没有试题的鉴定点：${list(theory.pointsWithout)}`, `Points without items: ${list(theory.pointsWithout)}`),
    )
  if (practical.modules.length)
    out.push(
      '',
      table([
        [say('操作模块', 'module'), '', say('比重', 'weight'), say('试题', 'tasks')],
        ...practical.modules.map((m) => [m.code, m.name, m.weight, m.tasks]),
      ]),
    )
  out.push('', say(`答辩题：${rest.defense.approved}道`, `Defense topics: ${rest.defense.approved}`))
  out.push(
    say(
      `试卷：理论${papers['theory']!.made}套（已密封${papers['theory']!.sealed}），操作${papers['practical']!.made}套（已密封${papers['practical']!.sealed}）`,
      `Papers: ${papers['theory']!.made} theory (${papers['theory']!.sealed} sealed), ${papers['practical']!.made} practical (${papers['practical']!.sealed} sealed)`,
    ),
  )
  if (rest.yield)
    out.push(
      say(
        `按此组卷计划，现有试题还可组成互不重题的试卷：${rest.yield.found}套（上界${rest.yield.upper}套）`,
        `Disjoint papers the items still give under this blueprint: ${rest.yield.found} found, ${rest.yield.upper} at most`,
      ),
    )
  return out.join('\n')
}
