/**
 * XML parts as a stream of three events. Chunks are decoded before they are
 * parsed, so that a character whose bytes fall into two chunks stays whole.
 */
import { SaxesParser } from 'saxes'
import { AppError } from '../../../core/errors.ts'
import { damaged, wrong } from './limits.ts'
import type { Package } from './package.ts'

export type Attributes = Readonly<Record<string, string>>

/** Names come without their prefix: generators differ in it, and no part here has two vocabularies that clash. */
export type XmlEvents = {
  open?(name: string, attributes: Attributes): void
  text?(text: string): void
  close?(name: string): void
  /** After each chunk; awaited, so that whoever takes the results sets the pace. */
  pause?(): Promise<void>
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Parses the part `name`. A DOCTYPE, wrong bytes and malformed or truncated XML refuse the file. */
export async function parseXml(parts: Package, name: string, events: XmlEvents): Promise<void> {
  const parser = new SaxesParser({ position: false })
  parser.on('doctype', () => {
    throw wrong(
      'The file holds a document type declaration, which no ordinary workbook does. Save it again as .xlsx from a spreadsheet program.',
      '文件含有文档类型声明，正常工作簿不会如此。请用表格软件重新另存为 .xlsx。',
    )
  })
  parser.on('error', (error) => {
    throw damaged(name, error)
  })
  if (events.open) {
    const { open } = events
    parser.on('opentag', (tag) => open(localName(tag.name), tag.attributes as Attributes))
  }
  if (events.close) {
    const { close } = events
    parser.on('closetag', (tag) => close(localName(tag.name)))
  }
  if (events.text) {
    parser.on('text', events.text)
    parser.on('cdata', events.text)
  }
  let decoder: TextDecoder | undefined
  try {
    for await (const chunk of (await parts.stream(name)) as AsyncIterable<Buffer>) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true })
      parser.write(decoder.decode(chunk, { stream: true }))
      await events.pause?.()
    }
    parser.write(decoder?.decode() ?? '')
    parser.close()
    await events.pause?.()
  } catch (error) {
    throw error instanceof AppError ? error : damaged(name, error)
  }
}

function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8'
}

/** Every element called `element` in the part, as its attributes. For small parts only: relationships, the list of sheets. */
export async function elementsOf(parts: Package, name: string, element: string): Promise<Attributes[]> {
  const found: Attributes[] = []
  await parseXml(parts, name, { open: (tag, attributes) => void (tag === element && found.push(attributes)) })
  return found
}

/** An attribute whatever its prefix: `r:id` is written with other prefixes too. */
export function prefixed(attributes: Attributes, name: string): string | undefined {
  for (const [key, value] of Object.entries(attributes)) if (key.endsWith(`:${name}`)) return value
  return undefined
}
