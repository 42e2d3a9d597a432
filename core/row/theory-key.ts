/** What type an item is and what its key says. */
import type { Option, TheoryItem, TheoryType } from '../item.ts'
import type { Column, RowIssues } from './issue.ts'
import { type ChoiceKey, choiceKey, letterCount } from './key.ts'
import type { RowView } from './mapping.ts'
import { type NamedType, OPEN_CHOICE, plain, truthNamed, truthOfKey, typeNamed } from './words.ts'

const letterOf = (index: number): string => String.fromCharCode(65 + index)

/** The type of an item: by its word, by what stands above it, or by its key. */
export function readType(
  view: RowView,
  options: readonly Option[],
  given: NamedType | null,
  issues: RowIssues,
): TheoryType | undefined {
  const word = view.text('type')
  const named = word === '' ? (given ?? undefined) : typeNamed(word)
  if (named !== undefined && named !== 'choice') return named
  if (word !== '' && named === undefined) {
    issues.add('error', 'type-unknown', view.column('type'), word)
    return undefined
  }
  const key = view.text('key')
  const inferred = typeByKey(key, options)
  if (inferred === undefined) {
    // With options in place it is the key that is wrong, and a type would not mend it.
    const column = view.column('key') ?? view.column('stem')
    if (key === '') issues.add('error', 'key-empty', column, '')
    else if (options.length > 1) addKeyFault(choiceKey(key, textsOf(options)), column, key, options, issues)
    else issues.add('error', 'type-missing', view.column('type') ?? view.column('key'), word)
  }
  // An item of ours is single or multiple: what has one key is printed with those that have one.
  if (inferred === 'single' && OPEN_CHOICE.test(plain(word)))
    issues.add('warning', 'open-one', view.column('type'), word)
  return inferred
}

const textsOf = (options: readonly Option[]): string[] => options.map(({ text }) => text)

function addKeyFault(
  found: ChoiceKey,
  column: Column | null,
  text: string,
  options: readonly Option[],
  issues: RowIssues,
): void {
  if (!('fault' in found)) return
  if (found.fault === 'key-twice') issues.add('error', 'key-twice', column, text)
  else if (options.length > 1) issues.add('error', 'key-not-option', column, text, letterOf(options.length - 1))
}

/** Without a word for the type, the key tells it: a truth word, one letter or several. */
function typeByKey(key: string, options: readonly Option[]): TheoryType | undefined {
  const truths = options.map(({ text }) => truthNamed(text))
  if (options.length === 2 && truths.includes(true) && truths.includes(false)) return 'true_false'
  if (options.length === 0 && !/^\d$/u.test(key) && truthNamed(key) !== undefined) return 'true_false'
  if (options.length < 2) return undefined
  const right = choiceKey(key, textsOf(options))
  const count = 'right' in right ? right.right.length : letterCount(key)
  if (count === 0) return undefined
  return count === 1 ? 'single' : 'multiple'
}

/** The key of an item of this type; null when there is none or it is wrong. */
export function readKey(
  view: RowView,
  type: TheoryType,
  text: string,
  options: readonly Option[],
  issues: RowIssues,
): TheoryItem['key'] | null {
  const column = view.column('key') ?? view.column('stem')
  if (text === '') {
    issues.add('error', 'key-empty', column, '')
    return null
  }
  if (type === 'true_false') return readTruth(view, text, options, issues)
  if (type !== 'single' && type !== 'multiple') {
    if (options.length > 0) issues.add('error', 'options-unwanted', view.column('option-a'), '')
    return { text }
  }
  const key = choiceKey(text, textsOf(options))
  if ('fault' in key) {
    addKeyFault(key, column, text, options, issues)
    return null
  }
  if (key.numbered) issues.add('warning', 'key-number', column, text)
  if (type === 'single' && key.right.length > 1) issues.add('error', 'key-many', column, text)
  if (type === 'multiple' && key.right.length < 2) issues.add('error', 'key-one', column, text)
  return { options: key.right.map((index) => String.fromCharCode(97 + index)) }
}

function readTruth(view: RowView, text: string, options: readonly Option[], issues: RowIssues) {
  const column = view.column('key')
  const truths = options.map((option) => truthNamed(option.text))
  if (truths.includes(undefined)) {
    issues.add('error', 'options-unwanted', view.column('option-a'), '')
    return null
  }
  const letter = choiceKey(text, options.length === 0 ? ['√', '×'] : options.map((option) => option.text))
  const isLetter = letterCount(text) === 1 && truthNamed(text) === undefined
  if (isLetter && 'right' in letter) {
    if (options.length === 0) issues.add('warning', 'key-letter-truth', column, text)
    const index = letter.right[0] ?? 0
    return { truth: options.length === 0 ? index === 0 : truths[index] === true }
  }
  const truth = truthOfKey(text)
  if (truth === undefined) issues.add('error', 'key-not-truth', column, text)
  return truth === undefined ? null : { truth }
}
