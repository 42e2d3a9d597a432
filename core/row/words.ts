/**
 * The words real workbooks use: header names, types, truth values, difficulty.
 * Everything is compared after `plain`, so full width, spaces and case do not count.
 */
import type { Importance, SelectionMode } from '../element-table.ts'
import type { TheoryType } from '../item.ts'
import { calculationHeaders } from './calculation.ts'

const known = new Map<string, string>()
/** Types, keys and levels come again in every row; longer texts do not. */
const WORD_LENGTH = 16
const KNOWN = 4096

/** A cell as a word: width folded (NFKC), no white space, lower case, signs of one meaning made one. */
export function plain(text: string): string {
  if (text.length > WORD_LENGTH) return folded(text)
  let word = known.get(text)
  if (word === undefined) {
    word = folded(text)
    if (known.size >= KNOWN) known.clear()
    known.set(text, word)
  }
  return word
}

const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/(?:[\s\u200B\uFEFF]|\uFE0E|\uFE0F)+/gu, '')
    .toLowerCase()

const OPTIONS = 'abcdefghij'
export const optionLetters = [...OPTIONS]
export const optionFields = optionLetters.map((letter) => `option-${letter}` as const)

/** Header names of theory items by field, plain; the first is the one our template writes. */
const theoryHeaders: Record<string, readonly string[]> = {
  ...calculationHeaders,
  marker: ['标记', 'mark'],
  id: ['编号', '试题编号', '试题guid', 'guid', '题目编号', '试题编码', '题目编码', '试题id', '题目id', 'id'],
  part: ['小题', '小题号', '子题', 'sub-item', 'subitem'],
  options: ['选项', '备选项', '可选项', '候选项', '选项内容', '选项列表', '备选答案', '全部选项', 'options', 'choices'],
  number: ['序号', '题号', 'no', 'no.', '#'],
  type: ['题型', '类型', '试题类型', '题目类型', '题型(必填)', 'type', 'questiontype'],
  stem: [
    '题干',
    '题目',
    '试题',
    '题目内容',
    '试题内容',
    '题干内容',
    '问题',
    '试题题干',
    '题目题干',
    '题目描述',
    '试题描述',
    '题面',
    'stem',
    'question',
    'content',
  ],
  key: [
    '答案',
    '正确答案',
    '参考答案',
    '标准答案',
    '试题答案',
    '正确选项',
    '答案选项',
    '正误',
    '对错',
    '判断结果',
    'key',
    'answer',
    'answers',
    'correctanswer',
    'correctoption',
  ],
  right: [
    '是否正确',
    '是否正确答案',
    '是否为正确答案',
    '是否答案',
    '是否为答案',
    '正确与否',
    '是否正确选项',
    'correct',
    'iscorrect',
    'is_correct',
    'correct?',
  ],
  pointCode: ['鉴定点代码', '知识点代码', '考核点代码', '鉴定点编号', '知识点编号', 'pointcode'],
  pointName: ['鉴定点名称', '鉴定点', '知识点', '知识点名称', '考核点', '考点', 'point', 'pointname'],
  difficulty: ['难度', '难易度', '难易程度', '难度等级', '试题难度', '难度系数', 'difficulty'],
  agreement: ['一致性', 'agreement'],
  marks: ['分数', '分值', '配分', '题目分值', '默认分值', 'marks', 'score', 'points'],
  seconds: ['建议用时(秒)', '建议用时', '用时', '答题时间', '用时(秒)', 'seconds'],
  rationale: ['解析', '试题解析', '答案解析', '题目解析', '解释', '说明', 'rationale', 'explanation', 'analysis'],
  source: ['出处', '来源', '试题来源', '题目来源', 'source'],
  family: ['题族', '克隆族', '题组', 'family', 'clonefamily'],
  fixed: ['选项固定', '固定选项', '选项顺序固定', 'fixed', 'fixedorder'],
  picture: ['图片', '附图', '题图', '图', '配图', 'picture', 'image'],
}

/** 知识点一级 … 知识点六级, as scope names from the top down. */
const levels = ['一', '二', '三', '四', '五', '六']
export const levelFields = levels.map((_, index) => `level-${index + 1}` as const)

