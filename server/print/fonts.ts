/**
 * The faces of everything printed: Song (Noto Serif SC) for text, Hei (Noto
 * Sans SC) for headings, both OFL, shipped by packages and embedded as
 * subsets. A face is parsed once per thread (about 20 ms and 15 MB) and shared
 * by all documents; only the subset belongs to one document.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import {
  type EmbeddedFont,
  type EmbeddedFontClass,
  type Glyph,
  type GlyphClass,
  type ParsedFont,
  PDFDocument,
  type PdfDocument,
} from './pdfmake-internals.ts'

const FILES = {
  song: 'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  songBold: 'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  hei: 'noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
  heiBold: 'noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
} as const
export type FaceName = keyof typeof FILES

/** A family as pdfmake asks for it. */
export const faceOf = (family: string, bold: boolean): FaceName | undefined => {
  if (family === 'song') return bold ? 'songBold' : 'song'
  return family === 'hei' ? (bold ? 'heiBold' : 'hei') : undefined
}

type Face = {
  parsed: ParsedFont
  embedded: EmbeddedFontClass
  /** Widths of shaped words, shared by the documents of this thread. */
  layouts: Record<string, unknown>
  count: number
  /** Advance of a code point in 1/1000 em; undefined when the face lacks it. */
  advances: Map<number, number | undefined>
}

/** So many documents share one cache of shaped words before it starts afresh: memory stays flat. */
const DOCUMENTS_PER_CACHE = 40

const require = createRequire(import.meta.url)
const faces = new Map<FaceName, Face>()

function face(name: FaceName): Face {
  const known = faces.get(name)
  if (known) return known
  const bytes = readFileSync(require.resolve(`@expo-google-fonts/${FILES[name]}`))
  const holder = new PDFDocument({}, {}, {}, {}, { autoFirstPage: false, font: null }, null, () => false)
  const first = holder.font(bytes)._font
  glyphsByCharacters(first.font)
  const made: Face = {
    parsed: first.font,
    embedded: first.constructor as EmbeddedFontClass,
    layouts: Object.create(null),
    count: 0,
    advances: new Map(),
  }
  faces.set(name, made)
  return made
}

/** A face for one document: shared parse and shaping, its own subset. */
export function embedFace(document: PdfDocument, name: FaceName): EmbeddedFont {
  const shared = face(name)
  shared.count += 1
  if (shared.count % DOCUMENTS_PER_CACHE === 0) shared.layouts = Object.create(null)
  document._fontCount += 1
  const font = new shared.embedded(document, shared.parsed, `F${document._fontCount}`)
  font.layoutCache = shared.layouts
  document._fontFamilies[name] = font // What is listed here is embedded when the document ends.
  return font
}

/**
 * Glyphs of a face that depend on what is asked for alone. The face keeps one for
 * each number, with the characters it was first asked for, so that what a space
 * says, or whether something is a mark, would depend on what was printed before.
 */
function glyphsByCharacters(parsed: ParsedFont): void {
  const first = parsed.getGlyph.bind(parsed)
  const others = new Map<string, Glyph>()
  parsed.getGlyph = (id, characters = []) => {
    const glyph = first(id, characters)
    const key = characters.join()
    if (!glyph || glyph.codePoints.join() === key) return glyph
    const known = others.get(`${id}:${key}`)
    if (known) return known
    const made = new (glyph.constructor as GlyphClass)(id, characters, parsed)
    others.set(`${id}:${key}`, made)
    return made
  }
}

function advance(name: FaceName, codePoint: number): number | undefined {
  const { parsed, advances } = face(name)
  if (advances.has(codePoint)) return advances.get(codePoint)
  const known = parsed.hasGlyphForCodePoint(codePoint)
  const width = known ? (parsed.glyphForCodePoint(codePoint).advanceWidth * 1000) / parsed.unitsPerEm : undefined
  advances.set(codePoint, width)
  return width
}

/** True when text and headings can both show the character. */
export const hasGlyph = (codePoint: number): boolean =>
  advance('song', codePoint) !== undefined && advance('hei', codePoint) !== undefined

/** Width of a text in points at `size` points, kerning left out; for choosing columns, never for placing. */
export function textWidth(text: string, size: number, name: FaceName = 'song'): number {
  let width = 0
  for (const char of text) width += advance(name, char.codePointAt(0)!) ?? 1000
  return (width * size) / 1000
}

/** Outline of a character as path commands in 1/1000 em, y upwards; undefined when the face lacks it. */
export function outline(char: string): { width: number; commands: { command: string; args: number[] }[] } | undefined {
  const codePoint = char.codePointAt(0)!
  const width = advance('song', codePoint)
  if (width === undefined) return undefined
  const { parsed } = face('song')
  const scale = 1000 / parsed.unitsPerEm
  const { commands } = parsed.glyphForCodePoint(codePoint).path
  return { width, commands: commands.map(({ command, args }) => ({ command, args: args.map((n) => n * scale) })) }
}
