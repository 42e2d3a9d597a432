/** What a workbook holds: by the stamp of our templates, otherwise by its headers. */
import { AppError } from '../errors.ts'
import { withDocuments } from './document.ts'
import { findElementHeader } from './element-header.ts'
import { defenseWords, practicalWords } from './forms.ts'
import { holdsTheory } from './layout.ts'
import { findHeader, type HeaderWords } from './mapping.ts'
import type { Sheet, TemplateName, Workbook } from './sheet.ts'

const names: Record<TemplateName, { zh: string; en: string }> = {
  'element-table': { zh: '鉴定要素细目表', en: 'an element table' },
  'theory-items': { zh: '理论知识试题', en: 'theory items' },
  'practical-tasks': { zh: '操作技能试题', en: 'practical tasks' },
  'defense-topics': { zh: '答辩题', en: 'defense topics' },
}

/** Sheets a person can see: hidden ones hold lists and stamps. */
export const visibleSheets = (workbook: Pick<Workbook, 'sheets'>): Sheet[] =>
  workbook.sheets.filter(({ hidden }) => !hidden)

/** What the workbook holds, or undefined when nothing in it is recognised. The particular layouts are tried before the general. */
export function kindOf(file: Workbook): TemplateName | undefined {
  if (file.stamp) return file.stamp.template
  const sheets = visibleSheets(withDocuments(file)).filter(({ rows }) => rows.length > 0)
  const some = (words: HeaderWords) => sheets.some(({ rows }) => findHeader(rows, words) !== undefined)
  if (sheets.some((sheet) => findElementHeader(sheet) !== undefined)) return 'element-table'
  if (some(practicalWords.tasks)) return 'practical-tasks'
  if (some(defenseWords)) return 'defense-topics'
  return sheets.some(holdsTheory) ? 'theory-items' : undefined
}

/** Throws `file.wrong` unless the workbook holds `wanted`; says what it holds instead. */
export function requireKind(workbook: Workbook, wanted: TemplateName): void {
  if (visibleSheets(workbook).every(({ rows }) => rows.length === 0))
    throw new AppError(
      'file.wrong',
      'The workbook is empty: no sheet has any text. Choose the file that holds the rows. / 工作簿是空的：没有任何内容。请选择有内容的文件。',
    )
  const found = kindOf(workbook)
  if (found === wanted) return
  const { zh, en } = names[wanted]
  if (found === undefined)
    throw new AppError(
      'file.wrong',
      `No header of ${en} was found in the first 15 rows. Put the column names (such as ${exampleHeaders[wanted]}) in one row above the data, or use the template. / 前 15 行中没有找到${zh}的表头。请在数据上方用一行写明列名（如 ${exampleHeaders[wanted]}），或使用模板。`,
    )
  const other = names[found]
  throw new AppError(
    'file.wrong',
    `This workbook holds ${other.en}, not ${en}. Import it as such, or choose another file. / 这个工作簿是${other.zh}，不是${zh}。请按其类别导入，或另选文件。`,
  )
}

const exampleHeaders: Record<TemplateName, string> = {
  'element-table': '一级名称、一级代码、一级比重、鉴定点代码、鉴定点名称、重要程度',
  'theory-items': '题型、题干、选项A、选项B、答案',
  'practical-tasks': '任务编号、名称、配分、操作时间',
  'defense-topics': '题目、答题要点、评分要点',
}
