/** The settings of how reading is watched: kept by version, each change on record. */
import { desc } from 'drizzle-orm'
import { Value } from 'typebox/value'
import { AppError } from '../../core/errors.ts'
import { DEFAULT_READING, ReadingSettings } from '../../core/reading.ts'
import { act, type By } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { readingSettings } from '../db/schema-reading.ts'
import { logStore } from './store.ts'

/** The settings in force and their version, 0 while they are the default. */
export async function settingsInForce(q: Query): Promise<{ version: number; settings: ReadingSettings }> {
  const { version, content } = readingSettings
  const [newest] = await q.select({ version, content }).from(readingSettings).orderBy(desc(version)).limit(1)
  return newest
    ? { version: newest.version, settings: { ...DEFAULT_READING, ...newest.content } }
    : { version: 0, settings: DEFAULT_READING }
}

/** Puts settings in force. Throws `input.invalid` for what they cannot be. */
export async function setSettings(db: Db, settings: ReadingSettings, by: By): Promise<number> {
  if (!Value.Check(ReadingSettings, settings) || settings.dayFrom >= settings.dayTo)
    throw new AppError(
      'input.invalid',
      'These settings cannot be: a term is below 3 (paper) or 5 (electronic) years, or the working day ends before it begins. / 设置无效：保管期限不得低于纸质3年、电子5年，工作时间须先始后终。',
    )
  if (settings.budgets.some(({ soft, hard }) => soft !== null && hard !== null && soft > hard))
    throw new AppError('input.invalid', 'A soft limit lies above its hard one. / 提醒限额高于禁止限额。')
  const set = await db.tx(async (q) => {
    const version = (await settingsInForce(q)).version + 1
    await q.insert(readingSettings).values({ version, content: settings, author: by.actor, at: by.at })
    await logStore(q).append(act(by, '', 'log.settings', String(version)))
    return version
  })
  kept.delete(db.read)
  return set
}

const REFRESH_MS = 5000
const kept = new WeakMap<Query, { settings: ReadingSettings; at: number }>()

/** The settings for whoever asks all the time: looked up again when five seconds old, because another process may set them. */
export async function settingsOf({ read }: Pick<Db, 'read'>): Promise<ReadingSettings> {
  const now = performance.now()
  const before = kept.get(read)
  if (before && now - before.at < REFRESH_MS) return before.settings
  const { settings } = await settingsInForce(read)
  kept.set(read, { settings, at: now })
  return settings
}
