/** One form for every error (RFC 9457), and one table from code to status. */
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { AppError, type ErrorCode } from '../../core/errors.ts'
import { closed, type Static, Type } from '../../core/schema.ts'

export const Problem = closed({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  code: Type.String(),
  instance: Type.String({ description: 'the request id, for whoever asks about this error' }),
})
export type Problem = Static<typeof Problem>

declare module 'fastify' {
  interface FastifyRequest {
    /** The code this request was refused or failed by. */
    problem: string | undefined
  }
}

const statusOf: Record<ErrorCode, number> = {
  'access.denied': 401,
  'account.missing': 404,
  'account.taken': 409,
  'account.unfinished': 403,
  'backup.broken': 422,
  'bank.missing': 404,
  'blueprint.invalid': 422,
  'blueprint.missing': 404,
  'bulk.missing': 404,
  'ceremony.missing': 404,
  'ceremony.person': 403,
  'ceremony.state': 409,
  'clock.doubtful': 409,
  'consultation.missing': 404,
  'consultation.state': 409,
  'custody.state': 409,
  'database.key': 500,
  'database.newer': 500,
  'file.unreadable': 422,
  'file.wrong': 422,
  'import.missing': 404,
  'import.refused': 422,
  'input.invalid': 422,
  'input.usage': 400,
  'item.checklist': 422,
  'item.conflict': 409,
  'item.calculation': 422,
  'item.missing': 404,
  'item.not-yours': 403,
  'item.state': 409,
  'item.same-person': 403,
  'item.unseen': 409,
  'log.broken': 500,
  'log.unwritable': 503,
  'paper.glyph': 422,
  'paper.missing': 404,
  'paper.state': 409,
  'password.weak': 422,
  'policy.conflict': 409,
  'picture.refused': 422,
  'request.busy': 409,
  'request.done': 409,
  'request.origin': 403,
  'request.limit': 429,
  'request.other': 422,
  'reading.budget': 429,
  'reading.reason': 428,
  'relation.missing': 404,
  'relation.state': 409,
  'remap.missing': 404,
  'remap.state': 409,
  'right.missing': 403,
  'role.excluded': 403,
  'role.missing': 404,
  'seal.broken': 422,
  'seal.passphrase': 403,
  'seal.quorum': 403,
  'seal.too-early': 403,
  'service.busy': 503,
  'session.missing': 404,
  'set.breach': 500,
  'set.missing': 404,
  'set.state': 409,
  'sign-in.refused': 401,
  'sign-in.slow': 429,
  'step-up.needed': 403,
  'sitting.missing': 404,
  'sitting.state': 409,
  'table.conflict': 409,
  'table.missing': 404,
  'view.missing': 404,
  'work.cancelled': 409,
  'work.failed': 500,
  'work.over': 409,
}

/** When to come back to a service that has too much to do. */
const RETRY_AFTER_S = 5

const titles: Record<number, string> = {
  400: 'The request is not of the form this route takes',
  401: 'Not signed in',
  403: 'Refused',
  404: 'Not found',
  409: 'Not possible in this state',
  413: 'Too large',
  415: 'Media type not taken here',
  422: 'Understood, but wrong',
  428: 'A reason is asked',
  429: 'Too many requests',
  503: 'Not ready',
}

const problem = (status: number, code: string, detail: string, instance: string): Problem => ({
  type: `urn:juanku:problem:${code}`,
  title: titles[status] ?? 'Something went wrong in the program',
  status,
  detail,
  code,
  instance,
})

/** A part of a place that is surely a field's name or a number, and not what somebody wrote. */
const PART = /^[\w-]{1,40}$/

/** Which parts of a refused request are wrong. Neither values nor names nobody knows are repeated: they may be content. */
const places = (error: FastifyError): string =>
  (error.validation ?? [])
    .slice(0, 10)
    .map(({ instancePath, message }) => {
      const unknown = message === 'schema is false'
      const parts = instancePath.split('/').slice(0, unknown ? -1 : undefined)
      const place = parts.map((part) => (part === '' || PART.test(part) ? part : '…')).join('/')
      return `${error.validationContext ?? 'request'}${place}: ${unknown ? 'a field nobody knows' : (message ?? 'wrong')}`
    })
    .join('; ')

/** Headers that protect; the others speak of content that is not sent. */
const PROTECTIVE =
  /^(?:content-security-policy|cross-origin-|origin-agent-cluster|referrer-policy|strict-transport-security|x-)/

/** Makes a reply 503 and empty, for when what it says could not be put on record; returns its body. */
export function withoutContent(reply: FastifyReply): '' {
  for (const name of Object.keys(reply.getHeaders())) if (!PROTECTIVE.test(name)) void reply.removeHeader(name)
  void reply.code(503).header('retry-after', '30').header('content-length', '0')
  return ''
}

export function addProblems(app: FastifyInstance): void {
  app.decorateRequest('problem', undefined)
  app.setErrorHandler((error: FastifyError | AppError, request, reply) => {
    const send = (body: Problem) => {
      request.problem = body.code
      return reply.code(body.status).type('application/problem+json').send(JSON.stringify(body))
    }
    // Nothing is said beside the status: what an unrecorded reply says is not on record.
    if (error instanceof AppError && error.code === 'log.unwritable') {
      request.problem = error.code
      return reply.send(withoutContent(reply))
    }
    if (error instanceof AppError && statusOf[error.code] === 503) void reply.header('retry-after', RETRY_AFTER_S)
    if (error instanceof AppError) return send(problem(statusOf[error.code], error.code, error.message, request.id))
    if (error.validation) return send(problem(400, 'request.invalid', places(error), request.id))
    const status = error.statusCode ?? 500
    if (status < 500) return send(problem(status, 'request.refused', error.message, request.id))
    // The stack may quote what a query held: the log gets the kind of error, the person the request id.
    request.log.error({ kind: error.name, code: error.code }, 'unexpected error')
    return send(
      problem(
        500,
        'internal',
        `The program failed. Ask with this id: ${request.id} / 程序出错，请凭此编号询问：${request.id}`,
        request.id,
      ),
    )
  })
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .type('application/problem+json')
      .send(JSON.stringify(problem(404, 'route.missing', 'There is no such page. / 没有此页面。', request.id))),
  )
}
