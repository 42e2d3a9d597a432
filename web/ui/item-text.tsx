/**
 * An item's text as it will be printed: the closed tree of `core/text.ts` as
 * elements, never as HTML. Keys are places in the tree, which has no others.
 */
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Block, type Inline, parseText, type Words } from '../../core/text.ts'
import { Formula } from './formula.tsx'

/** Where the picture with this SHA-256 (hex) is shown from; undefined where it is nowhere yet. */
export type PictureSource = (sha256: string) => string | undefined

/** The pictures of a stored item. */
export const picturesOfItem =
  (bank: string, item: string): PictureSource =>
  (sha256) =>
    `/api/banks/${encodeURIComponent(bank)}/items/${encodeURIComponent(item)}/pictures/${sha256}`

/** `text` in the subset of `core/text.ts`; `lead` stands in front of the first paragraph: a number, a letter. */
export function ItemText({ text, pictures, lead }: { text: string; pictures: PictureSource; lead?: ReactNode }) {
  const tree = parseText(text)
  const leads = lead !== undefined && tree[0]?.kind !== 'paragraph'
  return (
    <div className="item-text">
      {leads && <p>{lead}</p>}
      {tree.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place in the text
        <Fragment key={at}>
          {block.kind === 'paragraph' ? (
            <p>
              {at === 0 && lead}
              <Inlines of={block.inlines} />
            </p>
          ) : block.kind === 'picture' ? (
            <Picture sha256={block.sha256} pictures={pictures} />
          ) : (
            <TableOf block={block} />
          )}
        </Fragment>
      ))}
    </div>
  )
}

function Picture({ sha256, pictures }: { sha256: string; pictures: PictureSource }) {
  const { t } = useTranslation()
  const source = pictures(sha256)
  if (source === undefined) return <p role="note">{t('picture.later')}</p>
  return (
    <p>
      <img src={source} alt={t('picture')} style={{ maxWidth: '100%', maxHeight: 360 }} />
    </p>
  )
}

function TableOf({ block }: { block: Extract<Block, { kind: 'table' }> }) {
  const row = (cells: readonly Inline[][], Cell: 'th' | 'td') =>
    cells.map((cell, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a column
      <Cell key={at} style={{ textAlign: block.align[at] }}>
        <Inlines of={cell} />
      </Cell>
    ))
  return (
    <table>
      <thead>
        <tr>{row(block.header, 'th')}</tr>
      </thead>
      <tbody>
        {block.rows.map((cells, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row
          <tr key={at}>{row(cells, 'td')}</tr>
        ))}
      </tbody>
    </table>
  )
}

const Inlines = ({ of }: { of: readonly Inline[] }): ReactNode =>
  of.map((inline, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a place in the line
    <Fragment key={at}>
      {inline.kind === 'break' ? <br /> : inline.kind === 'formula' ? <Formula tex={inline.tex} /> : dressed(inline)}
    </Fragment>
  ))

function dressed({ text, bold, underline, script }: Words): ReactNode {
  let words: ReactNode = text
  if (script === 'sub') words = <sub>{words}</sub>
  if (script === 'sup') words = <sup>{words}</sup>
  if (underline) words = <u>{words}</u>
  return bold ? <strong>{words}</strong> : words
}
