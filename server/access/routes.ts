import { Anchor } from '../../core/log.ts'
import { ReadingSettings } from '../../core/reading.ts'
import { closed, nullable, Type, Words } from '../../core/schema.ts'
import { wordsIn } from '../../core/words.ts'
import type { Routes } from '../app.ts'
import { Problem } from '../plugins/problems.ts'
import { keptAnchors } from './keep-anchors.ts'
import { LogPage, readLog, readOwn, readUnusual } from './read-log.ts'
import { setSettings, settingsInForce } from './settings.ts'
import { logStore } from './store.ts'
import { breakText, verifyLog } from './verify.ts'

const WholeNumber = Type.String({ pattern: '^\\d{1,15}$' })
const paging = {
  before: Type.Optional(WholeNumber),
  limit: Type.Optional(
    Type.String({ pattern: '^([1-9]\\d?|[1-4]\\d\\d|500)$', description: '1 to 500, 100 by default' }),
  ),
}
const LogQuery = closed({
  actor: Type.Optional(Type.String({ maxLength: 100 })),
  bank: Type.Optional(Type.String({ maxLength: 60 })),
  object: Type.Optional(Type.String({ minLength: 3, maxLength: 100, description: 'an id that entries name' })),
  did: Type.Optional(Type.String({ maxLength: 60 })),
  from: Type.Optional(WholeNumber),
  to: Type.Optional(WholeNumber),
  ...paging,
})
const Finding = closed({
  kind: Type.Enum(['many', 'hours', 'bank', 'sealed']),
  person: Type.String(),
  bank: Type.String(),
  count: Type.Integer(),
  from: Type.Integer(),
  to: Type.Integer(),
})

const number = (text: string | undefined) => (text === undefined ? undefined : Number(text))

/** Anchors told with a verification, the newest; all of them are compared. */
const ANCHORS_SHOWN = 20

export const accessRoutes: Routes = (app, { db, now, config }) => {
  app.get('/api/log/head', { config: { right: 'log.read' }, schema: { response: { 200: Anchor } } }, () =>
    logStore(db.read).head(),
  )

  app.get(
    '/api/log',
    {
      config: { right: 'log.read' },
      schema: {
        description: 'The log by person, bank, object and time, newest first; times are Unix ms.',
        querystring: LogQuery,
        response: { 200: LogPage },
      },
    },
    ({ query: { from, to, before, limit, ...filter }, actor }) =>
      readLog(
        db,
        { ...filter, from: number(from), to: number(to), before: number(before), limit: number(limit) ?? 100 },
        { actor, at: now() },
      ),
  )

  app.post(
    '/api/log/verification',
    {
      config: { right: 'log.read', did: 'log.verify' },
      schema: {
        description: 'Checks every entry of the log against the chain and the anchors this installation has kept.',
        response: {
          200: closed({
            head: Anchor,
            anchors: Type.Array(closed({ size: Type.Integer(), hash: Type.String(), at: Type.Integer() })),
            broken: nullable(closed({ seq: Type.Integer(), message: Words })),
          }),
          422: Problem,
        },
      },
    },
    async () => {
      const kept = keptAnchors(config)
      const { head, broken } = await verifyLog(db, kept)
      const anchors = kept.slice(-ANCHORS_SHOWN).map(({ size, hash, at }) => ({ size, hash, at }))
      return { head, anchors, broken: broken ? { seq: broken.seq, message: wordsIn(breakText(broken)) } : null }
    },
  )

  app.get(
    '/api/log/own',
    {
      config: { right: 'self' },
      schema: {
        description: 'What the caller did, newest first.',
        querystring: closed(paging),
        response: { 200: LogPage },
      },
    },
    ({ query, actor }) =>
      readOwn(db, { before: number(query.before), limit: number(query.limit) ?? 100 }, { actor, at: now() }),
  )

  app.get(
    '/api/log/unusual',
    {
      config: { right: 'log.read' },
      schema: {
        description: 'Readings that stand out: many in an hour, odd hours, another bank, items under seal.',
        querystring: closed({
          days: Type.Optional(Type.String({ pattern: '^([1-9]\\d?|[12]\\d\\d|3[0-5]\\d|36[0-6])$' })),
        }),
        response: { 200: Type.Array(Finding) },
      },
    },
    ({ query, actor }) => readUnusual(db, number(query.days) ?? 30, { actor, at: now() }),
  )

  app.get(
    '/api/log/settings',
    {
      config: { right: 'log.read' },
      schema: { response: { 200: closed({ version: Type.Integer(), settings: ReadingSettings }) } },
    },
    () => settingsInForce(db.read),
  )

  app.put(
    '/api/log/settings',
    {
      config: { right: 'log.settings' },
      schema: {
        description: 'Reasons, budgets, working hours, anchors and terms of keeping; the change is on record.',
        body: ReadingSettings,
        response: { 200: closed({ version: Type.Integer() }), 422: Problem },
      },
    },
    async ({ body, actor }) => ({ version: await setSettings(db, body, { actor, at: now() }) }),
  )
}
