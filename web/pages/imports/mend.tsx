/** Setting a row right on the spot: its cells as the file has them, what is wrong beside them, and what was set right so far. */
import { Alert, Button, Flex, List, Modal, Table, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CellCorrection, Corrections, RowPlace } from '../../../core/row/corrections.ts'
import { Growing } from '../../ui/growing.tsx'
import { Watermark } from '../../ui/watermark.tsx'
import { Wide } from '../../ui/wide.tsx'
import { useSaid } from '../../words/index.ts'
import { useFieldName } from './mapping.tsx'
import type { Report } from './run.ts'

export const NOTHING: Corrections = { cells: [], leftOut: [] }

type Cell = Omit<CellCorrection, 'text'>
const sameRow = (one: RowPlace, other: RowPlace) => one.sheet === other.sheet && one.row === other.row
const sameCell = (one: Cell, other: Cell) => sameRow(one, other) && one.column === other.column

/** The corrections with these cells among them, each in the place of an earlier one. */
export const withTexts = (all: Corrections, cells: readonly CellCorrection[]): Corrections => ({
  ...all,
  cells: [...all.cells.filter((one) => !cells.some((cell) => sameCell(one, cell))), ...cells],
})
export const withoutCell = (all: Corrections, cell: Cell): Corrections => ({
  ...all,
  cells: all.cells.filter((one) => !sameCell(one, cell)),
})
export const isOut = ({ leftOut }: Corrections, place: RowPlace): boolean => leftOut.some((one) => sameRow(one, place))
export const leaveOut = (all: Corrections, { sheet, row }: RowPlace, out: boolean): Corrections => {
  const rest = all.leftOut.filter((one) => !sameRow(one, { sheet, row }))
  return { ...all, leftOut: out ? [...rest, { sheet, row }] : rest }
}

/** One row in a window of its own: every cell with its column, to be written anew. */
export function MendRow({
  report,
  mendable,
  corrections,
  change,
  close,
}: {
  report: Report
  mendable: Report['mendable'][number]
  corrections: Corrections
  change: (corrections: Corrections) => void
  close: () => void
}) {
  const { t } = useTranslation(['imports', 'common'])
  const said = useSaid()
  const nameOf = useFieldName()
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({})
  const { sheet, row, lines } = mendable
  const wrong = [...report.issues, ...report.rows.flatMap(({ issues }) => issues)].filter((one) =>
    sameRow(one, mendable),
  )
  const cells = lines.flatMap((line) => line.cells.map((cell) => ({ ...cell, sheet, row: line.row })))
  const keyOf = ({ column, row: at }: Cell) => `${column}${at}`
  const before = (cell: (typeof cells)[number]) =>
    corrections.cells.find((one) => sameCell(one, cell))?.text ?? cell.text
  const written = cells.flatMap((cell): CellCorrection[] => {
    const text = texts[keyOf(cell)]
    return text === undefined || text === before(cell) ? [] : [{ sheet, row: cell.row, column: cell.column, text }]
  })
  return (
    <Modal
      open
      width={760}
      title={t('mend.title', { sheet, row })}
      onCancel={close}
      footer={[
        <Button
          key="out"
          onClick={() => {
            change(leaveOut(corrections, mendable, true))
            close()
          }}
        >
          {t('near.leave-out')}
        </Button>,
        <Button key="cancel" onClick={close}>
          {t('common:cancel')}
        </Button>,
        <Button
          key="done"
          type="primary"
          disabled={written.length === 0}
          onClick={() => {
            change(withTexts(corrections, written))
            close()
          }}
        >
          {t('mend.done')}
        </Button>,
      ]}
    >
      <Flex vertical gap={12}>
        {wrong.map(({ column, message, severity }, at) => (
          <Alert
            // biome-ignore lint/suspicious/noArrayIndexKey: a place in the list
            key={at}
            type={severity === 'error' ? 'error' : 'warning'}
            title={
              <>
                {column && (
                  <strong>
                    {column.letter} {column.header}
                  </strong>
                )}{' '}
                {said(message)}
              </>
            }
          />
        ))}
        <Watermark>
          <Flex vertical gap={8}>
            {cells.map((cell) => {
              const id = `cell-${keyOf(cell)}`
              const named = cell.field ? nameOf(cell.field) : t('mapping.unread')
              const faulty = wrong.some(({ column }) => column?.letter === cell.column) && cell.row === row
              return (
                <div key={id}>
                  <label htmlFor={id}>
                    <span className="figures">{keyOf(cell)}</span> {cell.header || named}
                    {cell.header !== '' && cell.header !== named && (
                      <Typography.Text type="secondary"> · {named}</Typography.Text>
                    )}
                  </label>
                  <Growing
                    id={id}
                    value={texts[keyOf(cell)] ?? before(cell)}
                    maxLength={32_767}
                    status={faulty ? 'error' : undefined}
                    onChange={({ target }) => setTexts((old) => ({ ...old, [keyOf(cell)]: target.value }))}
                  />
                </div>
              )
            })}
          </Flex>
        </Watermark>
      </Flex>
    </Modal>
  )
}

/** What was set right and looked at, each to be taken back. */
export function Mended({
  report: { corrected, leftOut },
  corrections,
  change,
}: {
  report: Report
  corrections: Corrections
  change?: ((corrections: Corrections) => void) | undefined
}) {
  const { t } = useTranslation('imports')
  return (
    <Flex vertical gap={16}>
      {corrected.length > 0 && (
        <Wide label={t('tab.mended')} least={640}>
          <Table
            size="small"
            rowKey={({ sheet, row, column }) => `${sheet} ${row} ${column}`}
            dataSource={corrected}
            pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
            columns={[
              { title: t('sheet'), dataIndex: 'sheet', ellipsis: true },
              {
                title: t('mend.cell'),
                render: (_, { column, row }) => <span className="figures">{`${column}${row}`}</span>,
              },
              { title: t('mend.before'), render: (_, { before }) => <del>{before}</del> },
              { title: t('mend.after'), dataIndex: 'after' },
              {
                title: <span className="sr-only">{t('near.settle')}</span>,
                align: 'right',
                render: (_, cell) =>
                  change &&
                  (corrections.cells.some((one) => sameCell(one, cell)) ? (
                    <Button size="small" onClick={() => change(withoutCell(corrections, cell))}>
                      {t('near.back')}
                    </Button>
                  ) : (
                    t('mend.back')
                  )),
              },
            ]}
          />
        </Wide>
      )}
      {leftOut.length > 0 && (
        <List
          size="small"
          header={t('mend.out')}
          dataSource={leftOut}
          renderItem={(place) => (
            <List.Item
              actions={
                change && isOut(corrections, place)
                  ? [
                      <Button key="back" size="small" onClick={() => change(leaveOut(corrections, place, false))}>
                        {t('near.back')}
                      </Button>,
                    ]
                  : []
              }
            >
              {t('twin.row', place)}
            </List.Item>
          )}
        />
      )}
    </Flex>
  )
}
