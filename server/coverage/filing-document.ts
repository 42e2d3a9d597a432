/** The filing report laid out for the review: what a reader leafs through, in the order of its questions. */

import { relaxationWords } from '../../core/accounts/rights.ts'
import { type FilingReport, filingDigest } from '../../core/coverage/filing.ts'
import { wayWords } from '../../core/coverage/plan.ts'
import { levelName } from '../../core/paper/head.ts'
import type { Report, ReportPart } from '../print/report.ts'
import { day, elementAnnex, elementTable, kindNames, sealedPapers, statistics, yieldParts } from './filing-sections.ts'

const instant = (at: number) => `${new Date(at).toISOString().replace('T', ' ').slice(0, 16)}（UTC）`
const verdict = (met: boolean) => (met ? '符合' : '不符合')
const whatNames = { rules: '备案要求', standard: '职业标准', plan: '评价方案' } as const

/** The report to print. `createdAt` is the report's own time, so that one report gives the same bytes. */
export function filingDocument(report: FilingReport): Report {
  const { bank, at, coverage, log } = report
  const { standard } = coverage
  return {
    title: '题库备案评估报告',
    subtitle: `${bank.occupation}${bank.trade ? `（${bank.trade}）` : ''}　${levelName(bank.level)}`,
    cover: {
      lines: [
        `职业编码　${bank.occupationCode}`,
        `依据　${standard ? `${standard.name} ${standard.edition}` : '职业标准未登记'}`,
        `评估结论　${verdict(coverage.met)}`,
      ],
      foot: ['评价机构（盖章）：________________________', `报告日期：${day(at)}`],
    },
    classification: '内部资料',
    foot: `日志锚点 ${log.size} · ${log.hash.slice(0, 16)}`,
    digest: filingDigest(report),
    createdAt: at,
    parts: [
      ...summary(report),
      ...planParts(report),
      ...statistics(report),
      ...yieldParts(report),
      ...elementTable(report),
      ...sealedPapers(report),
      ...measures(report),
      ...elementAnnex(report),
    ],
  }
}

function summary({ coverage }: FilingReport): ReportPart[] {
  return [
    { heading: '一、备案要求对照', newPage: true },
    {
      paragraph: `依据《${coverage.document}》${coverage.reading === 'and' ? '，题量与套数须同时达到' : '，题量与套数达到其一即可'}。只计已审定、可入卷的试题与已组成的试卷。`,
    },
    {
      table: {
        head: ['要求', '依据', '应有', '现有', '结论'],
        widths: [100, '*', 40, 40, 48],
        align: ['left', 'left', 'right', 'right', 'center'],
        rows: coverage.rules.map(({ sentence, source, needed, found, met }) => [
          sentence.zh,
          source.zh,
          `${needed}`,
          `${found}`,
          verdict(met),
        ]),
      },
    },
    { heading: '其他检查（提示，不影响结论）' },
    {
      table: {
        head: ['检查', '情况', '结论'],
        widths: [190, '*', 48],
        align: ['left', 'left', 'center'],
        rows: coverage.checks.map(({ rule, finding, holds }) => [rule.zh, finding.zh, holds ? '符合' : '提示']),
      },
    },
  ]
}

