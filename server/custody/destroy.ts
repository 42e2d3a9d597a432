/**
 * Destroying sealed objects for good: one person lists them, another confirms, and
 * their envelopes go. Without an envelope a body is noise, wherever copies of it lie;
 * so a list is confirmed only when every registered envelope is back or destroyed.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { digestOf } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import { logStore } from '../access/store.ts'
import type { Bank } from '../banks/store.ts'
import { act, type By, newId } from '../by.ts'
import type { Deps } from '../deps.ts'
import { attempt } from '../items/attempt.ts'
import type { Report } from '../print/report.ts'
import { syncDir } from '../sets/drafts.ts'
import { setStore } from '../sets/store.ts'
import { sealedFile } from './envelopes.ts'
import { type RegisterLine, readRegister } from './register.ts'
import { type DestructionRow, registerStore } from './register-store.ts'
import { custodyStore } from './store.ts'

/** Lists objects for destruction. Throws `custody.state` naming the first whose retention period runs or whose envelopes are out. */
export async function listDestruction(
  deps: Deps,
  bank: string,
  { objects, reason }: { objects: readonly string[]; reason: string },
  by: By,
): Promise<DestructionRow> {
  const lines = await requireDestroyable(deps, bank, objects, by.at)
  return attempt(
    deps.db,
    { bank, did: 'custody.destroy.list', to: objects.join(' ') },
    { ...by, why: reason },
    async (q) => {
      const row = {
        id: newId(by.at),
        bank,
        reason,
        listedBy: by.actor,
        listed: by.at,
        confirmedBy: null,
        confirmed: null,
      }
      await registerStore(q).insertDestruction(
        row,
        lines.map(({ seal }) => seal),
      )
      return row
    },
  )
}

async function requireDestroyable(
  deps: Deps,
  bank: string,
  objects: readonly string[],
  now: number,
): Promise<RegisterLine[]> {
  const register = await readRegister(deps, bank, now)
  return objects.map((object) => {
    const line = register.find((one) => one.object === object)
    const refuse = (en: string, zh: string) => new AppError('custody.state', `${object}: ${en} / ${object}：${zh}`)
    if (!line) throw refuse('there is no such object.', '没有该密封件。')
    if (line.destroyed) throw refuse('it is destroyed already.', '已销毁。')
    if (now <= line.keepUntil) {
      const date = new Date(line.keepUntil).toISOString().slice(0, 10)
      throw refuse(`its retention period lasts until ${date}.`, `保管期限至${date}，未满不得销毁。`)
    }
    const out = line.held.filter(({ part, state }) => part === 'envelope' && state === 'held')
    if (out.length)
      throw refuse(
        `envelopes are still out with ${out.map(({ holder }) => holder).join(', ')}: enter their return or destruction first.`,
        `信封副本仍由${out.map(({ holder }) => holder).join('、')}持有，请先登记交回或销毁。`,
      )
    return line
  })
}

/** The second person's confirmation: the envelopes are destroyed, and with them what was sealed. */
export async function confirmDestruction(deps: Deps, bank: string, id: string, by: By): Promise<DestructionRow> {
  const { db, config } = deps
  const found = await registerStore(db.read).destruction(bank, id)
  if (!found || found.row.confirmedBy !== null)
    throw new AppError('custody.state', 'There is no such list, or it was carried out. / 没有该销毁清册或已执行。')
  const seals = (await custodyStore(db.read).bankSeals(bank)).filter((seal) => found.seals.includes(seal.id))
  await requireDestroyable(
    deps,
    bank,
    seals.map(({ manifest }) => manifest.id),
    by.at,
  )
  const row = await attempt(
    db,
    { bank, did: 'custody.destroy', to: id },
    { ...by, why: found.row.reason },
    async (q) => {
      if (found.row.listedBy === by.actor)
        throw new AppError(
          'item.same-person',
          `${by.actor} made the list: another person confirms it. / ${by.actor}编制了清册，须由另一人确认。`,
        )
      await registerStore(q).confirmDestruction(id, by.actor, by.at)
      for (const { paper, object, manifest } of seals) {
        if (paper !== null && object === 'paper') await setStore(q).movePaper(paper, { state: 'destroyed' })
        if (paper !== null && object === 'key') await setStore(q).movePaper(paper, { keyState: 'destroyed' })
        await logStore(q).append(act(by, bank, 'custody.destroyed', manifest.id))
      }
      return { ...found.row, confirmedBy: by.actor, confirmed: by.at }
    },
  )
  // The record stands; a kill before the last file is gone leaves the rest to the next start.
  for (const file of (await custodyStore(db.read).files()).gone) rmSync(sealedFile(deps, file), { force: true })
  syncDir(join(config.dataDir, 'sealed'))
  return row
}

/** The list of a destruction and, once two people have carried it out, the certificate of it. Times are UTC. */
export async function destructionReport(deps: Deps, bank: Bank, id: string): Promise<Report> {
  const { db } = deps
  const found = await registerStore(db.read).destruction(bank.id, id)
  if (!found) throw new AppError('custody.state', 'There is no such list. / 没有该销毁清册。')
  const { row, seals: wanted } = found
  const seals = (await custodyStore(db.read).bankSeals(bank.id)).filter((seal) => wanted.includes(seal.id))
  const head = await logStore(db.read).head()
  const when = (at: number | null) => (at === null ? '—' : new Date(at).toISOString().replace('T', ' ').slice(0, 16))
  return {
    title: row.confirmed === null ? '销毁清册（待确认）' : '销毁证书',
    subtitle: `${bank.occupation} ${bank.occupationCode}　${bank.level}级`,
    classification: '内部资料',
    foot: `日志锚点 ${head.size} · ${head.hash.slice(0, 16)}`,
    digest: digestOf('destruction/1', { ...row, seals: seals.map(({ manifest }) => manifest.id) }),
    createdAt: row.confirmed ?? row.listed,
    parts: [
      {
        table: {
          head: ['项目', '内容'],
          widths: [110, '*'],
          rows: [
            ['事由', row.reason],
            ['编制人', row.listedBy],
            ['编制时间（UTC）', when(row.listed)],
            ['监销人', row.confirmedBy ?? '—'],
            ['销毁时间（UTC）', when(row.confirmed)],
          ],
        },
      },
      { heading: `密封件（${seals.length}件）` },
      {
        table: {
          head: ['编号', '密封时间（UTC）', '密文摘要'],
          widths: [160, 100, '*'],
          rows: seals.map(({ manifest }) => [manifest.id, when(manifest.sealedAt), manifest.cipherDigest]),
        },
      },
      {
        paragraph:
          '上列密封件的全部已登记密钥信封均已销毁，密封正文因此不可恢复。编制人、监销人签字：____________________　____________________',
      },
    ],
  }
}
