/** A labelled field of the editor with whatever is wrong in it. */
import { Form } from 'antd'
import { createContext, type ReactNode, useContext } from 'react'
import type { ContentFault } from '../../../../core/item-checks.ts'
import { useSaid } from '../../../words/index.ts'
import { useFieldName } from '../field-name.ts'

export const Faults = createContext<readonly ContentFault[]>([])

/** What is wrong with one field, in the person's language. */
export function useFaultsAt(): (field: string) => string[] {
  const faults = useContext(Faults)
  const said = useSaid()
  return (field) => faults.flatMap((fault) => (fault.field === field ? [said(fault.message)] : []))
}

export const fieldId = (field: string): string => `field-${field.replaceAll('.', '-')}`

/** `field` is a path of `core/item-fields.ts`; the control inside takes `fieldId(field)`. */
export function Field({
  field,
  label,
  extra,
  width,
  children,
}: {
  field: string
  label?: string
  extra?: ReactNode
  width?: number | string
  children: ReactNode
}) {
  const fieldName = useFieldName()
  const faults = useFaultsAt()(field)
  return (
    <Form.Item
      label={label ?? fieldName(field)}
      htmlFor={fieldId(field)}
      extra={extra}
      style={{ width, marginBottom: 12 }}
      {...(faults.length > 0 && { validateStatus: 'error' as const, help: faults.join(' ') })}
    >
      {children}
    </Form.Item>
  )
}

/** What is wrong with a list as a whole, or with a cell that has no label of its own. */
export function FaultsHere({ at }: { at: string }) {
  const faults = useFaultsAt()(at)
  if (faults.length === 0) return null
  return (
    <div role="alert" className="ant-form-item-explain-error">
      <Form.Item validateStatus="error" help={faults.join(' ')} style={{ margin: 0 }}>
        <span />
      </Form.Item>
    </div>
  )
}
