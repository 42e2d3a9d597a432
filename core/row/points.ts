/**
 * Which assessment point an item means: by code path, then by name path, then
 * by the name of the point alone, and which of these it was.
 */
import { type ElementTable, parentOf } from '../element-table.ts'
import { plain } from './words.ts'

/** `by` says how `code` was found; with 'none', `code` is null. `written` is what the row said, codes and names joined by " / ". */
export type PointRef = { written: string; by: 'code' | 'names' | 'leaf' | 'none'; code: string | null }

export type PointFault = 'point-unknown' | 'point-ambiguous' | 'point-name-differs'

type Place = { code: string; name: string; above: string[] }
export type PointIndex = { byCode: ReadonlyMap<string, Place>; byName: ReadonlyMap<string, Place[]> }

/** Prepares a table for `resolvePoint`. O(points). */
export function indexPoints(table: ElementTable): PointIndex {
  const names = new Map(table.scopes.map(({ code, name }) => [code, plain(name)]))
  const byCode = new Map<string, Place>()
  const byName = new Map<string, Place[]>()
  for (const { code, name } of table.points) {
    const above: string[] = []
    for (let scope = parentOf(code); scope !== undefined; scope = parentOf(scope)) above.unshift(names.get(scope) ?? '')
    const place = { code, name: plain(name), above }
    byCode.set(code, place)
    const namesakes = byName.get(place.name)
    if (namesakes) namesakes.push(place)
    else byName.set(place.name, [place])
  }
  return { byCode, byName }
}

/** What a row says about its point: a code, and names from the top scope down to the point, each perhaps with its code in front. */
export type PointWords = { code: string; names: readonly string[] }

/** Finds the point. The fault says why there is none, or that code and name disagree. */
export function resolvePoint(index: PointIndex, words: PointWords): { ref: PointRef; fault: PointFault | null } {
  const names = words.names.filter((name) => name !== '')
  const written = [words.code, ...names].filter((part) => part !== '').join(' / ')
  const none = (fault: PointFault | null) => ({ ref: { written, by: 'none' as const, code: null }, fault })
  if (written === '') return none(null)

  const split = names.map(codeAndName)
  const paths = [words.code, split.every(({ code }) => code) ? split.map(({ code }) => code).join('-') : '']
  for (const path of paths.flatMap(codeSpellings)) {
    const place = index.byCode.get(path)
    if (!place) continue
    const leaf = names.at(-1)
    const agrees = leaf === undefined || nameSpellings(leaf).includes(place.name)
    return { ref: { written, by: 'code', code: place.code }, fault: agrees ? null : 'point-name-differs' }
  }

  const leaf = names.at(-1)
  if (leaf === undefined) return none('point-unknown')
  const above = names.slice(0, -1).map(nameSpellings)
  const places = nameSpellings(leaf).flatMap((name) => index.byName.get(name) ?? [])
  const within = places.filter((place) =>
    above.every((spellings) => spellings.some((name) => place.above.includes(name))),
  )
  if (above.length > 0 && within.length === 1 && within[0])
    return { ref: { written, by: 'names', code: within[0].code }, fault: null }
  if (places.length === 1 && places[0]) return { ref: { written, by: 'leaf', code: places[0].code }, fault: null }
  return none(places.length > 1 ? 'point-ambiguous' : 'point-unknown')
}

/** "a.b.a.12" and "A—B—A—012" are A-B-A-012; the code as written comes first. */
export function codeSpellings(text: string): string[] {
  const parts = plain(text)
    .toUpperCase()
    .split(/[-–—.·/_]+/u)
  const last = pointNumber(parts.at(-1) ?? '')
  return text === '' ? [] : [parts.join('-'), [...parts.slice(0, -1), last].join('-')]
}

/** Points are numbered with three digits; a sheet that holds numbers loses the leading zeros. */
export const pointNumber = (part: string): string => (/^\d{1,2}$/u.test(part) ? part.padStart(3, '0') : part)

/** "A职业道德" → A and 职业道德; "PLC原理" stays whole. */
export function codeAndName(text: string): { code: string; name: string } {
  const found = /^\s*([A-Za-z]{1,2}|\d{1,3})\s*[.．、:：-]?\s*(?=[^\sA-Za-z\d.．、:：-])(.+)$/su.exec(
    text.normalize('NFC'),
  )
  return found
    ? { code: (found[1] ?? '').toUpperCase(), name: (found[2] ?? '').trim() }
    : { code: '', name: text.trim() }
}

const nameSpellings = (text: string): string[] => {
  const { code, name } = codeAndName(text)
  return code === '' ? [plain(text)] : [plain(text), plain(name)]
}
