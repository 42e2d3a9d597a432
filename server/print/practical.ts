/** The practical paper: preparation notice, task sheets, marking records; after the official form. */
import { AppError } from '../../core/errors.ts'
import { marksText } from '../../core/marks.ts'
import type { MarkingRecords, PreparationNotice, TaskSheets } from '../../core/paper/practical.ts'
import { parseText } from '../../core/text.ts'
import { printDocument } from './document.ts'
import { textWidth } from './fonts.ts'
import { grid, heading, type PrintOptions, portrait, signatures, td, titleBlock, widthOf } from './page-style.ts'
import type { Content } from './pdfmake-internals.ts'
import { type Place, placed, textCell, textList, textNodes } from './rich-text.ts'
import { wordsOf } from './runs.ts'

type PreparationRow = PreparationNotice['tasks'][number]['site'][number]

/** Groups of a preparation notice in their order, as headed. */
export const GROUPS: [PreparationRow['group'], string][] = [
  ['material', '材料'],
  ['equipment', '设备'],
  ['tool', '工、量、卡具'],
  ['venue', '考场'],
]

const task = (number: number): Place => ({ en: `Task ${number}`, zh: `试题${number}` })

/** Widths of a preparation table's columns in points; the specification takes what is left. */
const COLUMNS = { name: 120, unit: 36, count: 48, note: 80 }
const SPECIFICATION = widthOf(portrait) - 28 - 120 - 36 - 48 - 80 - 6 * 9
/** A table that is lower than this, in points, stands whole on a page. */
const KEPT_WHOLE = 260

/** Height of a preparation table in points, roughly. */
const heightOf = (rows: readonly PreparationRow[]): number =>
  rows.reduce((sum, { name, spec, note }) => {
    const lines = (text: string, width: number) => Math.ceil(textWidth(text, 9.5) / width)
    return sum + 8 + 14 * Math.max(1, lines(name, COLUMNS.name), lines(spec, SPECIFICATION), lines(note, COLUMNS.note))
  }, 40)

/** A task's heading and its tables for one reader, a table a group; empty groups are left out. */
function preparationOf(title: Content, rows: readonly PreparationRow[]): Content[] {
  const groups = GROUPS.map(([group, name]) => ({ name, rows: rows.filter((row) => row.group === group) })).filter(
    ({ rows }) => rows.length > 0,
  )
  if (groups.length === 0) return [{ unbreakable: true, stack: [title, { text: '无。' }] }]
  return groups.map(({ name, rows }, at) => ({
    unbreakable: heightOf(rows) < KEPT_WHOLE,
    stack: [
      ...(at === 0 ? [title] : []),
      { text: `（${at + 1}）${name}`, margin: [0, 3, 0, 1] as [number, number, number, number] },
      grid(
        [28, COLUMNS.name, '*', COLUMNS.unit, COLUMNS.count, COLUMNS.note],
        ['序号', '名称', '规格', '单位', '数量', '备注'],
        rows.map(({ name, spec, unit, count, note }, row) => [
          td(`${row + 1}`, 'center'),
          td(name),
          td(spec),
          td(unit, 'center'),
          td(count, 'center'),
          td(note),
        ]),
      ),
    ],
  }))
}

/** The preparation notice: what the site prepares, then, on a page of its own, what candidates bring. */
export const preparationNoticePdf = (notice: PreparationNotice, options: PrintOptions): Promise<Uint8Array> =>
  printDocument(
    notice,
    notice.tasks.flatMap(({ number, title, site, candidate }) =>
      placed(task(number), [
        title,
        ...[...site, ...candidate].flatMap(({ name, spec, unit, count, note }) => [name, spec, unit, count, note]),
      ]),
    ),
    [
      ...titleBlock(notice.head),
      ...(['site', 'candidate'] as const).flatMap((side) => [
        heading(side === 'site' ? '一、考场准备' : '二、考生准备', side === 'candidate'),
        ...notice.tasks.flatMap((found) =>
          preparationOf(
            { text: wordsOf(`试题${found.number}　${found.title}`), font: 'hei', margin: [0, 4, 0, 2] },
            found[side],
          ),
        ),
      ]),
    ],
    options,
  )

