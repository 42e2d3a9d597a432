/** The forms of record that go with a set: what is packed, issued, collected and opened. They hold no item. */
import { issueRegister, packingList, type Room, unsealingRecord } from '../../core/paper/records.ts'
import { logStore } from '../access/store.ts'
import { act, type By } from '../by.ts'
import { custodyStore } from '../custody/store.ts'
import type { Deps } from '../deps.ts'
import { requireSet } from './approve.ts'
import { paperId } from './keep.ts'
import { type File, paperBank } from './render.ts'

/** Two custodians open a seal where none has been made yet. */
const LEAST_CUSTODIANS = 2

/** Prints the forms of a set for `rooms`, logged; blank lines stand where no room is named. */
export async function recordForms(
  { db, printer }: Deps,
  bank: string,
  id: string,
  options: { rooms: readonly Room[]; sparePerRoom: number },
  by: By,
): Promise<File[]> {
  const { set, papers } = await requireSet(db.read, bank, id)
  const [seal] = await custodyStore(db.read).seals(id)
  const head = {
    bank: await paperBank(db, bank),
    paperNumber: `${papers[0]?.number ?? 0}～${papers.at(-1)?.number ?? 0}`,
    paperId: paperId(set, 0),
    classification: '内部资料',
  }
  const custodians = seal?.manifest.custodians.map(({ name }) => name) ?? []
  const list = packingList({ ...head, ...options })
  const documents = [
    { name: 'packing-list.pdf', document: list },
    { name: 'issue-register.pdf', document: issueRegister({ ...head, rooms: list.rooms }) },
    {
      name: 'unsealing-record.pdf',
      document: unsealingRecord({ ...head, custodians, threshold: seal?.manifest.threshold ?? LEAST_CUSTODIANS }),
    },
  ]
  const files = await Promise.all(
    documents.map(async ({ name, document }) => ({
      name: `${head.paperId}.${name}`,
      bytes: Buffer.from(await printer.call('render', { document, createdAt: set.at })),
    })),
  )
  await db.tx((q) => logStore(q).append(act(by, bank, 'set.forms', id)))
  return files
}
