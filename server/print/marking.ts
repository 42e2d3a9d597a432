/** What markers and reviewers get beside the key: the sheet for written answers, and the two-way table. */
import { marksText } from '../../core/marks.ts'
import type { MarkingSheet } from '../../core/paper/sheets.ts'
import type { TwoWayTable } from '../../core/paper/two-way.ts'
import { parseText } from '../../core/text.ts'
import { printDocument } from './document.ts'
import { grid, heading, landscape, type PrintOptions, signatures, td, th, titleBlock, widthOf } from './page-style.ts'
import type { Content, TableCell } from './pdfmake-internals.ts'
import { placed, textNodes } from './rich-text.ts'

/** One sheet a candidate: what each written answer should say, and the marks it was given. */
export const markingSheetPdf = (sheet: MarkingSheet, options: PrintOptions): Promise<Uint8Array> =>
  printDocument(
    sheet,
    sheet.sections.flatMap(({ rows }) =>
      rows.flatMap(({ label, points }) => placed({ en: `Item ${label}`, zh: `第${label}题` }, points)),
    ),
    [
      ...titleBlock(sheet.head, [`${sheet.form}卷`, `主观题满分：${marksText(sheet.total)}分`]),
      {
        columns: ['密封号', '评卷组'].map((name) => ({ text: `${name}：________________` })),
        margin: [0, 0, 0, 4],
      },
      ...sheet.sections.flatMap(({ ordinal, title, rows }) => [
        heading(`${ordinal}、${title}`),
        grid(
          [44, 36, '*', 44, 60],
          ['题号', '配分', '评分要点', '得分', '评分人'],
          [
            ...rows.map(({ label, marks, points }) => [
              td(label, 'center'),
              td(marksText(marks), 'center'),
              { stack: points.flatMap((text) => textNodes(parseText(text), 'left')), fontSize: 9.5 } as Content,
              td(''),
              td(''),
            ]),
            [
              td('小计', 'center'),
              td(marksText(rows.reduce((sum, { marks }) => sum + marks, 0)), 'center'),
              td(''),
              td(''),
              td(''),
            ],
          ],
        ),
      ]),
      signatures('复核人', '评卷组长'),
    ],
    options,
  )

const TYPES: Record<TwoWayTable['columns'][number]['type'], string> = {
  single: '单选',
  multiple: '多选',
  true_false: '判断',
  fill_in: '填空',
  short_answer: '简答',
  calculation: '计算',
  essay: '论述',
  case: '案例',
}
const DIFFICULTIES = ['易', '较易', '中等', '较难', '难']
const difficultyName = (difficulty: number | null) =>
  difficulty === null ? '未定' : (DIFFICULTIES[difficulty - 1] ?? String(difficulty))

/** Cells show items; a row's last three cells its items, its marks and its share of the marks. */
export function twoWayTablePdf(table: TwoWayTable, options: PrintOptions): Promise<Uint8Array> {
  const { columns, rows, totals } = table
  const types = [...new Set(columns.map(({ type }) => type))]
  const blank = (n: number) => Array.from({ length: n }, () => '')
  const spanning = (text: string, span: { rowSpan: number } | { colSpan: number }): TableCell =>
    Object.assign(th(text, 'rowSpan' in span ? 9 : 0), span)
  const top: TableCell[] = [
    spanning('鉴定范围', { rowSpan: 2 }),
    spanning('比重%', { rowSpan: 2 }),
    ...types.flatMap((type) => {
      const span = columns.filter((column) => column.type === type).length
      return [spanning(TYPES[type], { colSpan: span }), ...blank(span - 1)]
    }),
    ...['题数', '分值', '占比%'].map((name) => spanning(name, { rowSpan: 2 })),
  ]
  const share = (marks: number) => (totals.marks === 0 ? '' : ((marks / totals.marks) * 100).toFixed(1))
  const amounts = ({ cells, count, marks }: Pick<TwoWayTable['totals'], 'cells' | 'count' | 'marks'>): Content[] => [
    ...cells.map((cell) => td(cell.count === 0 ? '' : String(cell.count), 'center')),
    td(String(count), 'center'),
    td(marksText(marks), 'center'),
    td(share(marks), 'center'),
  ]
  const body: TableCell[][] = [
    top,
    ['', '', ...columns.map(({ difficulty }) => th(difficultyName(difficulty))), '', '', ''],
    ...rows.map((row) => [
      td(
        row.path.length > 0 ? `${row.code} ${row.path.slice(-2).join('／')}` : row.code === '' ? '未定范围' : row.code,
      ),
      td(row.weight === null ? '' : String(row.weight), 'center'),
      ...amounts(row),
    ]),
    [th('合计（题数）'), '', ...amounts(totals)],
    [
      th('合计（分值）'),
      '',
      ...totals.cells.map(({ marks }) => td(marksText(marks), 'center')),
      td(''),
      td(marksText(totals.marks), 'center'),
      td(''),
    ],
  ]
  const cell = Math.max(18, Math.min(24, (widthOf(landscape) - 400) / Math.max(1, columns.length) - 8))
  return printDocument(
    table,
    [],
    [
      ...titleBlock(table.head),
      {
        table: {
          widths: ['*', 38, ...columns.map(() => cell), 30, 32, 36],
          headerRows: 2,
          keepWithHeaderRows: 1,
          dontBreakRows: true,
          body,
        },
        layout: 'grid',
      },
    ],
    options,
    landscape,
  )
}
