/** What differs between two versions: field by field, inside texts word by word. */
import { Typography, theme } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ItemContent } from '../../../core/item.ts'
import { useFieldName } from './field-name.ts'
import type { FieldChange } from './types.ts'

export function Changes({ changes, content }: { changes: readonly FieldChange[]; content?: ItemContent | undefined }) {
  const fieldName = useFieldName(content)
  return (
    <dl style={{ margin: 0 }}>
      {changes.map((change) => (
        <div key={change.field} style={{ marginBottom: 8 }}>
          <dt>
            <Typography.Text type="secondary">{fieldName(change.field)}</Typography.Text>
          </dt>
          <dd style={{ margin: 0, whiteSpace: 'pre-wrap' }}>
            <Change change={change} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

const PICTURE = /!\[\]\(sha256:([0-9a-f]{8})[0-9a-f]{56}\)/g

/** Only what is new or gone is marked. */
export function Runs({ runs }: { runs: FieldChange['runs'] }) {
  const { removed, added, named } = useMarks()
  return runs.map(({ how, text }, at) =>
    how === 'same' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a place in the text
      <span key={at}>{named(text)}</span>
    ) : how === 'removed' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a place in the text
      <del key={at} style={removed}>
        {named(text)}
      </del>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a place in the text
      <ins key={at} style={added}>
        {named(text)}
      </ins>
    ),
  )
}

function Change({ change: { before, after, runs } }: { change: FieldChange }) {
  const { removed, added, named } = useMarks()
  if (runs.length > 0) return <Runs runs={runs} />
  return (
    <>
      {before !== null && <del style={removed}>{named(before)}</del>}{' '}
      {after !== null && <ins style={added}>{named(after)}</ins>}
    </>
  )
}

function useMarks() {
  const { t } = useTranslation()
  const { token } = theme.useToken()
  return {
    /** A picture is named, not spelt. */
    named: (text: string) => text.replace(PICTURE, `[${t('picture')} $1]`),
    removed: { background: token.colorErrorBg, color: token.colorText, textDecoration: 'line-through' },
    added: { background: token.colorSuccessBg, color: token.colorText, textDecoration: 'none' },
  }
}
