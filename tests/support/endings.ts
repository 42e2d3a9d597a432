/**
 * What a test file opened is closed at its end, in the opposite order. A hook set
 * by a helper would be one only where the helper runs while tests are collected:
 * from within another hook it is forgotten without a word.
 */
import { afterAll } from 'vitest'

const endings: (() => unknown)[] = []

/** Does this when the test file at work has ended. */
export const atTheEnd = (end: () => unknown): void => void endings.push(end)

/** Called by what stands before every test file (`each-file.ts`). */
export function endEach(): void {
  afterAll(async () => {
    for (const end of endings.splice(0).toReversed()) await end()
  })
}
