/** The example rows of the templates. */
import type { ElementTable } from '../../core/element-table.ts'
import type { TheoryItem } from '../../core/item.ts'
import type { DefenseRow } from './defense.ts'
import type { PracticalRow } from './practical.ts'
import type { TheoryRow } from './theory.ts'

const common = {
  kind: 'theory',
  point: 'A-A-A-001',
  agreement: null,
  family: null,
  fixedOrder: false,
  source: '',
} as const

const item = (content: Omit<TheoryItem, keyof typeof common>): TheoryRow => ({
  id: null,
  content: { ...common, ...content },
})

export const exampleItems: readonly TheoryRow[] = [
  item({
    type: 'single',
    stem: '一个 $10\\,\\Omega$ 的电阻接在 220 V 的电源上，通过它的电流是（ ）。',
    options: ['22 A', '2.2 A', '220 A', '0.22 A'].map((text, index) => ({ id: 'abcd'.charAt(index), text })),
    key: { options: ['a'] },
    difficulty: 2,
    marks: 2,
    seconds: 40,
    rationale: '由欧姆定律 $I=U/R$ 得 22 A。',
  }),
  item({
    type: 'multiple',
    stem: '下列材料中属于导体的有（ ）。',
    options: ['铜', '铝', '橡胶', '陶瓷', '银'].map((text, index) => ({ id: 'abcde'.charAt(index), text })),
    key: { options: ['a', 'b', 'e'] },
    difficulty: 1,
    marks: 2,
    seconds: 50,
    rationale: '橡胶和陶瓷是绝缘材料。',
  }),
  item({
    type: 'single',
    stem: '一个 {{R}} Ω 的电阻接在 {{U}} V 的电源上，通过它的电流是（ ）。',
    options: ['{{答案}}', '{{干扰1}}', '{{干扰2}}', '{{干扰3}}'].map((text, index) => ({
      id: 'abcd'.charAt(index),
      text,
    })),
    key: { options: ['a'] },
    difficulty: 3,
    marks: 2,
    seconds: 60,
    rationale: '由欧姆定律 $I=\\frac{{U}}{{R}}$ 得 {{答案}}。',
    calculation: {
      variables: [
        { name: 'U', values: { from: 12, to: 240, step: 12 } },
        { name: 'R', values: { list: [5, 10, 15, 20, 30, 60] } },
      ],
      constraints: ['U/R < 20'],
      formula: 'U/R',
      distractors: ['R/U', 'U*R', 'U/R/2'],
      unit: 'A',
      rounding: { decimals: 2 },
    },
  }),
  item({
    type: 'true_false',
    stem: '停电检修前必须先验电。',
    options: [],
    key: { truth: true },
    difficulty: 1,
    marks: 1,
    seconds: 20,
    rationale: '',
  }),
]

export const exampleTables: readonly ElementTable[] = [
  {
    kind: 'theory',
    edition: '',
    scopes: [
      { code: 'A', name: '基本要求', weight: 25 },
      { code: 'A-A', name: '职业道德', weight: 5 },
      { code: 'A-A-A', name: '职业道德基本知识', weight: 3 },
      { code: 'A-A-B', name: '职业守则', weight: 2 },
      { code: 'A-B', name: '基础知识', weight: 20 },
      { code: 'A-B-A', name: '电路基础知识', weight: 20 },
    ],
    points: [
      { code: 'A-A-A-001', name: '道德的概念', importance: 'X' },
      { code: 'A-A-A-002', name: '职业道德的特点', importance: 'Y' },
      { code: 'A-A-B-001', name: '遵守操作规程', importance: 'X' },
      { code: 'A-B-A-001', name: '欧姆定律', importance: 'X' },
      { code: 'A-B-A-002', name: '电功与电功率', importance: 'Z' },
    ],
  },
  {
    kind: 'practical',
    edition: '',
    scopes: [
      { code: 'A', name: '线路安装', weight: 60, mode: 'mandatory', minutes: 90 },
      { code: 'B', name: '故障检修', weight: 40, mode: 'pick_one', minutes: 60 },
    ],
    points: [],
  },
]

export const exampleTask: PracticalRow = {
  id: 'T-001',
  content: {
    kind: 'practical',
    title: '三相异步电动机正反转控制线路的安装',
    module: 'A',
    marks: 40,
    preparationMinutes: 10,
    workingMinutes: 90,
    requirements: '按图选用元件并安装接线。\n接线牢固，布线整齐。\n经考评员同意后通电试车。',
    site: [{ group: 'venue', name: '工位', spec: '带三相电源', unit: '个', count: '1', note: '每人一个' }],
    candidate: [{ group: 'tool', name: '万用表', spec: '数字式', unit: '只', count: '1', note: '' }],
    marking: [
      { element: '元件安装', requirement: '位置正确、固定牢固', marks: 10, rule: '每处不符合要求扣1分，扣完为止' },
      { element: '线路连接', requirement: '按图接线，无错接、漏接', marks: 20, rule: '每处错误扣2分，扣完为止' },
      { element: '通电试车', requirement: '正反转与互锁动作正确', marks: 10, rule: '一次不成功扣5分' },
    ],
    criticalFailures: ['未经同意擅自通电', '造成短路或人身伤害'],
    difficulty: 3,
    source: '',
  },
}

export const exampleTopic: DefenseRow = {
  id: 'D-001',
  content: {
    kind: 'defense',
    title: '说明一台变频器频繁过电流跳闸的检查思路与处理方法。',
    scope: 'A',
    minutes: 15,
    expectedPoints: ['区分启动、运行和减速时的跳闸', '检查负载、电动机绝缘和电缆', '核对加减速时间与转矩提升参数'],
    scoringPoints: [
      { text: '分类清楚，有先后次序', marks: 20 },
      { text: '检查方法正确、安全', marks: 40 },
      { text: '参数调整有依据', marks: 40 },
    ],
    followUps: ['更换电动机后仍跳闸，下一步做什么？'],
    difficulty: 4,
    source: '',
  },
}
