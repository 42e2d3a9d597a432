/**
 * No reply leaves before what it says is on record. Most actions write their own
 * entry; where one has written none, the entry is written here, named after the
 * route's right, with the ids the reply shows, and the reply waits for it. If it
 * cannot be written the reply is 503 and empty. So a route added tomorrow is on
 * record without anybody thinking of it.
 *
 * No act, and so without an entry: what is public, what no route serves, what a
 * schema or a limit refuses.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../../core/errors.ts'
import { budgetOf, itemsShown } from '../../core/reading.ts'
import { shownCounter } from '../access/budgets.ts'
import { inPieces, record } from '../access/record.ts'
import { settingsOf } from '../access/settings.ts'
import { type Trail, withTrail } from '../access/trail.ts'
import { act } from '../by.ts'
import type { Deps } from '../deps.ts'
import { withoutContent } from './problems.ts'
import { reasonKeeper } from './reasons.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The name of the entry written for this route where its action writes none; the right's name by default. */
    did?: string
  }
  interface FastifyRequest {
    trail: Trail
    /** Ids in the reply, for the entry. */
    shownIds: readonly string[]
  }
}

/** Refusals that are no acts: the request's form, or one too many. */
const NO_ACT = new Set(['request.invalid', 'request.refused', 'input.usage', 'request.limit'])

const bankOf = ({ params }: FastifyRequest): string =>
  ((params as { bank?: string } | undefined)?.bank ?? '').slice(0, 200).toWellFormed()

/** Roles of who asks, where there are any; they choose the budget. */
const rolesOf = (request: FastifyRequest): readonly string[] => request.roles ?? []

/** Adds the hooks. Before rights and idempotency: what they refuse or replay is on record too. */
export function addRecord(app: FastifyInstance, { db, now }: Pick<Deps, 'db' | 'now'>): void {
  const counter = shownCounter(db.read, now)
  const reasons = reasonKeeper(now)
  app.decorateRequest('shownIds')
  app.decorateRequest('trail')

  app.addHook('onRequest', (request, _, done) => {
    request.shownIds = []
    request.trail = { why: '', acts: [] }
    withTrail(request.trail, done)
  })
  // Reading the body loses the context: it ends in an event of the socket.
  app.addHook('preValidation', (request, _, done) => withTrail(request.trail, done))

  app.addHook('preHandler', async (request, reply) => {
    const bank = bankOf(request)
    if (bank === '' || request.actor === '') return
    const { reason, reasonHours, budgets } = await settingsOf(db)
    const why = reasons.reasonFor(request, bank, reasonHours)
    request.trail.why = why ?? ''
    if (why === undefined) {
      if (reason === 'required') throw reasons.asked()
      void reply.header('juanku-reason', 'asked')
    }
    const { hard } = budgetOf({ budgets }, request.actor, rolesOf(request))
    if (hard !== null && (await counter.shown(request.actor)) >= hard) throw overBudget()
  })

  app.addHook('preSerialization', async (request, _, payload) => {
    request.shownIds = idsIn(payload)
    return payload
  })

  app.addHook('onSend', async (request, reply, payload) => {
    if (!request.routeOptions.url || request.routeOptions.config.right === 'public') return payload
    if (request.problem === 'log.unwritable' || NO_ACT.has(request.problem ?? '')) return payload
    try {
      if (!isRecorded(request, reply)) await record(db, ...entriesOf(request, reply, now()))
      await watch(request)
      return payload
    } catch (error) {
      request.log.error({ kind: (error as Error).name }, 'the log cannot be written')
      request.problem = 'log.unwritable'
      if (payload !== null && typeof payload === 'object' && 'destroy' in payload)
        (payload as { destroy: () => void }).destroy()
      return withoutContent(reply)
    }
  })

  /** Counts what this reply shows; a person who passes the soft limit with it is an alarm. */
  async function watch(request: FastifyRequest): Promise<void> {
    const { trail, actor } = request
    const showing = trail.acts.reduce((sum, one) => sum + itemsShown(one), 0)
    if (showing === 0) return
    // Counted from the log when they appear first: what this reply shows is in there already.
    const known = counter.knows(actor)
    const shown = await counter.shown(actor)
    if (known) counter.add(actor, showing)
    const after = known ? shown + showing : shown
    const { soft } = budgetOf(await settingsOf(db), actor, rolesOf(request))
    if (soft === null || after - showing >= soft || after < soft) return
    await record(db, act({ actor, at: now() }, '', 'alarm.reading', `${after} ${soft}`))
  }
}

/** True when an action has put on record how this ended. What it did before it was refused is not that. */
function isRecorded({ trail }: FastifyRequest, { statusCode }: FastifyReply): boolean {
  return statusCode < 400 ? trail.acts.length > 0 : trail.acts.some(({ result }) => result !== 'done')
}

function entriesOf(request: FastifyRequest, { statusCode }: FastifyReply, at: number) {
  const { actor, problem, params, shownIds, routeOptions } = request
  const { did, right = 'public' } = routeOptions.config
  const result = statusCode < 400 ? 'done' : `${statusCode < 500 ? 'refused' : 'failed'} ${problem ?? statusCode}`
  const { bank: _, ...named } = (params ?? {}) as Record<string, string>
  // A request refused at the door brings its path as it came.
  const to = Object.values(named).join(' ').slice(0, 200).toWellFormed()
  const ids = statusCode < 400 ? inPieces(shownIds) : ['']
  return ids.map((some) => act({ actor, at }, bankOf(request), did ?? right, `${to} ${some}`.trim(), result))
}

/** Ids of the things a reply lists: of the list itself, or of the lists and things it holds. */
function idsIn(payload: unknown): string[] {
  const own = (value: unknown): string[] => {
    const id = value !== null && typeof value === 'object' ? (value as { id?: unknown }).id : undefined
    return typeof id === 'string' ? [id] : []
  }
  if (Array.isArray(payload)) return payload.flatMap(own)
  if (payload === null || typeof payload !== 'object') return []
  return [
    ...own(payload),
    ...Object.values(payload).flatMap((part) => (Array.isArray(part) ? part.flatMap(own) : own(part))),
  ]
}

const overBudget = () =>
  new AppError(
    'reading.budget',
    'You have been shown as many items in 24 hours as your budget allows; ask the supervisor. / 24小时内查看的试题数已达上限，请联系监督员。',
  )