/** Exact header words → field, for theory items. */
export const theoryFieldOf: ReadonlyMap<string, string> = new Map([
  ...Object.entries(theoryHeaders).flatMap(([field, words]) => words.map((word) => [word, field] as const)),
  ...optionLetters.flatMap((letter, index) =>
    [
      letter,
      `选项${letter}`,
      `${letter}选项`,
      `option_${letter}`,
      `option${letter}`,
      `备选项${letter}`,
      `答案${letter}`,
      `选项${index + 1}`,
      `选项${'一二三四五六七八九十'[index]}`,
    ].map((word) => [word, `option-${letter}`] as const),
  ),
  ...levels.flatMap((level, index) =>
    [`知识点${level}级`, `${level}级知识点`, `鉴定范围${level}级`, `${level}级鉴定范围`, `知识点${index + 1}级`].map(
      (word) => [word, `level-${index + 1}`] as const,
    ),
  ),
])

/** Parts of a header that hint at a field without naming it; a column found so is a guess. */
export const theoryHints: readonly (readonly [RegExp, string])[] = [
  [/题干|题目|试题内容|问题描述/, 'stem'],
  [/答案/, 'key'],
  [/选项(?![数个乱随固])/, 'options'],
  ...optionLetters.slice(0, 6).map((letter, index) => [new RegExp(`^${index + 1}$`), `option-${letter}`] as const),
  [/题型|类型/, 'type'],
  [/难度/, 'difficulty'],
  [/解析|分析/, 'rationale'],
  [/分值|分数/, 'marks'],
  [/来源|出处/, 'source'],
  [/知识点|鉴定点|考点/, 'pointName'],
]

const typeWords: Record<TheoryType, readonly string[]> = {
  single: ['单选', '单项选择', '单项', 'single', 'singlechoice', 'radio', '单'],
  multiple: ['多选', '多项选择', '多项', 'multiple', 'multiplechoice', 'multi', 'checkbox', '多'],
  true_false: [
    '判断',
    '是非',
    '对错',
    '判断正误',
    '正误判断',
    'true_false',
    'truefalse',
    'true/false',
    'judge',
    'judgement',
    '判',
  ],
  fill_in: ['填空', 'fill_in', 'fillin', 'fill', 'blank'],
  short_answer: ['简答', '问答', 'short_answer', 'shortanswer', 'short', 'qa'],
  calculation: ['计算', 'calculation'],
  essay: ['论述', 'essay'],
  case: ['案例', '案例分析', '综合案例', 'case'],
}
const typeOfWord = new Map(
  Object.entries(typeWords).flatMap(([type, words]) => words.map((word) => [word, type as TheoryType] as const)),
)

/** 不定项: one key or several, which only the key tells. */
export const OPEN_CHOICE = /^不定项(?:选择)?/u

/** What a word or a heading says of an item's type; 'choice' leaves single or multiple open. */
export type NamedType = TheoryType | 'choice'

