/**
 * Negations that turn a question round ("下列说法不正确的是（ ）") are printed
 * bold: a candidate who knows the matter must not fail by misreading.
 */
import type { Inline, TextTree } from '../text.ts'
import { BRACKET } from './brackets.ts'

const NEGATION =
  '不(?:正确|属于|属|包括|包含|符合|应该?|能够?|得|宜|可以?|会|需要?|允许|适[合用宜]|具[备有]|准确|恰当|合理|合格|安全|一致|相符|是)|错误|有误|无关|没有|除外|非'
/** The negation stands in the clause that holds the bracket: before it in "…的是（ ）", or behind it in "（ ）是错误的". */
const STRESSED = new RegExp(
  `(?:${NEGATION})(?=[^，。；：？！（]{0,14}?的[^，。；：？！（]{0,10}${BRACKET})|(?<=${BRACKET}[^，。；：？！]{0,8})(?:${NEGATION})(?=[^，。；：？！]{0,10}的?[。？]?$)`,
  'gu',
)

/** `tree` with such negations bold; a stem in which its writer made anything bold is left alone. */
export function stressNegation(tree: TextTree): TextTree {
  const bold = tree.some(
    (block) => block.kind === 'paragraph' && block.inlines.some((it) => it.kind === 'text' && it.bold),
  )
  if (bold) return tree
  return tree.map((block) =>
    block.kind === 'paragraph' ? { ...block, inlines: block.inlines.flatMap(stressed) } : block,
  )
}

function stressed(inline: Inline): Inline[] {
  if (inline.kind !== 'text') return [inline]
  const parts: Inline[] = []
  let end = 0
  for (const found of inline.text.matchAll(STRESSED)) {
    if (found.index > end) parts.push({ ...inline, text: inline.text.slice(end, found.index) })
    parts.push({ ...inline, text: found[0], bold: true })
    end = found.index + found[0].length
  }
  return end === 0
    ? [inline]
    : [...parts, ...(end < inline.text.length ? [{ ...inline, text: inline.text.slice(end) }] : [])]
}
