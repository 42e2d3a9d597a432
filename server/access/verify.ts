/** Verifying and exporting the log: from the database, or from an export, offline. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Compile } from 'typebox/compile'
import { AppError } from '../../core/errors.ts'
import { type Anchor, type Break, chainChecker, Link } from '../../core/log.ts'
import type { Db } from '../db/open.ts'
import { logStore } from './store.ts'

const isLink = Compile(Link)

export type Verdict = { head: Anchor; broken: Break | undefined }

/** Checks every entry in order against the chain and the anchors; stops at the first break. */
export async function verifyLinks(links: AsyncIterable<Link>, anchors: readonly Anchor[]): Promise<Verdict> {
  const checker = chainChecker(anchors)
  for await (const link of links) {
    const broken = checker.next(link)
    if (broken) return { head: checker.end().head, broken }
  }
  return checker.end()
}

/** As `verifyLinks`, of a database; page by page, because waiting for each of a million entries costs seconds. */
export async function verifyLog(db: Pick<Db, 'read'>, anchors: readonly Anchor[]): Promise<Verdict> {
  const checker = chainChecker(anchors)
  for await (const page of logStore(db.read).pages())
    for (const link of page) {
      const broken = checker.next(link)
      if (broken) return { head: checker.end().head, broken }
    }
  return checker.end()
}

/** The entries of an export: one JSON object a line. Throws `file.wrong` with the line's number. */
export async function* exportedLinks(file: string): AsyncGenerator<Link> {
  let line = 0
  for await (const text of createInterface({ input: createReadStream(file, 'utf8') })) {
    line++
    if (!text.trim()) continue
    let link: unknown
    try {
      link = JSON.parse(text)
    } catch {
      // Said below with the line's number.
    }
    if (!isLink.Check(link))
      throw new AppError(
        'file.wrong',
        `Line ${line} of the export is no log entry. / 导出文件第${line}行不是日志记录。`,
      )
    yield link
  }
}

/** What a break means, in both languages. */
export function breakText({ seq, what }: Break): string {
  const text: Record<Break['what'], string> = {
    changed: `Entry ${seq} was changed: its hash does not follow from what it says. / 第${seq}条被改动：哈希与内容不符。`,
    missing: `Entry ${seq} is missing or out of order. / 第${seq}条缺失或次序有误。`,
    'unlike-anchor': `Entry ${seq} differs from the anchor: the log was rewritten up to here. / 第${seq}条与锚点不符：此前日志被整体重写。`,
    cut: `The log ends before entry ${seq}, which an anchor vouches for: its tail was cut. / 日志缺少锚点所证的第${seq}条及以后：尾部被截断。`,
  }
  return text[what]
}
