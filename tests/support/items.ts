/** One sound content of every kind and type, as a writer would save it. */
import type { CasePart, ItemContent, TheoryItem } from '../../core/item.ts'
import { choice, judgement, task, topic, written } from './papers.ts'

const part = (id: string, fields: Pick<CasePart, 'type' | 'stem' | 'key'> & Partial<CasePart>): CasePart => ({
  id,
  options: [],
  fixedOrder: false,
  marks: null,
  ...fields,
})

/** A case with a choice, a judgement and a written answer; 10 marks in all. */
export const caseItem = (stem: string): TheoryItem => ({
  ...written('short_answer', stem, ''),
  type: 'case',
  marks: 20,
  parts: [
    part('a', {
      type: 'single',
      stem: '最可能的原因是（ ）。',
      options: ['缺相', '过载', '短路'].map((text, at) => ({ id: 'abc'[at]!, text })),
      key: { options: ['a'] },
      marks: 4,
    }),
    part('b', { type: 'true_false', stem: '应先切断电源。', key: { truth: true }, marks: 4 }),
    part('c', {
      type: 'short_answer',
      stem: '写出检查步骤。',
      key: { text: '测三相电压：$U_{AB}=U_{BC}$' },
      marks: 12,
    }),
  ],
})

/** Sound contents of all eight theory types, a practical task and a defense topic; `n` keeps them apart. */
export const everyKind = (n: number): ItemContent[] => [
  choice(`第${n}题：绝缘电阻用（ ）测量。`, ['兆欧表', '万用表', '钳形表', '电能表']),
  choice(`第${n}题：属于安全用具的有（ ）。`, ['绝缘手套', '验电器', '棉鞋'], 2),
  judgement(`第${n}题：线电压总是等于相电压的 $\\sqrt{3}$ 倍。`, false),
  written('fill_in', `第${n}题：工频为____Hz。`, '50'),
  written('short_answer', `第${n}题：简述停电检修的步骤。`, '停电、验电、接地、挂牌'),
  written(
    'calculation',
    `第${n}题：$R=10\\,\\Omega$，$U=220\\,\\text{V}$，求电流。`,
    '$I=\\frac{U}{R}=22\\,\\text{A}$',
  ),
  written('essay', `第${n}题：论述变频调速的优点。`, '平滑、节能、软起动'),
  caseItem(`第${n}题：一台电动机通电后嗡嗡响而不转。`),
  { ...task, title: `第${n}题：正反转控制线路的安装` },
  { ...topic, title: `第${n}题：试述恒压供水系统的调试。` },
]
