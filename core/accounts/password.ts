/**
 * What a password must be like. `modern` follows NIST SP 800-63B: length, and
 * nothing common or taken from its surroundings; no forced mixtures, no expiry.
 * `level-3` adds what 等保三级 asks (GB/T 22239): three classes of characters,
 * 90 days, and none of the last five.
 */
import type { Words } from '../words.ts'
import { commonWords } from './common-words.ts'

export const passwordPolicies = ['modern', 'level-3'] as const
export type PasswordPolicy = (typeof passwordPolicies)[number]

export const MIN_LENGTH = 12
const MAX_LENGTH = 200
const DAY_MS = 86_400_000
/** Characters that must remain when everything common is taken out. */
const MIN_OWN = 6

/** How long a password holds, in ms, and how many earlier ones are refused. */
export const policyTerms: Record<PasswordPolicy, { holdsMs: number; remembers: number; classes: number }> = {
  modern: { holdsMs: Number.POSITIVE_INFINITY, remembers: 0, classes: 0 },
  'level-3': { holdsMs: 90 * DAY_MS, remembers: 5, classes: 3 },
}

/** A password in the spelling it is hashed in: width and composition of characters make no difference. */
export const passwordText = (password: string): string => password.normalize('NFKC')

/** Digits and signs that stand for letters. */
const LEET: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}
const KEYBOARD = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1234567890',
  'abcdefghijklmnopqrstuvwxyz',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
]

const CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u]

/** Everything wrong with a new password, in words; empty when it is taken. `context`: the person's name and the like. */
export function passwordFaults(password: string, policy: PasswordPolicy, context: readonly string[]): Words[] {
  const text = passwordText(password)
  const length = [...text].length
  if (length < MIN_LENGTH)
    return [{ zh: `口令至少${MIN_LENGTH}个字符。`, en: `A password has at least ${MIN_LENGTH} characters.` }]
  if (length > MAX_LENGTH)
    return [{ zh: `口令至多${MAX_LENGTH}个字符。`, en: `A password has at most ${MAX_LENGTH} characters.` }]
  const faults: Words[] = []
  if (ownCharacters(text, context) < MIN_OWN)
    faults.push({
      zh: '口令主要由常用口令、键盘顺序、重复字符或姓名等组成，容易猜到。请用几个互不相关的词。',
      en: 'It is mostly a common password, a run of keys, a repetition, or a name: easily guessed. Take several words that have nothing to do with each other.',
    })
  const { classes } = policyTerms[policy]
  if (CLASSES.filter((one) => one.test(text)).length < classes)
    faults.push({
      zh: '口令须包含大写字母、小写字母、数字、符号中的至少三类。',
      en: 'It needs three of: capital letters, small letters, digits, signs.',
    })
  return faults
}

/** How many different characters are left when common words, runs and repetitions are taken out. */
function ownCharacters(text: string, context: readonly string[]): number {
  const words = [...commonWords, ...context.map((word) => word.normalize('NFKC').toLowerCase())].filter(
    (word) => [...word].length >= 3 || /[^\x20-\x7e]{2}/.test(word),
  )
  words.sort((a, b) => b.length - a.length)
  const plain = text.toLowerCase()
  const read = [plain, [...plain].map((char) => LEET[char] ?? char).join('')]
  return Math.min(...read.map((one) => new Set(withoutRuns(without(one, words)).replaceAll(/[\s\0]/g, '')).size))
}

const without = (text: string, words: readonly string[]): string =>
  words.reduce((rest, word) => rest.replaceAll(word, '\0'), text)

/** Runs of four or more along the keyboard, the alphabet or the digits (either way), and years, count for nothing. */
function withoutRuns(text: string): string {
  let rest = text
  for (const row of KEYBOARD)
    for (const line of [row, [...row].reverse().join('')])
      for (let size = line.length; size >= 4; size--)
        for (let at = 0; at + size <= line.length; at++) rest = rest.replaceAll(line.slice(at, at + size), '\0')
  return rest.replaceAll(/(?:19|20)\d\d/g, '\0').replaceAll(/(.)\1{2,}/gu, '\0')
}
