/**
 * Places in an item's texts that a draw fills: `{{U}}` a variable, `{{answer}}`
 * the rounded key with its unit, `{{wrong1}}` … the distractors, `{{rounding}}`
 * how results are rounded; in Chinese {{答案}}, {{干扰1}}, {{取位}}. Inside a
 * formula a value comes as a TeX group, so that `\frac{{U}}{{R}}` and
 * `\frac{{{U}}}{{{R}}}` both mean what they look like.
 */

const PLACE = /\{\{([^{}]{1,40})\}\}/g

/** What may stand in a place. */
export type Place =
  | { kind: 'answer' }
  | { kind: 'wrong'; number: number }
  | { kind: 'rounding' }
  | { kind: 'variable'; name: string }

/** What the name in a place means. */
export function placeNamed(written: string): Place {
  const name = written.trim()
  if (name === 'answer' || name === '答案') return { kind: 'answer' }
  if (name === 'rounding' || name === '取位') return { kind: 'rounding' }
  const wrong = /^(?:wrong|干扰)([1-9])$/u.exec(name)?.[1]
  return wrong === undefined ? { kind: 'variable', name } : { kind: 'wrong', number: Number(wrong) }
}

/** The places of a text, in order. */
export const placesIn = (text: string): Place[] => [...text.matchAll(PLACE)].map(([, name]) => placeNamed(name!))

/** What stands in a place: `tex` inside a formula, `text` elsewhere. */
export type Filling = { text: string; tex: string }

/** The text with every place filled that `fill` knows; others stay as they are. */
export const filled = (text: string, fill: (place: Place) => Filling | undefined): string =>
  // Every second part lies between dollars. A text whose dollars do not pair is found out after filling.
  text
    .split(/(?<!\\)(\$\$?)/)
    .map((part, index) => {
      if (index % 2 === 1) return part
      const formula = index % 4 === 2
      return part.replace(PLACE, (place, name: string) => {
        const filling = fill(placeNamed(name))
        if (!filling) return place
        return formula ? `{${filling.tex}}` : filling.text
      })
    })
    .join('')

/** A number with its unit: "22 A", "50%", and in TeX `22\,\text{A}`. */
export function quantity(number: string, unit: string): Filling {
  if (unit === '') return { text: number, tex: number }
  // GB 3101: a space before a unit, but none before % and the signs of angles.
  const close = /^[%‰°′″](?!C)/u.test(unit)
  return {
    text: `${number}${close ? '' : ' '}${unit}`,
    tex: `${number}${close ? '' : '\\,'}\\text{${unit.replaceAll('%', '\\%')}}`,
  }
}
