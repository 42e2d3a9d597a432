/** The practical documents as Word files. */
import { type FileChild, Paragraph, TextRun } from 'docx'
import { marksText } from '../../core/marks.ts'
import type { MarkingRecords, PreparationNotice, TaskSheets } from '../../core/paper/practical.ts'
import { parseText } from '../../core/text.ts'
import type { PrintOptions } from './page-style.ts'
import { GROUPS, worth } from './practical.ts'
import { WORD_WIDTH, wordFile, wordHeading, wordTable, wordTitle } from './word-file.ts'
import { type WordSetting, wordText } from './word-text.ts'

const line = (text: string) => new Paragraph({ children: [new TextRun(text)] })

const settingOf = (number: number, { pictures = {} }: PrintOptions): WordSetting => ({
  place: { en: `Task ${number}`, zh: `试题${number}` },
  pictures,
  width: WORD_WIDTH,
})
/** A cell with item text. */
const cell = (text: string, setting: WordSetting) =>
  wordText(parseText(text), setting).filter((child) => child instanceof Paragraph)

export const preparationNoticeWord = (notice: PreparationNotice, options: PrintOptions): Promise<Uint8Array> =>
  wordFile(notice, {
    title: notice.head.title,
    createdAt: options.createdAt,
    children: [
      ...wordTitle(notice, notice.head.title, []),
      ...(['site', 'candidate'] as const).flatMap((side) => [
        wordHeading(side === 'site' ? '一、考场准备' : '二、考生准备', [], side === 'candidate'),
        ...notice.tasks.flatMap((task): FileChild[] => {
          const groups = GROUPS.map(([group, name]) => ({
            name,
            rows: task[side].filter((row) => row.group === group),
          }))
          const filled = groups.filter(({ rows }) => rows.length > 0)
          return [
            line(`试题${task.number}　${task.title}`),
            ...(filled.length === 0 ? [line('无。')] : []),
            ...filled.flatMap(({ name, rows }, at) => [
              line(`（${at + 1}）${name}`),
              wordTable(
                [32, 118, 140, 44, 48, 88],
                ['序号', '名称', '规格', '单位', '数量', '备注'],
                rows.map(({ name, spec, unit, count, note }, row) => [String(row + 1), name, spec, unit, count, note]),
              ),
            ]),
          ]
        }),
      ]),
    ],
  })

export const taskSheetsWord = (sheets: TaskSheets, options: PrintOptions): Promise<Uint8Array> =>
  wordFile(sheets, {
    title: sheets.head.title,
    createdAt: options.createdAt,
    children: [
      ...wordTitle(sheets, sheets.head.title, [
        `考试时间：${sheets.minutes}分钟`,
        `满分：${marksText(sheets.total)}分`,
      ]),
      ...sheets.tasks.flatMap((task, at): FileChild[] => {
        const setting = settingOf(task.number, options)
        const critical = task.criticalFailures
        return [
          wordHeading(`试题${task.number}　${task.title}`, [], at > 0),
          line(
            `（1）本题分值：${marksText(task.marks)}分${task.module === null ? '' : `　　　考核模块：${task.module}`}`,
          ),
          line(`（2）准备时间：${task.preparationMinutes}分钟　　　操作时间：${task.workingMinutes}分钟`),
          line('（3）具体考核要求：'),
          ...wordText(parseText(task.requirements), setting, { indent: 24 }),
          ...(critical.length > 0 ? [line('（4）否定项：出现下列情况之一的，终止考核，本题成绩记为零分：')] : []),
          ...critical.flatMap((text, n) =>
            wordText(parseText(text), setting, { indent: 24, hang: 30, label: `（${n + 1}）` }),
          ),
        ]
      }),
    ],
  })

export const markingRecordsWord = (records: MarkingRecords, options: PrintOptions): Promise<Uint8Array> =>
  wordFile(records, {
    title: records.head.title,
    createdAt: options.createdAt,
    children: [
      ...wordTitle(records, records.head.title, []),
      line('考件编号：____________　姓名：____________　准考证号：________________　单位：____________'),
      wordHeading('总成绩表'),
      wordTable(
        [40, 190, 90, 70, 80],
        ['序号', '试题名称', '配分（权重）', '得分', '备注'],
        [
          ...records.tasks.map(({ number, title, marks, weight }) => [
            String(number),
            `试题${number}（${title}）`,
            worth(marks, weight),
            '',
            '',
          ]),
          ['', '合　计', marksText(records.total), '', ''],
        ],
      ),
      line('统分人：______________　　年　　月　　日'),
      ...records.tasks.flatMap((task): FileChild[] => {
        const setting = settingOf(task.number, options)
        return [
          wordHeading(`试题${task.number}　${task.title}`, [], true),
          wordTable(
            [28, 70, 100, 32, 140, 30, 30, 40],
            ['序号', '考核要素', '考核要求', '配分', '评分标准', '扣分', '得分', '备注'],
            [
              ...task.rows.map(({ element, requirement, marks, rules }, at) => [
                String(at + 1),
                cell(element, setting),
                cell(requirement, setting),
                marksText(marks),
                rules.flatMap((rule, n) => cell(rules.length > 1 ? `（${n + 1}）${rule}` : rule, setting)),
                '',
                '',
                '',
              ]),
              ['', '合　计', '', marksText(task.marks), '', '', '', ''],
            ],
          ),
          ...(task.criticalFailures.length > 0 ? [line('否定项：出现下列情况之一的，本题成绩记为零分：')] : []),
          ...task.criticalFailures.flatMap((text, n) =>
            wordText(parseText(text), setting, { hang: 30, label: `（${n + 1}）` }),
          ),
          line('评分人：______________　　年　　月　　日　　　核分人：______________　　年　　月　　日'),
        ]
      }),
    ],
  })
