/** The theory paper and its key: two values that never hold each other's content. */
import type { DrawnValues } from '../calculation/calculation.ts'
import { FormName, type FormOrder, letterOf, lettersOf } from '../form.ts'
import { type CasePart, type TheoryItem, TheoryType } from '../item.ts'
import { marksText } from '../marks.ts'
import { closed, HalfMarks, nullable, type Static, Text, Type } from '../schema.ts'
import { chineseNumber, type HeadInput, headOf, PaperHead, type PositionMap } from './head.ts'
import { shareMarks } from './share-marks.ts'

const asked = {
  number: Type.Integer({ minimum: 1 }),
  stem: Text,
  options: Type.Array(closed({ letter: Type.String({ pattern: '^[A-J]$' }), text: Text })),
}

/** A sub-item of a case, numbered within it. */
const PaperPart = closed({ ...asked, type: TheoryType, marks: HalfMarks })
export type PaperPart = Static<typeof PaperPart>

/** Only a case has `parts`. */
const PaperItem = closed({ ...asked, parts: Type.Optional(Type.Array(PaperPart)) })
export type PaperItem = Static<typeof PaperItem>

const sectionFields = {
  ordinal: Type.String({ minLength: 1 }),
  title: Type.String({ minLength: 1, maxLength: 100 }),
  type: TheoryType,
  instruction: Type.String(),
  marksEach: HalfMarks,
  total: Type.Integer({ minimum: 0, description: 'half marks' }),
}

/** A section; `instruction` says its items, what to do and the marks. Marks are in half marks. */
export const PaperSection = closed({ ...sectionFields, items: Type.Array(PaperItem) })
export type PaperSection = Static<typeof PaperSection>

const documentFields = {
  head: PaperHead,
  form: FormName,
  total: Type.Integer({ minimum: 0, description: 'half marks' }),
}

export const TheoryPaper = closed({
  kind: Type.Literal('theory-paper'),
  ...documentFields,
  minutes: Type.Integer({ minimum: 1, maximum: 600 }),
  notes: Type.Array(Type.String({ minLength: 1 })),
  sections: Type.Array(PaperSection),
})
export type TheoryPaper = Static<typeof TheoryPaper>

/** `answer` is what a candidate writes (letters, √, ×), empty for a written answer; `text` is what that says. */
const answered = {
  number: Type.Integer({ minimum: 1 }),
  answer: Type.String({ pattern: '^([A-J]+|√|×|)$' }),
  text: Type.Array(Text),
}
const KeyPart = closed({ ...answered, marks: HalfMarks })
const KeyItem = closed({
  ...answered,
  rationale: nullable(Text),
  /** The marking rules of the parts of a case, in their order. */
  parts: Type.Optional(Type.Array(KeyPart)),
})
export type KeyItem = Static<typeof KeyItem>

export const TheoryKey = closed({
  kind: Type.Literal('theory-key'),
  ...documentFields,
  sections: Type.Array(closed({ ...sectionFields, items: Type.Array(KeyItem) })),
})
export type TheoryKey = Static<typeof TheoryKey>

/** An item as picked; `digest` names its revision, `values` are those drawn for it. */
export type PickedItem = { id: string; digest: string; content: TheoryItem; values?: DrawnValues }
/** `marks` are the half marks of each item. */
export type PickedSection = { type: TheoryType; title?: string; marks: number; items: readonly PickedItem[] }

export type TheoryInput = HeadInput & {
  order: FormOrder
  minutes: number
  sections: readonly PickedSection[]
  notes?: readonly string[]
  /** Print rationales in the key. */
  rationales?: boolean
}

/** Names and instructions of the sections, in the field's words. */
const TYPES: Record<TheoryType, { title: string; instruction: string }> = {
  single: { title: '单项选择题', instruction: '选择一个正确的答案，将相应的字母填入题内的括号中。' },
  multiple: {
    title: '多项选择题',
    instruction: '选择两个或两个以上正确的答案，将相应的字母填入题内的括号中。错选、少选、多选均不得分。',
  },
  true_false: { title: '判断题', instruction: '将判断结果填入括号中。正确的填“√”，错误的填“×”。' },
  fill_in: { title: '填空题', instruction: '将正确的内容填写在横线上。' },
  short_answer: { title: '简答题', instruction: '请简要回答。' },
  calculation: { title: '计算题', instruction: '要求写出主要计算步骤，只有结果的不得分。' },
  essay: { title: '论述题', instruction: '要求观点正确、条理清楚。' },
  case: { title: '案例分析题', instruction: '阅读材料，按要求作答。' },
}

/** The notes to candidates printed below the title when the caller gives none. */
export const candidateNotes = (minutes: number): string[] => [
  `考试时间：${minutes}分钟。`,
  '请首先按要求在试卷的密封线内填写您的姓名、准考证号和所在单位的名称。',
  '请仔细阅读各种题目的回答要求，在规定的位置填写您的答案。',
  '不要在试卷上乱写乱画，不要在密封线内填写无关的内容。',
]

