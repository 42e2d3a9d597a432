/** Who does something, when and why: what every action is told and every log entry says. */
import { getRandomValues, randomInt } from 'node:crypto'
import { v7 } from 'uuid'
import type { Act } from '../core/log.ts'

/**
 * `at` is Unix time in ms; `why` is the reason the person gave; `own`: of items they see only those they wrote or
 * have as a task.
 */
export type By = { actor: string; at: number; why?: string; own?: boolean }

/** A sortable id (UUIDv7) for something made at `at`. */
export const newId = (at: number): string => v7({ msecs: at })

const ID_BYTES = 16
const DRAWN_AT_ONCE = 256

/**
 * Ids like `newId`'s in ascending order, for many things made at once: in order
 * they go to the end of an index, at random each would touch a page of its own.
 */
export function newIds(at: number): () => string {
  // Half of the sequence's 32 bits are drawn, so that no import can run over its end.
  let seq = randomInt(2 ** 31)
  const drawn = new Uint8Array(ID_BYTES * DRAWN_AT_ONCE)
  let used = drawn.length
  return () => {
    if (used === drawn.length) {
      getRandomValues(drawn)
      used = 0
    }
    const random = drawn.subarray(used, used + ID_BYTES)
    used += ID_BYTES
    return v7({ msecs: at, seq: seq++, random })
  }
}

/** The log entry of an act. `to` names what it was done to: ids and numbers, never content. */
export const act = (by: By, bank: string, did: string, to: string, result = 'done'): Act => ({
  at: by.at,
  actor: by.actor,
  bank,
  did,
  to,
  why: by.why ?? '',
  result,
})
