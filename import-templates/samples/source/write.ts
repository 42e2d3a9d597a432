/**
 * The words the sample bank's source is written in: a scope holds assessment
 * points, a point holds items. In every choice item the keys come first; the
 * builder places them, so that no letter is favoured.
 */

export type Importance = 'X' | 'Y' | 'Z'
export type Difficulty = 1 | 2 | 3 | 4 | 5

type Common = {
  difficulty: Difficulty
  stem: string
  rationale: string
  /** Name of a drawing in `figures/<name>.svg`, printed under the stem. */
  figure?: string
  /** Variants of one calculation family share this name and never meet in one paper. */
  family?: string
}
export type SourceItem = Common &
  (
    | { type: 'single'; options: readonly string[]; keys: 1; ordered: boolean }
    | { type: 'multiple'; options: readonly string[]; keys: number; ordered: false }
    | { type: 'true_false'; truth: boolean }
    | { type: 'fill_in' | 'short_answer' | 'calculation' | 'essay'; answer: string; marks: number }
  )
export type SourcePoint = { code: string; name: string; importance: Importance; items: SourceItem[] }
export type SourceScope = { code: string; name: string; points: SourcePoint[] }

type Extra = { figure?: string; family?: string; ordered?: boolean }

/** Single choice: `options[0]` is the key, three distractors follow. `ordered` keeps ascending numbers as they are. */
export const single = (
  difficulty: Difficulty,
  stem: string,
  options: readonly [string, string, string, string],
  rationale: string,
  { ordered = false, ...extra }: Extra = {},
): SourceItem => ({ type: 'single', difficulty, stem, options, keys: 1, ordered, rationale, ...extra })

/** Multiple choice: the right options, then the wrong ones; four or five in all, two right at least. */
export const multiple = (
  difficulty: Difficulty,
  stem: string,
  right: readonly string[],
  wrong: readonly string[],
  rationale: string,
  extra: Omit<Extra, 'ordered'> = {},
): SourceItem => ({
  type: 'multiple',
  difficulty,
  stem,
  options: [...right, ...wrong],
  keys: right.length,
  ordered: false,
  rationale,
  ...extra,
})

/** True/false: the statement and whether it holds. */
export const truth = (
  difficulty: Difficulty,
  stem: string,
  holds: boolean,
  rationale: string,
  extra: Omit<Extra, 'ordered'> = {},
): SourceItem => ({ type: 'true_false', difficulty, stem, truth: holds, rationale, ...extra })

/** A written item (Level 2): what a full answer says, and its marks. */
export const written = (
  type: 'fill_in' | 'short_answer' | 'calculation' | 'essay',
  difficulty: Difficulty,
  stem: string,
  answer: string,
  marks: number,
  rationale = '',
): SourceItem => ({ type, difficulty, stem, answer, marks, rationale })

/** One to six variants of one calculation, each from its own numbers; they may not meet in one paper. */
export const family = <Numbers>(
  name: string,
  numbers: readonly Numbers[],
  make: (n: Numbers) => SourceItem,
): SourceItem[] => numbers.map((n) => ({ ...make(n), family: name }))

/** An assessment point with its items; `code` is three digits that restart under each scope. */
export const point = (
  code: string,
  name: string,
  importance: Importance,
  items: (SourceItem | SourceItem[])[],
): SourcePoint => ({
  code,
  name,
  importance,
  items: items.flat(),
})

export const scope = (code: string, name: string, points: SourcePoint[]): SourceScope => ({ code, name, points })
