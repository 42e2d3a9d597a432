/** A row's pictures, put where its text wants them. */
import type { Option } from '../item.ts'
import type { RowIssues } from './issue.ts'
import type { RowView } from './mapping.ts'
import { columnLetter, type Picture } from './sheet.ts'
import { optionFields } from './words.ts'

type Texts = { stem: string; rationale: string; options: readonly Option[] }

const PICTURE_MARK = /\[图(\d{1,2})\]/gu

/** How a text refers to a stored picture. */
export const pictureMark = (sha256: string): string => `![](sha256:${sha256})`

/** Puts pictures where [图1] stands; the rest follow the stem, but for those that a text already refers to. */
export function placePictures(
  view: RowView,
  texts: Texts,
  pictures: readonly Picture[],
  issues: RowIssues,
): { stem: string; options: Option[]; rationale: string; pictures: string[] } {
  const column = view.column('picture')
  for (const { media } of pictures) {
    if (media === 'other') issues.add('error', 'picture-type', column, '')
    if (media === 'too-large') issues.add('error', 'picture-large', column, '')
  }
  const { stem, rationale, options } = texts
  const all = [stem, rationale, ...options.map(({ text }) => text)]
  // Most rows: nothing to place and nothing that asks for a picture.
  if (pictures.length === 0 && !all.some((text) => text.includes('[图')))
    return { stem, options: [...options], rationale, pictures: [] }
  const used = new Set<number>(
    pictures.flatMap(({ sha256 }, index) => (all.some((text) => text.includes(pictureMark(sha256))) ? [index] : [])),
  )
  const place = (text: string, field: string) =>
    text.replace(PICTURE_MARK, (mark, digits: string) => {
      const picture = pictures[Number(digits) - 1]
      if (!picture) {
        issues.add('warning', 'picture-missing', view.column(field), mark, Number(digits))
        return mark
      }
      used.add(Number(digits) - 1)
      return pictureMark(picture.sha256)
    })
  const named = {
    stem: place(stem, 'stem'),
    options: options.map(({ id, text }) => ({ id, text: place(text, `option-${id}`) })),
    rationale: place(rationale, 'rationale'),
  }
  const rest = pictures.filter((_, index) => !used.has(index)).map(({ sha256 }) => pictureMark(sha256))
  return {
    stem: named.stem === '' ? '' : [named.stem, ...rest].join('\n\n'),
    options: named.options,
    rationale: named.rationale,
    pictures: [...new Set(pictures.map(({ sha256 }) => sha256))],
  }
}

/** The row with the pictures that lie in the cell of an option or the rationale as a part of that cell's text. */
export function withCellPictures(view: RowView, pictures: readonly Picture[]): RowView {
  if (pictures.length === 0) return view
  const marks = new Map<string, string[]>()
  for (const field of [...optionFields, 'rationale']) {
    const letter = view.column(field)?.letter
    const here = pictures.filter(({ column }) => letter !== undefined && columnLetter(column) === letter)
    if (here.length > 0)
      marks.set(
        field,
        here.map(({ sha256 }) => pictureMark(sha256)),
      )
  }
  if (marks.size === 0) return view
  return {
    ...view,
    text(field) {
      const text = view.text(field)
      return [text, ...(marks.get(field) ?? [])].filter((part) => part !== '').join(text.includes('\n') ? '\n\n' : '')
    },
  }
}
