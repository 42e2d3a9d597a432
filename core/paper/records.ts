/**
 * Forms of record around a sitting: the cover of a set, a packing list for each
 * room, the register of what was issued and collected, the record of an
 * opening. What is not known when a form is printed stays a blank to fill in.
 */
import { closed, type Static, Type } from '../schema.ts'
import { type HeadInput, headOf, PaperHead } from './head.ts'

const line = Type.String({ minLength: 1, maxLength: 200 })
const count = Type.Integer({ minimum: 0, maximum: 100_000 })

/** `forms` are the forms each paper has; `digest` names its document, null before it is sealed. */
export const SetCover = closed({
  kind: Type.Literal('set-cover'),
  head: PaperHead,
  set: line,
  blueprint: line,
  assembledBy: line,
  approvedBy: Type.Union([line, Type.Null()]),
  papers: Type.Array(
    closed({ number: count, id: line, forms: line, digest: Type.Union([Type.String(), Type.Null()]) }),
  ),
})
export type SetCover = Static<typeof SetCover>

/** `first`–`last` are the numbers of a room's copies; 0–0 for a room without any. */
const PackedRoom = closed({ room: line, candidates: count, copies: count, spare: count, first: count, last: count })
export const PackingList = closed({
  kind: Type.Literal('packing-list'),
  head: PaperHead,
  rooms: Type.Array(PackedRoom),
  totals: closed({ candidates: count, copies: count, spare: count }),
})
export type PackingList = Static<typeof PackingList>

/** A line a room, to be signed when papers are issued and when they come back. */
export const IssueRegister = closed({
  kind: Type.Literal('issue-register'),
  head: PaperHead,
  rooms: Type.Array(closed({ room: line, copies: count })),
})
export type IssueRegister = Static<typeof IssueRegister>

/** `threshold` of the `custodians` must be present. */
export const UnsealingRecord = closed({
  kind: Type.Literal('unsealing-record'),
  head: PaperHead,
  custodians: Type.Array(line),
  threshold: count,
})
export type UnsealingRecord = Static<typeof UnsealingRecord>

export type Room = { room: string; candidates: number }

/** A room as people write it, "第1考场=30"; undefined for anything else. */
export function roomOf(text: string): Room | undefined {
  const [, room, candidates] = /^(.{1,200})=(\d{1,5})$/.exec(text.trim()) ?? []
  return room === undefined ? undefined : { room, candidates: Number(candidates) }
}

export type SetCoverInput = HeadInput & Pick<SetCover, 'set' | 'blueprint' | 'assembledBy' | 'approvedBy' | 'papers'>

/** The cover of a set's parcel. */
export const setCover = (input: SetCoverInput): SetCover => ({
  kind: 'set-cover',
  head: headOf(input, '套卷封面'),
  set: input.set,
  blueprint: input.blueprint,
  assembledBy: input.assembledBy,
  approvedBy: input.approvedBy,
  papers: input.papers.map((paper) => ({ ...paper })),
})

/**
 * What goes into each room's parcel: a copy a candidate and `sparePerRoom`
 * more, copies numbered through all rooms from 1, so that a copy names its room.
 */
export function packingList(input: HeadInput & { rooms: readonly Room[]; sparePerRoom: number }): PackingList {
  let next = 1
  const rooms = input.rooms.map(({ room, candidates }) => {
    const copies = candidates + input.sparePerRoom
    const first = next
    next += copies
    return copies === 0
      ? { room, candidates, copies, spare: 0, first: 0, last: 0 }
      : { room, candidates, copies, spare: input.sparePerRoom, first, last: next - 1 }
  })
  const sum = (field: 'candidates' | 'copies' | 'spare') => rooms.reduce((total, room) => total + room[field], 0)
  return {
    kind: 'packing-list',
    head: headOf(input, '试卷装袋清单'),
    rooms,
    totals: { candidates: sum('candidates'), copies: sum('copies'), spare: sum('spare') },
  }
}

/** The register of issue and return for the rooms of a packing list; lines to fill in where no room is named. */
export const issueRegister = (
  input: HeadInput & { rooms: readonly { room: string; copies: number }[] },
): IssueRegister => ({
  kind: 'issue-register',
  head: headOf(input, '试卷领取与回收登记表'),
  rooms: input.rooms.map(({ room, copies }) => ({ room, copies })),
})

/** The record of an opening, to be filled in by those present. */
export const unsealingRecord = (
  input: HeadInput & { custodians: readonly string[]; threshold: number },
): UnsealingRecord => ({
  kind: 'unsealing-record',
  head: headOf(input, '试卷启封记录'),
  custodians: [...input.custodians],
  threshold: input.threshold,
})
