/** Where an item was used is told once no paper of the set can be sat any more, and not before. */
import { beforeEach, expect, test } from 'vitest'
import { voidPaper } from '../../server/custody/void.ts'
import { uses } from '../../server/db/schema.ts'
import { setStore } from '../../server/sets/store.ts'
import { drawForSitting } from '../../server/sittings/plan.ts'
import { BANK, type Program, testProgram } from '../support/app.ts'
import { approveNewest } from '../support/approved.ts'
import { addDrafts, theoryItem } from '../support/banks.ts'
import { logged, sealedSet, withCustodians } from '../support/custody.ts'
import { holdSitting, plannedSitting } from '../support/sittings.ts'

let program: Program
let item: string
let set: string
beforeEach(async () => {
  program = await testProgram()
  await withCustodians(program)
  set = await sealedSet(program, 2)
  const [used] = await addDrafts(program.deps.db, BANK, [theoryItem()], program.by('writer'))
  item = used!
  await approveNewest(program.deps.db, [item], 'reviewer', program.clock.now)
  await program.deps.db.tx(async (q) => {
    await q.insert(uses).values({ set, item })
  })
})
const told = async () => (await program.get(`/api/banks/${BANK}/items/${item}/uses`)).json()
async function held(): Promise<string> {
  const sitting = await plannedSitting(program)
  await holdSitting(program, sitting, set)
  return sitting
}

test('a set is named after the sitting of its last paper, with its sittings, and that it was told is on record', async () => {
  expect(await told()).toEqual([])
  const first = await held()
  expect(await told()).toEqual([])
  const second = await held()
  expect(await told()).toEqual([
    {
      set,
      kind: 'theory',
      number: 1,
      sittings: [first, second].map((id) => ({ id, name: '2027年第一批', starts: expect.any(Number) })),
    },
  ])
  expect((await logged(program)).filter((did) => did === 'item.uses')).toHaveLength(3)
})

/** Takes the paper that was not sat yet out of use. */
async function voidOther(): Promise<void> {
  const { deps, by } = program
  const { number } = (await setStore(deps.db.read).papers(set)).find(({ state }) => state === 'sealed')!
  await voidPaper(deps, BANK, set, { paper: number, cause: 'damage', reason: '印错' }, by('super'))
}

test('a paper out of use is waited for no longer', async () => {
  await held()
  expect(await told()).toEqual([])
  await voidOther()
  expect(await told()).toMatchObject([{ set }])
})

test('nothing is told while a sitting has one of its papers, whatever became of it', async () => {
  const { deps, by } = program
  await held()
  await drawForSitting(deps, BANK, await plannedSitting(program), [set], by('officer'))
  await voidOther()
  expect(await told()).toEqual([])
})
