/**
 * Long work of the service, so that whoever started it can watch and cancel it. A
 * caller names the work with an id of its own choosing when it asks for it; the
 * reply to that request is still the result. The id lives as long as the work and
 * a little longer, for a watcher that comes late.
 */
import { PassThrough, type Readable } from 'node:stream'
import type { Right } from '../core/accounts/rights.ts'
import { AppError } from '../core/errors.ts'
import { closed, Type } from '../core/schema.ts'
import type { App } from './app.ts'
import { BankParams } from './banks/routes.ts'
import { Problem } from './plugins/problems.ts'

/** `done` of `of` in this step; `of` is 0 while it is unknown. */
type State = { step: string; done: number; of: number }
type Work = {
  bank: string
  actor: string
  abort: AbortController
  state: State
  ended: 'done' | 'failed' | undefined
  over: Promise<void>
  watchers: Set<PassThrough>
}

/** How long ended work can still be asked about, in ms. */
const LINGER_MS = 30_000
/** Works at once; more are refused to be watched, not to be done. */
const MOST = 200

/** An id the caller makes up to watch and cancel by. */
export const WatchId = Type.String({ pattern: '^[A-Za-z0-9_-]{16,64}$' })

export type Running = ReturnType<typeof runningWork>

/** The works of one kind that are under way; each begins with `firstStep`. */
export function runningWork(firstStep: string) {
  const running = new Map<string, Work>()
  const find = (bank: string, actor: string, id: string) => {
    const found = running.get(id)
    return found?.bank === bank && found.actor === actor ? found : undefined
  }
  const tell = (work: Work) => {
    for (const watcher of work.watchers) watcher.write(eventOf(work))
  }
  return {
    /** Registers work; undefined when there is no id, or it is taken. `end` says that it is over. */
    start(bank: string, actor: string, id: string | undefined) {
      if (id === undefined || running.has(id) || running.size >= MOST) return undefined
      let settle!: () => void
      const over = new Promise<void>((resolve) => (settle = resolve))
      const work: Work = {
        bank,
        actor,
        abort: new AbortController(),
        state: { step: firstStep, done: 0, of: 0 },
        ended: undefined,
        over,
        watchers: new Set(),
      }
      running.set(id, work)
      return {
        signal: work.abort.signal,
        progress(step: string, done: number, of: number) {
          work.state = { step, done, of }
          tell(work)
        },
        end(ok: boolean) {
          work.ended = ok ? 'done' : 'failed'
          tell(work)
          for (const watcher of work.watchers) watcher.end()
          work.watchers.clear()
          settle()
          setTimeout(() => running.delete(id), LINGER_MS).unref()
        },
      }
    },

    /** Server-sent events of a work's progress, ending with "done" or "failed"; undefined when there is no such work of this person. */
    watch(bank: string, actor: string, id: string): Readable | undefined {
      const work = find(bank, actor, id)
      if (!work) return undefined
      const stream = new PassThrough()
      stream.write(eventOf(work))
      if (work.ended) stream.end()
      else {
        work.watchers.add(stream)
        stream.once('close', () => work.watchers.delete(stream))
      }
      return stream
    },

    /**
     * Cancels work and waits until it is over: "late" when it came to its end all the
     * same, since what is being kept is kept whole. Undefined when there is no such work.
     */
    async cancel(bank: string, actor: string, id: string): Promise<'cancelled' | 'late' | undefined> {
      const work = find(bank, actor, id)
      if (!work) return undefined
      work.abort.abort()
      await work.over
      return work.ended === 'done' ? 'late' : 'cancelled'
    },
  }
}

function eventOf({ ended, state: { step, done, of } }: Work): string {
  return `event: ${ended ?? 'progress'}\ndata: ${JSON.stringify({ step: ended ?? step, done, of })}\n\n`
}

/** Adds the routes that watch and cancel the works below `path`, for whoever has the right to start them. */
export function addWatching(app: App, path: string, right: Right, running: Running, missing: () => AppError): void {
  const url = `${path}/running/:watch`
  const params = closed({ ...BankParams.properties, watch: WatchId })

  app.get(
    url,
    {
      config: { right },
      schema: {
        description: 'Progress as server-sent events: "progress" with step, done and of; then "done" or "failed".',
        params,
        response: { 200: Type.String(), 404: Problem },
      },
    },
    async ({ params: { bank, watch }, actor }, reply) => {
      const stream = running.watch(bank, actor, watch)
      if (!stream) throw missing()
      return reply
        .type('text/event-stream')
        .header('cache-control', 'no-store')
        .send(stream as unknown as string)
    },
  )

  app.delete(
    url,
    {
      config: { right },
      schema: {
        description:
          'Cancels the work and answers when it is over: 204 when its own request is answered with 409 and nothing of it is kept, 409 when it was too late.',
        params,
        response: { 204: Type.Null(), 404: Problem, 409: Problem },
      },
    },
    async ({ params: { bank, watch }, actor }, reply) => {
      const ended = await running.cancel(bank, actor, watch)
      if (!ended) throw missing()
      if (ended === 'late')
        throw new AppError('work.over', 'Too late to cancel: it was already finished. / 来不及取消：已经完成。')
      return reply.code(204).send(null)
    },
  )
}
