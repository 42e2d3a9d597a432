/**
 * The fields of a content by path: `stem`, `options.b`, `parts.a.key`,
 * `marking.2.rule`. Checks, comments and differences name a place this way.
 * Options and sub-items are named by their id, rows by their place from 1.
 */
import type { ItemContent, Key, Option } from './item.ts'
import { inlinesOf, parseText, picturesOf } from './text.ts'

/** A text of a content; `rich` is text of the Markdown subset, else it is printed as it stands. */
export type FieldText = { field: string; text: string; rich: boolean }

const rich = (field: string, text: string): FieldText => ({ field, text, rich: true })
const plain = (field: string, text: string): FieldText => ({ field, text, rich: false })

const optionTexts = (path: string, options: readonly Option[]): FieldText[] =>
  options.map(({ id, text }) => rich(`${path}options.${id}`, text))
const keyText = (path: string, key: Key): FieldText[] => ('text' in key ? [rich(`${path}key`, key.text)] : [])
const lines = (field: string, texts: readonly string[]): FieldText[] =>
  texts.map((text, at) => plain(`${field}.${at + 1}`, text))

/** Every text of a content in reading order, empty ones included. */
export function textsOf(content: ItemContent): FieldText[] {
  return [...ownTexts(content), plain('source', content.source), ...attributeTexts(content)]
}

const attributeTexts = ({ attributes = {} }: ItemContent): FieldText[] =>
  Object.keys(attributes)
    .sort()
    .map((name) => plain(`attributes.${name}`, attributes[name]!))

function ownTexts(content: ItemContent): FieldText[] {
  switch (content.kind) {
    case 'theory':
      return [
        rich('stem', content.stem),
        ...optionTexts('', content.options),
        ...keyText('', content.key),
        ...(content.parts ?? []).flatMap(({ id, stem, options, key }) => [
          rich(`parts.${id}.stem`, stem),
          ...optionTexts(`parts.${id}.`, options),
          ...keyText(`parts.${id}.`, key),
        ]),
        rich('rationale', content.rationale),
      ]
    case 'practical':
      return [
        plain('title', content.title),
        rich('requirements', content.requirements),
        ...(['site', 'candidate'] as const).flatMap((list) =>
          content[list].flatMap((row, at) =>
            (['name', 'spec', 'unit', 'count', 'note'] as const).map((cell) =>
              plain(`${list}.${at + 1}.${cell}`, row[cell]),
            ),
          ),
        ),
        ...content.marking.flatMap((row, at) =>
          (['element', 'requirement', 'rule'] as const).map((cell) => plain(`marking.${at + 1}.${cell}`, row[cell])),
        ),
        ...lines('criticalFailures', content.criticalFailures),
      ]
    case 'defense':
      return [
        plain('title', content.title),
        ...lines('expectedPoints', content.expectedPoints),
        ...content.scoringPoints.map(({ text }, at) => plain(`scoringPoints.${at + 1}`, text)),
        ...lines('followUps', content.followUps),
      ]
  }
}

/** SHA-256 of every picture a content shows, each with its field. */
export const contentPictures = (content: ItemContent): { field: string; sha256: string }[] =>
  textsOf(content).flatMap(({ field, text, rich }) =>
    rich ? picturesOf(parseText(text)).map((sha256) => ({ field, sha256 })) : [],
  )

/** TeX of every formula of a content, each with its field. */
export const contentFormulas = (content: ItemContent): { field: string; tex: string }[] =>
  textsOf(content).flatMap(({ field, text, rich }) =>
    rich
      ? inlinesOf(parseText(text)).flatMap((inline) => (inline.kind === 'formula' ? [{ field, tex: inline.tex }] : []))
      : [],
  )

/** True when a content has this field: one of its texts, or a field of its own such as `marks` or `parts.a`. */
export function hasField(content: ItemContent, field: string): boolean {
  let value: unknown = content
  for (const step of field.split('.')) {
    if (Array.isArray(value))
      value = /^\d+$/.test(step)
        ? value[Number(step) - 1]
        : value.find((entry: unknown) => (entry as { id?: unknown } | null)?.id === step)
    else if (value !== null && typeof value === 'object' && Object.hasOwn(value, step))
      value = (value as Record<string, unknown>)[step]
    else return false
    if (value === undefined) return false
  }
  return true
}
