/** Progress of work at the service, as it tells it in server-sent events. */
import { askRaw, Refusal } from './client.ts'

/** Where long work is; `of` is 0 while it is unknown. */
export type Progress = { step: string; done: number; of: number }

/** Asked again after so many ms while the work has not begun there. */
const SOON = 250

/** Hears of the progress at `url` until the work ends or `signal` is raised; what fails here fails silently, the work itself tells. */
export async function watchProgress(
  url: string,
  hear: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const reply = await askRaw(new Request(url, { signal }))
      await read(reply, hear)
      return
    } catch (error) {
      // The watch is there as soon as the service has begun to read what was sent.
      if (!(error instanceof Refusal) || error.problem.status !== 404) return
      await new Promise((done) => setTimeout(done, SOON))
    }
  }
}

async function read({ body }: Response, hear: (progress: Progress) => void): Promise<void> {
  if (!body) return
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    text += value
    const events = text.split('\n\n')
    text = events.pop() ?? ''
    for (const event of events) {
      const data = /^data: (.*)$/m.exec(event)?.[1]
      if (data !== undefined) hear(JSON.parse(data) as Progress)
    }
  }
}
