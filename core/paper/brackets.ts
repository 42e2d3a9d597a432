/** The answer bracket of a stem: one shape and one width, wherever it was written and however. */
import type { TheoryType } from '../item.ts'
import type { TextTree } from '../text.ts'

/** Full-width brackets around no-break spaces: wide enough for a letter by hand, never torn at a line's end. */
export const BRACKET = '（\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0）'

/** Brackets with nothing but space inside. ASCII ones without space after a Latin letter are a call: `print()`. */
const EMPTY = /（[\s\u3000]*）|\([\s\u3000]+\)|(?<![A-Za-z0-9_)\]])\(\)/g

/** `tree` with its empty brackets in the printed shape; a choice item without any gets one at its end. */
export function withBracket(tree: TextTree, type: TheoryType): TextTree {
  if (type !== 'single' && type !== 'multiple') return tree
  let found = false
  const set = tree.map((block) => {
    if (block.kind !== 'paragraph') return block
    const inlines = block.inlines.map((inline) => {
      if (inline.kind !== 'text') return inline
      const text = inline.text.replace(EMPTY, BRACKET)
      found ||= text.includes(BRACKET)
      return { ...inline, text }
    })
    return { ...block, inlines }
  })
  if (found) return set
  const last = set.findLastIndex(({ kind }) => kind === 'paragraph')
  const bracket = { kind: 'text', text: BRACKET, bold: false, underline: false, script: 'none' } as const
  if (last < 0) return [...set, { kind: 'paragraph', inlines: [bracket] }]
  return set.map((block, at) =>
    at === last && block.kind === 'paragraph' ? { ...block, inlines: [...block.inlines, bracket] } : block,
  )
}

/** A true/false statement without a bracket at its end: the printed one stands before it. */
export const withoutBracket = (stem: string): string => stem.replace(/[（(][\s\u3000]*[）)]\s*([。.]?)\s*$/, '$1')
