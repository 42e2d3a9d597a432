/** The items of a theory paper as blocks of the galley: numbers, stems, figures, options, room for answers. */
import { marksText } from '../../core/marks.ts'
import { BRACKET, withBracket, withoutBracket } from '../../core/paper/brackets.ts'
import { stressNegation } from '../../core/paper/negation.ts'
import type { PaperItem, PaperPart, PaperSection } from '../../core/paper/theory.ts'
import { parseText, type TextTree } from '../../core/text.ts'
import type { Formula } from './formulas.ts'
import type { GalleyBlock } from './galley.ts'
import type { Glue } from './paginate.ts'
import type { Content } from './pdfmake-internals.ts'
import { pictureBox } from './pictures.ts'
import type { Pictures } from './print-document.ts'
import { blockNode, type PlacedText, roughHeight, tableWidth, textNodes } from './rich-text.ts'
import { lineWidth, runsOf, SIZE } from './runs.ts'

type Type = PaperSection['type']
export type LaidItem = {
  label: string
  type: Type
  stem: TextTree
  options: { letter: string; tree: TextTree }[]
  /** Points of room for a written answer. */
  room: number
  parts: LaidItem[]
}
/** What items are laid out with; `width` is the column's in points. */
export type Setting = { width: number; formulas: ReadonlyMap<string, Formula>; pictures: Pictures }

const NUMBER_WIDTH = 27
const LETTER_WIDTH = 15
const BETWEEN: Glue = { natural: 4.5, min: 2, max: 10 }
/** Space for a written answer, points a mark. */
const ROOM = { perMark: 22, least: 44, most: 420 }
const WRITTEN: readonly Type[] = ['short_answer', 'calculation', 'essay', 'case']
/** Figures beside their text leave it this much at least, in points. */
const NARROWEST = 220
const ASIDE_GAP = 14

const roomFor = (type: Type, marks: number, parts: number) =>
  parts === 0 && WRITTEN.includes(type) ? Math.max(ROOM.least, Math.min(ROOM.most, (marks / 2) * ROOM.perMark)) : 0

function lay(
  { stem, options }: Pick<PaperItem, 'stem' | 'options'>,
  type: Type,
  label: string,
  marks: number,
  suffix = '',
): LaidItem {
  const source = type === 'true_false' ? `${BRACKET}${withoutBracket(stem)}` : stem
  const tree = withBracket(parseText(`${source}${suffix}`), type)
  return {
    label,
    type,
    stem: type === 'single' || type === 'multiple' ? stressNegation(tree) : tree,
    options: options.map(({ letter, text }) => ({ letter, tree: parseText(text) })),
    room: roomFor(type, marks, 0),
    parts: [],
  }
}

/** An item ready to be laid out. Parts say what they are worth, since they may differ. */
export function layItem(item: PaperItem, { type, marksEach }: PaperSection): LaidItem {
  const { parts = [] } = item
  const part = (found: PaperPart) =>
    lay(found, found.type, `（${found.number}）`, found.marks, `（${marksText(found.marks)}分）`)
  const laid = lay(item, type, `${item.number}.`, marksEach)
  return { ...laid, room: roomFor(type, marksEach, parts.length), parts: parts.map(part) }
}

/** Every text of a paper with its place. */
export function* textsOf(items: readonly LaidItem[], of = { en: '', zh: '' }): Iterable<PlacedText> {
  for (const { label, stem, options, parts } of items) {
    const number = label.replace('.', '')
    const place =
      of.en === ''
        ? { en: `Item ${number}`, zh: `第${number}题` }
        : { en: `${of.en}, part ${number}`, zh: `${of.zh}${number}` }
    yield { place, tree: stem }
    for (const { letter, tree } of options)
      yield { place: { en: `${place.en}, option ${letter}`, zh: `${place.zh}选项${letter}` }, tree }
    yield* textsOf(parts, place)
  }
}

type Options = LaidItem['options']

/** Options a row of `width` points holds side by side: all, half of them, or one. */
export function across(options: Options, width: number, formulas: Setting['formulas']): number {
  const widths = options.map(({ tree }) => lineWidth(tree, formulas) ?? Infinity)
  const widest = Math.max(0, ...widths) + LETTER_WIDTH
  return [options.length, Math.ceil(options.length / 2)].find((n) => n <= 6 && widest <= width / n - 8) ?? 1
}

const isPicture = (tree: TextTree) => tree.length === 1 && tree[0]!.kind === 'picture'

/** Picture options stand two in a row where they are broad, else four. */
function pictureRow(options: Options, width: number, { pictures, formulas }: Setting): number | undefined {
  if (!options.some(({ tree }) => isPicture(tree))) return undefined
  const shapes = options.map(({ tree: [block] }) => {
    if (block?.kind !== 'picture') return 0
    const [w, h] = pictureBox(pictures[block.sha256], [1e4, 1e4])
    return w / h
  })
  const row = Math.max(...shapes) > 1.8 ? 2 : 4
  const fits = options.every(
    ({ tree }) => isPicture(tree) || (lineWidth(tree, formulas) ?? Infinity) <= width / row - LETTER_WIDTH - 8,
  )
  return fits ? row : undefined
}

