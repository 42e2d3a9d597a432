/** The log's rows over `q`: the reader, or the open transaction of what is recorded. */
import { asc, desc, gt } from 'drizzle-orm'
import { Compile } from 'typebox/compile'
import { AppError } from '../../core/errors.ts'
import { Act, type Anchor, EMPTY, type Link, link } from '../../core/log.ts'
import type { Query } from '../db/open.ts'
import { log } from '../db/schema.ts'
import { onTrail, toldBy } from './trail.ts'

const PAGE = 5000
const UNWRITABLE =
  'The access log cannot be written, so nothing is shown or changed. / 访问日志无法写入，因此不显示也不更改任何内容。'

const isAct = Compile(Act)

/** Throws `input.invalid` for what an offline verifier would not read, or SQLite would not give back as it was. */
export function checkAct(act: Act): void {
  const texts = [act.actor, act.bank, act.did, act.to, act.why, act.result]
  if (!isAct.Check(act) || !texts.every((text) => text.isWellFormed()))
    throw new AppError(
      'input.invalid',
      'A name or reason is too long for the log, or no text. / 姓名或理由过长或不是文本，无法记入日志。',
    )
}

export const logStore = (q: Query) => ({
  /** Appends acts to the chain. Only inside `db.tx`: the head is read there, so that two writers cannot fork it. */
  async append(...acts: Act[]): Promise<Anchor> {
    const told = acts.map(toldBy)
    told.forEach(checkAct)
    try {
      let head = await this.head()
      const links: Link[] = []
      for (const act of told) {
        const next = link(head, act)
        links.push(next)
        head = { size: next.seq, hash: next.hash }
      }
      if (links.length) await q.insert(log).values(links)
      onTrail(told)
      return head
    } catch (cause) {
      // Whatever keeps the log from being written keeps what it would record from happening.
      throw cause instanceof AppError ? cause : new AppError('log.unwritable', UNWRITABLE, { cause })
    }
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
