/**
 * What is handed out and filled in beside a theory paper: the sheet candidates
 * answer on, and the sheet on which written answers are marked.
 */
import { FormName } from '../form.ts'
import type { TheoryType } from '../item.ts'
import { closed, HalfMarks, type Static, Text, Type } from '../schema.ts'
import { PaperHead } from './head.ts'
import type { TheoryKey, TheoryPaper } from './theory.ts'

/** `label` is "12", or "12（3）" for a part of a case; `letters` are what can be marked, empty for a written answer. */
const AnswerPlace = closed({
  label: Type.String({ minLength: 1 }),
  letters: Type.Array(Type.String({ pattern: '^[A-J√×]$' })),
  marks: HalfMarks,
})
export type AnswerPlace = Static<typeof AnswerPlace>

const sheetSection = { ordinal: Type.String({ minLength: 1 }), title: Type.String({ minLength: 1 }) }

/** Places in the order of the paper; it says nothing of what is asked. */
export const AnswerSheet = closed({
  kind: Type.Literal('answer-sheet'),
  head: PaperHead,
  form: FormName,
  sections: Type.Array(closed({ ...sheetSection, total: Type.Integer(), places: Type.Array(AnswerPlace) })),
})
export type AnswerSheet = Static<typeof AnswerSheet>

/** A row a written answer; `points` is what a right answer says. */
export const MarkingSheet = closed({
  kind: Type.Literal('marking-sheet'),
  head: PaperHead,
  form: FormName,
  total: Type.Integer({ minimum: 0, description: 'half marks' }),
  sections: Type.Array(
    closed({
      ...sheetSection,
      rows: Type.Array(closed({ label: Type.String({ minLength: 1 }), marks: HalfMarks, points: Type.Array(Text) })),
    }),
  ),
})
export type MarkingSheet = Static<typeof MarkingSheet>

/** "12（3）" */
export const partLabel = (item: number, part: number): string => `${item}（${part}）`

function lettersFor(type: TheoryType, options: readonly { letter: string }[]): string[] {
  if (type === 'true_false') return ['√', '×']
  return type === 'single' || type === 'multiple' ? options.map(({ letter }) => letter) : []
}

/** The answer sheet of a paper: a place for every item, or for every part of a case. */
export const answerSheet = ({ head, form, sections }: TheoryPaper): AnswerSheet => ({
  kind: 'answer-sheet',
  head: { ...head, title: '理论知识答题卡' },
  form,
  sections: sections.map(({ ordinal, title, type, marksEach, total, items }) => ({
    ordinal,
    title,
    total,
    places: items.flatMap(({ number, options, parts }) =>
      parts === undefined
        ? [{ label: String(number), letters: lettersFor(type, options), marks: marksEach }]
        : parts.map((part) => ({
            label: partLabel(number, part.number),
            letters: lettersFor(part.type, part.options),
            marks: part.marks,
          })),
    ),
  })),
})

/** The marking sheet of a key; undefined when nothing on the paper is answered in writing. */
export function markingSheet({ head, form, sections }: TheoryKey): MarkingSheet | undefined {
  const written = sections
    .map(({ ordinal, title, marksEach, items }) => ({
      ordinal,
      title,
      rows: items
        .flatMap(({ number, answer, text, parts }) =>
          parts === undefined
            ? [{ label: String(number), marks: marksEach, points: text, answer }]
            : parts.map((part) => ({
                label: partLabel(number, part.number),
                marks: part.marks,
                points: part.text,
                answer: part.answer,
              })),
        )
        .filter(({ answer }) => answer === '')
        .map(({ label, marks, points }) => ({ label, marks, points })),
    }))
    .filter(({ rows }) => rows.length > 0)
  if (written.length === 0) return undefined
  const total = written.flatMap(({ rows }) => rows).reduce((sum, { marks }) => sum + marks, 0)
  return { kind: 'marking-sheet', head: { ...head, title: '理论知识主观题评分表' }, form, total, sections: written }
}
