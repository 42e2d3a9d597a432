/**
 * Room that Chinese punctuation gives up: full-width signs whose ink fills half
 * of their square are set tighter where two meet and at a line's ends. After
 * "Requirements for Chinese Text Layout" (W3C clreq), 3.1.6.
 */
import type { TextNode } from './pdfmake-internals.ts'

const CLOSING = '）」』》】〕〉”’'
const STOPS = '。，、；：'
const OPENING = '（「『《【〔〈“‘'

/** Between two signs, the first of which leaves its right half or the second its left half empty. */
export const SQUEEZED = new RegExp(
  `(?<=[${CLOSING}${STOPS}])(?=[${CLOSING}${STOPS}${OPENING}])|(?<=[${OPENING}])(?=[${OPENING}])`,
  'u',
)
const closes = new RegExp(`[${CLOSING}${STOPS}]$`, 'u')
const opens = new RegExp(`^[${OPENING}]`, 'u')

const done = new WeakSet<object>()

/** Lets signs at the ends of a node's lines give up half their square: more fits, and edges look straight. */
export function hangPunctuation(node: TextNode): void {
  if (!node._inlines || done.has(node)) return
  done.add(node)
  for (const inline of node._inlines) {
    // A sign that something must follow on the line is never the line's last.
    if (closes.test(inline.text) && !inline.noNewLine) inline.trailingCut = inline.fontSize / 2
    if (opens.test(inline.text)) inline.leadingCut = inline.fontSize / 2
  }
}
