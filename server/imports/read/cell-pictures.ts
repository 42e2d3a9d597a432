/**
 * Pictures that are a cell's content: WPS writes `=DISPIMG("ID_…",1)` and keeps
 * the picture under that name in a part of its own; Excel ("place in cell")
 * gives the cell a number that leads through the value metadata and the rich
 * values to a relationship. Both are read by nothing else.
 */
import { createHash } from 'node:crypto'
import { readPicture } from './drawings.ts'
import { limits, tooLarge } from './limits.ts'
import type { Package } from './package.ts'
import type { Sink } from './protocol.ts'
import { type Relationship, relationshipsOf } from './relationships.ts'
import { parseXml, prefixed } from './xml.ts'

/** A cell that shows a picture: by the name of WPS, or by Excel's number (`vm`, from 1). `row` from 1, `column` from 0. */
export type CellPicture = { row: number; column: number; name: string | null; value: number }

const DISPIMG = /DISPIMG\s*\(\s*"([^"]{1,100})"/iu

/** The name in a DISPIMG formula or in the text it left, or undefined. */
export const dispimgName = (text: string): string | undefined => DISPIMG.exec(text)?.[1]

export type CellPictures = { send(sheet: number, cells: readonly CellPicture[], sink: Sink): Promise<void> }

/** Finds the parts that hold cell pictures; looked into only when a cell asks. */
export function cellPictures(parts: Package, workbook: string, relations: readonly Relationship[]): CellPictures {
  let named: Map<string, string> | undefined
  let valued: string[] | undefined
  let sent = 0
  return {
    async send(sheet, cells, sink) {
      for (const { row, column, name, value } of cells) {
        if (name === null) valued ??= await localImages(parts, workbook, relations)
        else named ??= await namedImages(parts, relations)
        const target = name === null ? valued?.[value - 1] : named?.get(name)
        if (target === undefined || !parts.has(target)) continue
        if (++sent > limits.pictures) throw tooLarge('it has more than 5,000 pictures', '图片超过 5000 张')
        const { media, bytes } = await readPicture(parts, target)
        const sha256 = createHash('sha256').update(bytes).digest('hex')
        await sink({ is: 'picture', picture: { sheet, row, column, sha256, media, bytes } })
      }
    },
  }
}

/** WPS: name → part. The relationship's type differs between versions in all but its last word. */
async function namedImages(parts: Package, relations: readonly Relationship[]): Promise<Map<string, string>> {
  const images = new Map<string, string>()
  const part = relations.find(({ type }) => type.toLowerCase() === 'cellimage')?.target
  if (part === undefined || !parts.has(part)) return images
  const targets = new Map((await relationshipsOf(parts, part)).map(({ id, target }) => [id, target]))
  let name = ''
  await parseXml(parts, part, {
    open(tag, attributes) {
      if (tag === 'cNvPr') name = attributes['name'] ?? ''
      const target = tag === 'blip' ? targets.get(prefixed(attributes, 'embed') ?? '') : undefined
      if (target !== undefined && name !== '') images.set(name, target)
    },
  })
  return images
}

const LOCAL_IMAGE = '_rvRel:LocalImageIdentifier'

/** Excel: the part of each value metadata record, '' where a record is no picture. */
async function localImages(parts: Package, workbook: string, relations: readonly Relationship[]): Promise<string[]> {
  const partOf = (type: string) => relations.find((relation) => relation.type === type)?.target
  const metadata = partOf('sheetMetadata')
  const values = partOf('rdRichValue')
  const structures = partOf('rdRichValueStructure')
  const links = partOf('richValueRel')
  if (![metadata, values, links].every((name) => name !== undefined && parts.has(name))) return []
  const richOf = await valueRecords(parts, metadata ?? workbook)
  const keys = structures !== undefined && parts.has(structures) ? await structureKeys(parts, structures) : []
  const linkOf = await richValues(parts, values ?? workbook, keys)
  const ids = await linkIds(parts, links ?? workbook)
  const targets = new Map((await relationshipsOf(parts, links ?? workbook)).map(({ id, target }) => [id, target]))
  return richOf.map((rich) => targets.get(ids[linkOf[rich] ?? -1] ?? '') ?? '')
}

/** The rich value behind each record of the value metadata, -1 for none. */
async function valueRecords(parts: Package, name: string): Promise<number[]> {
  const future: number[] = []
  const records: number[] = []
  let inFuture = false
  let inValues = false
  await parseXml(parts, name, {
    open(tag, attributes) {
      if (tag === 'futureMetadata') inFuture = attributes['name'] === 'XLRICHVALUE'
      else if (tag === 'valueMetadata') inValues = true
      else if (tag === 'rvb' && inFuture) future.push(Number(attributes['i']))
      else if (tag === 'rc' && inValues) records.push(Number(attributes['v']))
    },
    close(tag) {
      if (tag === 'futureMetadata') inFuture = false
      else if (tag === 'valueMetadata') inValues = false
    },
  })
  return records.map((record) => future[record] ?? -1)
}

/** For each structure, the place of the picture's identifier among its keys, -1 when it is no picture. */
async function structureKeys(parts: Package, name: string): Promise<number[]> {
  const places: number[] = []
  let keys = 0
  await parseXml(parts, name, {
    open(tag, attributes) {
      if (tag === 's') {
        places.push(-1)
        keys = 0
      } else if (tag === 'k') {
        if (attributes['n'] === LOCAL_IMAGE) places[places.length - 1] = keys
        keys += 1
      }
    },
  })
  return places
}

/** For each rich value, the number of its picture's link. */
async function richValues(parts: Package, name: string, places: readonly number[]): Promise<number[]> {
  const links: number[] = []
  let structure = 0
  let fields: string[] = []
  let text = ''
  await parseXml(parts, name, {
    open(tag, attributes) {
      if (tag === 'rv') {
        structure = Number(attributes['s'] ?? 0)
        fields = []
      }
      text = ''
    },
    text(part) {
      text += part
    },
    close(tag) {
      if (tag === 'v') fields.push(text)
      if (tag === 'rv') links.push(Number(fields[places[structure] ?? 0] ?? -1))
    },
  })
  return links
}

async function linkIds(parts: Package, name: string): Promise<string[]> {
  const ids: string[] = []
  await parseXml(parts, name, {
    open(tag, attributes) {
      if (tag === 'rel') ids.push(prefixed(attributes, 'id') ?? '')
    },
  })
  return ids
}
