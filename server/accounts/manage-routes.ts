/** Routes of administrators: accounts, roles, policy. */
import { closed, Type } from '../../core/schema.ts'
import { logStore } from '../access/store.ts'
import type { Routes } from '../app.ts'
import { act } from '../by.ts'
import { Problem } from '../plugins/problems.ts'
import {
  AccountChange,
  AccountView,
  addAccount,
  changeAccount,
  endRole,
  grantRole,
  listAccounts,
  NewAccount,
  NewGrant,
  resetAccount,
} from './manage.ts'
import { AccessPolicy, NewAccessPolicy, setAccessPolicy } from './policy.ts'
import { accountStore } from './store.ts'

const problems = { 403: Problem, 404: Problem, 409: Problem, 422: Problem, 503: Problem }
const Params = closed({ name: Type.String({ minLength: 1, maxLength: 60 }) })
const Done = closed({ done: Type.Literal(true) })
const done = { done: true } as const
const Password = Type.String({ description: 'to hand over; changed at the first sign-in, shown nowhere again' })

export const accountManageRoutes: Routes = (app, deps) => {
  const { db, now } = deps

  app.get(
    '/api/accounts',
    { config: { right: 'account.read' }, schema: { response: { ...problems, 200: Type.Array(AccountView) } } },
    async ({ actor }) => {
      const found = await listAccounts(db.read)
      const names = found.map(({ name }) => name).join(' ')
      await db.tx((q) => logStore(q).append(act({ actor, at: now() }, '', 'account.list', names)))
      return found
    },
  )

  app.post(
    '/api/accounts',
    {
      config: { right: 'account.manage', shownOnce: true },
      schema: {
        body: NewAccount,
        response: { ...problems, 201: closed({ name: Type.String(), password: Password }) },
      },
    },
    async ({ body, actor }, reply) => reply.code(201).send(await addAccount(deps, body, { actor, at: now() })),
  )

  app.patch(
    '/api/accounts/:name',
    {
      config: { right: 'account.manage' },
      schema: { params: Params, body: AccountChange, response: { ...problems, 200: Done } },
    },
    async ({ params, body, actor }) => {
      await changeAccount(deps, params.name, body, { actor, at: now() })
      return done
    },
  )

  app.post(
    '/api/accounts/:name/reset',
    {
      config: { right: 'account.manage', shownOnce: true },
      schema: { params: Params, response: { ...problems, 200: closed({ password: Password }) } },
    },
    ({ params, actor }) => resetAccount(deps, params.name, { actor, at: now() }),
  )

  app.post(
    '/api/accounts/:name/roles',
    {
      config: { right: 'account.grant' },
      schema: { params: Params, body: NewGrant, response: { ...problems, 201: Done } },
    },
    async ({ params, body, actor }, reply) => {
      await grantRole(deps, params.name, body, { actor, at: now() })
      return reply.code(201).send(done)
    },
  )

  app.post(
    '/api/accounts/:name/roles/end',
    {
      config: { right: 'account.grant' },
      schema: { params: Params, body: NewGrant, response: { ...problems, 200: Done } },
    },
    async ({ params, body, actor }) => {
      await endRole(deps, params.name, body, { actor, at: now() })
      return done
    },
  )

  app.get(
    '/api/access-policy',
    { config: { right: 'account.read' }, schema: { response: { ...problems, 200: AccessPolicy } } },
    async () => {
      const { passwords, relaxations } = await accountStore(db.read).policy()
      return { passwords, relaxations: [...relaxations] }
    },
  )

  app.post(
    '/api/access-policy',
    {
      config: { right: 'account.policy' },
      schema: { body: NewAccessPolicy, response: { ...problems, 201: Done } },
    },
    async ({ body, actor }, reply) => {
      await setAccessPolicy(db, body, { actor, at: now() })
      return reply.code(201).send(done)
    },
  )
}
