/** Sections of the filing report about the bank itself: statistics with charts, element table, sealed papers. */
import { typeWords } from '../../core/blueprint/words.ts'
import type { FilingReport } from '../../core/coverage/filing.ts'
import { parentOf } from '../../core/element-table.ts'
import type { TheoryType } from '../../core/item.ts'
import type { ReportPart } from '../print/report.ts'

/** The day of a Unix time in ms, UTC. */
export const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
const headOf = (digest: string | null) => digest?.slice(0, 16) ?? '—'
export const kindNames = { theory: '理论', practical: '操作', defense: '答辩' } as const
export const difficultyNames = ['易', '较易', '中等', '较难', '难', '未知'] as const
const importanceNames = { X: 'X 核心', Y: 'Y 一般', Z: 'Z 辅助' } as const

/** Lowest scopes when they fit a page, else the second level. */
export function heatScopes({ theory }: FilingReport['coverage']) {
  const lowest = theory.scopes.filter((scope) => scope.lowest)
  return lowest.length <= 32 ? lowest : theory.scopes.filter(({ depth }) => depth <= 2)
}

/** Counts, bars and the heat map. */
export function statistics({ coverage, use }: FilingReport): ReportPart[] {
  const { theory, practical, defense, people, states } = coverage
  const top = theory.scopes.filter(({ depth }) => depth === 1)
  const types = Object.entries(theory.byType).filter(([, n]) => n > 0)
  const most = Math.max(1, ...types.map(([, n]) => n))
  const reach = Math.max(10, ...top.flatMap(({ share, weight }) => [share, weight]))
  return [
    {
      together: [
        { heading: '三、题库统计' },
        {
          table: {
            head: ['项目', '数量', '项目', '数量'],
            widths: ['*', 60, '*', 60],
            align: ['left', 'right', 'left', 'right'],
            rows: [
              ['理论试题（已审定）', `${theory.approved}`, '未归入鉴定点', `${theory.unassigned}`],
              ['操作试题（已审定）', `${practical.approved}`, '答辩题（已审定）', `${defense.approved}`],
              ['草稿', `${states.draft}`, '待审', `${states.submitted}`],
              ['停用', `${states.retired}`, '待处理相似题（组）', `${coverage.openRelations}`],
              ['命题人数', `${people.writers}`, '审题人数', `${people.reviewers}`],
              ...(use ? [['从未使用', `${use.never}`, `使用${use.often}次及以上`, `${use.overused}`]] : []),
              [
                `${coverage.old.months}个月以前编写`,
                `${coverage.old.items}`,
                '依据旧版细目表',
                `${coverage.superseded}`,
              ],
            ],
          },
        },
      ],
    },
    {
      together: [
        { heading: '题型' },
        {
          bars: {
            most,
            rows: types.map(([type, n]) => ({
              label: typeWords[type as TheoryType]?.zh ?? type,
              value: n,
              note: `${n}`,
            })),
          },
        },
      ],
    },
    ...(top.length > 0
      ? ([
          {
            together: [
              { heading: '各范围试题占比（红线为比重）' },
              {
                bars: {
                  most: reach,
                  rows: top.map(({ code, name, share, weight, items }) => ({
                    label: `${code} ${name}`,
                    value: share,
                    mark: weight,
                    note: `${items}题 ${share}%／${weight}%`,
                  })),
                },
              },
            ],
          },
          {
            together: [
              { heading: '重要程度' },
              {
                table: {
                  head: ['重要程度', '鉴定点', '占比（%）', '试题', '占比（%）'],
                  align: ['left', 'right', 'right', 'right', 'right'],
                  rows: theory.importance.map(({ level, points, pointShare, items, share }) => [
                    importanceNames[level],
                    `${points}`,
                    `${pointShare}`,
                    `${items}`,
                    `${share}`,
                  ]),
                },
              },
            ],
          },
          { heading: '范围与难度（题数）', newPage: true },
          {
            heat: {
              corner: '范围',
              columns: difficultyNames,
              rows: heatScopes(coverage).map(({ code, name, byDifficulty }) => ({
                label: `${code} ${name}`,
                values: byDifficulty,
              })),
            },
          },
        ] satisfies ReportPart[])
      : []),
    ...(practical.modules.length > 0
      ? ([
          { heading: '操作模块' },
          {
            table: {
              head: ['代码', '名称', '比重', '试题'],
              widths: [70, '*', 50, 50],
              align: ['left', 'left', 'right', 'right'],
              rows: practical.modules.map(({ code, name, weight, tasks }) => [code, name, `${weight}`, `${tasks}`]),
            },
          },
        ] satisfies ReportPart[])
      : []),
  ]
}

