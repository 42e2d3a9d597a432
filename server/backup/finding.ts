/** What the doctor says of one thing it looked at. */
import type { Words } from '../../core/words.ts'

export type State = 'good' | 'warning' | 'bad'

/** `check` names the thing for programs; `remedy` says what to do where it is not good. */
export type Finding = { check: string; state: State; found: Words; remedy: Words | null }

export const good = (check: string, zh: string, en: string): Finding => ({
  check,
  state: 'good',
  found: { zh, en },
  remedy: null,
})

export const notGood = (check: string, state: 'warning' | 'bad', found: Words, remedy: Words): Finding => ({
  check,
  state,
  found,
  remedy,
})
