/**
 * What is checked before the program works with a database: the triggers that
 * keep the log append-only stand in it word for word, it begins at entry 1, and
 * its last entries hang together. The whole chain is the verifier's, on demand.
 */
import { sql } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { chainChecker, EMPTY, type Link } from '../../core/log.ts'
import type { Query } from '../db/open.ts'
import { logStore } from './store.ts'
import { breakText } from './verify.ts'

/** As the first migration made them. */
const GUARDS: Record<string, string> = {
  log_no_update:
    "CREATE TRIGGER `log_no_update` BEFORE UPDATE ON `log` BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
  log_no_delete:
    "CREATE TRIGGER `log_no_delete` BEFORE DELETE ON `log` BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
  log_no_gap:
    "CREATE TRIGGER `log_no_gap` BEFORE INSERT ON `log`\nWHEN NEW.`seq` <> (SELECT coalesce(max(`seq`), 0) + 1 FROM `log`)\nBEGIN SELECT RAISE(ABORT, 'the log has no gaps'); END",
}
/** Entries checked at the end. */
const TAIL = 2000

/** Throws `log.broken` and says what is wrong, or returns having changed nothing. */
export async function checkLog(q: Query): Promise<void> {
  const found = q.all<{ name: string; sql: string }>(
    sql`SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'log' ORDER BY name`,
  )
  const texts = new Map(found.map((trigger) => [trigger.name, trigger.sql]))
  for (const [name, text] of Object.entries(GUARDS))
    if (texts.get(name) !== text)
      throw broken(`The trigger ${name} is missing or changed.`, `触发器${name}缺失或被改动。`)
  // Another trigger could undo what these refuse.
  for (const { name } of found)
    if (!GUARDS[name]) throw broken(`The trigger ${name} is not ours.`, `触发器${name}来历不明。`)
  const links = await logStore(q).last(TAIL + 1)
  const [before] = links
  if (!before) return
  const wrong = tailBreak(links)
  if (wrong) throw broken(...(breakText(wrong).split(' / ') as [string, string]))
  const first = q.get<{ seq: number }>(sql`SELECT min(seq) AS seq FROM log`)
  if (first.seq !== 1) throw broken(`It begins at entry ${first.seq}.`, `首条为第${first.seq}条。`)
}

/** The first break among the last links; the one before them is taken as it is, unless the log is that short. */
function tailBreak(links: readonly Link[]) {
  const [before] = links as [Link]
  const whole = before.seq === 1 || links.length <= TAIL
  const checker = chainChecker([], whole ? EMPTY : { size: before.seq, hash: before.hash })
  for (const found of whole ? links : links.slice(1)) {
    const wrong = checker.next(found)
    if (wrong) return wrong
  }
  return undefined
}

const broken = (en: string, zh: string) =>
  new AppError(
    'log.broken',
    `The access log was tampered with; the program does not start on it. ${en} Restore a backup, or run "juanku log verify". / 访问日志被篡改，程序不予启动。${zh}请恢复备份，或运行 juanku log verify。`,
  )
