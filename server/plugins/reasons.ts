/**
 * Why somebody reads, asked once for a task: at the first request in a bank the
 * reason comes in the header `Juanku-Reason` (percent-encoded UTF-8) and stands
 * for that person and bank until its hours are over or another is given. Where
 * none is given the reply says `Juanku-Reason: asked`, or the request is refused
 * (428), as the settings have it. Kept in memory: a restart asks again; the log
 * has each reason for good, in every entry of its task.
 */
import type { FastifyRequest } from 'fastify'
import { AppError } from '../../core/errors.ts'

const LONGEST = 500
/** Tasks kept in mind; more are asked anew. */
const MOST = 10_000

/** Keeps the reasons of tasks; `now` is Unix time in ms. */
export function reasonKeeper(now: () => number) {
  const tasks = new Map<string, { why: string; until: number }>()
  return {
    /** The reason that stands for this request, which may bring it; undefined when there is none. */
    reasonFor({ actor, headers }: FastifyRequest, bank: string, hours: number): string | undefined {
      const task = JSON.stringify([actor, bank])
      const given = headers['juanku-reason']
      if (given !== undefined) {
        if (tasks.size >= MOST) tasks.clear()
        tasks.set(task, { why: reasonOf(given), until: now() + hours * 3_600_000 })
      }
      const kept = tasks.get(task)
      return kept && now() < kept.until ? kept.why : undefined
    },
    /** The refusal of a request that brings no reason where one must stand. */
    asked: () =>
      new AppError(
        'reading.reason',
        'Say why you are reading, in the header Juanku-Reason. / 请说明查阅理由（请求头 Juanku-Reason）。',
      ),
  }
}

function reasonOf(header: string | string[]): string {
  try {
    const text = typeof header === 'string' ? decodeURIComponent(header).normalize('NFC').trim() : ''
    if (text !== '' && text.length <= LONGEST && !/\p{Cc}/u.test(text)) return text
  } catch {
    // Said below: it is no such text.
  }
  throw new AppError(
    'input.usage',
    `Juanku-Reason is a text of 1 to ${LONGEST} characters, percent-encoded. / 请求头 Juanku-Reason 应为1至${LONGEST}个字符（百分号编码）。`,
  )
}
