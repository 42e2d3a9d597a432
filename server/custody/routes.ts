import { closed, nullable, Type, Words } from '../../core/schema.ts'
import { Manifest, SealedKind } from '../../core/seal/format.ts'
import { fingerprint, publicHex } from '../../core/seal/keys.ts'
import type { Routes } from '../app.ts'
import { lastBackup } from '../backup/last.ts'
import { requireBank } from '../banks/create.ts'
import { BankParams } from '../banks/routes.ts'
import { Problem } from '../plugins/problems.ts'
import { version } from '../version.ts'
import { acknowledgeClock, clockHistory } from './clock.ts'
import { addCustodian, changePassphrase, endCustodian } from './custodians.ts'
import { dealAnew } from './deal-anew.ts'
import { type Group, groupsOf, saveGroup } from './groups.ts'
import { installationKey } from './installation.ts'
import { addRecovery } from './recovery.ts'
import { sealSet } from './seal-set.ts'
import { custodyStore } from './store.ts'

const name = Type.String({ minLength: 1, maxLength: 100 })
const Secret = Type.String({ minLength: 1, maxLength: 1000 })
const Time = Type.Integer({ minimum: 0, description: 'Unix time in ms' })
const CustodianLine = closed({ name, fingerprint: Type.String(), kind: Type.String() })
const GroupLine = closed({
  name,
  version: Type.Integer(),
  threshold: Type.Integer(),
  members: Type.Array(CustodianLine),
  warnings: Type.Array(Words),
})
const Fault = closed({
  id: Type.String(),
  kind: Type.String(),
  expected: Time,
  found: Time,
  firstBy: nullable(Type.String()),
  secondBy: nullable(Type.String()),
})
const SetParams = closed({ ...BankParams.properties, set: Type.String({ maxLength: 60 }) })
const CustodianParams = closed({ ...BankParams.properties, custodian: name })
const passphrases = Type.Array(closed({ custodian: name, passphrase: Secret }), { minItems: 1, maxItems: 20 })

const groupLine = ({ name: called, version, threshold, members, warnings }: Group) => ({
  name: called,
  version,
  threshold,
  members: members.map(({ name: member, fingerprint: print, kind }) => ({ name: member, fingerprint: print, kind })),
  warnings,
})

