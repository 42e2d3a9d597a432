/**
 * Word documents by the same zip and XML reader: paragraphs become rows of one
 * cell, rows of tables rows of several, in the order a person reads them.
 * Formulas become `$…$`, pictures references where they stand in the text.
 */
import { createHash } from 'node:crypto'
import type { Row } from '../../../core/row/sheet.ts'
import { type Numbering, readNumbering } from './docx-numbering.ts'
import { readPicture } from './drawings.ts'
import { damaged, limits, tooLarge, wrong } from './limits.ts'
import { mathBuilder, texOf } from './omml.ts'
import type { Package } from './package.ts'
import { rowSender, type Sink } from './protocol.ts'
import { relationshipsOf } from './relationships.ts'
import { PLAIN_RUN, type Run, type RunStyle, runsText } from './rich-runs.ts'
import { type Attributes, parseXml, prefixed } from './xml.ts'

const DOCUMENT = 'word/document.xml'

/** Sends a document as one sheet that flows. */
export async function readDocx(parts: Package, name: string, sink: Sink): Promise<void> {
  if (parts.names.some((part) => /vbaProject\.bin$/iu.test(part)))
    throw wrong(
      'The document holds macros. Save it as .docx (without macros) and import that file.',
      '文档含有宏。请另存为不含宏的 .docx 后再导入。',
    )
  const root = await relationshipsOf(parts, '')
  const main = root.find(({ type }) => type === 'officeDocument')?.target ?? DOCUMENT
  if (!parts.has(main)) throw damaged(main)
  const relations = await relationshipsOf(parts, main)
  const targets = new Map(relations.map(({ id, target }) => [id, target]))
  const numbering = await readNumbering(
    parts,
    relations.find(({ type }) => type === 'numbering')?.target ?? 'word/numbering.xml',
  )
  await sink({ is: 'sheet', name, hidden: false, flow: true })
  const sender = rowSender(sink)
  const place = pictures(parts, targets, sink)
  const body = bodyReader(numbering)
  let count = 0
  await parseXml(parts, main, {
    open: (tag, attributes) => body.open(tag, attributes),
    text: (text) => body.text(text),
    close: (tag) => body.close(tag),
    async pause() {
      for (const row of body.ready.splice(0)) {
        if (!row.cells.some((text) => text.trim() !== '')) continue
        count += 1
        if (count > limits.rows) throw tooLarge('it has more than 200,000 paragraphs', '段落超过 20 万')
        if (row.cells.some((text) => text.length > limits.cellLength))
          throw tooLarge('a paragraph holds more than 100,000 characters', '段落超过 10 万字符')
        await sender.add(await place(row))
      }
    },
  })
  await sender.flush()
}

/** Stands in a text for a picture until its bytes are known; a private sign that no document can mean. */
const PICTURE = /\uE010([^\uE011]*)\uE011/gu

/** Puts the digest of each picture where it stands, and sends its bytes once for each row. */
function pictures(parts: Package, targets: ReadonlyMap<string, string>, sink: Sink) {
  const known = new Map<string, Awaited<ReturnType<typeof readPicture>> & { sha256: string }>()
  let sent = 0
  return async (row: Row): Promise<Row> => {
    const cells: string[] = []
    for (const [column, text] of row.cells.entries()) {
      let placed = ''
      for (const [index, part] of text.split(PICTURE).entries()) {
        const target = index % 2 === 1 ? targets.get(part) : undefined
        if (index % 2 === 0) placed += part
        if (target === undefined || !parts.has(target)) continue
        let picture = known.get(target)
        if (!picture) {
          const read = await readPicture(parts, target)
          picture = { ...read, sha256: createHash('sha256').update(read.bytes).digest('hex') }
          known.set(target, picture)
        }
        if (++sent > limits.pictures) throw tooLarge('it has more than 5,000 pictures', '图片超过 5000 张')
        placed += `![](sha256:${picture.sha256})`
        await sink({ is: 'picture', picture: { sheet: 0, row: row.number, column, ...picture } })
      }
      cells.push(placed)
    }
    return { ...row, cells }
  }
}

type Paragraph = { runs: Run[]; list: string; level: number }
type Cell = { texts: string[]; span: number }

