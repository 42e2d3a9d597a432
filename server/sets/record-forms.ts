/** The forms of record that go with a set: what is packed, issued, collected and opened. They hold no item. */
import { AppError } from '../../core/errors.ts'
import {
  type IssueRegister,
  issueRegister,
  type PackingList,
  packingList,
  type Room,
  roomOf,
  type UnsealingRecord,
  unsealingRecord,
} from '../../core/paper/records.ts'
import { logStore } from '../access/store.ts'
import { act, type By } from '../by.ts'
import { custodyStore } from '../custody/store.ts'
import type { Deps } from '../deps.ts'
import { requireSet } from './approve.ts'
import { paperId } from './keep.ts'
import { type File, paperBank, paperNumbers } from './render.ts'

/** Two custodians open a seal where none has been made yet. */
const LEAST_CUSTODIANS = 2

/** Rooms with their headcounts, and how many spare copies each of them gets. */
export type SittingRooms = { rooms: readonly Room[]; sparePerRoom: number }

/** The rooms that people wrote as "第1考场=30". Throws `input.usage` naming the one that is none. */
export const roomsOf = (texts: readonly string[]): Room[] =>
  texts.map((text) => {
    const room = roomOf(text)
    if (room) return room
    throw new AppError('input.usage', `No room: ${text}. Write name=headcount. / 考场应写作“名称=人数”：${text}。`)
  })

type FormOfRecord = { name: string; document: PackingList | IssueRegister | UnsealingRecord }

async function formsOf(deps: Deps, bank: string, id: string, options: SittingRooms) {
  const { db } = deps
  const { set, papers } = await requireSet(db.read, bank, id)
  const [seal] = await custodyStore(db.read).seals(id)
  const head = {
    bank: await paperBank(deps, bank),
    paperNumber: paperNumbers(papers),
    paperId: paperId(set, 0),
    classification: '内部资料',
  }
  const custodians = seal?.manifest.custodians.map(({ name }) => name) ?? []
  const threshold = seal?.manifest.threshold ?? LEAST_CUSTODIANS
  const list = packingList({ ...head, ...options })
  const forms: FormOfRecord[] = [
    { name: 'packing-list', document: list },
    { name: 'issue-register', document: issueRegister({ ...head, rooms: list.rooms }) },
    { name: 'unsealing-record', document: unsealingRecord({ ...head, custodians, threshold }) },
  ]
  const print = async ({ name, document }: FormOfRecord): Promise<File> => ({
    name: `${head.paperId}.${name}.pdf`,
    bytes: Buffer.from(await deps.printer.call('render', { document, createdAt: set.at })),
  })
  return { forms, print }
}

/** Prints the forms of a set for `rooms`, logged; blank lines stand where no room is named. */
export async function recordForms(
  deps: Deps,
  bank: string,
  id: string,
  options: SittingRooms,
  by: By,
): Promise<File[]> {
  const { forms, print } = await formsOf(deps, bank, id, options)
  const files = await Promise.all(forms.map(print))
  await deps.db.tx((q) => logStore(q).append(act(by, bank, 'set.forms', id)))
  return files
}

/** Prints one of them, logged. */
export async function recordForm(
  deps: Deps,
  bank: string,
  id: string,
  name: string,
  options: SittingRooms,
  by: By,
): Promise<File> {
  const { forms, print } = await formsOf(deps, bank, id, options)
  const file = await print(forms.find((form) => form.name === name)!)
  await deps.db.tx((q) => logStore(q).append(act(by, bank, 'set.forms', `${id} ${name}`)))
  return file
}
