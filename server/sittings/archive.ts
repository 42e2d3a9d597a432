/** The archive list of a sitting: what is kept of it and where, what is missing; lines are entered by the exam officer. */
import { type ArchiveEntry, type ArchiveLine, type ArchiveTerms, archiveLines } from '../../core/archive.ts'
import { AppError } from '../../core/errors.ts'
import { type Material, openCounts } from '../../core/sitting.ts'
import { settingsInForce } from '../access/settings.ts'
import type { By } from '../by.ts'
import { ceremonyStore } from '../custody/ceremony-store.ts'
import type { Db, Query } from '../db/open.ts'
import { attempt } from '../items/attempt.ts'
import { setStore } from '../sets/store.ts'
import { archiveStore } from './archive-store.ts'
import { type Sitting, sittingStore } from './store.ts'

/** A sitting's list and the terms by which its lines are kept. Throws `sitting.missing`. */
export async function archiveOf(
  q: Query,
  bank: string,
  id: string,
): Promise<{ sitting: Sitting; lines: ArchiveLine[]; terms: ArchiveTerms }> {
  const sitting = await sittingStore(q).require(bank, id)
  const { paperYears, electronicYears, zoneMinutes } = (await settingsInForce(q)).settings
  const terms = { paperYears, electronicYears, zoneMinutes }
  const facts = { ends: sitting.row.ends, defense: await hasDefense(q, sitting), held: await heldOf(q, sitting) }
  return { sitting, lines: archiveLines(facts, await archiveStore(q).entries(id), terms), terms }
}

/** Materials of a sitting that this program keeps itself. */
async function heldOf(q: Query, { row, rooms }: Sitting): Promise<Set<Material>> {
  const over = row.state === 'held' || row.state === 'archived'
  const opened = (await ceremonyStore(q).all(row.bank)).some(
    ({ sitting, opened }) => sitting === row.id && opened !== null,
  )
  const held: [Material, boolean][] = [
    ['counts', openCounts(rooms).length === 0],
    ['unsealing', opened],
    ['draw', row.draw !== null],
    // That nothing happened is on record, too, once the sitting is over.
    ['incidents', over],
  ]
  return new Set(held.flatMap(([material, is]) => (is ? [material] : [])))
}

/** Only a sitting whose paper is a defense has scores of one. */
async function hasDefense(q: Query, { row }: Sitting): Promise<boolean> {
  const paper = row.paper === null ? undefined : await setStore(q).paper(row.paper)
  return paper !== undefined && (await setStore(q).find(row.bank, paper.set))?.kind === 'defense'
}

/**
 * Enters where a material lies; entered again, the newest entry holds. Throws
 * `sitting.state` before the papers are drawn, `input.invalid` for what is there and has no place.
 */
export async function enterMaterial(
  db: Db,
  bank: string,
  id: string,
  material: Material,
  { medium, place, present }: ArchiveEntry,
  by: By,
): Promise<void> {
  await attempt(db, { bank, did: 'archive.enter', to: `${id} ${material}` }, by, async (q) => {
    const { row } = await sittingStore(q).require(bank, id)
    if (row.state === 'planned')
      throw new AppError(
        'sitting.state',
        'This sitting has not begun: there is nothing to keep yet. / 本场考试尚未开始，没有可归档的材料。',
      )
    if (present && place.trim() === '') throw new AppError('input.invalid', 'Say where it lies. / 请写明存放位置。')
    const version = (await archiveStore(q).history(id, material)).length + 1
    await archiveStore(q).insert({
      sitting: id,
      material,
      version,
      medium,
      place: place.trim(),
      present,
      by: by.actor,
      at: by.at,
    })
  })
}