function planParts({ coverage: { plan, standard }, planVersion }: FilingReport): ReportPart[] {
  return [
    { heading: '二、职业标准与评价方案', newPage: true },
    {
      table: {
        head: ['项目', '内容'],
        widths: [110, '*'],
        rows: [
          ['标准名称', standard?.name ?? '未登记'],
          ['编号', standard?.code ?? '—'],
          ['版本', standard?.edition ?? '—'],
          ['备案号', standard ? (standard.filingNumber ?? '国家标准，无自编备案号') : '—'],
        ],
      },
    },
    ...(plan
      ? ([
          { paragraph: `评价方案第${planVersion}版。${plan.content.note}` },
          {
            table: {
              head: ['评价方式', '权重（%）', '合格分', '时间（分钟）'],
              align: ['left', 'right', 'right', 'right'],
              rows: plan.content.ways.map(({ way, weight, pass, minutes }) => [
                wayWords[way].zh,
                `${weight}`,
                `${pass}`,
                `${minutes ?? '—'}`,
              ]),
            },
          },
          {
            paragraph:
              plan.content.rule === 'each'
                ? '合格规则：各项均合格为合格。'
                : `合格规则：各项均合格，且加权总分不低于${plan.content.pass}分为合格。`,
          },
          {
            table: {
              head: ['标准条款', '结论'],
              widths: ['*', 60],
              align: ['left', 'center'],
              rows: plan.clauses.map(({ sentence, met }) => [sentence.zh, verdict(met)]),
            },
          },
        ] satisfies ReportPart[])
      : [{ paragraph: '尚未制定评价方案。' }]),
  ]
}

function measures({ custody, retention, statements, coverage, log, at }: FilingReport): ReportPart[] {
  return [
    { heading: '六、保管与保密措施', newPage: true },
    {
      table: {
        head: ['措施', '现状'],
        widths: [150, '*'],
        rows: [
          ['保管人', `${custody.custodians}人；启封所需人数：${custody.schemes.join('、') || '尚未密封'}`],
          ['密封件', `${custody.sealedObjects}件，正文与密钥信封分开存放`],
          ['盲组卷', `${custody.blindSets}套卷组成至密封无人看过`],
          ['审题', `每题须${custody.reviewersPerItem}人审定；命题人不得审自己的题，组卷人不得审批自己的卷`],
          ['岗位分离', separation(custody.relaxations)],
          ['加密', `数据库整体加密；密封件 ${custody.suite}`],
          ['访问日志', '每次阅读、检索、导出、改动、拒绝均留痕，只增不改，哈希链接'],
        ],
      },
    },
    { heading: '七、保管期限与更新记录' },
    {
      paragraph: `自考试之日起，纸质材料保管${retention.paperYears}年以上，电子材料保管${retention.electronicYears}年以上，可追溯、可倒查。`,
    },
    {
      table: {
        head: ['季度', '新增', '修订', '停用'],
        align: ['left', 'right', 'right', 'right'],
        rows: coverage.updates
          .slice(0, 12)
          .map(({ quarter, added, revised, retired }) => [quarter, `${added}`, `${revised}`, `${retired}`]),
      },
    },
    {
      table: {
        head: ['细目表', '版本', '启用日期', '现行'],
        widths: [60, '*', 80, 40],
        align: ['left', 'left', 'center', 'center'],
        rows: coverage.editions.map(({ kind, edition, at: since, inForce }) => [
          kindNames[kind],
          edition,
          day(since),
          inForce ? '是' : '',
        ]),
      },
    },
    ...(statements.length > 0
      ? [
          {
            table: {
              head: ['改动', '理由', '日期'],
              widths: [70, '*', 80],
              align: ['left', 'left', 'center'],
              rows: statements.map(({ what, reason, at: when }) => [whatNames[what], reason, day(when)]),
            },
          } satisfies ReportPart,
        ]
      : [{ paragraph: '备案要求未作改动。' }]),
    { heading: '八、日志锚点与核验' },
    {
      table: {
        head: ['项目', '内容'],
        widths: [110, '*'],
        rows: [
          ['访问日志', `${log.size}条，末条哈希 ${log.hash}`],
          ['报告时间', instant(at)],
          [
            '核验方法',
            '报告数据文件（filing.json）由本安装签名，可用 juanku verify filing.json 离线核验；页脚摘要即该数据的摘要。',
          ],
        ],
      },
    },
  ]
}

/** Which roles one person may hold together: the rule, or what was relaxed of it. */
const separation = (relaxed: FilingReport['custody']['relaxations']): string =>
  relaxed.length === 0
    ? '管理员不兼任其他角色，保管人不兼任同一题库的考务员，无放宽'
    : `已放宽：${relaxed.map((name) => relaxationWords[name].zh).join('；')}`
