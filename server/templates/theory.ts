/** Theory items → the workbook people fill in, which is also the export: what it writes is read back as it was. */
import { writeFile } from 'node:fs/promises'
import type { ElementTable } from '../../core/element-table.ts'
import type { CasePart, TheoryItem, TheoryType } from '../../core/item.ts'
import { calculationColumns, calculationInstructions } from '../../core/row/calculation.ts'
import { calculationCells } from '../../core/row/calculation-text.ts'
import {
  attributeCells,
  attributeColumn,
  attributeNames,
  type CellValue,
  type ColumnPlan,
  commonInstructions,
  commonLists,
  difficultyWord,
  markerColumn,
  type PicturePlan,
  type WorkbookPlan,
} from './plan.ts'
import { workbookBytes } from './write-workbook.ts'

/** `id` is the number the item carries for later updates; null when it has none. */
export type TheoryRow = { id: string | null; content: TheoryItem }

/** Bytes of pictures by SHA-256. */
export type Pictures = ReadonlyMap<string, Uint8Array>

export const typeNames: Record<TheoryType, string> = {
  single: '单选题',
  multiple: '多选题',
  true_false: '判断题',
  fill_in: '填空题',
  short_answer: '简答题',
  calculation: '计算题',
  essay: '论述题',
  case: '案例分析题',
}

/** Writes items into `file`. With a table, the drop-downs hold its points and names stand beside the codes. */
export async function writeTheoryWorkbook(
  file: string,
  rows: readonly TheoryRow[],
  { pictures = new Map(), table = null }: { pictures?: Pictures; table?: ElementTable | null } = {},
): Promise<void> {
  await writeFile(file, await workbookBytes(theoryPlan(rows, { pictures, table, examples: 0 })))
}

const LEAST_OPTIONS = 6

/** What columns the items need beyond those that every workbook has. */
type Shape = { optionCount: number; parts: boolean; calculations: boolean }

/** The plan of the workbook; the first `examples` rows are marked as such. Throws when a picture's bytes are not given. */
export function theoryPlan(
  rows: readonly TheoryRow[],
  { pictures, table, examples }: { pictures: Pictures; table: ElementTable | null; examples: number },
): WorkbookPlan {
  const optionCount = rows
    .flatMap(({ content }) => [content, ...(content.parts ?? [])])
    .reduce((most, { options }) => Math.max(most, options.length), LEAST_OPTIONS)
  const names = new Map(table?.points.map(({ code, name }) => [code, name]))
  const attributes = attributeNames(rows.map(({ content }) => content))
  const shape = {
    optionCount,
    parts: examples > 0 || rows.some(({ content }) => content.parts !== undefined),
    calculations: examples > 0 || rows.some(({ content }) => content.calculation !== undefined),
  }
  const columns = [
    ...theoryColumns(shape, table !== null && table.points.length > 0),
    ...(shape.calculations ? calculationColumns.map(({ zh, en, width }) => ({ zh, en, width })) : []),
    ...attributes.map(attributeColumn),
  ]
  const pictureColumn = columns.findIndex(({ zh }) => zh === '图片')
  const placed: PicturePlan[] = []
  const cells: CellValue[][] = []
  const add = (values: CellValue[], images: readonly Uint8Array[]) => {
    if (images.length > 0) placed.push({ row: cells.length, column: pictureColumn, images })
    cells.push(values)
  }
  let exampleRows = 0
  for (const [index, { id, content }] of rows.entries()) {
    const example = index < examples
    const { texts, images } = withPictureNumbers(content, pictures)
    const more = [...(shape.calculations ? calculationOf(content) : []), ...attributeCells(content, attributes)]
    add([...rowCells(id, texts, shape, { names, example }), ...more], images)
    for (const [place, part] of (content.parts ?? []).entries()) {
      const one = withPictureNumbers({ ...part, rationale: '' }, pictures)
      add(partCells(place + 1, { ...part, ...one.texts }, shape, example), one.images)
    }
    if (example) exampleRows = cells.length
  }
  const points: Record<string, readonly string[]> = table?.points.length ? { points: [...names.keys()] } : {}
  return {
    template: 'theory-items',
    title: { zh: '理论知识试题导入模板', en: 'Theory items' },
    instructions: [...commonInstructions, ...instructions, ...calculationInstructions],
    lists: {
      marker: commonLists.marker,
      types: Object.values(typeNames),
      difficulty: commonLists.difficulty,
      yesNo: commonLists.yesNo,
      ...points,
    },
    sheets: [{ name: '试题', columns, rows: cells, examples: exampleRows, pictures: placed }],
  }
}

