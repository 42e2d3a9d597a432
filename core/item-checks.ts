/**
 * What a content must satisfy beyond its schema to be saved. Each fault names
 * its field and says how to mend it; the text itself is never repeated.
 * Formulas, glyphs and pictures need fonts and the database: the server adds
 * those faults in the same form.
 */
import { comparable } from './comparable.ts'
import type { CasePart, DefenseTopic, ItemContent, Key, Option, PracticalTask, TheoryItem } from './item.ts'
import { contentFormulas, type FieldText, textsOf } from './item-fields.ts'
import { marksText } from './marks.ts'
import { closed, type Static, Type, Words } from './schema.ts'
import { parseText, type TextFault, textFaults } from './text.ts'

/** One thing wrong with a content; `field` is a path as in `item-fields.ts`. */
export const ContentFault = closed({ field: Type.String(), code: Type.String(), message: Words })
export type ContentFault = Static<typeof ContentFault>

/** More formulas than any item needs; each costs the printer a millisecond. */
export const MOST_FORMULAS = 300

const fault = (field: string, code: string, zh: string, en: string): ContentFault => ({
  field,
  code,
  message: { zh, en },
})

/** Everything wrong with a content, in reading order; empty when it may be saved. */
export function contentFaults(content: ItemContent): ContentFault[] {
  const faults = [...shapeFaults(content), ...textsOf(content).flatMap(fieldFaults)]
  const formulas = contentFormulas(content).length
  if (formulas > MOST_FORMULAS)
    faults.push(
      fault(
        '',
        'formulas-many',
        `公式${formulas}个，最多${MOST_FORMULAS}个。`,
        `${formulas} formulas; at most ${MOST_FORMULAS}.`,
      ),
    )
  return faults
}

function shapeFaults(content: ItemContent): ContentFault[] {
  switch (content.kind) {
    case 'theory':
      return theoryFaults(content)
    case 'practical':
      return practicalFaults(content)
    case 'defense':
      return defenseFaults(content)
  }
}

const isBlank = (text: string) => text.trim() === ''
const blank = (field: string) => fault(field, 'empty', '不能为空。', 'This must not be empty.')

function theoryFaults(item: TheoryItem): ContentFault[] {
  const faults = item.type === 'case' ? caseFaults(item) : questionFaults('', item)
  if (item.type !== 'case' && item.parts)
    faults.push(fault('parts', 'parts-not-here', '只有案例分析题有小题。', 'Only a case has sub-items.'))
  return faults
}

type Question = Pick<TheoryItem, 'stem' | 'options' | 'key'> & { type: TheoryItem['type'] | CasePart['type'] }

/** A question that stands by itself: stem, options and a key of the shape its type asks for. */
function questionFaults(path: string, { type, stem, options, key }: Question): ContentFault[] {
  const faults = isBlank(stem) ? [blank(`${path}stem`)] : []
  if (type === 'single' || type === 'multiple') faults.push(...choiceFaults(path, type, options, key))
  else {
    if (options.length)
      faults.push(fault(`${path}options`, 'options-not-here', '此题型没有选项。', 'This type has no options.'))
    if (type === 'true_false') {
      if (!('truth' in key)) faults.push(keyShape(path, '判断题的答案为正确或错误。', 'The key is true or false.'))
    } else if (!('text' in key)) faults.push(keyShape(path, '此题型的答案为文字。', 'The key of this type is a text.'))
    else if (isBlank(key.text)) faults.push(blank(`${path}key`))
  }
  return faults
}

const keyShape = (path: string, zh: string, en: string) => fault(`${path}key`, 'key-shape', zh, en)

function choiceFaults(path: string, type: 'single' | 'multiple', options: readonly Option[], key: Key): ContentFault[] {
  const faults: ContentFault[] = []
  const ids = new Set<string>()
  const said = new Map<string, string>()
  if (options.length < 2)
    faults.push(fault(`${path}options`, 'options-few', '选项至少2个。', 'There must be at least two options.'))
  for (const { id, text } of options) {
    const field = `${path}options.${id}`
    if (ids.has(id)) faults.push(fault(field, 'option-id-twice', '选项标识重复。', 'Two options have this id.'))
    ids.add(id)
    if (isBlank(text)) {
      faults.push(blank(field))
      continue
    }
    // Options of punctuation alone fold to nothing: those are compared as they stand.
    const words = comparable(text) || text.trim()
    if (said.has(words))
      faults.push(
        fault(
          field,
          'option-same',
          `与选项${said.get(words)}相同。`,
          `This says the same as option ${said.get(words)}.`,
        ),
      )
    else said.set(words, id)
  }
  if (!('options' in key))
    return [...faults, keyShape(path, '选择题的答案为选项。', 'The key of a choice names options.')]
  const unknown = key.options.filter((id) => !ids.has(id))
  if (unknown.length)
    faults.push(
      fault(
        `${path}key`,
        'key-missing',
        `答案指向不存在的选项${unknown.join('、')}。`,
        `The key names options that are not there: ${unknown.join(', ')}.`,
      ),
    )
  if (type === 'single' && key.options.length !== 1)
    faults.push(
      fault(`${path}key`, 'key-count', '单选题只有一个正确选项。', 'A single choice has exactly one right option.'),
    )
  if (type === 'multiple' && key.options.length < 2)
    faults.push(
      fault(
        `${path}key`,
        'key-count',
        '多选题至少有两个正确选项。',
        'A multiple choice has at least two right options.',
      ),
    )
  return faults
}

