/**
 * No sequence of steps leads to an approved revision that its writer approved.
 * The same steps go to the rules (`core/review.ts`) and to the actions over a
 * real database; whatever the rules say must be what the database then holds.
 */
import { and, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { AppError, type ErrorCode } from '../../core/errors.ts'
import { commonPolicy, type ItemLife, type ReviewPolicy, type Step, take, type VerdictKind } from '../../core/review.ts'
import { createBank } from '../../server/banks/create.ts'
import { policyInForce, setReviewPolicy } from '../../server/banks/policy.ts'
import type { By } from '../../server/by.ts'
import type { Db } from '../../server/db/open.ts'
import { revisions, verdicts } from '../../server/db/schema.ts'
import { approveItems } from '../../server/items/approve.ts'
import { assignItems } from '../../server/items/assign.ts'
import { allowed, attempt } from '../../server/items/attempt.ts'
import { commentItem } from '../../server/items/comment.ts'
import { save } from '../../server/items/edit.ts'
import { lifeStore } from '../../server/items/life-store.ts'
import { quarantineItems, releaseItems } from '../../server/items/quarantine.ts'
import { readRevision } from '../../server/items/read-revision.ts'
import { retireItem } from '../../server/items/retire.ts'
import { revisionOf, rowOf } from '../../server/items/revise.ts'
import { itemStore } from '../../server/items/store.ts'
import { withdrawItem } from '../../server/items/submit.ts'
import { judgeItem } from '../../server/items/verdict.ts'
import { testDb } from '../support/database.ts'
import { judgement } from '../support/papers.ts'

const PEOPLE = ['ann', 'bob', 'cai', 'dan'] as const
const person = fc.constantFrom(...PEOPLE)
/** How far from the newest revision a step names one. */
const off = fc.constantFrom(0, 0, 0, 0, -1, 1)
const all = commonPolicy.checklist.map(({ id }) => id)
const checked = fc.constantFrom(all, all, all, all.slice(1))

type Draw = { actor: (life: ItemLife) => string; step: (life: ItemLife) => Step }
/** Often who may do it, so that runs get far; else anybody. */
const writer = fc.oneof(
  { weight: 3, arbitrary: fc.constant(({ authors }: ItemLife) => authors[0]!) },
  { weight: 1, arbitrary: person.map((name) => () => name) },
)
const judge = fc.oneof(
  {
    weight: 3,
    arbitrary: person.map(
      (name) =>
        ({ authors, reviewers }: ItemLife) =>
          reviewers[0] ??
          (authors.includes(name) ? PEOPLE.find((other) => !authors.includes(other)) : undefined) ??
          name,
    ),
  },
  { weight: 1, arbitrary: fc.constant(({ authors }: ItemLife) => authors[0]!) },
  { weight: 1, arbitrary: person.map((name) => () => name) },
)
const anybody = person.map((name) => () => name)

const edits = fc.tuple(writer, off).map(
  ([actor, off]): Draw => ({
    actor,
    step: (life) => ({ do: 'edit', base: life.revision + off }),
  }),
)
const handingIn = fc
  .tuple(writer, off, fc.constantFrom<'submit' | 'withdraw'>('submit', 'submit', 'submit', 'submit', 'withdraw'))
  .map(([actor, off, what]): Draw => ({ actor, step: (life) => ({ do: what, revision: life.revision + off }) }))
const judging = fc
  .tuple(
    judge,
    off,
    fc.constantFrom<VerdictKind>('approved', 'approved', 'approved', 'approved', 'returned', 'rejected'),
    fc.constantFrom('key is wrong', ' '),
    checked,
  )
  .map(
    ([actor, off, verdict, reasons, checked]): Draw => ({
      actor,
      step: (life) => ({ do: 'verdict', revision: life.revision + off, verdict, reasons, checked }),
    }),
  )
const giving = fc
  .tuple(anybody, fc.constantFrom<'write' | 'review'>('write', 'review'), person)
  .map(([actor, task, person]): Draw => ({ actor, step: () => ({ do: 'assign', task, person }) }))
const holding = fc
  .tuple(anybody, fc.constantFrom<'comment' | 'quarantine' | 'release'>('comment', 'quarantine', 'release'))
  .map(([actor, what]): Draw => ({ actor, step: () => ({ do: what }) }))
const retiring = anybody.map((actor): Draw => ({ actor, step: () => ({ do: 'retire' }) }))

const steps: fc.Arbitrary<Draw> = fc.oneof(
  { weight: 6, arbitrary: edits },
  { weight: 12, arbitrary: handingIn },
  { weight: 14, arbitrary: judging },
  { weight: 4, arbitrary: giving },
  { weight: 3, arbitrary: holding },
  { weight: 1, arbitrary: retiring },
)

const fresh = (writer: string): ItemLife => ({
  state: 'draft',
  revision: 1,
  approved: null,
  authors: [writer],
  writers: [],
  reviewers: [],
  approvals: [],
  returned: false,
  quarantined: false,
})

const policies: ReviewPolicy[] = [1, 2].map((reviewers) => ({ ...commonPolicy, reviewers }))

test('by the rules, a writer of the item never is among those who approved it', () => {
  fc.assert(
    fc.property(
      person,
      fc.constantFrom(...policies),
      fc.array(steps, { size: 'max', maxLength: 60 }),
      (writer, policy, draws) => {
        let life = fresh(writer)
        /** Who wrote, and who approved, each revision. */
        const wrote: string[] = [writer]
        const approvals = new Map<number, string[]>()
        for (const draw of draws) {
          const [actor, taken] = [draw.actor(life), draw.step(life)]
          const outcome = take(life, policy, taken, actor)
          if ('refusal' in outcome) continue
          if (taken.do === 'edit') wrote.push(actor)
          if (taken.do === 'verdict' && taken.verdict === 'approved')
            approvals.set(taken.revision, [...(approvals.get(taken.revision) ?? []), actor])
          life = outcome.life
          if (life.approved === null) continue
          const by = approvals.get(life.approved) ?? []
          expect(new Set(by).size).toBeGreaterThanOrEqual(policy.reviewers)
          expect(by).not.toContain(wrote[life.approved - 1])
        }
      },
    ),
    { numRuns: process.env['JUANKU_LONG'] ? 20_000 : 2000 },
  )
})

test('a step leaves what it was given as it is', () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 20 }), (draws) => {
      let life = fresh('ann')
      for (const { actor, step } of draws) {
        const before = structuredClone(life)
        const outcome = take(life, commonPolicy, step(life), actor(life))
        expect(life).toEqual(before)
        if ('life' in outcome) life = outcome.life
      }
    }),
    { numRuns: 200 },
  )
})

