/** How a bank reviews its items: the newest policy holds, older ones stay on record. */
import { desc, eq } from 'drizzle-orm'
import { commonPolicy, type ReviewPolicy } from '../../core/review.ts'
import { logStore } from '../access/store.ts'
import { act, type By, newId } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { reviewPolicies } from '../db/schema-items.ts'

/** The policy in force, or the common one while the bank has said nothing. */
export async function reviewPolicy(q: Query, bank: string): Promise<ReviewPolicy> {
  const [row] = await q
    .select({ content: reviewPolicies.content })
    .from(reviewPolicies)
    .where(eq(reviewPolicies.bank, bank))
    .orderBy(desc(reviewPolicies.at), desc(reviewPolicies.id))
    .limit(1)
  return row?.content ?? commonPolicy
}

/** Puts a policy in force. It holds for every verdict from now on; what is approved stays approved. */
export async function setReviewPolicy(db: Db, bank: string, policy: ReviewPolicy, by: By): Promise<ReviewPolicy> {
  const row = { id: newId(by.at), bank, reviewers: policy.reviewers, content: policy, by: by.actor, at: by.at }
  await db.tx(async (q) => {
    await q.insert(reviewPolicies).values(row)
    const what = `reviewers ${policy.reviewers} days ${policy.days} questions ${policy.checklist.length}`
    await logStore(q).append(act(by, bank, 'bank.review-policy', what))
  })
  return policy
}
