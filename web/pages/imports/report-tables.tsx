/** The tables of a report: what is wrong, what became of each row, which points are unknown. */
import { Button, Empty, Flex, Segmented, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Corrections } from '../../../core/row/corrections.ts'
import { useTimes } from '../../ui/times.tsx'
import { useAddress } from '../../ui/use-address.ts'
import { Wide } from '../../ui/wide.tsx'
import { useSaid } from '../../words/index.ts'
import { useFieldName } from './mapping.tsx'
import { isOut, MendRow } from './mend.tsx'
import { useTwinName } from './near.tsx'
import type { Report } from './run.ts'

type Issue = Report['issues'][number]
type Row = Report['rows'][number]
export const outcomes = ['added', 'updated', 'unchanged', 'duplicate', 'refused'] as const
const colours: Record<(typeof outcomes)[number], string> = {
  added: 'green',
  updated: 'blue',
  unchanged: 'default',
  duplicate: 'gold',
  refused: 'red',
}

type Mend = { report: Report; corrections: Corrections; change: (corrections: Corrections) => void }

/** What is wrong, where, and what to do about it. */
export function Issues({ issues, mend }: { issues: readonly Issue[]; mend?: Mend }) {
  const { t } = useTranslation('imports')
  const [open, setOpen] = useState<Report['mendable'][number]>()
  const mendable = new Map(mend?.report.mendable.map((one) => [`${one.row} ${one.sheet}`, one]))
  const said = useSaid()
  const [{ severity }, setAddress] = useAddress()
  const shown = issues.filter((issue) => !severity || severity === 'all' || issue.severity === severity)
  return (
    <Flex vertical gap={12}>
      <Segmented
        aria-label={t('severity')}
        style={{ alignSelf: 'flex-start' }}
        value={severity ?? 'all'}
        onChange={(value) => setAddress({ severity: value === 'all' ? undefined : value })}
        options={(['all', 'error', 'warning'] as const).map((value) => ({ value, label: t(`severity.${value}`) }))}
      />
      <Wide label={t('tab.issues')} least={760}>
        <Table<Issue & { no: number }>
          size="small"
          rowKey="no"
          dataSource={shown.map((issue, no) => ({ ...issue, no }))}
          pagination={{ defaultPageSize: 20, showSizeChanger: true, hideOnSinglePage: true }}
          locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('issues.none')} /> }}
          columns={[
            { title: t('sheet'), dataIndex: 'sheet', width: 120, ellipsis: true },
            {
              title: t('row'),
              dataIndex: 'row',
              width: 72,
              className: 'figures',
              sorter: (a, b) => a.sheet.localeCompare(b.sheet) || a.row - b.row,
            },
            {
              title: t('column'),
              width: 140,
              render: (_, { column }) => column && `${column.letter} ${column.header}`,
            },
            {
              title: t('seen'),
              width: 200,
              render: (_, { value }) => value && <Typography.Text code>{value}</Typography.Text>,
            },
            {
              title: t('remedy'),
              render: (_, issue) => (
                <>
                  <Tag color={issue.severity === 'error' ? 'red' : 'gold'}>{t(`severity.${issue.severity}`)}</Tag>
                  {said(issue.message)}
                </>
              ),
            },
            ...(mend && mendable.size > 0
              ? [
                  {
                    title: <span className="sr-only">{t('mend')}</span>,
                    width: 96,
                    align: 'right' as const,
                    render: (_: unknown, { sheet, row }: Issue) => {
                      const found = mendable.get(`${row} ${sheet}`)
                      return found && isOut(mend.corrections, found) ? (
                        <Tag>{t('near.out')}</Tag>
                      ) : (
                        found && (
                          <Button size="small" onClick={() => setOpen(found)}>
                            {t('mend')}
                          </Button>
                        )
                      )
                    },
                  },
                ]
              : []),
          ]}
        />
      </Wide>
      {mend && open && <MendRow {...mend} mendable={open} close={() => setOpen(undefined)} />}
    </Flex>
  )
}

/** Each row and what became of it. */
export function Rows({ report }: { report: Report }) {
  const { t } = useTranslation('imports')
  const nameOf = useFieldName()
  const twinName = useTwinName()
  const [{ outcome }, setAddress] = useAddress()
  const shown = report.rows.filter((row) => !outcome || outcome === 'all' || row.outcome === outcome)
  return (
    <Flex vertical gap={12}>
      <Segmented
        aria-label={t('outcome')}
        style={{ alignSelf: 'flex-start' }}
        value={outcome ?? 'all'}
        onChange={(value) => setAddress({ outcome: value === 'all' ? undefined : value })}
        options={(['all', ...outcomes] as const).map((value) => ({ value, label: t(`outcome.${value}`) }))}
      />
      {report.rowsTotal > report.rows.length && (
        <Typography.Text type="secondary">
          {t('rows.more', { shown: report.rows.length, total: report.rowsTotal })}
        </Typography.Text>
      )}
      <Table<Row>
        size="small"
        rowKey={({ sheet, row }) => `${sheet} ${row}`}
        dataSource={shown}
        pagination={{ defaultPageSize: 20, showSizeChanger: true, hideOnSinglePage: true }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('rows.none')} /> }}
        columns={[
          { title: t('sheet'), dataIndex: 'sheet', ellipsis: true },
          { title: t('row'), dataIndex: 'row', className: 'figures' },
          {
            title: t('outcome'),
            render: (_, row) => <Tag color={colours[row.outcome]}>{t(`outcome.${row.outcome}`)}</Tag>,
          },
          { title: nameOf('id'), dataIndex: 'code' },
          {
            title: t('twin'),
            render: (_, { twin }) => twin && twinName(twin),
          },
          {
            title: t('point'),
            render: (_, { point }) =>
              point && (point.code ? `${point.code} · ${t(`found.${point.by}`)}` : t('found.none')),
          },
        ]}
      />
    </Flex>
  )
}

/** Points that the element table does not have, with those it has that are like them. */
export function UnknownPoints({ points }: { points: Report['points'] }) {
  const { t } = useTranslation('imports')
  const { number } = useTimes()
  return (
    <Table<Report['points'][number]>
      size="small"
      rowKey="written"
      dataSource={points}
      pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
      columns={[
        { title: t('points.written'), dataIndex: 'written' },
        { title: t('points.rows'), dataIndex: 'rows', className: 'figures', sorter: (a, b) => a.rows - b.rows },
        {
          title: t('points.near'),
          render: (_, { suggestions }) =>
            suggestions.map(({ code, name, similarity }) => (
              <div key={code}>
                <span className="figures">{code}</span> {name}{' '}
                <Typography.Text type="secondary">{number(Math.round(similarity * 100))}%</Typography.Text>
              </div>
            )),
        },
      ]}
    />
  )
}