export const custodyRoutes: Routes = (app, deps) => {
  const { db, now, config } = deps

  app.get(
    '/api/public-key',
    {
      config: { right: 'public' },
      schema: {
        description: 'The key that verifies seals and log anchors of this installation.',
        response: { 200: closed({ installation: Type.String(), fingerprint: Type.String() }) },
      },
    },
    async () => {
      const installation = publicHex(installationKey(config))
      return { installation, fingerprint: fingerprint(installation) }
    },
  )

  app.get(
    '/api/about',
    {
      config: { right: 'self' },
      schema: {
        response: {
          200: closed({
            version: Type.String(),
            installation: Type.String(),
            fingerprint: Type.String(),
            lastBackup: nullable(Time),
          }),
        },
      },
    },
    async () => {
      const installation = publicHex(installationKey(config))
      return {
        version,
        installation,
        fingerprint: fingerprint(installation),
        lastBackup: lastBackup(db.read) ?? null,
      }
    },
  )

  app.get(
    '/api/clock/faults',
    { config: { right: 'custody.read' }, schema: { response: { 200: Type.Array(Fault) } } },
    () => clockHistory(db),
  )

  app.post(
    '/api/clock/acknowledge',
    {
      config: { right: 'clock.acknowledge' },
      schema: { response: { 200: closed({ ended: Type.Boolean() }), 403: Problem, 409: Problem } },
    },
    ({ actor }) => acknowledgeClock(deps, { actor, at: now() }),
  )

  app.get(
    '/api/banks/:bank/custodians',
    {
      config: { right: 'custody.read' },
      schema: { params: BankParams, response: { 200: Type.Array(CustodianLine), 404: Problem } },
    },
    async ({ params }) => {
      await requireBank(db, params.bank)
      return custodyStore(db.read).custodians(params.bank)
    },
  )

  app.post(
    '/api/banks/:bank/custodians',
    {
      config: { right: 'custody.passphrase' },
      schema: {
        description: 'Makes the key pair of the person who asks, under a passphrase of their own.',
        params: BankParams,
        body: closed({ passphrase: Secret }),
        response: { 201: CustodianLine, 404: Problem, 422: Problem },
      },
    },
    async ({ params, body, actor }, reply) => {
      await requireBank(db, params.bank)
      const by = { actor, at: now() }
      return reply.code(201).send(await addCustodian(db, params.bank, actor, body.passphrase, by))
    },
  )

  app.post(
    '/api/banks/:bank/custodians/recovery',
    {
      config: { right: 'custody.passphrase' },
      schema: {
        description:
          'Makes a recovery share for the safe; the reply is its sheet, with the passphrase that is kept nowhere.',
        params: BankParams,
        body: closed({ name }),
        response: { 201: { content: { 'application/pdf': { schema: Type.Any() } } }, 404: Problem, 422: Problem },
      },
    },
    async ({ params, body, actor }, reply) => {
      const { sheet } = await addRecovery(deps, params.bank, body.name, { actor, at: now() })
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="recovery-share.pdf"')
        .type('application/pdf')
        .send(sheet)
    },
  )

  app.post(
    '/api/banks/:bank/custodians/passphrase',
    {
      config: { right: 'custody.passphrase' },
      schema: {
        description: 'Puts the private key of the person who asks under another passphrase.',
        params: BankParams,
        body: closed({ old: Secret, passphrase: Secret }),
        response: { 200: closed({ envelopes: Type.Integer() }), 403: Problem, 404: Problem, 422: Problem },
      },
    },
    async ({ params, body, actor }) => {
      await requireBank(db, params.bank)
      return { envelopes: await changePassphrase(deps, params.bank, actor, body, { actor, at: now() }) }
    },
  )

  app.post(
    '/api/banks/:bank/custodians/:custodian/end',
    {
      config: { right: 'custody.group' },
      schema: { params: CustodianParams, response: { 204: Type.Null(), 404: Problem, 422: Problem } },
    },
    async ({ params, actor }, reply) => {
      await requireBank(db, params.bank)
      await endCustodian(db, params.bank, params.custodian, { actor, at: now() })
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/banks/:bank/custodian-groups',
    {
      config: { right: 'custody.read' },
      schema: { params: BankParams, response: { 200: Type.Array(GroupLine), 404: Problem } },
    },
    async ({ params }) => {
      await requireBank(db, params.bank)
      return (await groupsOf(db.read, params.bank)).map(groupLine)
    },
  )

  app.post(
    '/api/banks/:bank/custodian-groups',
    {
      config: { right: 'custody.group' },
      schema: {
        description: 'Makes a group, or its next version. What is sealed already stays with its custodians.',
        params: BankParams,
        body: closed({
          name: Type.Optional(name),
          threshold: Type.Optional(Type.Integer({ minimum: 2, maximum: 20 })),
          members: Type.Array(name, { minItems: 2, maxItems: 20, uniqueItems: true }),
        }),
        response: { 201: GroupLine, 403: Problem, 404: Problem, 422: Problem },
      },
    },
    async ({ params, body, actor }, reply) => {
      await requireBank(db, params.bank)
      return reply.code(201).send(groupLine(await saveGroup(db, params.bank, body, { actor, at: now() })))
    },
  )

  app.post(
    '/api/banks/:bank/custodian-groups/deal',
    {
      config: { right: 'custody.deal' },
      schema: {
        description: 'Deals the shares of what is sealed anew to a group; needs a quorum of the old custodians.',
        params: BankParams,
        body: closed({ group: Type.Optional(name), present: passphrases }),
        response: { 200: closed({ objects: Type.Integer() }), 403: Problem, 404: Problem, 422: Problem },
      },
    },
    async ({ params, body, actor }) => {
      await requireBank(db, params.bank)
      const present = new Map(body.present.map(({ custodian, passphrase }) => [custodian, passphrase]))
      return {
        objects: await dealAnew(deps, params.bank, { group: body.group, passphrases: present }, { actor, at: now() }),
      }
    },
  )

  app.post(
    '/api/banks/:bank/sets/:set/seal',
    {
      config: { right: 'custody.seal' },
      schema: {
        params: SetParams,
        body: closed({
          group: Type.Optional(name),
          notBefore: Type.Optional(Time),
          keyNotBefore: Type.Optional(Time),
        }),
        response: {
          201: Type.Array(closed({ object: SealedKind, manifest: Manifest })),
          403: Problem,
          404: Problem,
          409: Problem,
          422: Problem,
        },
      },
    },
    async ({ params, body, actor }, reply) => {
      await requireBank(db, params.bank)
      return reply.code(201).send(await sealSet(deps, params.bank, params.set, body, { actor, at: now() }))
    },
  )
}
