/**
 * Copy number and recipient on every page of a printed document, in the foot and
 * as faint text across it. The sealed bytes stay as they are: the stamp is
 * appended to them as an incremental update (ISO 32000-1, 7.5.6), its text as
 * outlines, so that neither fonts nor the document itself are needed, and any
 * number of copies is made of one opened file.
 */
import { sha256 } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import { outline } from './fonts.ts'

/** As printed, e.g. "017" and "第3考场". */
export type Stamp = { copy: string; recipient: string }

const FAINT = 0.9
const FOOT = { size: 8, y: 12 }
/** Share of a page's diagonal that the faint text takes. */
const SPAN = 0.62
const A4_WIDTH = 595.28

/** The stamped file. Throws `input.invalid` for a PDF of another program, `paper.glyph` for a character no face has. */
export function stampPdf(pdf: Uint8Array, { copy, recipient }: Stamp): Buffer {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  const file = readFile(bytes)
  const foot = `第 ${copy} 份　${recipient}`
  const appended: string[] = []
  const offsets = new Map<number, number>()
  let end = bytes.length
  const add = (number: number, body: string) => {
    const object = `${number} 0 obj\n${body}\nendobj\n`
    offsets.set(number, end)
    appended.push(object)
    end += object.length
  }
  const streams = new Map<string, number>()
  let next = file.size
  for (const { number, dictionary, width, height } of file.pages) {
    const size = `${width} ${height}`
    if (!streams.has(size)) {
      streams.set(size, next)
      const content = drawing(`${copy} ${recipient}`, foot, width, height)
      add(next, `<<\n/Length ${content.length}\n>>\nstream\n${content}\nendstream`)
      next += 1
    }
    add(number, dictionary.replace(/\/Contents (\d+ 0 R)/, `/Contents [${streams.get(size)} 0 R $1]`))
  }
  const trailer = file.trailer
    .replace(/\/Size \d+/, `/Size ${next}\n/Prev ${file.xref}`)
    .replace(/(\/ID \[<[0-9a-f]+> )<[0-9a-f]+>/, `$1<${sha256(`${copy}\n${recipient}`).slice(0, 32)}>`)
  const table = [...offsets]
    .sort(([a], [b]) => a - b)
    .map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`)
  appended.push(`xref\n${table.join('')}trailer\n${trailer}\nstartxref\n${end}\n%%EOF\n`)
  return Buffer.concat([bytes, Buffer.from(appended.join(''), 'latin1')])
}

type PdfPage = { number: number; dictionary: string; width: number; height: number }
type PdfFile = { xref: number; trailer: string; size: number; pages: PdfPage[] }

/** What a stamp must know of a file that this program wrote: one table of objects, dictionaries in the open. */
function readFile(bytes: Buffer): PdfFile {
  const text = bytes.toString('latin1')
  const end = /trailer\n(<<[\s\S]*?>>)\nstartxref\n(\d+)\n%%EOF\s*$/.exec(text.slice(-2000))
  const table = end && /^xref\n0 (\d+)\n((?:\d{10} \d{5} [nf] ?\n)+)/.exec(text.slice(Number(end[2])))
  if (!table) throw foreign()
  const pages: PdfPage[] = []
  for (const [number, line] of table[2]!.trimEnd().split('\n').entries()) {
    const start = Number(line.slice(0, 10))
    const opening = `${number} 0 obj\n`
    if (!line.includes('n') || !text.startsWith(`${opening}<<\n/Type /Page\n`, start)) continue
    const dictionary = text.slice(start + opening.length, text.indexOf('\nendobj', start))
    const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(dictionary)
    if (!box || !/\/Contents \d+ 0 R/.test(dictionary)) throw foreign()
    pages.push({ number, dictionary, width: Number(box[1]), height: Number(box[2]) })
  }
  if (pages.length === 0) throw foreign()
  return { xref: Number(end[2]), trailer: end[1]!, size: Number(table[1]), pages }
}

const foreign = () =>
  new AppError(
    'input.invalid',
    'Only a PDF this program printed can be stamped, and once. / 只能在本程序打印且未加印过的PDF上加印份号。',
  )

const short = (n: number) => String(Math.round(n * 100) / 100)

/** Drawing operators of the stamp for one page: an A3 sheet is stamped on both its halves. */
function drawing(faint: string, foot: string, width: number, height: number): string {
  const halves = Math.max(1, Math.round(width / A4_WIDTH))
  const half = width / halves
  const across = Math.hypot(half, height) * SPAN
  const faintLine = letters(faint)
  const footLine = letters(foot)
  const size = Math.min(90, (across / faintLine.width) * 1000)
  const angle = Math.atan2(height, half)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const parts: string[] = []
  for (let at = 0; at < halves; at++) {
    const [x, y] = [half * (at + 0.5), height / 2]
    const back = (faintLine.width * size) / 2000
    const scale = size / 1000
    const matrix = [cos * scale, sin * scale, -sin * scale, cos * scale].map((n) => String(Math.round(n * 1e6) / 1e6))
    parts.push(
      `q ${FAINT} g ${matrix.join(' ')} ${short(x - back * cos)} ${short(y - back * sin)} cm ${faintLine.paths} Q`,
    )
    const left = x - (footLine.width * FOOT.size) / 2000
    parts.push(`q 0 g ${FOOT.size / 1000} 0 0 ${FOOT.size / 1000} ${short(left)} ${FOOT.y} cm ${footLine.paths} Q`)
  }
  return parts.join('\n')
}

/** A line of text as filled outlines in 1/1000 em, beginning at the origin. */
function letters(text: string): { width: number; paths: string } {
  let width = 0
  const paths: string[] = []
  for (const char of text) {
    const glyph = outline(char)
    if (!glyph) {
      const name = `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
      throw new AppError(
        'paper.glyph',
        `The stamp holds ${name}, which no font has. / 加印内容中有字体没有的字符${name}。`,
      )
    }
    if (glyph.commands.length > 0) paths.push(`q 1 0 0 1 ${short(width)} 0 cm ${pathOf(glyph.commands)} f Q`)
    width += glyph.width
  }
  return { width, paths: paths.join(' ') }
}

function pathOf(commands: readonly { command: string; args: number[] }[]): string {
  let [x, y] = [0, 0]
  const out: string[] = []
  for (const { command, args } of commands) {
    const [a = 0, b = 0, c = 0, d = 0] = args
    if (command === 'quadraticCurveTo') {
      // A quadratic curve as a cubic one: its control point two thirds of the way from each end.
      const control = [x + (2 / 3) * (a - x), y + (2 / 3) * (b - y), c + (2 / 3) * (a - c), d + (2 / 3) * (b - d), c, d]
      out.push(`${control.map(short).join(' ')} c`)
    } else if (command === 'closePath') out.push('h')
    else out.push(`${args.map(short).join(' ')} ${{ moveTo: 'm', lineTo: 'l', bezierCurveTo: 'c' }[command] ?? 'l'}`)
    if (args.length >= 2) [x, y] = [args.at(-2)!, args.at(-1)!]
  }
  return out.join(' ')
}
