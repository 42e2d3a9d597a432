/** What can be wrong with an item's words although each of its cells is filled. */
import { comparable } from '../compare.ts'
import type { Key, Option, TheoryType } from '../item.ts'
import type { RowIssues } from './issue.ts'
import { keyInStem } from './item-text.ts'
import { ownLetter, speaksOfAbove } from './key.ts'
import type { RowView } from './mapping.ts'
import { truthNamed, typeNamed } from './words.ts'

export type ItemTexts = { stem: string; rationale: string; key: string; options: readonly Option[] }

const LIMITS = { stem: 20_000, rationale: 20_000, key: 20_000, source: 500, family: 100 } as const

/** At least two options, no two alike, each under its own letter, and "以上都对" below what it speaks of. */
export function checkOptions(view: RowView, options: readonly Option[], issues: RowIssues): void {
  if (options.length < 2) issues.add('error', 'options-few', optionColumn(view), '', options.length)
  const letters = options.map(({ text }) => ownLetter(text))
  for (const [index, { id, text }] of options.entries()) {
    const letter = letters[index]
    // One option may begin with a letter of its own ("B 类"); two under wrong letters have slipped.
    if (letter && letter !== id && letters.filter((one, at) => one && one !== options[at]?.id).length > 1)
      issues.add('error', 'option-letter', view.column(`option-${id}`), text, letter.toUpperCase(), id.toUpperCase())
    if (
      index < options.length - 1 &&
      speaksOfAbove(text) &&
      options.slice(index + 1).some((later) => !speaksOfAbove(later.text))
    )
      issues.add('warning', 'above-not-last', view.column(`option-${id}`), text)
  }
  const seen = new Map<string, string>()
  for (const { id, text } of options) {
    if (text === '') continue
    // Signs such as "≥" and "≤" survive `comparable`; an option made of punctuation alone is compared as it stands.
    const spelling = comparable(text) || text
    const twin = seen.get(spelling)
    if (twin)
      issues.add('error', 'options-equal', view.column(`option-${id}`), text, twin.toUpperCase(), id.toUpperCase())
    else seen.set(spelling, id)
  }
}

/** Where options go: their own columns, the cell that holds them all, or the stem's. */
const optionColumn = (view: RowView) => view.column('option-b') ?? view.column('options') ?? view.column('stem')

/** Nothing empty that must be filled, nothing longer than it may be. */
export function checkTexts(view: RowView, { stem, rationale, key, options }: ItemTexts, issues: RowIssues): void {
  if (stem === '') issues.add('error', 'stem-empty', view.column('stem'), '')
  const texts = [
    ['stem', stem, LIMITS.stem],
    ['rationale', rationale, LIMITS.rationale],
    ['key', key, LIMITS.key],
    ['source', view.text('source'), LIMITS.source],
    ['family', view.text('family'), LIMITS.family],
    ...options.map(({ id, text }) => [`option-${id}`, text, LIMITS.stem] as const),
  ] as const
  for (const [field, text, most] of texts) {
    if (text.length > most) issues.add('error', 'field-long', view.column(field), text, most)
  }
}

/** Left by a template or by a formula that failed: never what the author meant. */
const WHOLE_PLACEHOLDERS = [
  /^#(?:REF!|VALUE!|NAME\?|N\/A|DIV\/0!|NUM!|NULL!)$/u,
  /^[[【（(<《]?\s*(?:待补充?|待定|待完善|待填写?|此处填写.{0,12}|请填写.{0,12}|请输入(?:题干|选项|答案|内容).{0,12}|题干内容|选项内容|选项[A-J]的?内容|答案内容|占位符?|TODO|TBD|x{3,}|lorem ipsum.*)\s*[\]】）)>》]?[。.…]*$/iu,
]
const PLACEHOLDERS = [
  /[[【<]\s*(?:待补充?|待定|待完善|待填写?|请填写[^\]】>]{0,12}|TODO|TBD|x{3,})\s*[\]】>]/iu,
  /[？?]{4,}|�/u,
]

/** The patterns that take a whole cell are short ones. */
const isPlaceholder = (text: string): boolean =>
  (text.length <= 40 && WHOLE_PLACEHOLDERS.some((pattern) => pattern.test(text))) ||
  PLACEHOLDERS.some((pattern) => pattern.test(text))

/** The longest type or key that can stand where a stem should. */
const LONGEST_WORD = 12

/** Cells in which a placeholder was left, and a stem that is no question but a key or a type. */
export function checkSense(view: RowView, { stem, options, rationale, key }: ItemTexts, issues: RowIssues): void {
  const texts = [
    ['stem', stem],
    ['key', key],
    ['rationale', rationale],
    ...options.map(({ id, text }) => [`option-${id}`, text] as const),
  ] as const
  for (const [field, text] of texts)
    if (text !== '' && isPlaceholder(text)) issues.add('error', 'placeholder', view.column(field), text)
  if (stem === '' || stem.length > LONGEST_WORD) return
  if (/^[A-J]{1,6}$/u.test(stem) || truthNamed(stem) !== undefined || typeNamed(stem) !== undefined)
    issues.add('error', 'column-wrong', view.column('stem'), stem)
}

/** The shortest option text that is taken for a giveaway when the stem holds it. */
const GIVEAWAY = 6

/** A stem that shows its own key, in its bracket or by holding the right option's words and no other's. */
export function checkGiveaway(
  view: RowView,
  { stem, type, options, key }: { stem: string; type: TheoryType; options: readonly Option[]; key: Key },
  issues: RowIssues,
): void {
  const column = view.column('stem')
  const shown = keyInStem(stem, options.length)?.key
  if (shown !== undefined) issues.add('error', 'key-in-stem', column, '')
  else if (type === 'single' && 'options' in key) {
    const right = comparable(options.find(({ id }) => id === key.options[0])?.text ?? '')
    if (right.length < GIVEAWAY || right.length > stem.length) return
    const spoken = comparable(stem)
    if (!spoken.includes(right)) return
    const others = options.filter(({ id }) => id !== key.options[0]).map(({ text }) => comparable(text))
    if (!others.some((other) => other.length >= GIVEAWAY && spoken.includes(other)))
      issues.add('warning', 'key-given', column, '')
  }
}
