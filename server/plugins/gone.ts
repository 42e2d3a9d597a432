/** Work for somebody who has gone away is wanted no more. */
import type { FastifyReply } from 'fastify'

/** Aborts when the connection closes before the reply is written. */
export function whenGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort()
  })
  return gone.signal
}
