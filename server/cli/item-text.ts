/** An item as a person reads it at a terminal: the whole of it, key and marking rules included. */
import { typeWords } from '../../core/blueprint/words.ts'
import type {
  CasePart,
  DefenseTopic,
  ItemContent,
  ItemState,
  Key,
  Option,
  PracticalTask,
  TheoryItem,
} from '../../core/item.ts'
import type { FieldChange } from '../../core/item-diff.ts'
import { placeOf } from '../../core/item-search.ts'
import { marksText } from '../../core/marks.ts'
import type { Words } from '../../core/words.ts'
import { say, words } from './terminal.ts'

const states: Record<ItemState, Words> = {
  draft: { zh: '草稿', en: 'draft' },
  submitted: { zh: '待审', en: 'submitted' },
  approved: { zh: '已审定', en: 'approved' },
  retired: { zh: '已停用', en: 'retired' },
}
export const stateText = (state: ItemState): string => words(states[state])

const marked = (marks: number) => say(`${marksText(marks)}分`, `${marksText(marks)} marks`)
const minutesText = (minutes: number) => say(`${minutes}分钟`, `${minutes} min`)
const labelled = (zh: string, en: string, text: string): string[] =>
  text === '' ? [] : [`${say(`${zh}：`, `${en}: `)}${text}`]
const block = (zh: string, en: string, lines: readonly string[]): string[] =>
  lines.length ? [say(`${zh}：`, `${en}:`), ...lines.map((line) => `  ${line}`)] : []

const marks = { same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}'] } as const

/** What changed in one field, on one line: `[-gone-]`, `{+new+}`. */
export function changeText({ field, before, after, runs }: FieldChange): string {
  const shown = runs.map(({ how, text }) => marks[how].join(text)).join('')
  return `${field}: ${runs.length ? shown : `${before ?? '∅'} → ${after ?? '∅'}`}`
}

type Shown = { number: string; revision: number; state: ItemState; content: ItemContent }

/** Head, text and key of one revision, a line each. */
export function itemLines({ number, revision, state, content }: Shown): string[] {
  const facts = [
    content.kind === 'theory' ? words(typeWords[content.type]) : kinds[content.kind],
    placeOf(content) ?? say('未归入鉴定点', 'no point'),
    say(`难度 ${content.difficulty ?? '未知'}`, `difficulty ${content.difficulty ?? 'unknown'}`),
    ...('marks' in content && content.marks !== null ? [marked(content.marks)] : []),
  ]
  return [
    `${number}@${revision}  ${stateText(state)}  ${facts.join('  ')}`,
    ...bodyLines(content),
    ...Object.entries(content.attributes ?? {}).flatMap(([name, value]) => labelled(name, name, value)),
    ...labelled('出处', 'Source', content.source),
  ]
}

const kinds = { practical: say('技能操作', 'practical task'), defense: say('答辩题', 'defense topic') }

function bodyLines(content: ItemContent): string[] {
  switch (content.kind) {
    case 'theory':
      return theoryLines(content)
    case 'practical':
      return practicalLines(content)
    case 'defense':
      return defenseLines(content)
  }
}

function theoryLines({ stem, options, key, parts = [], rationale, family, calculation }: TheoryItem): string[] {
  return [
    stem,
    ...(parts.length ? parts.flatMap(partLines) : answerLines(options, key)),
    ...labelled('解析', 'Rationale', rationale),
    ...labelled('同源题组', 'Family', family ?? ''),
    ...(calculation ? labelled('公式', 'Formula', calculation.formula) : []),
  ]
}

function partLines({ id, type, stem, options, key, marks }: CasePart): string[] {
  const head = [`(${id})`, words(typeWords[type]), ...(marks === null ? [] : [marked(marks)])].join(' ')
  return [head, ...[stem, ...answerLines(options, key)].map((line) => `  ${line}`)]
}

/** Options with the right ones ticked, or the key in words. */
function answerLines(options: readonly Option[], key: Key): string[] {
  if ('text' in key) return labelled('答案', 'Key', key.text)
  if ('truth' in key) return labelled('答案', 'Key', key.truth ? say('√ 正确', '√ true') : say('× 错误', '× false'))
  return options.map(({ id, text }) => `${key.options.includes(id) ? '√' : ' '} ${id}  ${text}`)
}

function practicalLines(task: PracticalTask): string[] {
  return [
    task.title,
    say(
      `准备${minutesText(task.preparationMinutes)}，操作${minutesText(task.workingMinutes)}`,
      `preparation ${minutesText(task.preparationMinutes)}, working ${minutesText(task.workingMinutes)}`,
    ),
    task.requirements,
    ...block('考场准备', 'The site prepares', task.site.map(preparation)),
    ...block('考生准备', 'The candidate brings', task.candidate.map(preparation)),
    ...block(
      '评分',
      'Marking',
      task.marking.map(
        ({ element, requirement, marks, rule }, at) =>
          `${at + 1}. ${[element, requirement, marked(marks), rule].filter((text) => text !== '').join(' | ')}`,
      ),
    ),
    ...block('否定项', 'Critical failures', task.criticalFailures),
  ]
}

const preparation = ({ name, spec, count, unit, note }: PracticalTask['site'][number]): string =>
  [name, spec, `${count}${unit}`, note].filter((text) => text !== '').join(' ')

function defenseLines({ title, minutes, expectedPoints, scoringPoints, followUps }: DefenseTopic): string[] {
  return [
    title,
    minutesText(minutes),
    ...block('要点', 'Expected', expectedPoints),
    ...block(
      '评分',
      'Marking',
      scoringPoints.map(({ text, marks }) => `${text} | ${marked(marks)}`),
    ),
    ...block('追问', 'Follow-ups', followUps),
  ]
}
