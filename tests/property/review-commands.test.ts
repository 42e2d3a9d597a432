/**
 * Whatever people do with items, one by one, in bulk, backwards, or while the
 * bank's policy changes: what is in use was approved, at that revision, by as
 * many people as the policy asked for then, each of whom was shown it, and none
 * of them wrote it.
 */
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { AppError } from '../../core/errors.ts'
import { commonPolicy } from '../../core/review.ts'
import { policyInForce, setReviewPolicy } from '../../server/banks/policy.ts'
import type { By } from '../../server/by.ts'
import type { Db } from '../../server/db/open.ts'
import { items, verdicts } from '../../server/db/schema.ts'
import type { Deps } from '../../server/deps.ts'
import { approveItems } from '../../server/items/approve.ts'
import { assignItems } from '../../server/items/assign.ts'
import { applyBulk } from '../../server/items/bulk.ts'
import { undoBulk } from '../../server/items/bulk-undo.ts'
import { editItem } from '../../server/items/edit.ts'
import { readRevision } from '../../server/items/read-revision.ts'
import { readingStore } from '../../server/items/readings.ts'
import { restoreRevision } from '../../server/items/restore.ts'
import { retireItem } from '../../server/items/retire.ts'
import { itemStore } from '../../server/items/store.ts'
import { submitItems, withdrawItem } from '../../server/items/submit.ts'
import { approveListed, judgeItem } from '../../server/items/verdict.ts'
import { addDrafts, electricians, theoryItem } from '../support/banks.ts'
import { testConfig, testDb } from '../support/database.ts'

const PEOPLE = ['ann', 'bob', 'cai'] as const
const BANK = '6-31-01-03.3'
const checked = commonPolicy.checklist.map(({ id }) => id)

let db: Db
/** Trial prints find nothing wrong: they have their own tests, and a thread would take most of the time. */
let deps: Deps
let now = 1
beforeAll(async () => {
  const config = testConfig()
  db = await testDb(config)
  const sound = { call: async () => [], close: async () => undefined }
  deps = { config, db, now: () => now, checker: sound, calculator: sound } as unknown as Deps
  await electricians(db, { actor: 'admin', at: 1 })
})

type At = { id: string; revision: number; bulk: string[] }
const listed = ({ id, revision }: At) => [{ item: id, revision }]
const content = () => theoryItem({ stem: `电压为${now}V。` })
const bulk = (change: Parameters<typeof applyBulk>[2]['change']) => async (at: At, by: By) => {
  const done = await applyBulk(deps, BANK, { kind: 'theory', change, reason: 'why', items: listed(at) }, by)
  at.bulk.push(done.id)
}
const setPolicy = async (reviewers: number, by: By) => {
  const { version: base } = await policyInForce(db.read, BANK)
  return setReviewPolicy(db, BANK, { base, policy: { ...commonPolicy, reviewers } }, by)
}
const read = ({ id, revision }: At, by: By) => readRevision(db, BANK, id, revision, by)
const judge = (given: Omit<Parameters<typeof judgeItem>[3], 'revision'>) => (at: At, by: By) =>
  judgeItem(db, BANK, at.id, { ...given, revision: at.revision }, by)
const approveSome = (at: At, by: By) => approveListed(db, BANK, listed(at), checked, by)

const commands: Record<string, (at: At, by: By) => Promise<unknown>> = {
  edit: ({ id, revision }, by) => editItem(deps, BANK, id, { base: revision, content: content(), reason: '' }, by),
  restore: ({ id, revision }, by) => restoreRevision(deps, BANK, id, { base: revision, revision: 1, reason: '' }, by),
  submit: (at, by) => submitItems(deps, BANK, listed(at), by),
  withdraw: (at, by) => withdrawItem(db, BANK, listed(at)[0]!, by),
  read,
  approve: (at, by) => read(at, by).then(() => judge({ verdict: 'approved', checked })(at, by)),
  'approve, unread': judge({ verdict: 'approved', checked }),
  'approve in bulk': (at, by) => read(at, by).then(() => approveSome(at, by)),
  'approve in bulk, unread': approveSome,
  'approve all': (_, by) => approveItems(db, BANK, 'theory', by, async () => true),
  return: (at, by) => read(at, by).then(() => judge({ verdict: 'returned', reasons: 'no' })(at, by)),
  reject: (at, by) => read(at, by).then(() => judge({ verdict: 'rejected', reasons: 'no' })(at, by)),
  'change in bulk': (at, by) => bulk({ set: { source: `source ${now}` } })(at, by),
  'submit in bulk': bulk({ step: 'submit' }),
  'retire in bulk': bulk({ step: 'retire' }),
  undo: ({ bulk: done }, by) => undoBulk(db, BANK, done.at(-1) ?? '', by),
  retire: ({ id }, by) => retireItem(db, BANK, id, 'why', by),
  'one reviewer': (_, by) => setPolicy(1, by),
  'two reviewers': (_, by) => setPolicy(2, by),
  ...Object.fromEntries(
    PEOPLE.flatMap((person) =>
      (['write', 'review'] as const).map((task) => [
        `${person} is to ${task}`,
        ({ id }: At, by: By) => assignItems(db, BANK, { how: 'by hand', task, pairs: [{ item: id, person }] }, by),
      ]),
    ),
  ),
}
const often = [
  'edit',
  'submit',
  'submit',
  'submit',
  'approve',
  'approve in bulk',
  'approve all',
  'change in bulk',
  'undo',
]
const drawn = fc.tuple(
  fc.constantFrom(...PEOPLE),
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...often) },
    { weight: 2, arbitrary: fc.constantFrom(...Object.keys(commands)) },
  ),
)

test('no sequence of commands leads to an approved revision that its writer approved', async () => {
  let approved = 0
  await fc.assert(
    fc.asyncProperty(fc.array(drawn, { size: 'max', minLength: 5, maxLength: 40 }), async (sequence) => {
      now += 1
      await setPolicy(1, { actor: 'head', at: now })
      const [id] = await addDrafts(db, BANK, [content()], { actor: 'ann', at: now })
      const at: At = { id: id!, revision: 1, bulk: [] }
      let asked = 1
      let inUse: number | null = null
      for (const [actor, name] of sequence) {
        now += 1
        const done = await commands[name]!(at, { actor, at: now }).then(
          () => true,
          (error: unknown) => {
            // A refusal is a value of the program; anything else, a trigger's abort included, is a bug.
            if (!(error instanceof AppError)) throw error
            return false
          },
        )
        if (done && name.endsWith('reviewers')) asked = 2
        if (done && name === 'one reviewer') asked = 1
        const [row] = await db.read.select().from(items).where(eq(items.id, at.id))
        at.revision = row!.revision
        if (row!.approved === inUse) continue
        inUse = row!.approved
        if (inUse === null) continue
        approved += 1
        const given = (await db.read.select().from(verdicts).where(eq(verdicts.item, at.id))).filter(
          (it) => it.revision === inUse && it.verdict === 'approved',
        )
        const writers = (await itemStore(db.read).revisions(at.id)).filter(({ no }) => no === inUse)
        expect(given.length).toBeGreaterThanOrEqual(asked)
        expect(given.map(({ reviewer }) => reviewer)).not.toContain(writers[0]!.author)
        for (const { reviewer } of given)
          expect(await readingStore(db.read).unseen([{ item: at.id, revision: inUse }], reviewer)).toEqual([])
      }
    }),
    { numRuns: process.env['JUANKU_LONG'] ? 2000 : 60 },
  )
  expect(approved).toBeGreaterThan(10)
})
