/** Routes of review: handing in, tasks, comments, verdicts, retiring, quarantine, history, what waits for whom. */
import { closed, Type } from '../../core/schema.ts'
import type { Routes } from '../app.ts'
import { requireBank } from '../banks/create.ts'
import { NewPolicy, PolicyInForce, policyInForce, setReviewPolicy } from '../banks/policy.ts'
import { BankParams } from '../banks/routes.ts'
import { Problem } from '../plugins/problems.ts'
import { assignItems, Given, NewTasks } from './assign.ts'
import { Assignable, assignablePeople } from './assignable.ts'
import { commentItem, NewComment } from './comment.ts'
import { ItemHistory, itemHistory } from './history.ts'
import { quarantineItems, releaseItems } from './quarantine.ts'
import { retireItem } from './retire.ts'
import { FaultyItems, Listed, Submitted, submitItems, withdrawItem } from './submit.ts'
import { approveListed, Judged, judgeItem, NewVerdict } from './verdict.ts'
import { Waiting, waitingFor } from './waiting.ts'
import { ItemParams } from './write-routes.ts'

const problems = { 403: Problem, 404: Problem, 409: Problem, 422: Problem }
const List = Type.Array(Listed, { minItems: 1, maxItems: 200, uniqueItems: true })
const Reason = closed({ reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }) })
const Done = closed({ done: Type.Literal(true) })
const done = { done: true } as const

export const itemReviewRoutes: Routes = (app, deps) => {
  const { db, now } = deps

  app.post(
    '/api/banks/:bank/submissions',
    {
      config: { right: 'item.write', items: ({ body }) => (body as { items: Listed[] }).items.map(({ item }) => item) },
      schema: {
        description: 'Hands in every listed item at the revision seen, or none.',
        params: BankParams,
        body: closed({ items: List }),
        response: { ...problems, 200: Submitted, 422: Type.Union([FaultyItems, Problem]) },
      },
    },
    async ({ params, body, actor }, reply) => {
      const result = await submitItems(deps, params.bank, body.items, { actor, at: now() })
      return result.outcome === 'submitted' ? reply.code(200).send(result) : reply.code(422).send(result)
    },
  )

  app.post(
    '/api/banks/:bank/items/:id/withdraw',
    {
      config: { right: 'item.write' },
      schema: {
        params: ItemParams,
        body: closed({ revision: Type.Integer({ minimum: 1 }) }),
        response: { ...problems, 200: Done },
      },
    },
    async ({ params, body, actor }) => {
      await withdrawItem(db, params.bank, { item: params.id, revision: body.revision }, { actor, at: now() })
      return done
    },
  )

  app.post(
    '/api/banks/:bank/tasks',
    {
      config: { right: 'item.assign' },
      schema: { params: BankParams, body: NewTasks, response: { ...problems, 201: Given } },
    },
    async ({ params, body, actor }, reply) =>
      reply.code(201).send(await assignItems(db, params.bank, body, { actor, at: now() })),
  )

  app.get(
    '/api/banks/:bank/people',
    {
      config: { right: 'item.assign' },
      schema: {
        description: 'Whom items can be given to: who may write or review in the bank.',
        params: BankParams,
        response: { 200: Assignable, 404: Problem },
      },
    },
    async ({ params }) => {
      await requireBank(db, params.bank)
      return assignablePeople(db.read, params.bank, now())
    },
  )

  app.post(
    '/api/banks/:bank/items/:id/comments',
    {
      config: { right: 'item.comment' },
      schema: { params: ItemParams, body: NewComment, response: { ...problems, 201: closed({ id: Type.String() }) } },
    },
    async ({ params, body, actor }, reply) =>
      reply.code(201).send({ id: await commentItem(db, params.bank, params.id, body, { actor, at: now() }) }),
  )

  app.post(
    '/api/banks/:bank/items/:id/verdicts',
    {
      config: { right: 'item.review' },
      schema: { params: ItemParams, body: NewVerdict, response: { ...problems, 201: Judged } },
    },
    async ({ params, body, actor }, reply) =>
      reply.code(201).send(await judgeItem(db, params.bank, params.id, body, { actor, at: now() })),
  )

  app.post(
    '/api/banks/:bank/approvals',
    {
      config: { right: 'item.review' },
      schema: {
        description: 'Approves in bulk: every listed item at the revision the reviewer has seen, or none.',
        params: BankParams,
        body: closed({ items: List, checked: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 }) }),
        response: {
          ...problems,
          200: closed({ approved: Type.Integer(), waiting: Type.Integer({ description: 'for a second reviewer' }) }),
        },
      },
    },
    ({ params, body, actor }) => approveListed(db, params.bank, body.items, body.checked, { actor, at: now() }),
  )

  for (const [path, action, right] of [
    ['retire', retireItem, 'item.retire'],
    ['quarantine', quarantineOne, 'item.quarantine'],
    ['release', releaseOne, 'item.quarantine'],
  ] as const)
    app.post(
      `/api/banks/:bank/items/:id/${path}`,
      { config: { right }, schema: { params: ItemParams, body: Reason, response: { ...problems, 200: Done } } },
      async ({ params, body, actor }) => {
        await action(db, params.bank, params.id, body.reason, { actor, at: now() })
        return done
      },
    )

  app.get(
    '/api/banks/:bank/items/:id/history',
    { config: { right: 'item.content' }, schema: { params: ItemParams, response: { 200: ItemHistory, 404: Problem } } },
    ({ params, actor }) => itemHistory(db, params.bank, params.id, { actor, at: now() }),
  )

  app.get(
    '/api/banks/:bank/waiting',
    {
      config: { right: 'item.read' },
      schema: { description: 'What waits for whoever asks.', params: BankParams, response: { 200: Waiting } },
    },
    ({ params, actor }) => waitingFor(db, params.bank, actor, { actor, at: now() }),
  )

  app.get(
    '/api/banks/:bank/waiting/all',
    {
      config: { right: 'item.assign' },
      schema: { description: 'What waits for whom.', params: BankParams, response: { 200: Waiting } },
    },
    ({ params, actor }) => waitingFor(db, params.bank, undefined, { actor, at: now() }),
  )

  app.get(
    '/api/banks/:bank/review-policy',
    { config: { right: 'bank.read' }, schema: { params: BankParams, response: { 200: PolicyInForce } } },
    ({ params }) => policyInForce(db.read, params.bank),
  )

  app.post(
    '/api/banks/:bank/review-policy',
    {
      config: { right: 'bank.policy' },
      schema: {
        description: '`base` is the version in force that the policy starts from; 409 names both when another is.',
        params: BankParams,
        body: NewPolicy,
        response: { 200: PolicyInForce, 404: Problem, 409: Problem },
      },
    },
    async ({ params, body, actor }) => {
      await requireBank(db, params.bank)
      return setReviewPolicy(db, params.bank, body, { actor, at: now() })
    },
  )
}

const quarantineOne = (...[db, bank, id, reason, by]: Parameters<typeof retireItem>) =>
  quarantineItems(db, bank, [id], reason, by)
const releaseOne = (...[db, bank, id, reason, by]: Parameters<typeof retireItem>) =>
  releaseItems(db, bank, [id], reason, by)