let db: Db
let BANK = ''
let now = 1
let made = 0
const by = (actor: string): By => ({ actor, at: now })
beforeAll(async () => {
  db = await testDb()
  const fields = { occupationCode: '6-31-01-03', occupation: '电工', trade: null, level: 3, standard: '' }
  BANK = (await createBank(db, fields, by('admin'))).id
})

async function newItem(writer: string): Promise<string> {
  made += 1
  const id = `item-${made}`
  const content = judgement(`statement ${made}`, true)
  const row = {
    id,
    bank: BANK,
    kind: 'theory',
    number: made,
    code: null,
    state: 'draft',
    revision: 1,
    approved: null,
    at: 1,
  } as const
  await db.tx((q) => itemStore(q).insert({ ...row, ...rowOf(content) }, revisionOf(id, 1, content, '', by(writer))))
  return id
}

/** The action that takes a step over the database. What an edit says differs every time. */
async function act(id: string, step: Step, by: By): Promise<unknown> {
  switch (step.do) {
    case 'edit': {
      const content = judgement(`statement ${id} at ${now}`, true)
      const saved = await save({ db }, BANK, id, { base: step.base, content, reason: '' }, by, 'item.edit')
      if (saved.outcome === 'conflict') throw new AppError('item.conflict', 'both versions were shown')
      return
    }
    case 'submit':
      // The trial print before it has its own tests.
      return attempt(db, { bank: BANK, did: 'item.submit', to: id }, by, async (q) => {
        const living = await lifeStore(q).one(BANK, id)
        await lifeStore(q).settle(living, allowed(take(living.life, commonPolicy, step, by.actor)), by)
      })
    case 'withdraw':
      return withdrawItem(db, BANK, { item: id, revision: step.revision }, by)
    case 'verdict':
      // That nobody judges what they were not shown is no rule of the item's life; it has its own tests.
      await readRevision(db, BANK, id, step.revision, by).catch(() => undefined)
      return judgeItem(db, BANK, id, { ...step, checked: [...step.checked] }, by)
    case 'assign':
      return assignItems(db, BANK, { how: 'by hand', task: step.task, pairs: [{ item: id, person: step.person }] }, by)
    case 'comment':
      return commentItem(db, BANK, id, { revision: 1, field: 'stem', text: 'unclear' }, by)
    case 'quarantine':
      return quarantineItems(db, BANK, [id], 'a doubt', by)
    case 'release':
      return releaseItems(db, BANK, [id], 'none left', by)
    case 'retire':
      return retireItem(db, BANK, id, 'outdated', by)
  }
}