function theoryColumns({ optionCount, parts }: Shape, listed: boolean): ColumnPlan[] {
  const options = Array.from({ length: optionCount }, (_, index) => {
    const letter = String.fromCharCode(65 + index)
    return { zh: `选项${letter}`, en: `Option ${letter}`, width: 22 }
  })
  return [
    markerColumn,
    { zh: '编号', en: 'Id', width: 14 },
    { zh: '题型', en: 'Type', width: 12, list: 'types' },
    ...(parts ? [{ zh: '小题', en: 'Sub-item', width: 8 }] : []),
    { zh: '题干', en: 'Stem', width: 60 },
    ...options,
    { zh: '答案', en: 'Key', width: 16 },
    { zh: '鉴定点代码', en: 'Point code', width: 14, ...(listed ? { list: 'points' } : {}) },
    { zh: '鉴定点名称', en: 'Point name', width: 24 },
    { zh: '难度', en: 'Difficulty', width: 10, list: 'difficulty' },
    { zh: '一致性', en: 'Agreement', width: 10, number: true },
    { zh: '分数', en: 'Marks', width: 8, number: true },
    { zh: '建议用时(秒)', en: 'Seconds', width: 12, number: true },
    { zh: '解析', en: 'Rationale', width: 40 },
    { zh: '出处', en: 'Source', width: 20 },
    { zh: '题族', en: 'Clone family', width: 14 },
    { zh: '选项固定', en: 'Fixed order', width: 10, list: 'yesNo' },
    { zh: '图片', en: 'Pictures', width: 24 },
  ]
}

function rowCells(
  id: string | null,
  item: TheoryItem,
  { optionCount, parts }: Shape,
  { names, example }: { names: ReadonlyMap<string, string>; example: boolean },
): CellValue[] {
  return [
    example ? '示例' : '',
    id ?? '',
    typeNames[item.type],
    ...(parts ? [''] : []),
    item.stem,
    ...Array.from({ length: optionCount }, (_, index) => item.options[index]?.text ?? ''),
    keyText(item),
    item.point ?? '',
    names.get(item.point ?? '') ?? '',
    difficultyWord(item.difficulty),
    item.agreement,
    item.marks === null ? null : item.marks / 2,
    item.seconds,
    item.rationale,
    item.source,
    item.family ?? '',
    fixedWord(item),
    '',
  ]
}

/** A calculation's cells, in the order of its columns. */
function calculationOf({ calculation }: TheoryItem): string[] {
  const cells = calculation && calculationCells(calculation)
  return calculationColumns.map(({ field }) => cells?.[field] ?? '')
}

const fixedWord = ({ options, fixedOrder }: Pick<TheoryItem, 'options' | 'fixedOrder'>): string =>
  options.length > 0 ? (fixedOrder ? '是' : '否') : fixedOrder ? '是' : ''

/** The row of a case's sub-item: its place, its own type, texts, key, marks and order. */
function partCells(place: number, part: CasePart, { optionCount }: Shape, example: boolean): CellValue[] {
  return [
    example ? '示例' : '',
    '',
    typeNames[part.type],
    String(place),
    part.stem,
    ...Array.from({ length: optionCount }, (_, index) => part.options[index]?.text ?? ''),
    keyText(part),
    '',
    '',
    '',
    null,
    part.marks === null ? null : part.marks / 2,
    null,
    '',
    '',
    '',
    fixedWord(part),
    '',
  ]
}

