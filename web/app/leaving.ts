/** What is being written lies in the tab alone, and is forgotten, in every tab, when its person signs out or is another. */

const PERSON = 'juanku.person'
/** Not secret, and no draft. */
const KEPT = new Set([PERSON, 'juanku.bank'])
const tabs = new BroadcastChannel('juanku.sign-out')

function forget(): void {
  sessionStorage.clear()
  location.assign('/')
}
tabs.addEventListener('message', forget)

/** True while something is written in this tab and not saved. */
export const hasDrafts = (): boolean =>
  Object.keys(sessionStorage).some((key) => key.startsWith('juanku.') && !KEPT.has(key))

/** Whoever sits here next finds nothing of what was being written. */
export function forgetEverywhere(): void {
  tabs.postMessage(null)
  forget()
}

/** Says who is signed in: what somebody else wrote in this tab, whose session just ended, is not theirs. */
export function keepFor(person: string): void {
  const before = sessionStorage.getItem(PERSON)
  if (before !== null && before !== person) sessionStorage.clear()
  sessionStorage.setItem(PERSON, person)
}