const sorted = (life: ItemLife): ItemLife => ({
  ...life,
  authors: life.authors.toSorted(),
  writers: life.writers.toSorted(),
  reviewers: life.reviewers.toSorted(),
  approvals: life.approvals.toSorted(),
})

/** What the person is told: of a conflict with a revision that never was, that there is none. */
function refusalOf(step: Step, outcome: ReturnType<typeof take>, { revision }: ItemLife): ErrorCode | undefined {
  if ('life' in outcome) return undefined
  const { code } = outcome.refusal
  const never = step.do === 'edit' && (step.base < 1 || step.base > revision)
  return code === 'item.conflict' && never ? 'item.missing' : code
}

class Take implements fc.AsyncCommand<{ life: ItemLife; policy: ReviewPolicy }, { id: string }> {
  readonly draw: Draw

  constructor(draw: Draw) {
    this.draw = draw
  }

  check() {
    return true
  }

  async run(model: { life: ItemLife; policy: ReviewPolicy }, { id }: { id: string }) {
    const [actor, taken] = [this.draw.actor(model.life), this.draw.step(model.life)]
    const outcome = take(model.life, model.policy, taken, actor)
    now += 1
    const error = await act(id, taken, by(actor)).then(
      () => undefined,
      (cause: AppError) => cause,
    )
    expect(error && (error.code ?? error.message)).toBe(refusalOf(taken, outcome, model.life))
    if ('life' in outcome) model.life = outcome.life
    const { life } = await lifeStore(db.read).one(BANK, id)
    expect(sorted(life)).toEqual(sorted(model.life))
    if (life.approved === null) return
    const [written] = await db.read
      .select()
      .from(revisions)
      .where(and(eq(revisions.item, id), eq(revisions.no, life.approved)))
    const approvals = (await itemStore(db.read).verdicts(id)).filter(
      (it) => it.revision === life.approved && it.verdict === 'approved',
    )
    expect(approvals.length).toBeGreaterThanOrEqual(model.policy.reviewers)
    for (const { reviewer } of approvals) expect(reviewer).not.toBe(written!.author)
  }

  toString() {
    return `${this.draw.actor(fresh('first'))}: ${JSON.stringify(this.draw.step(fresh('first')))}`
  }
}

test('the actions over a database do what the rules say, and nothing else', { timeout: 600_000 }, async () => {
  const commands = fc.commands([steps.map((draw) => new Take(draw))], { size: 'max', maxCommands: 25 })
  for (const policy of policies) {
    const { version: base } = await policyInForce(db.read, BANK)
    await setReviewPolicy(db, BANK, { base, policy }, by('head'))
    await fc.assert(
      fc.asyncProperty(person, commands, async (writer, run) => {
        const id = await newItem(writer)
        await fc.asyncModelRun(() => ({ model: { life: fresh(writer), policy }, real: { id } }), run)
      }),
      { numRuns: process.env['JUANKU_LONG'] ? 1000 : 30 },
    )
  }
  // The runs reached what they are about, and approving in bulk passes over one's own.
  expect(
    (await db.read.select().from(verdicts)).filter(({ verdict }) => verdict === 'approved').length,
  ).toBeGreaterThan(5)
  await approveItems(db, BANK, 'theory', by('ann'), async () => true).catch(() => undefined)
  const approvedOwn = (await db.read.select().from(verdicts)).filter(({ reviewer }) => reviewer === 'ann')
  for (const { item, revision } of approvedOwn)
    expect((await itemStore(db.read).revision(item, revision))?.author).not.toBe('ann')
})
