/** What differs between two versions: field by field, inside texts word by word. */
import { Typography } from 'antd'
import type { ItemContent } from '../../../core/item.ts'
import { Marked } from '../../ui/marked.tsx'
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

function Change({ change: { before, after, runs } }: { change: FieldChange }) {
  if (runs.length > 0) return <Marked runs={runs} />
  return (
    <>
      {before !== null && <Marked runs={[{ how: 'removed', text: before }]} />}{' '}
      {after !== null && <Marked runs={[{ how: 'added', text: after }]} />}
    </>
  )
}
