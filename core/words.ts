/** Text for people stands in both languages wherever the program makes it. */
import type { Words } from './schema.ts'

// Its schema stands with the others: the console, which speaks too, loads none of them.
export type { Words }

/** A number and what it counts, in English: "1 item", "2 items", "0.5 marks". */
export const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

/** Both languages in one line, for a message: "English. / 中文。" */
export const bothWords = ({ zh, en }: Words): string => `${en} / ${zh}`

/** The two languages of such a message; the whole of it for both where it holds only one. */
export function wordsIn(message: string): Words {
  const at = message.lastIndexOf(' / ')
  const [en, zh] = [message.slice(0, at), message.slice(at + 3)]
  return at > 0 && /\p{Script=Han}/u.test(zh) ? { zh, en } : { zh: message, en: message }
}