/** The key as people write it: letters in the order of the options, √ or ×, or the answer's text. */
export function keyText({ key, options }: Pick<TheoryItem, 'key' | 'options'>): string {
  if ('truth' in key) return key.truth ? '√' : '×'
  if ('text' in key) return key.text
  return options.map(({ id }, index) => (key.options.includes(id) ? String.fromCharCode(65 + index) : '')).join('')
}

const PICTURE = /!\[\]\(sha256:([0-9a-f]{64})\)/gu

/** Replaces references to pictures by [图1], [图2] …, which the import turns back into references. */
function withPictureNumbers<Texts extends Pick<TheoryItem, 'stem' | 'options' | 'rationale'>>(
  item: Texts,
  pictures: Pictures,
): { texts: Texts; images: Uint8Array[] } {
  const order: string[] = []
  const number = (text: string) =>
    text.replace(PICTURE, (_, sha256: string) => {
      if (!order.includes(sha256)) order.push(sha256)
      return `[图${order.indexOf(sha256) + 1}]`
    })
  const texts = {
    ...item,
    stem: number(item.stem),
    options: item.options.map(({ id, text }) => ({ id, text: number(text) })),
    rationale: number(item.rationale),
  }
  const images = order.map((sha256) => {
    const bytes = pictures.get(sha256)
    if (!bytes) throw new Error(`The bytes of picture ${sha256} were not given.`)
    return bytes
  })
  return { texts, images }
}

const instructions = [
  {
    zh: '每行一道试题。题型、题干、答案必填；选择题从选项A起依次填写，至少两个选项。',
    en: 'One item a row. Type, stem and key are required; choice items fill options from A on, at least two.',
  },
  {
    zh: '答案：单选题写一个字母，多选题写全部字母（如 ACD），判断题写 √ 或 ×，其他题型写参考答案。',
    en: 'Key: one letter for single choice, all letters for multiple (ACD), √ or × for true/false, the model answer for written types.',
  },
  {
    zh: '编号可以不填；填写后再次导入同一编号，会更新原来的试题。每个编号只能出现一次。',
    en: 'The id may be empty. With an id, importing the row again updates that item. An id stands once.',
  },
  {
    zh: '鉴定点代码写完整代码，如 A-B-A-012；也可以只写鉴定点名称。找不到的试题归入“未分配”。',
    en: 'The point code is the full code, such as A-B-A-012; the name alone will do too. Items without a known point become “unassigned”.',
  },
  {
    zh: '分数是 0.5 的倍数；建议用时以秒计；两者都可以不填。',
    en: 'Marks are multiples of 0.5, the time is in seconds; both may be empty.',
  },
  {
    zh: '题族：由同一题改变数字而来的试题写相同的题族名，它们不会进入同一份试卷。',
    en: 'Clone family: variants of one item share a name; they never meet in one paper.',
  },
  {
    zh: '选项固定：选项不可打乱时选“是”；留空时，“以上都对”一类的选项和递增的数字会自动固定。',
    en: 'Fixed order: 是 (yes) keeps the options as written; when empty, options such as “all of the above” and ascending numbers are kept by themselves.',
  },
  {
    zh: '案例分析题：案例一行（小题留空），各小题紧接在下面，每题一行，“小题”依次写 1、2、3，题型、题干、选项、答案、分数填小题自己的。',
    en: 'A case stands in a row of its own with 小题 empty; its sub-items follow, a row each, numbered 1, 2, 3 in 小题, with their own type, stem, options, key and marks.',
  },
  {
    zh: '自定义属性：可以增加名为“属性:名称”的列（如“属性:认知层次”）。',
    en: 'Attributes of your own: add columns named “属性:name”.',
  },
  {
    zh: '图片插入“图片”列、试题所在的那一行；要放在正文某处，在该处写 [图1]、[图2]。PNG、JPEG、GIF，每张不超过 5 MB。',
    en: 'Insert pictures in the column 图片, in the row of their item; write [图1], [图2] where they belong in the text. PNG, JPEG or GIF, up to 5 MB each.',
  },
] as const
