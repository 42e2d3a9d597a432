/** A shortage in words, Chinese and English. */

import {
  attributeWords,
  difficultyWords,
  importanceWords,
  joinWords,
  scopeWords,
  typeWords,
} from '../blueprint/words.ts'
import type { Importance } from '../element-table.ts'
import type { TheoryType } from '../item.ts'
import { counted, type Words } from '../words.ts'
import type { Problem } from './problem.ts'
import { covers } from './traits.ts'

/** Items of one declared cell; a field is there when the blueprint looks at it, 'other' is any level it does not name. */
export type ShortCell = {
  type: TheoryType
  scope?: string | null
  difficulty?: number | null | 'other'
  importance?: Importance | null | 'other'
  /** By name; null is any value that no rule names. */
  attributes?: Readonly<Record<string, string | null>>
  needs: number
  has: number
  write: number
}

/** A rule whose least over all papers is more than the bank holds; `needs` and `has` are items, or half marks for marks. */
export type RowShort = { rule: string; needs: number; has: number; sentence: Words }

type Told = {
  papers: number
  rows: readonly RowShort[]
  cells: readonly ShortCell[]
  total: number
  proven: boolean
  maxPapers: { found: number; upper: number }
  conflict: readonly { sentence: Words }[]
  cross: { needs: number; has: number } | null
  relaxations: readonly { sentence: Words }[]
  instead: readonly { sentence: Words }[]
}

/** Cells told one by one; the rest are in the data. */
const MOST_TOLD = 30

/** Rules that are short by themselves. */
export function rowsShort({ blueprint, classes, columns, papers }: Problem): RowShort[] {
  return blueprint.rules.flatMap((rule): RowShort[] => {
    if (rule.measure === 'mean-difficulty') return []
    const most = new Map<number, number>()
    for (const { class: of, section } of columns) {
      const { trait, supply } = classes[of]!
      if (!covers(rule, trait, section)) continue
      const each = rule.measure === 'items' ? 1 : blueprint.sections[section]!.halfMarks
      most.set(of, Math.max(most.get(of) ?? 0, each * supply))
    }
    const has = [...most.values()].reduce((sum, n) => sum + n, 0)
    const needs = rule.min * papers
    if (has >= needs) return []
    const scale = rule.measure === 'items' ? 1 : 2
    const zh = `${rule.sentence.zh}；${papers} 套共需 ${needs / scale}，题库只有 ${has / scale}`
    const en = `${rule.sentence.en}; ${counted(papers, 'paper needs', 'papers need')} ${needs / scale}, the bank has ${has / scale}`
    return [{ rule: rule.id, needs, has, sentence: { zh, en } }]
  })
}

/** The whole shortage: rules short by themselves or together, what to write, how many papers there can be now, what to loosen. */
export function shortageSentences(told: Told): Words[] {
  const { papers, rows, cells, total, proven, maxPapers, conflict, cross, relaxations, instead } = told
  const write = cells.slice(0, MOST_TOLD).map((cell): Words => {
    const { zh, en } = cellWords(cell)
    const { needs, has, write: count } = cell
    return {
      zh: `${zh}：${papers} 套共需 ${needs} 题，现有 ${has} 题，需补写 ${count} 题`,
      en: `${en}: needs ${needs} over ${counted(papers, 'paper')}, has ${has}, write ${count}`,
    }
  })
  const more = cells.length - write.length
  const rest = more > 0 ? [{ zh: `另有 ${more} 个单元。`, en: `and ${counted(more, 'more cell')}.` }] : []
  return [
    ...whyWords({ rows, conflict, cross }),
    ...write,
    ...rest,
    totalWords(total, proven),
    papersWords(maxPapers),
    ...(relaxations.length > 0 ? [looseningWords(relaxations)] : []),
    ...instead.map((one) => looseningWords([one])),
  ]
}

/** Rules that are short by themselves; where none is, those that are short together. */
export function whyWords({ rows, conflict, cross }: Pick<Told, 'rows' | 'conflict' | 'cross'>): Words[] {
  if (rows.length > 0) return rows.map(({ sentence }) => sentence)
  return conflict.length > 0 ? [togetherWords(conflict, cross)] : []
}

function togetherWords(conflict: Told['conflict'], cross: Told['cross']): Words {
  const [all, cannot] = conflict.length > 1 ? ['同时', 'these cannot hold together'] : ['', 'this cannot hold']
  const zh = `以现有题库无法${all}满足：${conflict.map(({ sentence }) => sentence.zh).join('；')}`
  const en = `with this bank ${cannot}: ${conflict.map(({ sentence }) => sentence.en).join('; ')}`
  if (!cross) return { zh, en }
  const { needs, has } = cross
  return {
    zh: `${zh}（合乎其要求的试题至少需 ${needs} 题，现有 ${has} 题）`,
    en: `${en} (items that meet ${conflict.length > 1 ? 'both at once' : 'it'}: needs ${needs}, has ${has})`,
  }
}

/** Rules that are loosened together; what is longer than people read stays in the data. */
function looseningWords(rules: readonly { sentence: Words }[]): Words {
  const more = rules.length - MOST_TOLD
  const own = rules.slice(0, MOST_TOLD).map(({ sentence }) => sentence)
  return {
    zh: `不补写也可以：${own.map(({ zh }) => zh).join('；')}${more > 0 ? `；另有 ${more} 条` : ''}。`,
    en: `Or write nothing and ${own.map(({ en }) => en).join('; ')}${more > 0 ? `; and ${more} more` : ''}.`,
  }
}

/** How many items to write, and whether fewer would do. */
export const totalWords = (total: number, proven: boolean): Words =>
  proven
    ? {
        zh: `共需补写 ${total} 题，少一题都不行（已证明）。`,
        en: `Write ${counted(total, 'item')} in all; one fewer is not enough (proven).`,
      }
    : { zh: `至少需补写 ${total} 题。`, en: `Write at least ${counted(total, 'item')}.` }

/** How many papers the bank gives as it is. */
export const papersWords = ({ found, upper }: { found: number; upper: number }): Words =>
  found === upper
    ? { zh: `现有题库最多可组 ${found} 套。`, en: `The bank as it is gives ${counted(found, 'paper')} at most.` }
    : {
        zh: `现有题库可组 ${found} 套，至多 ${upper} 套。`,
        en: `The bank as it is gives ${counted(found, 'paper')}, and no more than ${upper}.`,
      }

const elsewhere: Words = { zh: '其他鉴定范围', en: 'any other scope' }
const otherDifficulty: Words = { zh: '其他难度', en: 'any other difficulty' }
const otherImportance: Words = { zh: '其他重要程度', en: 'any other importance' }

/** "鉴定范围 A 多选 难度 4" / "scope A, multiple choice, difficulty 4". */
export function cellWords({ type, scope, difficulty, importance, attributes }: ShortCell): Words {
  return joinWords([
    ...(scope === undefined ? [] : [scope === null ? elsewhere : scopeWords(scope)]),
    typeWords[type],
    ...(difficulty === undefined ? [] : [difficulty === 'other' ? otherDifficulty : difficultyWords(difficulty)]),
    ...(importance === undefined ? [] : [importance === 'other' ? otherImportance : importanceWords(importance)]),
    ...Object.entries(attributes ?? {}).flatMap(([name, value]) =>
      value === null ? [] : [attributeWords(name, value)],
    ),
  ])
}
