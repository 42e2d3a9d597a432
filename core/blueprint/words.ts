/** The words blueprints, shortages and certificates are told in, Chinese and English. */
import type { TheoryType } from '../item.ts'
import { counted, type Words } from '../words.ts'

export const typeWords: Record<TheoryType, Words> = {
  single: { zh: '单选', en: 'single choice' },
  multiple: { zh: '多选', en: 'multiple choice' },
  true_false: { zh: '判断', en: 'true/false' },
  fill_in: { zh: '填空', en: 'fill-in' },
  short_answer: { zh: '简答', en: 'short answer' },
  calculation: { zh: '计算', en: 'calculation' },
  essay: { zh: '论述', en: 'essay' },
  case: { zh: '案例分析', en: 'case' },
}

export const scopeWords = (scope: string): Words => ({ zh: `鉴定范围 ${scope}`, en: `scope ${scope}` })

/** `level` null is "unknown". */
export const difficultyWords = (level: number | null): Words =>
  level === null ? { zh: '难度未知', en: 'difficulty unknown' } : { zh: `难度 ${level}`, en: `difficulty ${level}` }

export const importanceWords = (level: string | null): Words =>
  level === null
    ? { zh: '重要程度未定', en: 'importance unset' }
    : { zh: `重要程度 ${level}`, en: `importance ${level}` }

const attributeNames: Record<string, Words> = {
  source: { zh: '来源', en: 'source' },
  writer: { zh: '命题人', en: 'writer' },
  image: { zh: '配图', en: 'picture' },
  answer: { zh: '答案', en: 'answer' },
}
const attributeValues: Record<string, Words> = {
  yes: { zh: '有', en: 'yes' },
  no: { zh: '无', en: 'no' },
}

/** `value` null is any value no rule names. */
export function attributeWords(name: string, value: string | null): Words {
  const known = attributeNames[name] ?? { zh: name, en: name }
  if (value === null) return { zh: `${known.zh}为其他`, en: `any other ${known.en}` }
  const shown = attributeValues[value] ?? { zh: value, en: value }
  return { zh: `${known.zh}“${shown.zh}”`, en: `${known.en} "${shown.en}"` }
}

/** "exactly 5 items" / "at least 5", from bounds that are already numbers in `unit`. */
export function amountWords(min: number, max: number | null, unit: Unit): Words {
  if (min === max) return { zh: `恰好 ${min} ${unit.zh}`, en: `exactly ${counted(min, unit.one, unit.en)}` }
  if (max === null) return { zh: `至少 ${min} ${unit.zh}`, en: `at least ${counted(min, unit.one, unit.en)}` }
  if (min === 0) return { zh: `至多 ${max} ${unit.zh}`, en: `at most ${counted(max, unit.one, unit.en)}` }
  return { zh: `${min}–${max} ${unit.zh}`, en: `${min} to ${max} ${unit.en}` }
}

/** The cap of items on one assessment point. */
export const perPointWords = (most: number): Words => ({
  zh: `每个鉴定点每卷至多 ${most} 题`,
  en: `at most ${counted(most, 'item')} per assessment point and paper`,
})

/** The cap of items that two papers share. */
export const overlapWords = (most: number): Words => ({
  zh: `任意两卷共有试题不超过 ${most} 题`,
  en: `any two papers share at most ${counted(most, 'item')}`,
})

/** What an amount is in; `one` is the English word for a single one. */
export type Unit = Words & { one: string }
export const itemsUnit: Unit = { zh: '题', en: 'items', one: 'item' }
export const marksUnit: Unit = { zh: '分', en: 'marks', one: 'mark' }

/** The parts of a name put together: "鉴定范围 A 多选" / "scope A, multiple choice". */
export const joinWords = (parts: readonly Words[]): Words => ({
  zh: parts.map(({ zh }) => zh).join(' '),
  en: parts.map(({ en }) => en).join(', '),
})
