/**
 * Imports at work, so that whoever started one can watch and cancel it. A
 * caller names the import with an id of its own choosing when it sends the
 * file; the id lives as long as the work and a little longer, for a watcher
 * that comes late.
 */
import { PassThrough, type Readable } from 'node:stream'
import type { ImportStep } from './report.ts'

type State = { step: ImportStep | 'done' | 'failed'; done: number; of: number }
type Running = { bank: string; actor: string; abort: AbortController; state: State; watchers: Set<PassThrough> }

/** How long an ended import can still be asked about, in ms. */
const LINGER_MS = 30_000
/** Imports at once; more are refused to be watched, not to be done. */
const MOST = 200

export type RunningImports = ReturnType<typeof runningImports>

export function runningImports() {
  const running = new Map<string, Running>()
  const find = (bank: string, actor: string, id: string) => {
    const found = running.get(id)
    return found?.bank === bank && found.actor === actor ? found : undefined
  }
  const tell = (one: Running, state: State) => {
    one.state = state
    for (const watcher of one.watchers) watcher.write(event(state))
  }
  return {
    /** Registers an import; undefined when the id is taken. `end` says that it is over. */
    start(bank: string, actor: string, id: string) {
      if (running.has(id) || running.size >= MOST) return undefined
      const one: Running = {
        bank,
        actor,
        abort: new AbortController(),
        state: { step: 'read', done: 0, of: 0 },
        watchers: new Set(),
      }
      running.set(id, one)
      return {
        signal: one.abort.signal,
        progress: (step: ImportStep, done: number, of: number) => tell(one, { step, done, of }),
        end(ok: boolean) {
          tell(one, { ...one.state, step: ok ? 'done' : 'failed' })
          for (const watcher of one.watchers) watcher.end()
          one.watchers.clear()
          setTimeout(() => running.delete(id), LINGER_MS).unref()
        },
      }
    },

    /** Server-sent events of an import's progress, ending with "done" or "failed"; undefined when there is no such import of this person. */
    watch(bank: string, actor: string, id: string): Readable | undefined {
      const one = find(bank, actor, id)
      if (!one) return undefined
      const stream = new PassThrough()
      stream.write(event(one.state))
      if (one.state.step === 'done' || one.state.step === 'failed') stream.end()
      else {
        one.watchers.add(stream)
        stream.once('close', () => one.watchers.delete(stream))
      }
      return stream
    },

    /** True when there was such an import to cancel. */
    cancel(bank: string, actor: string, id: string): boolean {
      const one = find(bank, actor, id)
      one?.abort.abort()
      return one !== undefined
    },
  }
}

const event = ({ step, done, of }: State): string =>
  `event: ${step === 'done' || step === 'failed' ? step : 'progress'}\ndata: ${JSON.stringify({ step, done, of })}\n\n`
