/** The forms of a set's papers as they will be printed, judged before anybody prints them. */
import type { Blueprint } from '../../core/blueprint/blueprint.ts'
import type { Report, SetRuleReport } from '../../core/check/check.ts'
import { checkForms } from '../../core/check/form.ts'
import { AppError } from '../../core/errors.ts'
import { makeForm } from '../../core/form.ts'
import type { TheoryItem } from '../../core/item.ts'
import type { Draft } from './draft.ts'
import type { Usable } from './pool.ts'

/** A theory set's certificate: the judge on its items, and on the orders and letters of every form. */
export type TheoryCertificate = Report & { forms: SetRuleReport[] }

/** `report` with the judgement of every form. Throws `set.breach` where a form breaks a rule. */
export function withForms(
  report: Report,
  { seed, papers, blueprint }: Pick<Draft, 'seed' | 'papers' | 'blueprint'>,
  usable: ReadonlyMap<string, Usable<TheoryItem>>,
): TheoryCertificate {
  const { forms = ['A'] } = blueprint as Blueprint
  const made = papers.flatMap((ids, index) => {
    const parts = partsOf(ids, blueprint as Blueprint, usable)
    return forms.map((form) => ({ order: makeForm(parts, { seed: `${seed}/${index + 1}`, form }), sections: parts }))
  })
  const lines = checkForms(made)
  const broken = lines.filter(({ holds }) => !holds).map(({ id }) => id)
  if (broken.length > 0)
    throw new AppError(
      'set.breach',
      `The order of a form breaks: ${broken.join(', ')}. / 试卷的题序或选项次序不合规则。`,
    )
  return { ...report, forms: lines }
}

/** The items of a paper by section. */
export function partsOf(
  ids: readonly string[],
  { sections }: Pick<Blueprint, 'sections'>,
  usable: ReadonlyMap<string, Usable<TheoryItem>>,
): Usable<TheoryItem>[][] {
  let end = 0
  return sections.map(({ count }) => {
    end += count
    return ids.slice(end - count, end).flatMap((id) => usable.get(id) ?? [])
  })
}
