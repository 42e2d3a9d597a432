/** The sealing line (密封线) on the outer edge of the first sheet, with the fields the candidate fills in. */
import type { Canvas } from './print-document.ts'
import type { Sheet } from './typeset.ts'

const FIELDS: [name: string, length: number][] = [
  ['单　位', 150],
  ['姓　名', 90],
  ['准考证号', 130],
  ['考　场', 46],
  ['座位号', 46],
]
const SIZE = 10.5
/** Distances from the sheet's edge in points. */
const FIELD_LINE = 34
const SEAL_LINE = 58

/** Draws on page 1. Text reads from the bottom up, as on papers folded and sealed on their left. */
export const paintSealingLine =
  ({ height }: Pick<Sheet, 'height'>) =>
  ({ document, write }: Canvas, page: number): void => {
    if (page !== 1) return
    const bottom = height - 40
    document.lineWidth(0.7).strokeColor('black').dash(3, { space: 3 })
    document.moveTo(SEAL_LINE, 40).lineTo(SEAL_LINE, bottom).stroke().undash()
    /** Draws along the edge: `along` from the bottom upwards, `from` the baseline's distance from the edge. */
    const upwards = (text: string, along: number, from: number, size = SIZE) => {
      document.save().rotate(-90, { origin: [from, bottom - along] })
      write(text, { x: from, y: bottom - along, size })
      document.restore()
    }
    const fields = FIELDS.reduce((sum, [name, length]) => sum + name.length * SIZE + length + 18, -18)
    let along = (bottom - 40 - fields) / 2
    document.lineWidth(0.5)
    for (const [name, length] of FIELDS) {
      upwards(name, along, FIELD_LINE)
      const start = bottom - along - name.length * SIZE - 3
      document
        .moveTo(FIELD_LINE + 2, start)
        .lineTo(FIELD_LINE + 2, start - length)
        .stroke()
      along += name.length * SIZE + length + 18
    }
    const words = ['密', '封', '线', '内', '不', '要', '答', '题']
    for (const [at, word] of words.entries())
      upwards(word, ((bottom - 40) * (at + 0.5)) / words.length - SIZE / 2, SEAL_LINE + SIZE * 1.5)
  }
