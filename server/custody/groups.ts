/**
 * Custodian groups: n people, any k of whom open what is sealed for them. A group
 * changes by making its next version; what was sealed before stays with the
 * custodians it was sealed for until its shares are dealt anew (`deal-anew.ts`).
 */
import { AppError } from '../../core/errors.ts'
import type { Words } from '../../core/words.ts'
import { logStore } from '../access/store.ts'
import { act, type By, newId } from '../by.ts'
import type { Db, Query } from '../db/open.ts'
import { type CustodianRow, custodyStore, type GroupRow } from './store.ts'

/** Two of three unless somebody says otherwise. */
export const THRESHOLD = 2
/** The name of a bank's group when it has only one. */
export const GROUP = '保管组'

export type Group = GroupRow & { members: CustodianRow[]; warnings: Words[] }

/** What a person should know before they rely on a group: when a lost passphrase loses the papers. */
export function groupWarnings(threshold: number, members: readonly unknown[]): Words[] {
  const spare = members.length - threshold
  if (spare === 0)
    return [
      {
        zh: `${threshold}/${members.length}：任何一人遗失口令，密封的试卷即无法启封。可另加一份存入保险柜的恢复份额。`,
        en: `${threshold} of ${members.length}: one lost passphrase loses every paper sealed for them. A recovery share in the safe would prevent that.`,
      },
    ]
  return []
}

/** Makes a group, or its next version. Throws `input.invalid` for unknown members, or `seal.quorum` for fewer than `threshold`. */
export async function saveGroup(
  db: Db,
  bank: string,
  { name = GROUP, threshold = THRESHOLD, members }: { name?: string; threshold?: number; members: readonly string[] },
  by: By,
): Promise<Group> {
  return db.tx(async (q) => {
    const found = await requireCustodians(q, bank, members)
    assertQuorum(bank, threshold, found)
    const store = custodyStore(q)
    const before = (await store.groups(bank)).find((group) => group.name === name)
    const version = (before?.version ?? 0) + 1
    const row = { id: newId(by.at), bank, name, version, threshold, by: by.actor, at: by.at }
    await store.insertGroup(
      row,
      found.map(({ id }) => id),
    )
    const who = found.map(({ name: member, fingerprint }) => `${member} ${fingerprint}`).join(' ')
    await logStore(q).append(act(by, bank, 'custody.group', `${name} ${version} ${threshold}/${found.length} ${who}`))
    return { ...row, members: found, warnings: groupWarnings(threshold, found) }
  })
}

/** A bank's groups with their members. */
export async function groupsOf(q: Query, bank: string): Promise<Group[]> {
  const store = custodyStore(q)
  const groups: Group[] = []
  for (const row of await store.groups(bank)) {
    const members = await store.members(row.id)
    groups.push({ ...row, members, warnings: groupWarnings(row.threshold, members) })
  }
  return groups
}

/**
 * For whom something is sealed: the people named, else the group named, else the
 * bank's only group, else all its custodians. Throws `seal.quorum` when they are too few.
 */
export async function sealingGroup(
  q: Query,
  bank: string,
  wanted: { custodians?: readonly string[] | undefined; group?: string | undefined; threshold?: number | undefined },
): Promise<{ threshold: number; members: CustodianRow[] }> {
  if (wanted.custodians === undefined) {
    const groups = await groupsOf(q, bank)
    const group =
      wanted.group === undefined && groups.length === 1 ? groups[0] : groups.find((g) => g.name === wanted.group)
    if (wanted.group !== undefined && !group)
      throw new AppError(
        'input.invalid',
        `${bank} has no custodian group ${wanted.group}. / 该题库没有保管组${wanted.group}。`,
      )
    if (group) {
      const away = group.members.filter(({ ended }) => ended !== null)
      if (away.length)
        throw new AppError(
          'seal.quorum',
          `${away.map(({ name }) => name).join(', ')} of group ${group.name} is no longer custodian: save the group anew. / 保管组${group.name}中有已卸任的保管人，请先更新保管组。`,
        )
      const threshold = wanted.threshold ?? group.threshold
      assertQuorum(bank, threshold, group.members)
      return { threshold, members: group.members }
    }
  }
  const threshold = wanted.threshold ?? THRESHOLD
  const members = await requireCustodians(q, bank, wanted.custodians)
  assertQuorum(bank, threshold, members)
  return { threshold, members }
}

function assertQuorum(bank: string, threshold: number, members: readonly Pick<CustodianRow, 'kind'>[]): void {
  const least = Math.max(2, threshold)
  if (members.length < least)
    throw new AppError(
      'seal.quorum',
      `Sealing for ${threshold} of n needs at least ${least} custodians; ${bank} has ${members.length}. / 保管人不足：至少${least}名，现有${members.length}名。`,
    )
  if (members.filter(({ kind }) => kind === 'safe').length > 1)
    throw new AppError('input.invalid', 'A group has one recovery share at most. / 每个保管组最多一份恢复份额。')
}

/** Custodians by name, or all. Throws `input.invalid` naming the first that is unknown. */
async function requireCustodians(q: Query, bank: string, names?: readonly string[]): Promise<CustodianRow[]> {
  const found = await custodyStore(q).custodians(bank, names)
  for (const name of names ?? [])
    if (!found.some((custodian) => custodian.name === name))
      throw new AppError('input.invalid', `${bank} has no custodian ${name}. / 该题库没有保管人${name}。`)
  return found
}
