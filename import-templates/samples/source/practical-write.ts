/** The words the practical tasks are written in: marks as printed, half marks made here. */
import type { Scope } from '../../../core/element-table.ts'
import type { PracticalTask } from '../../../core/item.ts'

type Preparation = PracticalTask['site'][number]
type Row = readonly [name: string, spec: string, unit: string, count: string, note?: string]
type Mark = readonly [element: string, requirement: string, marks: number, rule: string]

const rows =
  (group: Preparation['group']) =>
  (...list: Row[]): Preparation[] =>
    list.map(([name, spec, unit, count, note = '']) => ({ group, name, spec, unit, count, note }))
export const material = rows('material')
export const equipment = rows('equipment')
export const tool = rows('tool')
export const venue = rows('venue')

export type CodedTask = { code: string; content: PracticalTask }

/** A maker of tasks of one module: marks and minutes are the module's, so that any pick is worth the same. */
export const tasksOf =
  ({ code: module, weight, minutes }: Scope & { minutes: number }) =>
  (
    code: string,
    title: string,
    difficulty: number,
    preparationMinutes: number,
    task: {
      requirements: string
      site: Preparation[]
      candidate: Preparation[]
      marking: Mark[]
      criticalFailures: string[]
    },
  ): CodedTask => ({
    code,
    content: {
      kind: 'practical',
      title,
      module,
      marks: weight * 2,
      preparationMinutes,
      workingMinutes: minutes,
      requirements: task.requirements,
      site: task.site,
      candidate: task.candidate,
      marking: task.marking.map(([element, requirement, marks, rule]) => ({
        element,
        requirement,
        marks: marks * 2,
        rule,
      })),
      criticalFailures: task.criticalFailures,
      difficulty,
      source: '示例题库',
    },
  })

/** What every candidate brings; the task adds its own lines. */
export const ownTools = [
  ...tool(
    ['电工通用工具', '验电器、旋具、尖嘴钳、斜口钳、剥线钳、压线钳', '套', '1'],
    ['万用表', 'MF47型或数字式', '块', '1', '在检定有效期内'],
  ),
  ...material(
    ['黑色签字笔', '0.5 mm', '支', '2'],
    ['绘图工具', '铅笔、橡皮、直尺', '套', '1'],
    ['劳动保护用品', '绝缘鞋、长袖工作服', '套', '1', '不得穿短裤和凉鞋'],
  ),
]

/** The bench every task is done at. */
export const bench = venue(
  ['考核工位', '每工位不小于3 m²，有工位号', '个', '1'],
  ['三相四线电源', '3×380 V／220 V，带剩余电流保护与急停', '处', '1', '每工位一处'],
  ['照明', '工作面照度不低于300 lx', '处', '1'],
)