/** A case: a common stem, complete sub-items, and marks that add up wherever they are given. */
function caseFaults({ stem, options, key, parts = [], marks }: TheoryItem): ContentFault[] {
  const faults = isBlank(stem) ? [blank('stem')] : []
  if (!parts.length) faults.push(fault('parts', 'parts-missing', '案例分析题须有小题。', 'A case needs sub-items.'))
  if (options.length)
    faults.push(
      fault('options', 'options-not-here', '选项写在小题中。', 'The options of a case stand in its sub-items.'),
    )
  if (!('text' in key) || key.text !== '')
    faults.push(
      keyShape('', '答案写在小题中，本题答案留空。', 'The keys of a case stand in its sub-items: leave its own empty.'),
    )
  const ids = new Set<string>()
  for (const part of parts) {
    if (ids.has(part.id))
      faults.push(fault(`parts.${part.id}`, 'part-id-twice', '小题标识重复。', 'Two sub-items have this id.'))
    ids.add(part.id)
    faults.push(...questionFaults(`parts.${part.id}.`, part))
  }
  const given = parts.filter((part) => part.marks !== null)
  if (given.length && given.length < parts.length)
    faults.push(
      fault('parts', 'marks-partly', '小题分值须全部填写或全部留空。', 'Give the marks of every sub-item, or of none.'),
    )
  else if (given.length && marks !== null)
    faults.push(
      ...sumFaults(
        'parts',
        given.map((part) => part.marks ?? 0),
        marks,
      ),
    )
  return faults
}

/** `of` half marks must be what the rows sum to. */
function sumFaults(field: string, rows: readonly number[], of: number): ContentFault[] {
  const sum = rows.reduce((total, marks) => total + marks, 0)
  if (sum === of) return []
  const [found, wanted] = [marksText(sum), marksText(of)]
  return [
    fault(
      field,
      'marks-sum',
      `分值合计${found}，应为${wanted}。`,
      `The marks sum to ${found}; they must be ${wanted}.`,
    ),
  ]
}

function practicalFaults({ title, requirements, marking, marks }: PracticalTask): ContentFault[] {
  const faults = isBlank(title) ? [blank('title')] : []
  if (isBlank(requirements)) faults.push(blank('requirements'))
  for (const [at, { element }] of marking.entries())
    if (isBlank(element)) faults.push(blank(`marking.${at + 1}.element`))
  return [
    ...faults,
    ...sumFaults(
      'marking',
      marking.map((row) => row.marks),
      marks,
    ),
  ]
}

/** Half marks of a whole exam: no single topic is worth more. */
const WHOLE = 200

function defenseFaults({ title, scoringPoints }: DefenseTopic): ContentFault[] {
  const faults = isBlank(title) ? [blank('title')] : []
  const sum = scoringPoints.reduce((total, { marks }) => total + marks, 0)
  if (sum > WHOLE)
    faults.push(
      fault(
        'scoringPoints',
        'marks-sum',
        `评分要点合计${marksText(sum)}分，最多100分。`,
        `The scoring points sum to ${marksText(sum)} marks; at most 100.`,
      ),
    )
  return faults
}

const textWords: Record<TextFault, [zh: string, en: string]> = {
  dollar: [
    '有单独的“$”：公式写成$…$，货币符号写成\\$。',
    'A "$" stands alone: write a formula as $…$, a dollar as \\$.',
  ],
  tag: ['<u>、<sub>、<sup>标记未成对。', 'A <u>, <sub> or <sup> is not closed.'],
  picture: ['图片写法有误，应为![](sha256:…)。', 'A picture is not written as ![](sha256:…).'],
  'picture-in-table': ['表格中不能放图片。', 'A table cannot hold a picture.'],
  'table-cells': ['表格各行的列数不一致。', 'The rows of a table differ in their number of cells.'],
}

/** Elements of HTML by name; one letter alone is a name only where nothing but a tag can stand (`a<b and c>d` is none). */
const HTML =
  /<\/?(?:script|style|iframe|object|embed|applet|link|meta|base|form|input|button|svg|math|img|image|video|audio|source|div|span|font|table|tbody|thead|tr|td|th|ul|ol|li|br|hr|pre|code|html|body|head|title|textarea|select|template|marquee)\b[^<>]*>?|<\/?[abip](?:\s+href[^<>]*)?>|<!--|<!doctype/i
/** What a person cannot see, and what turns the order of letters round. */
const HIDDEN = /(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u
/** A TeX command with its argument, where no formula is. */
const TEX = /\\[A-Za-z]+\s*[{[]/

/** What is wrong with the characters of one field. Linear in the text. */
function fieldFaults({ field, text, rich }: FieldText): ContentFault[] {
  if (text === '') return []
  const faults: ContentFault[] = []
  if (HIDDEN.test(text) || !isWellFormed(text))
    faults.push(
      fault(
        field,
        'characters',
        '含有不可见的控制字符，请删除。',
        'It holds invisible control characters: remove them.',
      ),
    )
  if (HTML.test(text))
    faults.push(
      fault(
        field,
        'html',
        '不支持HTML或脚本：除<u>、<sub>、<sup>外请删除。',
        'HTML and scripts are not taken: only <u>, <sub> and <sup> are.',
      ),
    )
  if (!rich) return faults
  for (const code of textFaults(text)) faults.push(fault(field, code, ...textWords[code]))
  const words = parseText(text).flatMap(wordsOf)
  if (words.some((run) => TEX.test(run)))
    faults.push(fault(field, 'tex-outside', 'TeX命令须写在$…$中。', 'A TeX command stands outside of $…$.'))
  return faults
}

const wordsOf = (block: ReturnType<typeof parseText>[number]): string[] => {
  if (block.kind === 'picture') return []
  const inlines = block.kind === 'paragraph' ? block.inlines : [block.header, ...block.rows].flat(2)
  return inlines.flatMap((inline) => (inline.kind === 'text' ? [inline.text] : []))
}

/** False when half of a surrogate pair stands alone: such a text has no UTF-8 form. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text)
