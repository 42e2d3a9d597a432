/** Rows of a table that one writes: added, moved, taken away; and lists of single lines. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Flex } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Growing } from '../../../ui/growing.tsx'
import { MoveButtons, moved } from '../../../ui/order.tsx'
import { FaultsHere } from './field.tsx'

export function Rows<Row>({
  title,
  field,
  rows,
  least = 0,
  most,
  head,
  blank,
  cells,
  onChange,
  foot,
}: {
  title: string
  field: string
  rows: readonly Row[]
  least?: number
  most: number
  head: readonly { label: string; width?: number }[]
  blank: () => Row
  cells: (row: Row, set: (row: Row) => void, no: number) => ReactNode[]
  onChange: (rows: Row[]) => void
  foot?: ReactNode
}) {
  const { t } = useTranslation('items')
  return (
    <section style={{ marginBottom: 16 }} aria-label={title}>
      <strong>{title}</strong>
      <FaultsHere at={field} />
      {rows.length > 0 && (
        <div style={{ overflowX: 'auto' }}>
          <table className="rows" style={{ width: '100%', borderSpacing: 4 }}>
            <thead>
              <tr>
                {head.map(({ label, width }) => (
                  <th key={label} style={{ textAlign: 'start', fontWeight: 'normal', width, minWidth: width ?? 120 }}>
                    {label}
                  </th>
                ))}
                <th>
                  <span className="sr-only">{t('rows.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name
                <tr key={at} style={{ verticalAlign: 'top' }}>
                  {cells(row, (next) => onChange(rows.map((one, index) => (index === at ? next : one))), at + 1).map(
                    (cell, column) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: a column
                      <td key={column}>{cell}</td>
                    ),
                  )}
                  <td style={{ whiteSpace: 'nowrap' }}>
                    <MoveButtons
                      at={at}
                      of={rows.length}
                      up={t('rows.up', { no: at + 1 })}
                      down={t('rows.down', { no: at + 1 })}
                      order={(from, to) => onChange(moved(rows, from, to))}
                    />
                    <Button
                      size="small"
                      type="text"
                      icon={<DeleteOutlined />}
                      disabled={rows.length <= least}
                      aria-label={t('rows.remove', { no: at + 1 })}
                      onClick={() => onChange(rows.filter((_, index) => index !== at))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Flex gap={12} align="center" style={{ marginTop: 4 }}>
        <Button
          size="small"
          icon={<PlusOutlined />}
          disabled={rows.length >= most}
          onClick={() => onChange([...rows, blank()])}
        >
          {t('rows.add')}
        </Button>
        {foot}
      </Flex>
    </section>
  )
}

export function LineList({
  title,
  field,
  lines,
  least = 0,
  most = 30,
  maxLength = 2000,
  onChange,
}: {
  title: string
  field: string
  lines: readonly string[]
  least?: number
  most?: number
  maxLength?: number
  onChange: (lines: string[]) => void
}) {
  return (
    <Rows
      title={title}
      field={field}
      rows={lines}
      least={least}
      most={most}
      head={[{ label: title }]}
      blank={() => ''}
      onChange={onChange}
      cells={(line, set, no) => [
        <div key="line">
          <Growing
            aria-label={`${title} ${no}`}
            value={line}
            maxLength={maxLength}
            rows={1}
            onChange={({ target }) => set(target.value)}
          />
          <FaultsHere at={`${field}.${no}`} />
        </div>,
      ]}
    />
  )
}