/** The task sheets, a task a page. */
export const taskSheetsPdf = (sheets: TaskSheets, options: PrintOptions): Promise<Uint8Array> =>
  printDocument(
    sheets,
    sheets.tasks.flatMap(({ number, title, requirements, criticalFailures }) =>
      placed(task(number), [title, requirements, ...criticalFailures]),
    ),
    [
      ...titleBlock(sheets.head, [`考试时间：${sheets.minutes}分钟`, `满分：${marksText(sheets.total)}分`]),
      ...sheets.tasks.flatMap((found, at) => [
        heading(`试题${found.number}　${found.title}`, at > 0),
        {
          text: wordsOf(
            `（1）本题分值：${marksText(found.marks)}分${found.module === null ? '' : `　　　考核模块：${found.module}`}`,
          ),
        },
        { text: wordsOf(`（2）准备时间：${found.preparationMinutes}分钟　　　操作时间：${found.workingMinutes}分钟`) },
        { text: '（3）具体考核要求：' },
        { stack: textNodes(parseText(found.requirements)), margin: [24, 1, 0, 4] as [number, number, number, number] },
        ...(found.criticalFailures.length === 0
          ? []
          : [
              { text: '（4）否定项：出现下列情况之一的，终止考核，本题成绩记为零分：' },
              { stack: textList(found.criticalFailures), margin: [24, 1, 0, 0] as [number, number, number, number] },
            ]),
      ]),
    ],
    options,
  )

/** "60（60%）": marks, and what they weigh in the whole where tasks are weighted. */
export const worth = (marks: number, weight: number | null) =>
  `${marksText(marks)}${weight === null ? '' : `（${weight}%）`}`

function summary({ tasks, total }: MarkingRecords): Content[] {
  const weighted = tasks.every(({ weight }) => weight !== null)
  return [
    { text: '总 成 绩 表', font: 'hei', fontSize: 13, alignment: 'center', margin: [0, 4, 0, 4] },
    grid(
      [36, '*', 90, 70, 90],
      ['序号', '试题名称', '配分（权重）', '得分', '备注'],
      [
        ...tasks.map(({ number, title, marks, weight }) => [
          td(`${number}`, 'center'),
          td(`试题${number}（${title}）`),
          td(worth(marks, weight), 'center'),
          td(''),
          td(''),
        ]),
        [td(''), td('合　计', 'center'), td(weighted ? '100%' : marksText(total), 'center'), td(''), td('')],
      ],
    ),
    signatures('统分人'),
  ]
}

const candidateFields: Content = {
  columns: ['考件编号', '姓名', '准考证号', '单位'].map((name) => ({ text: `${name}：____________`, fontSize: 10 })),
  margin: [0, 0, 0, 6],
}

function record(found: MarkingRecords['tasks'][number]): Content[] {
  const rows = found.rows.map(({ element, requirement, marks, rules }, at) => [
    td(`${at + 1}`, 'center'),
    textCell(element),
    textCell(requirement),
    td(marksText(marks), 'center'),
    textCell(rules.map((rule, n) => (rules.length > 1 ? `${n + 1}. ${rule}` : rule)).join('\n')),
    td(''),
    td(''),
    td(''),
  ])
  return [
    heading(`试题${found.number}　${found.title}　　配分：${worth(found.marks, found.weight)}`, true),
    structuredClone(candidateFields),
    grid(
      [22, 62, '*', 26, 142, 26, 26, 36],
      ['序号', '考核要素', '考核要求', '配分', '评分标准', '扣分', '得分', '备注'],
      [
        ...rows,
        [td(''), td('合　计', 'center'), td(''), td(marksText(found.marks), 'center'), td(''), td(''), td(''), td('')],
      ],
    ),
    ...(found.criticalFailures.length === 0
      ? []
      : [
          { text: [{ text: '否定项：', font: 'hei' }, '出现下列情况之一的，本题成绩记为零分：'] },
          ...textList(found.criticalFailures),
        ]),
    signatures('评分人', '核分人'),
  ]
}

/** The marking records: the summary of the whole paper, then a record a task. */
export function markingRecordsPdf(records: MarkingRecords, options: PrintOptions): Promise<Uint8Array> {
  const weights = records.tasks.flatMap(({ weight }) => (weight === null ? [] : [weight]))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (weights.length > 0 && (weights.length < records.tasks.length || Math.abs(sum - 100) > 0.01))
    throw new AppError('input.invalid', 'The weights of the tasks must sum to 100. / 各试题权重之和应为100。')
  return printDocument(
    records,
    records.tasks.flatMap(({ number, title, rows, criticalFailures }) =>
      placed(task(number), [
        title,
        ...rows.flatMap(({ element, requirement, rules }) => [element, requirement, ...rules]),
        ...criticalFailures,
      ]),
    ),
    [
      ...titleBlock(records.head),
      structuredClone(candidateFields),
      ...summary(records),
      ...records.tasks.flatMap(record),
    ],
    options,
  )
}
