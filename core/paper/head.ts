/** What the documents of every kind of paper begin with, and how a document is named. */
import { DrawnValues } from '../calculation/calculation.ts'
import { digestOf } from '../canonical.ts'
import { closed, nullable, Sha256, type Static, Type } from '../schema.ts'

/** The bank a paper comes from. `code` is of the national classification, e.g. 6-31-01-03; level 5 is the lowest. */
export const PaperBank = closed({
  occupation: Type.String({ minLength: 1, maxLength: 100 }),
  code: Type.String({ minLength: 1, maxLength: 40 }),
  level: Type.Integer({ minimum: 1, maximum: 5 }),
  organisation: nullable(Type.String({ minLength: 1, maxLength: 100 })),
})
export type PaperBank = Static<typeof PaperBank>

/** `number` is the paper's number within its set, as printed; `id` names the paper everywhere. */
export const PaperHead = closed({
  bank: PaperBank,
  title: Type.String({ minLength: 1, maxLength: 200 }),
  number: Type.String({ minLength: 1, maxLength: 40 }),
  id: Type.String({ minLength: 1, maxLength: 60 }),
  classification: Type.String({ maxLength: 60 }),
})
export type PaperHead = Static<typeof PaperHead>

/** What a caller says about a paper; title and classification have defaults. */
export type HeadInput = {
  bank: PaperBank
  paperNumber: string
  paperId: string
  title?: string
  classification?: string
}

export const CLASSIFICATION = '机密★启用前'

/** A paper's head; `title` is what the document is called when the caller gives no other. */
export const headOf = (input: HeadInput, title: string): PaperHead => ({
  bank: input.bank,
  title: input.title ?? title,
  number: input.paperNumber,
  id: input.paperId,
  classification: input.classification ?? CLASSIFICATION,
})

const LEVELS = ['一级／高级技师', '二级／技师', '三级／高级工', '四级／中级工', '五级／初级工']

/** "三级／高级工" for 3. */
export const levelName = (level: number): string => LEVELS[level - 1] ?? `${level}级`

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 1 → "一", 12 → "十二", up to 99. */
export function chineseNumber(n: number): string {
  const tens = Math.floor(n / 10)
  const ten = tens === 0 ? '' : tens === 1 ? '十' : `${DIGITS[tens]}十`
  return `${ten}${DIGITS[n % 10]}`
}

/**
 * Which item stands where. It is kept apart from the paper, because which item
 * went into which paper is itself a secret. `digest` names the item's revision,
 * `values` are the numbers that this paper drew for it.
 */
export const PositionMap = closed({
  kind: Type.Literal('positions'),
  id: Type.String({ minLength: 1 }),
  form: Type.String(),
  positions: Type.Array(
    closed({
      number: Type.Integer({ minimum: 1 }),
      item: Type.String({ minLength: 1 }),
      digest: Sha256,
      values: Type.Optional(DrawnValues),
    }),
  ),
})
export type PositionMap = Static<typeof PositionMap>

/** Names a document by its value, whatever file it is printed to: hex SHA-256 of its canonical JSON. */
export const documentDigest = (document: { kind: string }): string =>
  digestOf(`juanku/document/v1/${document.kind}`, document)
