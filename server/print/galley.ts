/**
 * Papers are set as in a print shop: first one endless column, the galley, in
 * which pdfmake breaks lines and measures; then `paginate.ts` decides which
 * block stands on which page, from the heights as they are; then the blocks are
 * moved to their places. So no block is ever cut, a page ends where its frame
 * ends, and the same galley fills one column or two.
 */
import { AppError } from '../../core/errors.ts'
import { type Frame, type Glue, type Block as Measured, paginate } from './paginate.ts'
import type { Content, Page, PageItem } from './pdfmake-internals.ts'
import { type Canvas, DEFAULT_STYLE, type Identity, PrintDocument, renderPdf } from './print-document.ts'
import { type CountingBuilder, layoutBuilder } from './typeset.ts'

/** A block of the galley, kept whole where a frame can hold it; space around it belongs to `before` and `tail`. */
export type GalleyBlock = {
  node: Content
  /** Space above it, none at a frame's top. */
  before: Glue
  /** Empty room that belongs to it, such as for a written answer; kept at a frame's end too. */
  tail?: Glue
  /** Stays with the block after it. */
  keepNext?: boolean
}

export type GalleyDefinition = Identity & {
  sheet: { width: number; height: number }
  /** Places for text on every sheet, in reading order, all of one width. */
  frames: readonly Frame[]
  blocks: readonly GalleyBlock[]
  /** Draws heads, feet and lines; sheets count from 1, `columns` is how many frames hold text in all. */
  paint: (canvas: Canvas, sheet: number, columns: number) => void
}

/** A part of a block that stands in one frame: what is in it, and its height. */
type Piece = { items: PageItem[]; top: number; height: number }

/** No galley is longer, in points: about 12,000 pages. */
const ENDLESS = 1e7

const BLOCK = Symbol('block')
type Marked = { [BLOCK]?: number }

/** The PDF of a galley. Throws `AppError` for a missing glyph or picture, or a part that no frame can hold. */
export async function typesetGalley(definition: GalleyDefinition): Promise<Uint8Array> {
  const { sheet, frames, blocks, paint } = definition
  const document = new PrintDocument(definition, sheet)
  const [first] = frames
  if (!first) throw new Error('A sheet needs a frame.')
  const laid = lay(document, first.width, first.height, blocks)
  const pieces = laid.flat()
  const measured = laid.flatMap((own, at): Measured[] => {
    const { before, tail, keepNext = false } = blocks[at]!
    const end = own.length - 1
    return own.map(({ height }, n) => ({
      height,
      before: n === 0 ? before : NONE,
      ...(n === end && tail && { tail }),
      // Two lines at least on each side of a break.
      keepNext: n === end ? keepNext : n === 0 || n === end - 1,
    }))
  })
  if (measured.some(({ height }) => height > first.height)) throw tooHigh()
  const columns = paginate(measured, first.height)
  const pages: Page[] = []
  for (const [at, column] of columns.entries()) {
    const frame = frames[at % frames.length]!
    if (at % frames.length === 0) pages.push({ pageSize: { width: sheet.width, height: sheet.height }, items: [] })
    for (const { block, y } of column) {
      const { items, top } = pieces[block]!
      for (const item of items) shift(item, frame.x, frame.y + y - top)
      pages.at(-1)!.items.push(...items)
    }
  }
  return renderPdf(document, pages, (canvas, page) => paint(canvas, page, columns.length))
}

const NONE: Glue = { natural: 0, min: 0, max: 0 }

const tooHigh = () =>
  new AppError(
    'work.failed',
    'A picture or a table row is higher than a page. / 有图片或表格行超过一页高度，无法排版。',
  )

class GalleyBuilder {
  readonly builder: CountingBuilder
  /** Where each block begins and ends: index of its first and last item, and heights. */
  readonly marks = new Map<number, { from: number; to: number; top: number; bottom: number }>()

  constructor(width: number) {
    this.builder = layoutBuilder({ width, height: ENDLESS }, [0, 0, 0, 0])
    const plain = this.builder.processNode.bind(this.builder)
    this.builder.processNode = (node) => {
      const block = (node as Marked)[BLOCK]
      if (block === undefined) return plain(node)
      const context = this.builder.writer.context()
      const [page] = context.pages
      const [from, top] = [page!.items.length, context.y]
      plain(node)
      this.marks.set(block, { from, to: page!.items.length, top, bottom: context.y })
    }
  }
}

function lay(document: PrintDocument, width: number, height: number, blocks: readonly GalleyBlock[]): Piece[][] {
  const galley = new GalleyBuilder(width)
  const stack = blocks.map(({ node }, at) => Object.assign({ stack: [node] }, { [BLOCK]: at }))
  const none = undefined
  const [page, more] = galley.builder.layoutDocument(
    { stack },
    document,
    {},
    DEFAULT_STYLE,
    none,
    none,
    none,
    none,
    none,
  )
  if (!page || more) throw tooHigh()
  return blocks.map((_, at) => {
    const mark = galley.marks.get(at)
    if (!mark) throw new Error('A block of the galley was not laid out.')
    const items = page.items.slice(mark.from, mark.to)
    for (const item of items) shift(item, 0, -mark.top)
    const tall = mark.bottom - mark.top
    return tall > height ? cut(items, tall) : [{ items, top: 0, height: tall }]
  })
}

/** Top and bottom of an item in points. */
function extent({ type, item }: PageItem): [number, number] {
  switch (type) {
    case 'line':
      return [item.y, item.y + item.getHeight()]
    case 'image':
      return [item.y, item.y + item._height]
    case 'vector': {
      const ys = item.points?.map(({ y }) => y) ?? [item.y, item.y1, item.y2].filter((y) => y !== undefined)
      const top = Math.min(...ys)
      return [top, item.type === 'rect' ? top + (item.h ?? 0) : Math.max(...ys)]
    }
  }
}

/** The pieces of a block that no frame can hold whole, cut wherever no item is touched. */
function cut(items: readonly PageItem[], height: number): Piece[] {
  const placed = items.map((item) => ({ item, extent: extent(item) }))
  const pieces: Piece[] = [{ items: [], top: 0, height: 0 }]
  let reach = 0
  for (const { item, extent } of placed.sort((a, b) => a.extent[0] - b.extent[0])) {
    const [top, bottom] = extent
    const open = pieces.at(-1)!
    // A rule just at the cut closes the table's row above it.
    if (top >= reach - 0.01 && open.items.length > 0 && bottom > top) {
      open.height = top - open.top
      pieces.push({ items: [], top, height: 0 })
    }
    pieces.at(-1)!.items.push(item)
    reach = Math.max(reach, bottom)
  }
  const last = pieces.at(-1)!
  last.height = height - last.top
  return pieces
}

function shift({ type, item }: PageItem, dx: number, dy: number): void {
  if (type !== 'vector') {
    item.x += dx
    item.y += dy
    return
  }
  if (item.x !== undefined) item.x += dx
  if (item.y !== undefined) item.y += dy
  if (item.x1 !== undefined) item.x1 += dx
  if (item.x2 !== undefined) item.x2 += dx
  if (item.y1 !== undefined) item.y1 += dy
  if (item.y2 !== undefined) item.y2 += dy
  for (const point of item.points ?? []) {
    point.x += dx
    point.y += dy
  }
}
