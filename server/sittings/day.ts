/** The day of a sitting: copies issued and collected, incidents, its end, and what the archive keeps. */
import { AppError } from '../../core/errors.ts'
import { openCounts } from '../../core/sitting.ts'
import { bothWords } from '../../core/words.ts'
import { type By, newId } from '../by.ts'
import type { Db } from '../db/open.ts'
import { attempt } from '../items/attempt.ts'
import { setStore } from '../sets/store.ts'
import { type RoomRow, type Sitting, sittingStore } from './store.ts'

/** Enters how many copies a room was given; once. */
export async function issueCopies(
  db: Db,
  bank: string,
  id: string,
  room: string,
  copies: number,
  by: By,
): Promise<void> {
  await attempt(db, { bank, did: 'sitting.issue', to: `${id} ${room} ${copies}` }, by, async (q) => {
    const found = requireRoom(await sittingStore(q).require(bank, id), room)
    if (found.issued !== null)
      throw new AppError('sitting.state', `${room} was given its copies already. / ${room}已登记发放。`)
    await sittingStore(q).updateRoom(id, room, { issued: copies, issuedBy: by.actor })
  })
}

/** Enters how many copies came back from a room, unused ones included; a difference needs an explanation. */
export async function collectCopies(
  db: Db,
  bank: string,
  id: string,
  { room, copies, explanation = '' }: { room: string; copies: number; explanation?: string | undefined },
  by: By,
): Promise<void> {
  await attempt(db, { bank, did: 'sitting.collect', to: `${id} ${room} ${copies}` }, by, async (q) => {
    const found = requireRoom(await sittingStore(q).require(bank, id), room)
    if (found.issued === null || found.collected !== null)
      throw new AppError(
        'sitting.state',
        `${room} was given no copies yet, or they are collected. / ${room}尚未登记发放，或已登记回收。`,
      )
    if (copies !== found.issued && explanation.trim() === '')
      throw new AppError(
        'input.invalid',
        `${found.issued} copies went to ${room} and ${copies} came back: explain the difference. / ${room}发放${found.issued}份、回收${copies}份，须说明差异。`,
      )
    await sittingStore(q).updateRoom(id, room, { collected: copies, collectedBy: by.actor, explanation })
  })
}

/** Notes what happened that should not have. */
export async function noteIncident(db: Db, bank: string, id: string, text: string, by: By): Promise<void> {
  if (text.trim() === '') throw new AppError('input.invalid', 'Say what happened. / 请写明情况。')
  await attempt(db, { bank, did: 'sitting.incident', to: id }, by, async (q) => {
    await sittingStore(q).require(bank, id)
    await sittingStore(q).insertIncident({ id: newId(by.at), sitting: id, text, by: by.actor, at: by.at })
  })
}

/** Ends a sitting when every copy is accounted for; an opened paper is released. */
export async function endSitting(db: Db, bank: string, id: string, by: By): Promise<void> {
  await attempt(db, { bank, did: 'sitting.end', to: id }, by, async (q) => {
    const { row, rooms } = await sittingStore(q).require(bank, id)
    if (row.state !== 'drawn')
      throw new AppError('sitting.state', `This sitting is ${row.state}. / 本场考试的状态为${row.state}。`)
    if (by.at < row.ends) throw new AppError('sitting.state', 'The sitting has not ended yet. / 考试尚未结束。')
    const [first] = openCounts(rooms)
    if (first) throw new AppError('sitting.state', bothWords(first))
    await sittingStore(q).update(id, { state: 'held' })
    await moved(q, row.paper, 'opened', 'released')
  })
}

/** Puts a sitting away once its records are together; its paper becomes part of the archive. */
export async function archiveSitting(db: Db, bank: string, id: string, by: By): Promise<void> {
  await attempt(db, { bank, did: 'sitting.archive', to: id }, by, async (q) => {
    const { row } = await sittingStore(q).require(bank, id)
    if (row.state !== 'held')
      throw new AppError('sitting.state', `This sitting is ${row.state}: end it first. / 请先结束本场考试。`)
    await sittingStore(q).update(id, { state: 'archived' })
    await moved(q, row.paper, 'released', 'archived')
  })
}

async function moved(
  q: Parameters<typeof setStore>[0],
  paper: string | null,
  from: 'opened' | 'released',
  to: 'released' | 'archived',
): Promise<void> {
  const found = paper === null ? undefined : await setStore(q).paper(paper)
  if (found?.state === from) await setStore(q).movePaper(found.id, { state: to })
}

function requireRoom({ row, rooms }: Sitting, room: string): RoomRow {
  const found = rooms.find((one) => one.room === room)
  if (!found) throw new AppError('input.invalid', `There is no room ${room}. / 没有考场${room}。`)
  if (row.state !== 'drawn')
    throw new AppError('sitting.state', `This sitting is ${row.state}. / 本场考试的状态为${row.state}。`)
  return found
}
