/**
 * A whole item written in one text, taken apart: stem, lettered options, key
 * and labelled parts, in the ways people write them in Word and in single cells.
 */
import { truthNamed } from './words.ts'

/** `labels` are fields by name ('key', 'rationale', 'difficulty' …); `options` are in the order of their letters. */
export type ItemText = { stem: string; options: string[]; key: string; labels: ReadonlyMap<string, string> }

const LABELS: readonly (readonly [string, string])[] = [
  ['(?:正确|参考|标准)?答案(?:要点)?|答题要点|参考要点|答', 'key'],
  ['(?:答案|试题|题目)?解析|分析', 'rationale'],
  ['难度(?:等级|系数)?|难易程度', 'difficulty'],
  ['分值|分数|配分', 'marks'],
  ['鉴定点代码|知识点代码', 'pointCode'],
  ['鉴定点|知识点|考核点|考点', 'pointName'],
  ['出处|来源', 'source'],
  ['题型', 'type'],
  ['编号|试题编号', 'id'],
]
const ANY_LABEL = LABELS.map(([pattern]) => pattern).join('|')
/** A label in brackets stands anywhere; one with a colon begins a line or follows a gap. */
const LABEL = new RegExp(
  `(?:【\\s*(${ANY_LABEL})\\s*】\\s*[:：]?|(?<=^|[\\n\\t\\s。；;])(${ANY_LABEL})\\s*[:：])[ \\t]*`,
  'gu',
)
const WHOLE_LABELS = LABELS.map(([pattern, field]) => [new RegExp(`^(?:${pattern})$`, 'u'), field] as const)

const LETTERS = '[A-JＡ-Ｊ](?:[\\s、,，;；]*[A-JＡ-Ｊ])*'
const SIGN = '[√×✓✔✗✘☑]'
const TRUTH = '对|错|正确|错误|[TFYN]'

const KEY_LINE = new RegExp(
  `^\\s*[（([【]?\\s*(?:(?:正确|参考|标准)?答案?|answer|key)\\s*[\\]】]?\\s*(?:为|是|应选|选)?\\s*[:：]?\\s*(${LETTERS}|${SIGN}|${TRUTH})\\s*[)）\\]】]?[。.]?\\s*$`,
  'iu',
)

/** A line that says nothing but the key ("答案 B", "[答案]A", "（答案：B）", "Answer: B") in the one spelling that is read. */
export function keyLine(line: string): string {
  const key = line.length < 60 ? KEY_LINE.exec(line)?.[1] : undefined
  return key === undefined ? line : `答案：${key}`
}

/** The field whose label begins the line, if any. */
export function labelAt(line: string): string | undefined {
  const [found] = line.matchAll(LABEL)
  return found?.index === 0 ? fieldOf(found[1] ?? found[2] ?? '') : undefined
}

const fieldOf = (word: string): string => WHOLE_LABELS.find(([pattern]) => pattern.test(word))?.[1] ?? 'rationale'

/** Takes a text apart. What fits nowhere stays in the stem. */
export function itemText(text: string): ItemText {
  const { body, labels } = splitLabels(text.split('\n').map(keyLine).join('\n'))
  const found = splitOptions(body)
  const options = [...found.options]
  let stem = withoutTail(found.stem)
  let key = labels.get('key') ?? ''
  if (key === '' && options.length > 0) {
    const last = keyAfterTab(options.at(-1) ?? '')
    if (last) {
      options[options.length - 1] = last.text
      key = last.key
    }
  }
  if (key === '' && options.length === 0) {
    const last = signAtEnd(found.stem)
    if (last) ({ text: stem, key } = last)
  }
  return { stem, options: options.map((option) => withoutTail(option)), key, labels }
}

function splitLabels(text: string): { body: string; labels: Map<string, string> } {
  const labels = new Map<string, string>()
  const marks = [...text.matchAll(LABEL)]
  for (const [index, mark] of marks.entries()) {
    const field = fieldOf(mark[1] ?? mark[2] ?? '')
    const said = text.slice(mark.index + mark[0].length, marks[index + 1]?.index).trim()
    labels.set(field, labels.has(field) ? `${labels.get(field)}\n${said}` : said)
  }
  return { body: text.slice(0, marks[0]?.index ?? text.length), labels }
}

const FORMS = [
  /(?<![A-Za-z0-9])[(（]\s*([A-Ja-jＡ-Ｊａ-ｊ])\s*[)）]/gu,
  /(?<![A-Za-z0-9])([A-JＡ-Ｊ])\s*[.．]/gu,
  /(?<![A-Za-z0-9、])([A-JＡ-Ｊ])\s*、/gu,
  /(?<![A-Za-z0-9])([A-JＡ-Ｊ])\s*[:：)）]/gu,
  /(?<![A-Za-z0-9])([A-JＡ-Ｊ])\s*[.．、:：)）]/gu,
  /(?<=^|\n|\t|\s{2})([A-JＡ-Ｊ])[\s\u3000]+(?=\S)/gu,
  /(?<=^|\n|\s)([a-j])[.．、)）]/gu,
] as const

