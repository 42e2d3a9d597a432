/**
 * Copy number and recipient on every page of a printed document, in the foot and
 * as faint text across it. The sealed bytes stay as they are: the stamp is
 * appended to them as an incremental update (ISO 32000-1, 7.5.6), its letters as
 * a small font of their own (type 3, 9.6.5, with their Unicode), so that neither
 * the document nor its fonts are needed, any number of copies is made of one
 * opened file, and whose copy it was can still be searched for in its text.
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

/** A line in the foot of a form, and the letters a type 3 font numbers in one byte. */
const LONGEST = 200
/** The stamp's font, as pages call it. */
const FACE = 'JuankuStamp'

/** The stamped file. Throws as `stamper` and what it returns. */
export const stampPdf = (pdf: Uint8Array, stamp: Stamp): Buffer => Buffer.concat([pdf, stamper(pdf)(stamp)])

/**
 * Reads a file once and gives what makes a stamp's bytes, to stand behind it. Throws
 * `input.invalid` for a PDF of another program; what it returns throws it for a text
 * too long, and `paper.glyph` for a character no face has.
 */
export function stamper(pdf: Uint8Array): (stamp: Stamp) => Buffer {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  const file = readFile(bytes)
  return (stamp) => appendix(file, bytes.length, stamp)
}

/** The bytes that stamp a file, which begin where it ends. */
function appendix(file: PdfFile, length: number, { copy, recipient }: Stamp): Buffer {
  if (copy.length + recipient.length > LONGEST)
    throw new AppError(
      'input.invalid',
      `Copy number and recipient have ${LONGEST} characters at most. / 份号与领取人合计最多${LONGEST}个字符。`,
    )
  const lines = { faint: `${copy} ${recipient}`, foot: `第 ${copy} 份　${recipient}` }
  const appended: string[] = []
  const offsets = new Map<number, number>()
  let end = length
  let next = file.size
  const put = (number: number, body: string) => {
    const object = `${number} 0 obj\n${body}\nendobj\n`
    offsets.set(number, end)
    appended.push(object)
    end += object.length
  }
  const add = (body: string): number => {
    put(next, body)
    next += 1
    return next - 1
  }
  const face = faceFor([...new Set(lines.faint + lines.foot)])
  const font = addFace(face, add)
  const streams = new Map<string, number>()
  for (const { number, dictionary, resources, width, height } of file.pages) {
    const size = `${width} ${height}`
    const stream = streams.get(size) ?? add(streamOf(drawing(face, lines, width, height)))
    streams.set(size, stream)
    put(number, dictionary.replace(/\/Contents (\d+ 0 R)/, `/Contents [${stream} 0 R $1]`))
    if (!offsets.has(resources.number))
      put(resources.number, resources.dictionary.replace('/Font <<', `/Font <<\n/${FACE} ${font} 0 R`))
  }
  const trailer = file.trailer
    .replace(/\/Size \d+/, `/Size ${next}\n/Prev ${file.xref}`)
    .replace(/(\/ID \[<[0-9a-f]+> )<[0-9a-f]+>/, `$1<${sha256(`${copy}\n${recipient}`).slice(0, 32)}>`)
  const table = [...offsets]
    .sort(([a], [b]) => a - b)
    .map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`)
  appended.push(`xref\n${table.join('')}trailer\n${trailer}\nstartxref\n${end}\n%%EOF\n`)
  return Buffer.from(appended.join(''), 'latin1')
}

const streamOf = (content: string) => `<<\n/Length ${content.length}\n>>\nstream\n${content}\nendstream`

type PdfObject = { number: number; dictionary: string }
type PdfPage = PdfObject & { resources: PdfObject; width: number; height: number }
type PdfFile = { xref: number; trailer: string; size: number; pages: PdfPage[] }

/** What a stamp must know of a file that this program wrote: one table of objects, dictionaries in the open. */
function readFile(bytes: Buffer): PdfFile {
  const text = bytes.toString('latin1')
  const end = /trailer\n(<<[\s\S]*?>>)\nstartxref\n(\d+)\n%%EOF\s*$/.exec(text.slice(-2000))
  const table = end && /^xref\n0 (\d+)\n((?:\d{10} \d{5} [nf] ?\n)+)/.exec(text.slice(Number(end[2])))
  if (!table) throw foreign()
  const lines = table[2]!.trimEnd().split('\n')
  const object = (number: number): string | undefined => {
    const start = Number(lines[number]?.slice(0, 10))
    const opening = `${number} 0 obj\n`
    return lines[number]?.includes('n') && text.startsWith(opening, start)
      ? text.slice(start + opening.length, text.indexOf('\nendobj', start))
      : undefined
  }
  const pages: PdfPage[] = []
  for (const number of lines.keys()) {
    const dictionary = object(number)
    if (!dictionary?.startsWith('<<\n/Type /Page\n')) continue
    const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(dictionary)
    const shared = Number(/\/Resources (\d+) 0 R/.exec(dictionary)?.[1])
    const resources = object(shared)
    // Every page has a foot, so every page has fonts.
    if (!box || !/\/Contents \d+ 0 R/.test(dictionary) || !resources?.includes('/Font <<')) throw foreign()
    const [width, height] = [Number(box[1]), Number(box[2])]
    pages.push({ number, dictionary, resources: { number: shared, dictionary: resources }, width, height })
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

type Letter = { code: string; width: number; box: number[]; path: string; char: string }
/** The letters of a stamp by character, each with its code of two hex digits. */
type Face = ReadonlyMap<string, Letter>

/** Letters as filled outlines in 1/1000 em. Throws `paper.glyph`. */
function faceFor(chars: readonly string[]): Face {
  return new Map(
    chars.map((char, at) => {
      const glyph = outline(char)
      if (!glyph) {
        const name = `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
        throw new AppError(
          'paper.glyph',
          `The stamp holds ${name}, which no font has. / 加印内容中有字体没有的字符${name}。`,
        )
      }
      // Control points lie outside the curve, never inside: the box is large enough.
      const xs = glyph.commands.flatMap(({ args }) => args.filter((_, i) => i % 2 === 0))
      const ys = glyph.commands.flatMap(({ args }) => args.filter((_, i) => i % 2 === 1))
      const box = [Math.min(0, ...xs), Math.min(0, ...ys), Math.max(0, ...xs), Math.max(0, ...ys)]
      const code = (at + 1).toString(16).padStart(2, '0')
      const path = glyph.commands.length ? `${pathOf(glyph.commands)} f` : ''
      return [char, { code, width: glyph.width, box, path, char }]
    }),
  )
}

