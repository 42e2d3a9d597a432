/** How a bank reviews its items: the newest policy holds, older ones stay on record. */
import { count, desc, eq } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { commonPolicy, ReviewPolicy } from '../../core/review.ts'
import { closed, type Static, Type } from '../../core/schema.ts'
import { type By, newId } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { reviewPolicies } from '../db/schema-items.ts'
import { attempt } from '../items/attempt.ts'

/** A policy with its running number in the bank. */
export const PolicyInForce = closed({
  version: Type.Integer({ minimum: 0, description: '0: the common policy, while the bank has said nothing' }),
  policy: ReviewPolicy,
})
export type PolicyInForce = Static<typeof PolicyInForce>

/** `base` is the version that a new policy starts from. */
export const NewPolicy = closed({ base: Type.Integer({ minimum: 0 }), policy: ReviewPolicy })
export type NewPolicy = Static<typeof NewPolicy>

/** The policy in force, or the common one while the bank has said nothing. */
export async function reviewPolicy(q: Query, bank: string): Promise<ReviewPolicy> {
  return (await newest(q, bank))?.content ?? commonPolicy
}

/** The policy in force and which version it is. */
export async function policyInForce(q: Query, bank: string): Promise<PolicyInForce> {
  const [row] = await q.select({ version: count() }).from(reviewPolicies).where(eq(reviewPolicies.bank, bank))
  return { version: row!.version, policy: await reviewPolicy(q, bank) }
}

async function newest(q: Query, bank: string) {
  const [row] = await q
    .select({ content: reviewPolicies.content, at: reviewPolicies.at })
    .from(reviewPolicies)
    .where(eq(reviewPolicies.bank, bank))
    .orderBy(desc(reviewPolicies.at), desc(reviewPolicies.id))
    .limit(1)
  return row
}

/**
 * Puts a policy in force. It holds for every verdict from now on; what is
 * approved stays approved. Throws `policy.conflict` naming both versions when
 * another one than `base` is in force.
 */
export async function setReviewPolicy(
  db: Db,
  bank: string,
  { base, policy }: NewPolicy,
  by: By,
): Promise<PolicyInForce> {
  const { reviewers, days, checklist } = policy
  const to = `reviewers ${reviewers} days ${days} questions ${checklist.length}`
  return attempt(db, { bank, did: 'bank.review-policy', to }, by, async (q) => {
    const before = await policyInForce(q, bank)
    if (before.version !== base) throw policyConflict(before, base)
    // Of two of one millisecond the later one holds: ids of one millisecond have no order.
    const at = Math.max(by.at, ((await newest(q, bank))?.at ?? 0) + 1)
    await q.insert(reviewPolicies).values({ id: newId(by.at), bank, reviewers, content: policy, by: by.actor, at })
    return { version: base + 1, policy }
  })
}

function policyConflict({ version, policy }: PolicyInForce, base: number): AppError {
  const { reviewers, days, checklist } = policy
  return new AppError(
    'policy.conflict',
    `In force is version ${version} of the review policy (${reviewers} must approve, ${days} days, ${checklist.length} questions); yours starts from version ${base}. Look at it, then start from it. / 现行审题规则为第${version}版（${reviewers}人审定，期限${days}天，清单${checklist.length}项），所据为第${base}版；请先查看，再以现行版为据。`,
  )
}