const rowsOf = (options: Options, n: number): Options[] =>
  Array.from({ length: Math.ceil(options.length / n) }, (_, row) => options.slice(row * n, (row + 1) * n))

function optionNodes(options: Options, width: number, setting: Setting): Content[] {
  const pictured = pictureRow(options, width, setting)
  if (pictured !== undefined) {
    const fit: [number, number] = [width / pictured - LETTER_WIDTH - 10, 96]
    return rowsOf(options, pictured).map((row) => ({
      margin: [0, 2, 0, 2],
      columns: row.flatMap(({ letter, tree: [block] }) => [
        { width: LETTER_WIDTH, text: `${letter}.` },
        {
          width: width / pictured - LETTER_WIDTH,
          stack: block ? [blockNode(block, 'left', setting.pictures, fit)] : [],
        },
      ]),
    }))
  }
  const n = across(options, width, setting.formulas)
  if (n > 1)
    return rowsOf(options, n).map((row) => ({
      columns: row.map(({ letter, tree: [block] }) => ({
        width: width / n,
        text: [{ text: `${letter}. ` }, ...(block?.kind === 'paragraph' ? runsOf(block.inlines) : [])],
      })),
    }))
  return options.map(({ letter, tree }) => ({
    columns: [
      { width: LETTER_WIDTH, text: `${letter}.` },
      { width: width - LETTER_WIDTH, stack: textNodes(tree, 'justify', setting.pictures) },
    ],
  }))
}

/** Height of options in points, roughly. */
function optionsHeight(options: Options, width: number, setting: Setting): number {
  const pictured = pictureRow(options, width, setting)
  if (pictured !== undefined) return Math.ceil(options.length / pictured) * 100
  const n = across(options, width, setting.formulas)
  if (n > 1) return Math.ceil(options.length / n) * SIZE * 1.6
  return options.reduce((sum, { tree }) => sum + roughHeight(tree, width - LETTER_WIDTH, setting), 0)
}

const UNDER: [number, number] = [300, 170]
const ASIDE: [number, number] = [185, 150]

/** The one figure or narrow table of a stem, if it stands better beside the text than under it. */
function asideOf({ stem, options }: LaidItem, width: number, setting: Setting) {
  const figures = stem.filter(({ kind }) => kind !== 'paragraph')
  const [figure] = figures
  if (!figure || figures.length > 1 || stem[0] === figure) return undefined
  const box = (fit: [number, number]): [number, number] | undefined => {
    if (figure.kind === 'picture') return pictureBox(setting.pictures[figure.sha256], fit)
    const wide = figure.kind === 'table' ? tableWidth(figure, setting.formulas) : undefined
    return wide === undefined || wide > fit[0] ? undefined : [wide, roughHeight([figure], wide, setting)]
  }
  const aside = box(ASIDE)
  const under = box(UNDER)
  if (!aside || !under) return undefined
  const rest = stem.filter((block) => block !== figure)
  const text = (points: number) =>
    rest.reduce((sum, block) => sum + roughHeight([block], points, setting), 0) +
    optionsHeight(options, points, setting)
  const narrow = width - aside[0] - ASIDE_GAP
  if (narrow < NARROWEST) return undefined
  const saved = text(width) + under[1] + 8 - Math.max(text(narrow), aside[1] + 6)
  return saved > SIZE ? { figure, rest, width: aside[0], narrow } : undefined
}

function body(item: LaidItem, width: number, setting: Setting): Content {
  const aside = asideOf(item, width, setting)
  if (!aside)
    return {
      stack: [
        ...textNodes(item.stem, 'justify', setting.pictures, UNDER),
        ...optionNodes(item.options, width, setting),
      ],
    }
  return {
    columns: [
      {
        width: aside.narrow,
        stack: [
          ...textNodes(aside.rest, 'justify', setting.pictures),
          ...optionNodes(item.options, aside.narrow, setting),
        ],
      },
      { width: ASIDE_GAP, text: '' },
      { width: aside.width + 1, stack: [blockNode(aside.figure, 'left', setting.pictures, ASIDE)] },
    ],
  }
}

function block(item: LaidItem, setting: Setting, indent = 0): GalleyBlock {
  const { label, room } = item
  const width = setting.width - NUMBER_WIDTH - indent
  return {
    node: {
      margin: [indent, 0, 0, 0],
      columns: [
        { width: NUMBER_WIDTH, text: label },
        { width, stack: [body(item, width, setting)] },
      ],
    },
    before: BETWEEN,
    ...(room > 0 && { tail: { natural: room, min: room * 0.7, max: room * 1.6 } }),
  }
}

/** The blocks of an item: one, or for a case its material and each of its parts. */
export const itemBlocks = (item: LaidItem, setting: Setting): GalleyBlock[] => [
  { ...block(item, setting), ...(item.parts.length > 0 && { keepNext: true }) },
  ...item.parts.map((part) => block(part, setting, NUMBER_WIDTH - 6)),
]
