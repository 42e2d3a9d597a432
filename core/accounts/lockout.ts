/**
 * How wrong sign-ins are slowed. Strangers to an account share one count, each
 * device it has signed in on before has its own: whoever guesses from outside
 * locks strangers out, not the person at their own desk.
 */

/** Wrong sign-ins in a row before the first wait. */
export const FREE_TRIES = 5
const FIRST_WAIT_MS = 60_000
const LONGEST_WAIT_MS = 3_600_000
/** After so long without a wrong one, counting starts anew. */
export const FORGET_MS = 86_400_000

/** How long, in ms, no further try is looked at after this many wrong ones in a row: 1, 2, 4 … 60 minutes. */
export function waitAfter(failures: number): number {
  if (failures < FREE_TRIES) return 0
  return Math.min(FIRST_WAIT_MS * 2 ** (failures - FREE_TRIES), LONGEST_WAIT_MS)
}
