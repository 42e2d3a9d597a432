/** A bound on the number of papers says nothing any more from here on, and is this number. The console reads it too. */
export const BEYOND = 10_000
