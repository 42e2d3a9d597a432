/** The filing report as a workbook: the same numbers as rows, for who reckons with them. */
import { typeWords } from '../../core/blueprint/words.ts'
import type { FilingReport } from '../../core/coverage/filing.ts'
import type { TheoryType } from '../../core/item.ts'
import type { CellValue, ColumnPlan, SheetPlan } from '../templates/plan.ts'
import { reportWorkbookBytes } from '../templates/write-workbook.ts'
import { day, difficultyNames, heatScopes, kindNames } from './filing-sections.ts'

const text = (zh: string, en: string, width: number): ColumnPlan => ({ zh, en, width })
const number = (zh: string, en: string, width = 10): ColumnPlan => ({ zh, en, width, number: true })
const sheet = (name: string, columns: ColumnPlan[], rows: CellValue[][]): SheetPlan => ({
  name,
  columns,
  rows,
  examples: 0,
})

/** The bytes of the workbook. */
export const filingWorkbook = (report: FilingReport): Promise<Buffer> =>
  reportWorkbookBytes(`题库备案评估报告 ${report.bank.id}`, [
    ...verdictSheets(report),
    ...countSheets(report),
    ...recordSheets(report),
  ])

const verdictSheets = ({ coverage }: FilingReport): SheetPlan[] => [
  sheet(
    '备案要求对照',
    [
      text('要求', 'Rule', 34),
      text('依据', 'Source', 60),
      number('应有', 'Needed'),
      number('现有', 'Found'),
      text('结论', 'Verdict', 10),
    ],
    coverage.rules.map(({ sentence, source, needed, found, met }) => [
      sentence.zh,
      source.zh,
      needed,
      found,
      met ? '符合' : '不符合',
    ]),
  ),
  sheet(
    '其他检查',
    [text('检查', 'Check', 56), text('情况', 'Finding', 60), text('结论', 'Verdict', 10)],
    coverage.checks.map(({ rule, finding, holds }) => [rule.zh, finding.zh, holds ? '符合' : '提示']),
  ),
]

function countSheets({ coverage, use, yields }: FilingReport): SheetPlan[] {
  const { theory, practical, defense, people, states } = coverage
  const totals: [string, number][] = [
    ['理论试题（已审定）', theory.approved],
    ...Object.entries(theory.byType).map(([type, n]): [string, number] => [
      `　${typeWords[type as TheoryType]?.zh ?? type}`,
      n,
    ]),
    ['理论试题未归入鉴定点', theory.unassigned],
    ['操作试题（已审定）', practical.approved],
    ['答辩题（已审定）', defense.approved],
    ['草稿', states.draft],
    ['待审', states.submitted],
    ['停用', states.retired],
    ['命题人数', people.writers],
    ['审题人数', people.reviewers],
    ['待处理相似题（组）', coverage.openRelations],
    ['依据旧版细目表', coverage.superseded],
    [`${coverage.old.months}个月以前编写`, coverage.old.items],
    ...(use
      ? ([
          ['从未使用', use.never],
          [`使用${use.often}次及以上`, use.overused],
        ] satisfies [string, number][])
      : []),
  ]
  return [
    sheet('题库统计', [text('项目', 'Item', 34), number('数量', 'Count')], totals),
    ...(yields && yields.length > 0
      ? [
          sheet(
            '可组套数',
            [
              text('组卷计划', 'Blueprint', 34),
              text('类别', 'Kind', 8),
              number('已得', 'Found'),
              number('上限', 'Upper'),
            ],
            yields.map(({ blueprint, kind, found, upper }) => [blueprint, kindNames[kind], found, upper]),
          ),
        ]
      : []),
    sheet(
      '鉴定范围',
      [
        text('代码', 'Code', 12),
        text('名称', 'Name', 36),
        number('比重', 'Weight'),
        number('占比%', 'Share %'),
        number('试题', 'Items'),
        number('鉴定点', 'Points'),
        number('有题的点', 'Points with items', 12),
      ],
      theory.scopes.map((s) => [s.code, s.name, s.weight, s.share, s.items, s.points, s.pointsWith]),
    ),
    sheet(
      '鉴定点',
      [text('代码', 'Code', 16), text('名称', 'Name', 44), text('重要程度', 'Importance', 10), number('试题', 'Items')],
      theory.perPoint.map(({ code, name, importance, items }) => [code, name, importance, items]),
    ),
    sheet(
      '范围与难度',
      [
        text('代码', 'Code', 12),
        text('名称', 'Name', 36),
        ...difficultyNames.map((name, at) => number(name, at < 5 ? `Difficulty ${at + 1}` : 'Unknown', 12)),
      ],
      heatScopes(coverage).map(({ code, name, byDifficulty }) => [code, name, ...byDifficulty]),
    ),
    sheet(
      '操作模块',
      [text('代码', 'Code', 12), text('名称', 'Name', 36), number('比重', 'Weight'), number('试题', 'Tasks')],
      practical.modules.map(({ code, name, weight, tasks }) => [code, name, weight, tasks]),
    ),
  ]
}

const recordSheets = ({ sealed, coverage }: FilingReport): SheetPlan[] => [
  sheet(
    '已密封试卷',
    [
      text('试卷编号', 'Paper', 30),
      text('类别', 'Kind', 8),
      number('套卷', 'Set'),
      text('文档摘要', 'Document digest', 68),
      text('密文摘要', 'Sealed digest', 68),
      text('密封日期', 'Sealed', 12),
    ],
    sealed.map(({ id, kind, set, documentDigest, cipherDigest, sealedAt }) => [
      id,
      kindNames[kind],
      set,
      documentDigest ?? '',
      cipherDigest,
      day(sealedAt),
    ]),
  ),
  sheet(
    '更新记录',
    [text('季度', 'Quarter', 10), number('新增', 'Added'), number('修订', 'Revised'), number('停用', 'Retired')],
    coverage.updates.map(({ quarter, added, revised, retired }) => [quarter, added, revised, retired]),
  ),
]