/** "（第1题～第80题。……每题1分，满分80分。）" */
function instructionOf({ type, marks, items }: PickedSection, first: number): string {
  const last = first + items.length - 1
  if (items.length === 0) return '（本部分无试题。）'
  const range = last > first ? `第${first}题～第${last}题` : `第${first}题`
  const total = marksText(marks * items.length)
  return `（${range}。${TYPES[type].instruction}每题${marksText(marks)}分，满分${total}分。）`
}

/**
 * Paper, key and position map of one form. `order` is this form's, made of the
 * same sections; throws if it names other items. Numbers run through all sections.
 */
export function theoryPaper(input: TheoryInput): { paper: TheoryPaper; key: TheoryKey; positions: PositionMap } {
  const { order, minutes, sections } = input
  let first = 1
  const laid = sections.map((section, index) => {
    const ordered = orderedItems(section, order.sections[index] ?? [])
    const numbered = ordered.map((item, at) => ({ ...item, number: first + at }))
    const fields = {
      ordinal: chineseNumber(index + 1),
      title: section.title ?? TYPES[section.type].title,
      type: section.type,
      instruction: instructionOf(section, first),
      marksEach: section.marks,
      total: section.marks * numbered.length,
    }
    first += numbered.length
    return { fields, numbered }
  })
  const total = laid.reduce((sum, { fields }) => sum + fields.total, 0)
  const shared = { form: order.form, total }
  return {
    paper: {
      kind: 'theory-paper',
      head: headOf(input, '理论知识试卷'),
      ...shared,
      minutes,
      notes: [...(input.notes ?? candidateNotes(minutes))],
      sections: laid.map(({ fields, numbered }) => ({
        ...fields,
        items: numbered.map((item) => paperItem(item, fields.marksEach)),
      })),
    },
    key: {
      kind: 'theory-key',
      head: headOf(input, '理论知识试卷答案及评分标准'),
      ...shared,
      sections: laid.map(({ fields, numbered }) => ({
        ...fields,
        items: numbered.map((item) => keyItem(item, fields.marksEach, input.rationales ?? false)),
      })),
    },
    positions: {
      kind: 'positions',
      id: input.paperId,
      form: order.form,
      positions: laid.flatMap(({ numbered }) =>
        numbered.map(({ number, id, digest, values }) => ({ number, item: id, digest, ...(values && { values }) })),
      ),
    },
  }
}

type Order = FormOrder['sections'][number][number]
type Numbered = PickedItem & { number: number; order: Order }

function orderedItems(section: PickedSection, order: readonly Order[]): Omit<Numbered, 'number'>[] {
  const items = new Map(section.items.map((item) => [item.id, item]))
  if (order.length !== section.items.length || items.size !== order.length)
    throw new Error('The order of the form and the picked items differ.')
  return order.map((found) => {
    const item = items.get(found.id)
    if (!item) throw new Error('The order of the form names an item that was not picked.')
    if ((found.parts?.length ?? 0) !== (item.content.parts?.length ?? 0))
      throw new Error('The order of the form and the parts of a case differ.')
    return { ...item, order: found }
  })
}

type Asked = Pick<CasePart, 'stem' | 'options' | 'key'>

const optionText = ({ options }: Asked, id: string): string => {
  const option = options.find((found) => found.id === id)
  if (!option) throw new Error('The order of the form names an option that its item does not have.')
  return option.text
}

const question = (content: Asked, order: readonly string[]) => ({
  stem: content.stem,
  options: order.map((id, place) => ({ letter: letterOf(place), text: optionText(content, id) })),
})

/** What a candidate writes, and what that says. */
function answerTo(content: Asked, order: readonly string[]): { answer: string; text: string[] } {
  const { key } = content
  if ('truth' in key) return { answer: key.truth ? '√' : '×', text: [] }
  if ('text' in key) return { answer: '', text: key.text === '' ? [] : [key.text] }
  const right = order.filter((id) => key.options.includes(id))
  return { answer: lettersOf(key.options, order), text: right.map((id) => optionText(content, id)) }
}

/** A case's parts with their number, their marks and their order of options. */
function partsOf({ content: { parts }, order }: Numbered, marks: number) {
  const shares = shareMarks(
    (parts ?? []).map((part) => part.marks),
    marks,
  )
  return (parts ?? []).map((part, at) => ({
    part,
    number: at + 1,
    marks: shares[at]!,
    options: order.parts?.[at] ?? [],
  }))
}

function paperItem(item: Numbered, marks: number): PaperItem {
  const { number, content, order } = item
  const asked = { number, ...question(content, order.options) }
  if (content.parts === undefined) return asked
  const parts = partsOf(item, marks).map(({ part, number, marks, options }) => ({
    number,
    type: part.type,
    marks,
    ...question(part, options),
  }))
  return { ...asked, parts }
}

function keyItem(item: Numbered, marks: number, rationales: boolean): KeyItem {
  const { number, content, order } = item
  const rationale = rationales && content.rationale !== '' ? content.rationale : null
  const answered = { number, ...answerTo(content, order.options), rationale }
  if (content.parts === undefined) return answered
  const parts = partsOf(item, marks).map(({ part, number, marks, options }) => ({
    number,
    marks,
    ...answerTo(part, options),
  }))
  return { ...answered, parts }
}
