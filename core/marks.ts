/** Marks are integers of half a mark inside, "0.5" outside. */

/** "1", 1 or 0.5 → half marks; undefined when it is no positive multiple of 0.5. */
export function halfMarks(value: string | number): number | undefined {
  const doubled = Number(value) * 2
  return Number.isInteger(doubled) && doubled > 0 ? doubled : undefined
}

/** Half marks → "0.5", "1", "12.5". */
export const marksText = (half: number): string => String(half / 2)