/** What each blueprint still yields, in numbers; nothing where the report's maker may not know. */
export function yieldParts({ yields = [] }: FilingReport): ReportPart[] {
  if (yields.length === 0) return []
  return [
    {
      together: [
        { heading: '可组套数' },
        {
          paragraph:
            '按各组卷计划，未用过的试题还可组成的试卷套数（理论：互不重题；操作：组合不同）。已得套数为实际组成，上限为经证明不能超过的套数。',
        },
        {
          table: {
            head: ['组卷计划', '类别', '已得', '上限'],
            widths: ['*', 50, 50, 50],
            align: ['left', 'center', 'right', 'right'],
            rows: yields.map(({ blueprint, kind, found, upper }) => [
              blueprint,
              kindNames[kind],
              `${found}`,
              `${upper}`,
            ]),
          },
        },
      ],
    },
  ]
}

/** The whole element table in force: each scope, then its points, with the approved items on them. */
export function elementAnnex({ coverage: { theory, practical } }: FilingReport): ReportPart[] {
  if (theory.scopes.length === 0) return []
  const pointsIn = new Map<string, typeof theory.perPoint>()
  for (const point of theory.perPoint) {
    const scope = parentOf(point.code) ?? ''
    pointsIn.set(scope, [...(pointsIn.get(scope) ?? []), point])
  }
  const rows = theory.scopes.flatMap(({ code, name, depth, weight, items }) => [
    [code, `${'　'.repeat(depth - 1)}${name}`, `${weight}`, '', `${items}`],
    ...(pointsIn.get(code) ?? []).map((point) => [
      point.code,
      `${'　'.repeat(depth)}${point.name}`,
      '',
      point.importance,
      `${point.items}`,
    ]),
  ])
  return [
    { heading: '附录　鉴定要素细目表（全表）', newPage: true },
    {
      paragraph: `范围${theory.scopes.length}个，鉴定点${theory.points}个；题数只计已审定的试题，范围的题数含其下各点。`,
    },
    {
      table: {
        head: ['代码', '鉴定范围／鉴定点', '比重', '重要程度', '试题'],
        widths: [80, '*', 40, 50, 40],
        align: ['left', 'left', 'right', 'center', 'right'],
        rows,
      },
    },
    ...(practical.modules.length > 0
      ? [{ paragraph: `操作技能模块${practical.modules.length}个，见“操作模块”。` }]
      : []),
  ]
}

/** Scopes with their coverage, and the points that lack items. */
export function elementTable({ coverage: { theory, editions } }: FilingReport): ReportPart[] {
  if (theory.scopes.length === 0) return []
  const inForce = editions.find(({ kind, inForce }) => kind === 'theory' && inForce)
  const bare = theory.perPoint.filter(({ items }) => items < 2)
  return [
    { heading: '四、鉴定要素细目表与覆盖情况', newPage: true },
    {
      paragraph: `现行版：${inForce?.edition ?? '—'}。鉴定点${theory.points}个，其中无题${theory.pointsWithout.length}个，仅一题${theory.pointsWithOne.length}个；各鉴定点的题数见附录。`,
    },
    {
      table: {
        head: ['代码', '鉴定范围', '比重', '鉴定点', '有题的点', '试题', '占比（%）'],
        widths: [56, '*', 40, 44, 50, 40, 56],
        align: ['left', 'left', 'right', 'right', 'right', 'right', 'right'],
        rows: theory.scopes.map(({ code, name, depth, weight, points, pointsWith, items, share }) => [
          code,
          `${'　'.repeat(depth - 1)}${name}`,
          `${weight}`,
          `${points}`,
          `${pointsWith}`,
          `${items}`,
          `${share}`,
        ]),
      },
    },
    ...(bare.length > 0
      ? ([
          { heading: '无题与仅一题的鉴定点' },
          {
            table: {
              head: ['代码', '鉴定点', '重要程度', '试题'],
              widths: [80, '*', 60, 40],
              align: ['left', 'left', 'center', 'right'],
              rows: bare.map(({ code, name, importance, items }) => [code, name, importance, `${items}`]),
            },
          },
        ] satisfies ReportPart[])
      : []),
  ]
}

/** Sealed papers by number and digests. */
export function sealedPapers({ sealed }: FilingReport): ReportPart[] {
  return [
    { heading: '五、已密封的试卷', newPage: true },
    { paragraph: '只列编号与摘要，不含内容。摘要为SHA-256的前16位，完整摘要见随附数据文件。' },
    ...(sealed.length > 0
      ? [
          {
            table: {
              head: ['试卷编号', '类别', '套卷', '文档摘要', '密文摘要', '密封日期'],
              widths: ['*', 32, 32, 92, 92, 62],
              align: ['left', 'center', 'right', 'left', 'left', 'center'],
              rows: sealed.map(({ id, kind, set, documentDigest, cipherDigest, sealedAt }) => [
                id,
                kindNames[kind],
                `${set}`,
                headOf(documentDigest),
                headOf(cipherDigest),
                day(sealedAt),
              ]),
            },
          } satisfies ReportPart,
        ]
      : [{ paragraph: '尚无已密封的试卷。' }]),
  ]
}