type Mark = { at: number; end: number; letter: number }

/** The longest run A, B, C … of option marks of one form; of equals the one that begins last, because a stem may speak of A too. */
export function splitOptions(text: string): { stem: string; options: string[] } {
  let best: Mark[] = []
  for (const form of FORMS) {
    const marks = [...text.matchAll(form)].map(
      (found): Mark => ({
        at: found.index,
        end: found.index + found[0].length,
        letter: (found[1] ?? '').normalize('NFKC').toUpperCase().charCodeAt(0) - 65,
      }),
    )
    const run = longestRun(marks)
    if (run.length > best.length) best = run
  }
  if (best.length < 2) return { stem: text, options: [] }
  const options = best.map(({ end }, index) => text.slice(end, best[index + 1]?.at).trim())
  const parted = options.slice(0, -1).every((option) => /[;；,，]$/u.test(option))
  return {
    stem: text.slice(0, best[0]?.at),
    options: parted ? options.map((option) => option.replace(/[;；,，]$/u, '').trim()) : options,
  }
}

function longestRun(marks: readonly Mark[]): Mark[] {
  let best: Mark[] = []
  for (const [index, mark] of marks.entries()) {
    if (mark.letter !== 0) continue
    const run = [mark]
    for (const next of marks.slice(index + 1)) {
      if (next.letter === 0) break
      if (next.letter === run.length) run.push(next)
    }
    if (run.length >= best.length) best = run
  }
  return best
}

const AFTER_TAB = new RegExp(`^(.*?)["”]?[ \\u3000]*\\t\\s*(${LETTERS}|${SIGN})\\s*$`, 'su')
const AT_END = new RegExp(`^(.*?)["”]?\\s*(?:[(（\\[【]\\s*)?(${SIGN})\\s*(?:[)）\\]】])?\\s*$`, 'su')
const WORD_AT_END = /^(.*\S)\s*(?:\t\s*|[(（]\s*)(对|错|正确|错误|是|否)\s*[)）]?\s*$/su

/** "…流数据处理技术⇥C": the key behind a tab after the last option, and a quotation mark that an export left before it. */
function keyAfterTab(text: string): { text: string; key: string } | undefined {
  const found = AFTER_TAB.exec(text)
  return found ? { text: found[1] ?? '', key: found[2] ?? '' } : undefined
}

function signAtEnd(text: string): { text: string; key: string } | undefined {
  const found = AFTER_TAB.exec(text) ?? AT_END.exec(text) ?? WORD_AT_END.exec(text)
  return found ? { text: withoutTail(found[1] ?? ''), key: found[2] ?? '' } : undefined
}

/** True when a line carries its key at its end, behind a tab or as a sign. */
export const endsWithKey = (line: string): boolean =>
  AFTER_TAB.test(line) || new RegExp(`\\S\\s*${SIGN}\\s*[)）]?\\s*$`, 'u').test(line)

/** Tabs and stray signs that a layout left behind a text. */
const withoutTail = (text: string): string => text.replace(/\s*\t[\s、，"”]*$/su, '').trim()

const KEY_SHOWN = `(${LETTERS}|${SIGN}|${TRUTH})`
const SHOWN = new RegExp(`[(（[【〔]\\s*${KEY_SHOWN}\\s*[)）\\]】〕]|_{2,}\\s*${KEY_SHOWN}\\s*_{2,}`, 'gu')
const EMPTY = /[(（]\s*[)）]/u

/** The key that stands in the one bracket or blank of a stem that holds one ("（BCE）", "__B__"), and the stem with that place emptied, or gone when another waits for the answer. */
export function keyInStem(stem: string, optionCount: number): { stem: string; key: string } | undefined {
  const found = [...stem.matchAll(SHOWN)]
  const [only] = found
  if (found.length !== 1 || !only) return undefined
  const key = (only[1] ?? only[2] ?? '').normalize('NFKC')
  if (optionCount === 0 ? truthNamed(key) === undefined : !lettersWithin(key, optionCount)) return undefined
  const [before, after] = [stem.slice(0, only.index), stem.slice(only.index + only[0].length)]
  const emptied = only[2] === undefined ? '（ ）' : '____'
  return { key, stem: after.trim() === '' && EMPTY.test(before) ? before.trim() : `${before}${emptied}${after}` }
}

const lettersWithin = (key: string, count: number): boolean =>
  /^[A-J]/u.test(key) && [...key].every((sign) => !/[A-J]/u.test(sign) || sign.charCodeAt(0) - 65 < count)

const UNDERLINED = /<u>(.*?)<\/u>/gsu

/** The answers that a fill-in's stem shows underlined and nowhere else, and the stem with blanks in their place; undefined when nothing is underlined. */
export function underlinedKey(stem: string): { stem: string; key: string } | undefined {
  const answers = [...stem.matchAll(UNDERLINED)].map(([, text]) => (text ?? '').replaceAll('**', '').trim())
  if (answers.length === 0 || answers.includes('')) return undefined
  return { key: answers.join('；'), stem: stem.replace(UNDERLINED, '____') }
}