/** Adds the font's objects and returns the number of the font. */
function addFace(face: Face, add: (body: string) => number): number {
  const letters = [...face.values()]
  const procedures = letters.map(({ code, width, box, path }) => {
    const drawn = add(streamOf(`${short(width)} 0 ${box.map(short).join(' ')} d1 ${path}`))
    return `/c${code} ${drawn} 0 R`
  })
  const unicode = (char: string) => Buffer.from(char, 'utf16le').swap16().toString('hex')
  const cmap = [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CMapName /JuankuStamp def /CMapType 2 def',
    '1 begincodespacerange <00> <ff> endcodespacerange',
    ...chunks(letters, 100).map(
      (some) =>
        `${some.length} beginbfchar ${some.map(({ code, char }) => `<${code}> <${unicode(char)}>`).join(' ')} endbfchar`,
    ),
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n')
  const edges = [0, 1, 2, 3].map((edge) => (edge < 2 ? Math.min : Math.max)(...letters.map(({ box }) => box[edge]!)))
  return add(
    [
      '<<\n/Type /Font\n/Subtype /Type3',
      `/FontBBox [${edges.map(short).join(' ')}]\n/FontMatrix [0.001 0 0 0.001 0 0]`,
      `/CharProcs <<\n${procedures.join('\n')}\n>>`,
      `/Encoding <<\n/Type /Encoding\n/Differences [1 ${letters.map(({ code }) => `/c${code}`).join(' ')}]\n>>`,
      `/FirstChar 1\n/LastChar ${letters.length}\n/Widths [${letters.map(({ width }) => short(width)).join(' ')}]`,
      `/Resources <<\n>>\n/ToUnicode ${add(streamOf(cmap))} 0 R\n>>`,
    ].join('\n'),
  )
}

const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))

/** Drawing operators of the stamp for one page: an A3 sheet is stamped on both its halves. No part of the document's own text. */
function drawing(face: Face, { faint, foot }: { faint: string; foot: string }, width: number, height: number): string {
  const halves = Math.max(1, Math.round(width / A4_WIDTH))
  const half = width / halves
  const across = Math.hypot(half, height) * SPAN
  const widthOf = (text: string) => [...text].reduce((sum, char) => sum + face.get(char)!.width, 0) / 1000
  const show = (text: string) => `<${[...text].map((char) => face.get(char)!.code).join('')}> Tj`
  const size = Math.min(90, across / widthOf(faint))
  const angle = Math.atan2(height, half)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const turned = [cos, sin, -sin, cos].map((n) => String(Math.round(n * 1e6) / 1e6)).join(' ')
  const parts: string[] = []
  for (let at = 0; at < halves; at++) {
    const [x, y] = [half * (at + 0.5), height / 2]
    const back = (widthOf(faint) * size) / 2
    const start = `${short(x - back * cos)} ${short(y - back * sin)}`
    parts.push(`q ${FAINT} g BT /${FACE} ${short(size)} Tf ${turned} ${start} Tm ${show(faint)} ET Q`)
    const left = x - (widthOf(foot) * FOOT.size) / 2
    parts.push(`q 0 g BT /${FACE} ${FOOT.size} Tf 1 0 0 1 ${short(left)} ${FOOT.y} Tm ${show(foot)} ET Q`)
  }
  return `/Artifact BMC\n${parts.join('\n')}\nEMC`
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
