/** The log's rows over `q`: the reader, or the open transaction of what is recorded. */
import { asc, desc, gt } from 'drizzle-orm'
import { Value } from 'typebox/value'
import { AppError } from '../../core/errors.ts'
import { Act, type Anchor, EMPTY, type Link, link } from '../../core/log.ts'
import type { Query } from '../db/open.ts'
import { log } from '../db/schema.ts'

const PAGE = 5000

export const logStore = (q: Query) => ({
  /** Appends acts to the chain. Only inside `db.tx`: the head is read there, so that two writers cannot fork it. */
  async append(...acts: Act[]): Promise<Anchor> {
    let head = await this.head()
    const links: Link[] = []
    for (const act of acts) {
      // What the offline verifier would not read must not be written.
      if (!Value.Check(Act, act))
        throw new AppError(
          'input.invalid',
          'A name or reason is too long for the log. / 姓名或理由过长，无法记入日志。',
        )
      const next = link(head, act)
      links.push(next)
      head = { size: next.seq, hash: next.hash }
    }
    if (links.length) await q.insert(log).values(links)
    return head
  },

  async head(): Promise<Anchor> {
    const [last] = await q.select({ size: log.seq, hash: log.hash }).from(log).orderBy(desc(log.seq)).limit(1)
    return last ?? EMPTY
  },

  /** Every link from `from` on, page by page, so that memory stays flat. */
  async *links(from = 1): AsyncGenerator<Link> {
    for (let after = from - 1; ; ) {
      const page = await q.select().from(log).where(gt(log.seq, after)).orderBy(asc(log.seq)).limit(PAGE)
      yield* page
      const last = page.at(-1)
      if (!last || page.length < PAGE) return
      after = last.seq
    }
  },
})
