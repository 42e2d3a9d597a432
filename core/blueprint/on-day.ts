/** Months back as a date, so that what was assembled can be assembled again on any other day. */
import type { Blueprint } from './blueprint.ts'

/** The blueprint as it stands on `day` (ISO): `overlap.months` becomes `overlap.usedBefore`. */
export function onDay(blueprint: Blueprint, day: string): Blueprint {
  const { months, ...overlap } = blueprint.overlap ?? {}
  if (months === undefined) return blueprint
  const since = monthsBefore(day, months)
  const usedBefore = overlap.usedBefore !== undefined && overlap.usedBefore < since ? overlap.usedBefore : since
  return { ...blueprint, overlap: { ...overlap, usedBefore } }
}

/** `months` before an ISO day; a day that month does not have is its last. */
export function monthsBefore(day: string, months: number): string {
  const [year, month, date] = day.slice(0, 10).split('-').map(Number) as [number, number, number]
  const at = year * 12 + month - 1 - months
  const [toYear, toMonth] = [Math.floor(at / 12), (at % 12) + 1]
  const leap = toYear % 4 === 0 && (toYear % 100 !== 0 || toYear % 400 === 0)
  const last = toMonth === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(toMonth) ? 30 : 31
  return [String(toYear).padStart(4, '0'), pad(toMonth), pad(Math.min(date, last))].join('-')
}

const pad = (n: number): string => String(n).padStart(2, '0')