/** The body's rows from the parser's events; `ready` holds those that are whole. */
function bodyReader(numbering: Numbering) {
  const ready: Row[] = []
  const paragraphs: Paragraph[] = []
  /** Tables inside tables give their text to the cell they stand in. */
  const cells: Cell[][] = []
  let style: RunStyle = { ...PLAIN_RUN }
  let table = 0
  let number = 0
  let inText = false
  let inRunStyle = false
  let inRun = false
  /** Alternatives repeat a drawing for older programs; readings stand above their words. */
  let ignored = 0
  let math: ReturnType<typeof mathBuilder> | undefined
  let mathDepth = 0

  const write = (text: string) => void paragraphs.at(-1)?.runs.push({ ...style, text })
  const endParagraph = () => {
    const paragraph = paragraphs.pop()
    if (!paragraph) return
    const text = `${paragraph.list === '' ? '' : numbering(paragraph.list, paragraph.level)}${runsText(paragraph.runs)}`
    const cell = cells.at(-1)?.at(-1)
    if (cell) cell.texts.push(text)
    else ready.push({ number: ++number, cells: [text] })
  }
  const endRow = () => {
    const row = (cells.pop() ?? []).flatMap(({ texts, span }) => [
      texts.join('\n').trim(),
      ...Array.from({ length: span - 1 }, () => ''),
    ])
    const outer = cells.at(-1)?.at(-1)
    if (row.length > limits.columns) throw wrong('A table has more than 256 columns.', '表格超过 256 列。')
    if (outer) outer.texts.push(row.join('\t'))
    else ready.push({ number: ++number, cells: row, table })
  }

  return {
    ready,
    open(tag: string, attributes: Attributes): void {
      if (math) {
        mathDepth += 1
        math.open(tag, attributes)
        return
      }
      if (tag === 'Fallback' || tag === 'rt' || tag === 'del') ignored += 1
      if (ignored > 0) return
      const value = prefixed(attributes, 'val')
      switch (tag) {
        case 'oMath':
          math = mathBuilder()
          mathDepth = 0
          break
        case 'p':
          paragraphs.push({ runs: [], list: '', level: 0 })
          if (paragraphs.length > 20) throw damaged(DOCUMENT)
          break
        case 'ilvl':
          if (!inRun && paragraphs.length > 0) paragraphs[paragraphs.length - 1]!.level = Number(value)
          break
        case 'numId':
          if (!inRun && paragraphs.length > 0 && value !== '0') paragraphs[paragraphs.length - 1]!.list = value ?? ''
          break
        case 'r':
          inRun = true
          style = { ...PLAIN_RUN }
          break
        case 'rPr':
          inRunStyle = inRun
          break
        case 'b':
          if (inRunStyle) style.bold = isOn(value)
          break
        case 'u':
          if (inRunStyle) style.underline = value !== 'none'
          break
        case 'vertAlign':
          if (inRunStyle) style.script = value === 'superscript' ? 'sup' : value === 'subscript' ? 'sub' : ''
          break
        case 't':
          inText = true
          break
        case 'tab':
          if (inRun) write('\t')
          break
        case 'br':
        case 'cr':
          write('\n')
          break
        case 'noBreakHyphen':
          write('-')
          break
        case 'blip':
        case 'imagedata': {
          const relation = prefixed(attributes, tag === 'blip' ? 'embed' : 'id')
          if (relation !== undefined) write(`\uE010${relation}\uE011`)
          break
        }
        case 'tbl':
          if (cells.length === 0) table += 1
          break
        case 'tr':
          cells.push([])
          if (cells.length > 20) throw damaged(DOCUMENT)
          break
        case 'tc':
          cells.at(-1)?.push({ texts: [], span: 1 })
          break
        case 'gridSpan': {
          const cell = cells.at(-1)?.at(-1)
          if (cell) cell.span = Math.max(1, Math.min(limits.columns, Number(value) || 1))
          break
        }
        default:
      }
    },
    text(text: string): void {
      if (math) math.text(text)
      else if (inText && ignored === 0) write(text.replace(/[\uE010\uE011]/gu, ''))
    },
    close(tag: string): void {
      if (math) {
        if (mathDepth === 0) {
          const tex = texOf(math.root)
          math = undefined
          style = { ...PLAIN_RUN }
          if (tex !== '') write(`$${tex}$`)
          return
        }
        mathDepth -= 1
        math.close()
        return
      }
      if (tag === 'Fallback' || tag === 'rt' || tag === 'del') ignored -= 1
      if (ignored > 0) return
      if (tag === 't') inText = false
      else if (tag === 'rPr') inRunStyle = false
      else if (tag === 'r') inRun = false
      else if (tag === 'p') endParagraph()
      else if (tag === 'tr') endRow()
    },
  }
}

const isOn = (value: string | undefined): boolean => value === undefined || !['0', 'false', 'off'].includes(value)
