/**
 * Item numbers people can say on the telephone: `6310103-3-T-00042-K` is the
 * bank (occupation and level), the kind, the running number and a check
 * character by ISO 7064, MOD 37,36, which notices every single wrong character
 * and nearly every pair that changed places. An item's id is another thing:
 * it is never said.
 */
import type { ItemKind } from './item.ts'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const LETTERS: Record<ItemKind, string> = { theory: 'T', practical: 'P', defense: 'D' }

export type ItemNumber = { bank: string; kind: ItemKind; number: number }

/** The hybrid system of ISO 7064 with M = 36: the sum after `text`, a check character away from 1. */
function sumOf(text: string): number {
  let sum = 36
  for (const char of text) {
    sum = (sum + ALPHABET.indexOf(char)) % 36 || 36
    sum = (sum * 2) % 37
  }
  return sum
}

const checkOf = (text: string): string => ALPHABET[(37 - sumOf(text)) % 36]!

/** The number as it is shown and said. `bank` is a bank's id, such as `6-31-01-03.3`. */
export function itemNumber({ bank, kind, number }: ItemNumber): string {
  const [occupation = '', level = ''] = bank.replaceAll('-', '').split('.')
  const parts = [occupation, level, LETTERS[kind], String(number).padStart(5, '0')]
  return [...parts, checkOf(parts.join(''))].join('-')
}

/**
 * What a number names, or undefined when it is none or was misheard. Case,
 * width, spaces and hyphens do not count, and O and I pass for 0 and 1 where
 * a digit must stand; not in the check character, which would notice less then.
 */
export function parseItemNumber(said: string): ItemNumber | undefined {
  const text = said
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.\-‐-―−]+/gu, '')
  const found = /^([0-9OI]{7})([1-5I])([TPD])([0-9OI]{5,9})([0-9A-Z])$/.exec(text)
  if (!found) return undefined
  const [occupation, level, running] = [found[1]!, found[2]!, found[4]!].map(digits) as [string, string, string]
  const kind = (Object.keys(LETTERS) as ItemKind[]).find((name) => LETTERS[name] === found[3])!
  if (checkOf(`${occupation}${level}${found[3]}${running}`) !== found[5]) return undefined
  const bank = `${occupation[0]}-${occupation.slice(1, 3)}-${occupation.slice(3, 5)}-${occupation.slice(5)}.${level}`
  const number = Number(running)
  // One spelling for one item: zeros in front beyond the fifth place would be another.
  return number >= 1 && running === String(number).padStart(5, '0') ? { bank, kind, number } : undefined
}

const digits = (text: string) => text.replaceAll('O', '0').replaceAll('I', '1')
