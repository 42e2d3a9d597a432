/**
 * What each paper of a set says, as document values: what candidates see apart
 * from what markers see, and apart from both which item stands where.
 */

import type { Blueprint } from '../../core/blueprint/blueprint.ts'
import type { DrawnValues } from '../../core/calculation/calculation.ts'
import type { ElementTable } from '../../core/element-table.ts'
import { type FormName, makeForm } from '../../core/form.ts'
import type { DefenseTopic, ItemContent, PracticalTask, TheoryItem } from '../../core/item.ts'
import { halfMarks } from '../../core/marks.ts'
import { defensePaper } from '../../core/paper/defense.ts'
import type { HeadInput, PaperBank, PositionMap } from '../../core/paper/head.ts'
import { practicalPaper } from '../../core/paper/practical.ts'
import { answerSheet, markingSheet } from '../../core/paper/sheets.ts'
import { theoryPaper } from '../../core/paper/theory.ts'
import { twoWayTable } from '../../core/paper/two-way.ts'
import type { PrintableDocument } from '../workers/printer.ts'
import type { Draft } from './draft.ts'
import type { PaperRow } from './store.ts'

/**
 * One form of a paper. `shown` are for candidates, `marking` for markers; the
 * first of `shown` gives the form its digest. Names carry the form where a
 * paper has more than one.
 */
export type PaperDocuments = {
  paper: PaperRow
  form: FormName
  shown: { name: string; document: PrintableDocument }[]
  marking: { name: string; document: PrintableDocument }[]
  positions: PositionMap
}

/** A revision in force when the set was assembled; `values` are there when `content` is what a paper drew of it. */
export type Frozen = { id: string; no: number; digest: string; content: ItemContent; values?: DrawnValues }

/** The element tables name scopes and modules; null where a bank has none. */
type Source = {
  draft: Draft
  bank: PaperBank
  classification: string
  /** Print rationales in the keys; true by default. */
  rationales?: boolean | undefined
  theory: ElementTable | null
  practical: ElementTable | null
  frozen: ReadonlyMap<string, Frozen>
}

/** The theory minutes when a blueprint states none: the standards' least. */
const THEORY_MINUTES = 90

/** Documents of one paper of a set, form by form. Throws when the draft and the frozen revisions do not belong together. */
export function documentsOf(paper: PaperRow, source: Source): PaperDocuments[] {
  const head: HeadInput = {
    bank: source.bank,
    paperNumber: String(paper.number).padStart(2, '0'),
    paperId: paper.id,
    classification: source.classification,
  }
  const ids = source.draft.papers[paper.number - 1] ?? []
  switch (source.draft.kind) {
    case 'theory':
      return theory(paper, head, ids, source)
    case 'practical':
      return [practical(paper, head, ids, source)]
    case 'defense':
      return [defense(paper, head, ids, source)]
  }
}

function picked<Content extends ItemContent>(ids: readonly string[], kind: Content['kind'], frozen: Source['frozen']) {
  return ids.map((id) => {
    const found = frozen.get(id)
    if (found?.content.kind !== kind) throw new Error('The draft names an item that was not frozen with it.')
    const { digest, content, values } = found
    return { id, digest, content: content as Content, ...(values && { values }) }
  })
}

function theory(
  paper: PaperRow,
  head: HeadInput,
  ids: readonly string[],
  { draft, frozen, theory: table, rationales = true }: Source,
): PaperDocuments[] {
  const blueprint = draft.blueprint as Blueprint
  let end = 0
  const sections = blueprint.sections.map(({ type, count, marks, title }) => {
    end += count
    return {
      type,
      marks: halfMarks(marks)!,
      ...(title === undefined ? {} : { title }),
      items: picked<TheoryItem>(ids.slice(end - count, end), 'theory', frozen),
    }
  })
  const forms: readonly FormName[] = blueprint.forms ?? ['A']
  const minutes = blueprint.minutes ?? THEORY_MINUTES
  const twoWay = twoWayTable({ ...head, sections, scopes: table?.scopes ?? [] })
  return forms.map((form, at) => {
    const order = makeForm(
      sections.map(({ items }) => items),
      // Each paper orders its own way, and none gives the order of another away.
      { seed: `${draft.seed}/${paper.number}`, form },
    )
    const made = theoryPaper({ ...head, order, minutes, sections, rationales })
    const written = markingSheet(made.key)
    const named = (name: string) => (forms.length > 1 ? `${name}-${form}` : name)
    return {
      paper,
      form,
      shown: [
        { name: named('paper'), document: made.paper },
        { name: named('answer-sheet'), document: answerSheet(made.paper) },
      ],
      marking: [
        { name: named('key'), document: made.key },
        ...(written ? [{ name: named('marking-sheet'), document: written }] : []),
        // The forms hold the same items: one table for all.
        ...(at === 0 ? [{ name: 'two-way-table', document: twoWay }] : []),
      ],
      positions: made.positions,
    }
  })
}

function practical(
  paper: PaperRow,
  head: HeadInput,
  ids: readonly string[],
  { frozen, practical: table }: Source,
): PaperDocuments {
  const modules = new Map(table?.scopes.map((scope) => [scope.code, scope]))
  const tasks = picked<PracticalTask>(ids, 'practical', frozen).map((task) => {
    const found = task.content.module === null ? undefined : modules.get(task.content.module)
    return found ? { ...task, module: found.name, weight: found.weight } : task
  })
  const made = practicalPaper({ ...head, tasks })
  return {
    paper,
    form: 'A',
    shown: [
      { name: 'tasks', document: made.tasks },
      { name: 'preparation', document: made.preparation },
    ],
    marking: [{ name: 'marking', document: made.marking }],
    positions: made.positions,
  }
}

function defense(paper: PaperRow, head: HeadInput, ids: readonly string[], { draft, frozen }: Source): PaperDocuments {
  const topics = picked<DefenseTopic>([...new Set(ids)], 'defense', frozen)
  const made = defensePaper({ ...head, topics, draws: draft.draws ?? [] })
  return {
    paper,
    form: 'A',
    shown: [
      { name: 'cards', document: made.cards },
      { name: 'draw', document: made.draw },
    ],
    marking: [
      { name: 'scores', document: made.scores },
      { name: 'record', document: made.records },
    ],
    positions: made.positions,
  }
}
