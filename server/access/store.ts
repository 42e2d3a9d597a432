/** The log's rows over `q`: the reader, or the open transaction of what is recorded. */
import { and, asc, desc, eq, gte, lt, lte, sql } from 'drizzle-orm'
import { Compile } from 'typebox/compile'
import { AppError } from '../../core/errors.ts'
import { Act, type Anchor, EMPTY, type Link, link } from '../../core/log.ts'
import type { Query } from '../db/open.ts'
import { log } from '../db/schema.ts'
import { onTrail, toldBy } from './trail.ts'

/** What a page of the log is asked for. `before` is the number of the last entry of the page before; newest first. */
export type LogFilter = {
  actor?: string | undefined
  bank?: string | undefined
  /** An id that an entry names, such as an item's or a paper's. */
  object?: string | undefined
  did?: string | undefined
  /** Unix ms, both ends included. */
  from?: number | undefined
  to?: number | undefined
  before?: number | undefined
  limit: number
}

const PAGE = 5000
const UNWRITABLE =
  'The access log cannot be written, so nothing is shown or changed. / 访问日志无法写入，因此不显示也不更改任何内容。'

const isAct = Compile(Act)

/** Throws `input.invalid` for what an offline verifier would not read, or SQLite would not give back as it was. */
export function checkAct(act: Act): void {
  const texts = [act.actor, act.bank, act.did, act.to, act.why, act.result]
  if (!isAct.Check(act) || !texts.every((text) => text.isWellFormed() && !text.includes('\0')))
    throw new AppError(
      'input.invalid',
      'A name or reason is too long for the log, or no text. / 姓名或理由过长或不是文本，无法记入日志。',
    )
}

type Row = [
  seq: number,
  at: number,
  actor: string,
  bank: string,
  did: string,
  to: string,
  why: string,
  result: string,
  hash: string,
]
const linkOf = ([seq, at, actor, bank, did, to, why, result, hash]: Row): Link => ({
  seq,
  at,
  actor,
  bank,
  did,
  to,
  why,
  result,
  hash,
})

/** One statement and one parameter, however many links: a group of fifty would cost more to prepare than to write. */
const insert = (q: Query, links: readonly Link[]) =>
  q.run(sql`INSERT INTO log (seq, at, actor, bank, did, "to", why, result, hash)
    SELECT value->>'seq', value->>'at', value->>'actor', value->>'bank', value->>'did', value->>'to', value->>'why',
      value->>'result', value->>'hash'
    FROM json_each(${JSON.stringify(links)})`)

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
      if (links.length) insert(q, links)
      onTrail(told)
      return head
    } catch (cause) {
      // Whatever keeps the log from being written keeps what it would record from happening.
      throw cause instanceof AppError ? cause : new AppError('log.unwritable', UNWRITABLE, { cause })
    }
  },

  async head(): Promise<Anchor> {
    return q.get<Anchor | undefined>(sql`SELECT seq AS size, hash FROM log ORDER BY seq DESC LIMIT 1`) ?? EMPTY
  },

  /** A page of the log, newest first: by person and by bank from an index, by object through the entries of the rest. */
  page({ actor, bank, object, did, from, to, before, limit }: LogFilter): Promise<Link[]> {
    return q
      .select()
      .from(log)
      .where(
        and(
          actor === undefined ? undefined : eq(log.actor, actor),
          bank === undefined ? undefined : eq(log.bank, bank),
          did === undefined ? undefined : eq(log.did, did),
          object === undefined ? undefined : sql`instr(${log.to}, ${object}) > 0`,
          from === undefined ? undefined : gte(log.at, from),
          to === undefined ? undefined : lte(log.at, to),
          before === undefined ? undefined : lt(log.seq, before),
        ),
      )
      .orderBy(desc(log.seq))
      .limit(limit)
  },

  /** Acts from a time on, in the log's order. Its clock may have been set back, so every entry is looked at. */
  since(at: number): Promise<Act[]> {
    const { actor, bank, did, to, why, result } = log
    return q
      .select({ at: log.at, actor, bank, did, to, why, result })
      .from(log)
      .where(gte(log.at, at))
      .orderBy(asc(log.seq))
  },

  /** The newest `count` links, in the log's order. */
  async last(count: number): Promise<Link[]> {
    return (await q.select().from(log).orderBy(desc(log.seq)).limit(count)).reverse()
  },

  /** Every link from `from` on, in arrays of at most 5,000, so that memory stays flat. */
  async *pages(from = 1): AsyncGenerator<Link[]> {
    for (let after = from - 1; ; ) {
      // Rows as arrays: a million as objects, mapped by column, cost as much again as hashing them.
      const rows = q.values<Row>(sql`SELECT seq, at, actor, bank, did, "to", why, result, hash FROM log
        WHERE seq > ${after} ORDER BY seq LIMIT ${PAGE}`)
      const page = rows.map(linkOf)
      if (page.length) yield page
      const last = page.at(-1)
      if (!last || page.length < PAGE) return
      after = last.seq
    }
  },

  /** Every link from `from` on, one by one. */
  async *links(from = 1): AsyncGenerator<Link> {
    for await (const page of this.pages(from)) yield* page
  },
})
