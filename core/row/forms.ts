/** Header names of the practical and defense workbooks, in our templates and in the usual spellings. */
import type { HeaderWords } from './mapping.ts'

const words = (names: Record<string, readonly string[]>, required: readonly (readonly string[])[]): HeaderWords => ({
  fieldOf: new Map(Object.entries(names).flatMap(([field, all]) => all.map((word) => [word, field] as const))),
  required,
})

const marker = ['标记', 'mark']
const task = ['任务编号', '试题编号', '题号', '编号', 'task']

export const practicalWords = {
  tasks: words(
    {
      marker,
      task,
      title: ['名称', '试题名称', '任务名称', '题目', 'title'],
      module: ['模块代码', '模块', '鉴定范围代码', 'module'],
      marks: ['配分', '分数', '分值', 'marks'],
      preparationMinutes: ['准备时间(分钟)', '准备时间', 'preparationminutes'],
      workingMinutes: ['操作时间(分钟)', '操作时间', '考核时间', '考试时间', 'workingminutes'],
      difficulty: ['难度', 'difficulty'],
      requirements: ['考核要求', '操作要求', '试题要求', 'requirements'],
      criticalFailures: ['否定项', '否定项(每行一条)', 'criticalfailures'],
      source: ['出处', '来源', 'source'],
    },
    [['task'], ['title'], ['workingMinutes', 'requirements']],
  ),
  preparation: words(
    {
      marker,
      task,
      audience: ['用途', 'audience'],
      group: ['类别', 'group'],
      name: ['名称', 'name'],
      spec: ['规格', '型号规格', '规格型号', 'spec'],
      unit: ['单位', 'unit'],
      count: ['数量', 'count'],
      note: ['备注', 'note'],
    },
    [['task'], ['audience'], ['name']],
  ),
  marking: words(
    {
      marker,
      task,
      element: ['考核要素', '考核内容', '考核项目', 'element'],
      requirement: ['考核要求', '考核要点', '技术要求', 'requirement'],
      marks: ['配分', '分值', 'marks'],
      rule: ['评分标准', 'rule'],
    },
    [['task'], ['element'], ['marks']],
  ),
} as const

export const defenseWords: HeaderWords = words(
  {
    marker,
    id: ['编号', '题号', 'id'],
    title: ['题目', '答辩题目', '答辩题', 'topic', 'title'],
    scope: ['范围代码', '鉴定范围代码', 'scope'],
    minutes: ['时间(分钟)', '时间', '答辩时间', 'minutes'],
    difficulty: ['难度', 'difficulty'],
    expectedPoints: ['答题要点', '答题要点(每行一条)', '参考要点', 'expectedpoints'],
    scoringPoints: ['评分要点', '评分要点(每行“要点|分”)', '评分标准', 'scoringpoints'],
    followUps: ['追问', '追问(每行一条)', '追问题', 'followups'],
    source: ['出处', '来源', 'source'],
  },
  [['title'], ['expectedPoints'], ['scoringPoints']],
)

/** Stands for a line end inside one entry of a cell that holds an entry a line. */
export const LINE_IN_ENTRY = '↵'