/** The type a word names, 'choice' for one that leaves single or multiple open, undefined for none. */
export function typeNamed(text: string): NamedType | undefined {
  const word = plain(text)
    .replace(/[(（[].*$/u, '')
    .replace(/^[一二三四五六七八九十\d]+[、.．]/u, '')
    .replace(/(?<=.)(题|类)$/u, '')
  if (word === 'choice' || word === '选择' || OPEN_CHOICE.test(word)) return 'choice'
  return typeOfWord.get(word)
}

const CONTAINED: readonly (readonly [RegExp, TheoryType])[] = [
  [/单选|单项选择/u, 'single'],
  [/多选|多项选择/u, 'multiple'],
  [/判断|是非题/u, 'true_false'],
  [/填空/u, 'fill_in'],
  [/简答|问答/u, 'short_answer'],
  [/计算题/u, 'calculation'],
  [/论述/u, 'essay'],
  [/案例/u, 'case'],
]

/** The one type that a name holds ("三级电工单选100题"), undefined when it holds none or several. */
export function typeWithin(name: string): TheoryType | undefined {
  const named = typeNamed(name)
  if (named !== undefined) return named === 'choice' ? undefined : named
  const word = plain(name)
  const [only, ...others] = CONTAINED.filter(([pattern]) => pattern.test(word))
  return others.length === 0 ? only?.[1] : undefined
}

const trueWords = new Set(
  ['对', '正确', '是', '√', '✓', '✔', '☑', '✅', 't', 'true', 'y', 'yes', 'right', '1', '真', '对√', '√对'].map(plain),
)
const falseWords = new Set(
  [
    '错',
    '错误',
    '不正确',
    '不对',
    '否',
    '×',
    '✗',
    '✘',
    '✕',
    '✖',
    '☒',
    '❌',
    '╳',
    '错×',
    '×错',
    'x',
    'f',
    'false',
    'n',
    'no',
    'wrong',
    '0',
    '假',
    '非',
  ].map(plain),
)

/** Ticks typed as letters, which mean a truth only where nothing else can stand: V and R for right, W for wrong. */
const TYPED: Readonly<Record<string, boolean>> = { v: true, r: true, w: false }

/** What the key of a true/false item says. */
export const truthOfKey = (text: string): boolean | undefined => truthNamed(text) ?? TYPED[plain(text)]

/** true, false, or undefined when the text is no truth word in any of its spellings. */
export function truthNamed(text: string): boolean | undefined {
  const word = plain(text).replace(/^[([【]|[)\]】。.]$/gu, '')
  if (trueWords.has(word)) return true
  return falseWords.has(word) ? false : undefined
}

const difficulties: readonly (readonly string[])[] = [
  ['1', '易', '容易', '很易', '简单', '低'],
  ['2', '较易', '较简单', '较容易'],
  ['3', '中', '中等', '一般', '适中', '普通'],
  ['4', '较难', '偏难'],
  ['5', '难', '困难', '很难', '高'],
]
const unknownWords = new Set(['', '无', '未知', '-', '—', '/', '不详', '未定', 'unknown'])

/** 1–5, null for unknown ("无", empty), undefined for a word that is neither. */
export function difficultyNamed(text: string): number | null | undefined {
  const word = plain(text).replace(/(?<=.)级$/u, '')
  if (unknownWords.has(word)) return null
  const index = difficulties.findIndex((words) => words.includes(word))
  return index < 0 ? undefined : index + 1
}

/** X, Y, Z from the letter alone or from a word; undefined otherwise. */
export function importanceNamed(text: string): Importance | undefined {
  const word = plain(text)
  if (/^(?:x(?![a-z])|核心)/u.test(word)) return 'X'
  if (/^(?:y(?![a-z])|一般)/u.test(word)) return 'Y'
  return /^(?:z(?![a-z])|辅助)/u.test(word) ? 'Z' : undefined
}

/** 必考, 任选一项, 抽考. */
export function modeNamed(text: string): SelectionMode | undefined {
  const word = plain(text)
  if (['必考', 'mandatory'].includes(word)) return 'mandatory'
  if (['任选一项', '任选一', '选一', '选考', '二选一', 'pick_one'].includes(word)) return 'pick_one'
  return ['抽考', '抽选', 'drawn'].includes(word) ? 'drawn' : undefined
}

const COUNT = String.raw`(?:[\d.,]+|[一二三四五六七八九十百千]+)\s*(?:道|个|小)?\s*(?:试?题目?|分|套)`
const FOOTER = new RegExp(
  String.raw`^[\s*]*(?:(?:合\s*计|总\s*计|小\s*计|共\s*计)(?:[\s:：为共]*(?:[\d.,]+|${COUNT})?)|(?:以上|本表|本卷|全卷|全表|总)?\s*共(?:有|计)?[\s:：]*${COUNT}(?:[,，、;；]?\s*(?:共|合计|满分)?[\s:：]*${COUNT})*)[\s。.*]*$`,
  'u',
)
const FIGURE = new RegExp(String.raw`^(?:[\d.,%]+|${COUNT})$`, 'u')

/** True for the filled cells of a line that only counts: "合计 | 900", "共 230 题". */
export const isFooter = (filled: readonly string[]): boolean =>
  filled.some((text) => FOOTER.test(text)) && filled.every((text) => FOOTER.test(text) || FIGURE.test(text.trim()))

/** The word with which an example row is marked; such rows are never imported. */
export const EXAMPLE = '示例'

/** True for a marker cell that says "this is an example". */
export const isExample = (text: string): boolean => {
  const word = plain(text)
  return word.startsWith(EXAMPLE) || word.startsWith('example')
}
