/** Item text → paragraphs of a Word file: emphasis, sub- and superscript, equations, pictures, tables. */
import { AlignmentType, Math as Equation, ImageRun, Paragraph, type ParagraphChild, type Table, TextRun } from 'docx'
import { latexToMath } from 'docx/math'
import { AppError } from '../../core/errors.ts'
import type { Inline, TextTree } from '../../core/text.ts'
import { pictureBox, printable } from './pictures.ts'
import type { Pictures } from './print-document.ts'
import type { Place } from './rich-text.ts'
import { prepared } from './runs.ts'
import { twips, wordTable } from './word-file.ts'

/** What texts are set with; `place` names them in a refusal. */
export type WordSetting = { place: Place; pictures: Pictures; width: number }

/** How the paragraphs of a text stand: `label` before the first of them, in a hanging indent of `hang` points. */
export type Standing = { indent?: number; hang?: number; label?: string; keepNext?: boolean; after?: number }

/** Points to the pixels that Word's library counts in. */
const pixels = (points: number) => Math.round((points * 96) / 72)

function equation(tex: string, { place }: WordSetting): Equation {
  try {
    return new Equation({ children: latexToMath(tex) })
  } catch (cause) {
    throw new AppError(
      'input.invalid',
      `${place.en}: a formula has no form in Word; print it as PDF. / ${place.zh}：有公式无法转换为Word公式，请使用PDF。`,
      { cause },
    )
  }
}

/** The runs of a line of item text. */
export const wordRuns = (inlines: readonly Inline[], setting: WordSetting): ParagraphChild[] =>
  prepared(inlines).map((inline) => {
    if (inline.kind === 'break') return new TextRun({ break: 1 })
    if (inline.kind === 'formula') return equation(inline.tex, setting)
    return new TextRun({
      text: inline.text,
      bold: inline.bold,
      ...(inline.underline && { underline: {} }),
      subScript: inline.script === 'sub',
      superScript: inline.script === 'sup',
    })
  })

export function wordPicture(
  sha256: string,
  fit: readonly [number, number],
  { pictures, place }: WordSetting,
): ImageRun {
  const bytes = pictures[sha256]
  if (!bytes) throw new AppError('picture.refused', `${place.en}: its picture is missing. / ${place.zh}：图片缺失。`)
  const [width, height] = pictureBox(bytes, fit)
  return new ImageRun({
    type: bytes[0] === 0xff ? 'jpg' : 'png',
    data: printable(bytes),
    transformation: { width: pixels(width), height: pixels(height) },
  })
}

const FIT: [number, number] = [300, 180]

/** The paragraphs and tables of a text. */
export function wordText(tree: TextTree, setting: WordSetting, standing: Standing = {}): (Paragraph | Table)[] {
  const { indent = 0, hang = 0, label = '', keepNext = false, after = 0 } = standing
  const left = twips(indent + hang)
  const blocks: TextTree = tree.length > 0 ? tree : [{ kind: 'paragraph', inlines: [] }]
  let labelled = label === ''
  return blocks.map((block, at) => {
    const last = at === blocks.length - 1
    if (block.kind === 'table') {
      const cell = (inlines: readonly Inline[]) => [new Paragraph({ children: wordRuns(inlines, setting) })]
      const columns = block.header.length
      const widths = block.header.map(() => Math.min(110, (setting.width - indent - hang) / columns))
      return wordTable(widths, [], [block.header.map(cell), ...block.rows.map((row) => row.map(cell))])
    }
    const children: ParagraphChild[] =
      block.kind === 'picture' ? [wordPicture(block.sha256, FIT, setting)] : wordRuns(block.inlines, setting)
    const first = !labelled
    labelled = true
    return new Paragraph({
      alignment: AlignmentType.BOTH,
      indent: first ? { left, hanging: twips(hang) } : { left },
      keepLines: true,
      keepNext: keepNext || !last,
      spacing: { after: last ? twips(after) : 0 },
      ...(first && { tabStops: [{ type: 'left' as const, position: left }] }),
      children: first ? [new TextRun(`${label}\t`), ...children] : children,
    })
  })
}
