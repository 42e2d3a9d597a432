/** What an .ods hides, which the spreadsheet library does not tell: whole sheets by their style, rows by their visibility. */
import type { Package } from './package.ts'
import { parseXml, prefixed } from './xml.ts'

/** One entry a sheet, in the file's order; `rows` are numbers from 1. */
export type HiddenInSheet = { sheet: boolean; rows: ReadonlySet<number> }

const CONTENT = 'content.xml'
/** Rows repeated beyond this are the empty end of a sheet. */
const MOST_REPEATED = 10_000

/** Reads the document's content once for what is hidden in it. */
export async function hiddenInOds(parts: Package): Promise<HiddenInSheet[]> {
  const found: { sheet: boolean; rows: Set<number> }[] = []
  if (!parts.has(CONTENT)) return found
  const hiddenStyles = new Set<string>()
  let style = ''
  let number = 0
  await parseXml(parts, CONTENT, {
    open(tag, attributes) {
      switch (tag) {
        case 'style':
          style = prefixed(attributes, 'name') ?? ''
          break
        case 'table-properties':
          if (prefixed(attributes, 'display') === 'false') hiddenStyles.add(style)
          break
        case 'table':
          found.push({ sheet: hiddenStyles.has(prefixed(attributes, 'style-name') ?? ''), rows: new Set() })
          number = 0
          break
        case 'table-row': {
          const repeated = Number(prefixed(attributes, 'number-rows-repeated') ?? 1)
          const isHidden = ['collapse', 'filter'].includes(prefixed(attributes, 'visibility') ?? '')
          for (let at = 1; isHidden && at <= Math.min(repeated, MOST_REPEATED); at++)
            found.at(-1)?.rows.add(number + at)
          number += repeated
          break
        }
        default:
      }
    },
  })
  return found
}
