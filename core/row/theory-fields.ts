/** The fields beside an item's text: point, difficulty, marks, times, attributes. */
import { halfMarks } from '../marks.ts'
import type { RowIssues } from './issue.ts'
import { ATTRIBUTE_FIELD, type RowView } from './mapping.ts'
import { type PointIndex, type PointRef, resolvePoint } from './points.ts'
import { difficultyNamed, levelFields, truthNamed } from './words.ts'

const MOST_ATTRIBUTES = 20
const ATTRIBUTE_LENGTH = 200

/** The attributes a body keeps of its own, as a field of a content; empty when the row has none. */
export function readAttributes(view: RowView, issues: RowIssues): { attributes?: Record<string, string> } {
  const found: [string, string][] = []
  for (const field of view.fields()) {
    if (!field.startsWith(ATTRIBUTE_FIELD)) continue
    const value = view.text(field)
    if (value === '') continue
    if (value.length > ATTRIBUTE_LENGTH) issues.add('error', 'field-long', view.column(field), value, ATTRIBUTE_LENGTH)
    if (found.length === MOST_ATTRIBUTES) issues.add('error', 'field-many', view.column(field), '', MOST_ATTRIBUTES)
    found.push([field.slice(ATTRIBUTE_FIELD.length), value])
  }
  return found.length === 0 ? {} : { attributes: Object.fromEntries(found) }
}

/** The point a row names, found in the table. */
export function readPoint(view: RowView, points: PointIndex | null, issues: RowIssues): PointRef {
  const name = view.text('pointName')
  const levels = levelFields.map((field) => view.text(field))
  const names = name === '' ? levels : [...levels, name]
  const code = view.text('pointCode')
  if (code === '' && names.every((text) => text === '')) return { written: '', by: 'none', code: null }
  const column = ['pointCode', 'pointName', ...levelFields.toReversed()].find((field) => view.text(field) !== '') ?? ''
  const { ref, fault } = resolvePoint(points ?? NO_POINTS, { code, names })
  const problem = points ? fault : 'table-missing'
  if (problem) issues.add('warning', problem, view.column(column), ref.written)
  return ref
}

const NO_POINTS: PointIndex = { byCode: new Map(), byName: new Map() }

/** Difficulty 1–5, null when unknown. */
export function readDifficulty(view: RowView, issues: RowIssues): number | null {
  const level = difficultyNamed(view.text('difficulty'))
  if (level === undefined) issues.add('error', 'difficulty-unknown', view.column('difficulty'), view.text('difficulty'))
  return level ?? null
}

/** Half marks of a field, null when it is empty or wrong. */
export function readMarks(view: RowView, field: string, issues: RowIssues): number | null {
  const text = view.text(field)
  if (text === '') return null
  const marks = halfMarks(text.normalize('NFKC').replace(/\s*分$/u, ''))
  if (marks !== undefined && marks <= 400) return marks
  issues.add('error', 'marks-wrong', view.column(field), text)
  return null
}

/** A whole number of a field; null when it is empty or wrong. */
export function readWhole(
  view: RowView,
  field: string,
  code: 'agreement-wrong',
  least: number,
  most: number,
  issues: RowIssues,
) {
  const text = view.text(field)
  if (text === '' || text === '无') return null
  const value = Number(text)
  if (Number.isInteger(value) && value >= least && value <= most) return value
  issues.add('error', code, view.column(field), text)
  return null
}

/** The suggested time in seconds; null when it is empty or wrong. */
export function readSeconds(view: RowView, issues: RowIssues): number | null {
  const text = view.text('seconds')
  if (text === '') return null
  const seconds = Number(text.normalize('NFKC').replace(/\s*秒$/u, ''))
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 7200) return seconds
  issues.add('error', 'seconds-wrong', view.column('seconds'), text)
  return null
}

/** What the 选项固定 cell says; null when it is empty, so that the options decide. */
export function readFixed(view: RowView, issues: RowIssues): boolean | null {
  const text = view.text('fixed')
  if (text === '') return null
  const fixed = text === '固定' ? true : truthNamed(text)
  if (fixed === undefined) issues.add('error', 'fixed-wrong', view.column('fixed'), text)
  return fixed ?? null
}
