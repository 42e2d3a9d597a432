/** The parts of an .xlsx that its sheets refer to: the list of sheets, number formats, shared strings. */
import { damaged, limits, tooLarge } from './limits.ts'
import { formatCode } from './number-format.ts'
import type { Package } from './package.ts'
import { PLAIN_RUN, type Run, type RunStyle, runsText } from './rich-runs.ts'
import { type Attributes, parseXml, prefixed } from './xml.ts'

export type SheetPart = { name: string; hidden: boolean; relation: string }

/** Sheets in the order a person sees them; `date1904` shifts all dates. */
export async function workbookPart(parts: Package, name: string): Promise<{ sheets: SheetPart[]; date1904: boolean }> {
  const sheets: SheetPart[] = []
  let date1904 = false
  await parseXml(parts, name, {
    open(tag, attributes) {
      if (tag === 'workbookPr') date1904 = isOn(attributes.date1904)
      if (tag !== 'sheet') return
      const relation = prefixed(attributes, 'id')
      if (relation === undefined) throw damaged(name)
      const state = attributes.state ?? 'visible'
      sheets.push({ name: attributes.name ?? '', hidden: state !== 'visible', relation })
      if (sheets.length > limits.sheets) throw tooLarge('it has more than 500 sheets', '工作表超过 500 个')
    },
  })
  return { sheets, date1904 }
}

/** True for an attribute that is switched on, in either spelling. */
export const isOn = (value: string | undefined): boolean => value === '1' || value === 'true'

/** The format code of each cell style, null where numbers are shown as they are. */
export async function cellFormats(parts: Package, name: string): Promise<(string | null)[]> {
  const custom = new Map<number, string>()
  const ids: number[] = []
  let inCells = false
  await parseXml(parts, name, {
    open(tag, attributes: Attributes) {
      if (tag === 'numFmt') custom.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (tag === 'cellXfs') inCells = true
      if (tag === 'xf' && inCells) ids.push(Number(attributes.numFmtId ?? 0))
    },
    close(tag) {
      if (tag === 'cellXfs') inCells = false
    },
  })
  return ids.map((id) => formatCode(id, custom))
}

/** Undoes the escapes for signs XML cannot hold: `_x000D_` is a carriage return, `_x005F_` the line itself. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

/**
 * Gathers the text of a shared or inline string from its runs, their dress in
 * the text's own language. Phonetic runs are readings, not text.
 */
export function richText() {
  let runs: Run[] = []
  let style: RunStyle = { ...PLAIN_RUN }
  let text = ''
  let reading = 0
  let inText = false
  let dressed = false
  const endRun = () => {
    if (text !== '') runs.push({ ...style, text })
    text = ''
    style = { ...PLAIN_RUN }
  }
  return {
    open(tag: string, attributes: Attributes): void {
      switch (tag) {
        case 'rPh':
          reading += 1
          break
        case 't':
          inText = reading === 0
          break
        case 'rPr':
          dressed = true
          break
        case 'vertAlign':
          style.script = attributes.val === 'superscript' ? 'sup' : attributes.val === 'subscript' ? 'sub' : ''
          break
        case 'b':
          style.bold = attributes.val === undefined || isOn(attributes.val)
          break
        case 'u':
          style.underline = attributes.val !== 'none'
          break
        default:
      }
    },
    text(part: string): void {
      if (inText) text += part
    },
    close(tag: string): void {
      if (tag === 'rPh') reading -= 1
      else if (tag === 't') inText = false
      else if (tag === 'r') endRun()
    },
    /** The text so far; the next string starts empty. */
    take(): string {
      endRun()
      const taken = unescaped(dressed ? runsText(runs) : runs.map((run) => run.text).join(''))
      runs = []
      dressed = false
      if (taken.length > limits.cellLength)
        throw tooLarge('a cell holds more than 100,000 characters', '单元格超过 10 万字符')
      return taken
    },
  }
}

/** All shared strings, in order. */
export async function sharedStrings(parts: Package, name: string): Promise<string[]> {
  const strings: string[] = []
  const rich = richText()
  await parseXml(parts, name, {
    open: (tag, attributes) => rich.open(tag, attributes),
    text: (text) => rich.text(text),
    close(tag) {
      rich.close(tag)
      if (tag === 'si') strings.push(rich.take())
    },
  })
  return strings
}
