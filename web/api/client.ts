/**
 * The one way to the service: the client made from its OpenAPI document, over a
 * `fetch` that knows its refusals. Where the service asks something of the
 * person first (the password again, a reason for reading, to sign in again) the
 * request waits for the answer and goes out once more, so that nothing typed is
 * lost. Whatever still fails is thrown as a `Refusal`.
 */
import createClient from 'openapi-fetch'
import type { components, paths } from './schema.d.ts'

export type Problem = components['schemas']['Problem']

/** What the service, or the network, answered instead of what was asked for. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly problem: Problem
  /** What the reply said where it was no problem but an answer, such as why there is no set. */
  readonly body: unknown

  constructor(problem: Problem, body?: unknown) {
    super(problem.detail)
    this.problem = problem
    this.body = body
  }
}

/** What may be asked of the person before a request goes through. */
export type Wanted = 'step-up' | 'reason' | 'sign-in'
const WANTED: Record<string, Wanted> = {
  'step-up.needed': 'step-up',
  'reading.reason': 'reason',
  'access.denied': 'sign-in',
}
/** Puts the question; settles with what to send along, or undefined when the person gives up. */
export type Asker = (wanted: Wanted) => Promise<{ reason?: string } | undefined>

let asker: Asker | undefined
const open = new Map<Wanted, ReturnType<Asker>>()

/** Sets who puts the questions; without one, every refusal is thrown. */
export const setAsker = (next: Asker | undefined): void => {
  asker = next
}

/** One question of a kind at a time: requests that need the same answer wait for it together. */
function askOnce(wanted: Wanted): ReturnType<Asker> {
  const under = open.get(wanted)
  if (under) return under
  const answer = asker?.(wanted) ?? Promise.resolve(undefined)
  open.set(wanted, answer)
  void answer.finally(() => open.delete(wanted))
  return answer
}

const NOT_ASKED = /^\/api\/(?:sign-in|sign-out|step-up|me)$/

async function send(request: Request): Promise<Response> {
  // The same command sent twice is done once.
  if (request.method !== 'GET' && !NOT_ASKED.test(new URL(request.url).pathname))
    request.headers.set('idempotency-key', crypto.randomUUID())
  for (;;) {
    const reply = await fetch(request.clone())
    if (reply.ok || NOT_ASKED.test(new URL(request.url).pathname)) return reply
    const wanted = WANTED[(await problemOf(reply.clone())).code]
    const answer = wanted && (await askOnce(wanted))
    if (!answer) return reply
    if (answer.reason !== undefined) request.headers.set('juanku-reason', encodeURIComponent(answer.reason))
  }
}

/** The problem a reply states, or one that says what is known: a reply may be empty, or come from a proxy. */
async function problemOf(reply: Response): Promise<Problem> {
  const text = await reply.text()
  try {
    const parsed = JSON.parse(text) as Problem
    if (typeof parsed.code === 'string' && typeof parsed.detail === 'string') return parsed
  } catch {
    // Said below.
  }
  const unwritable = reply.status === 503
  return {
    type: 'about:blank',
    title: reply.statusText,
    status: reply.status,
    code: unwritable ? 'log.unwritable' : 'reply.unknown',
    detail: unwritable
      ? 'The service cannot write its access log and shows nothing until it can. / 访问日志无法写入，恢复前不显示任何内容。'
      : `The service answered ${reply.status} without a reason. / 服务返回 ${reply.status}，未说明原因。`,
    instance: '',
  }
}

const unreachable = (): Problem => ({
  type: 'about:blank',
  title: '',
  status: 0,
  code: 'network',
  detail: 'The service cannot be reached; nothing was lost, try again. / 无法连接服务，内容未丢失，请重试。',
  instance: '',
})

/** Paths, parameters and replies are those of the service; use it through `ask`. */
export const api = createClient<paths>({ fetch: send })

/** The reply's data. Throws a `Refusal` for anything else. */
export async function ask<Data>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<NonNullable<Data>> {
  let answer: Awaited<typeof call>
  try {
    answer = await call
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Refusal(unreachable())
  }
  const { data, error, response } = answer
  if (response.ok) return data as NonNullable<Data>
  const isProblem = error !== null && typeof error === 'object' && 'code' in error && 'detail' in error
  throw new Refusal(isProblem ? (error as Problem) : await problemOf(new Response(null, response)), error)
}

/** The reply to a request that the typed client has no words for: a file sent, or events. Throws a `Refusal`. */
export async function askRaw(request: Request): Promise<Response> {
  let reply: Response
  try {
    reply = await send(request)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Refusal(unreachable())
  }
  if (!reply.ok) throw new Refusal(await problemOf(reply.clone()), await reply.json().catch(() => undefined))
  return reply
}

/** Gives a file to the browser to keep, under the name the service gave it. */
export async function download(from: string | Request): Promise<void> {
  const reply = await askRaw(typeof from === 'string' ? new Request(from) : from)
  saveFile(await reply.blob(), nameIn(reply.headers.get('content-disposition')))
}

/** Gives these bytes to the browser to keep. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

/** The file name a reply states (RFC 6266), the UTF-8 one first. */
function nameIn(disposition: string | null): string {
  const encoded = disposition?.match(/filename\*=UTF-8''([^;]+)/i)?.[1]
  return encoded ? decodeURIComponent(encoded) : (disposition?.match(/filename="([^"]+)"/)?.[1] ?? 'juanku')
}
