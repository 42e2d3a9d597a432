/** An element table as a tree with live sums. */
import { Button, Flex, Input, InputNumber, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTimes } from '../../ui/times.tsx'
import { type ElementTable, type Kind, type Line, sumOf, treeOf, useItemCounts } from './editions.ts'

/** Alters one line of the table that is being edited. */
type Alter = (line: Line, change: { name?: string; weight?: number; importance?: 'X' | 'Y' | 'Z' }) => void

export function Tree({ bank, kind, table, alter }: { bank: string; kind: Kind; table: ElementTable; alter?: Alter }) {
  const { t } = useTranslation('table')
  const { number } = useTimes()
  const counts = useItemCounts(bank, kind)
  const lines = treeOf(table)
  const scopeKeys = table.scopes.map(({ code }) => `scope ${code}`)
  const parents = table.scopes.filter(({ code }) => table.scopes.some((one) => one.code.startsWith(`${code}-`)))
  const [open, setOpen] = useState<readonly React.Key[]>(() => parents.map(({ code }) => `scope ${code}`))
  const top = sumOf(lines.filter(({ sort }) => sort === 'scope'))
  const practical = kind === 'practical'
  return (
    <Flex vertical gap={8}>
      <Flex gap={8} wrap align="center">
        <Button size="small" onClick={() => setOpen(scopeKeys)}>
          {t('open-all')}
        </Button>
        <Button size="small" onClick={() => setOpen([])}>
          {t('close-all')}
        </Button>
        <Sum label={t('total')} sum={top} wanted={100} />
      </Flex>
      <Table<Line>
        size="small"
        rowKey="key"
        dataSource={lines}
        pagination={false}
        expandable={{ expandedRowKeys: open, onExpandedRowsChange: setOpen, indentSize: 18 }}
        columns={[
          {
            title: t('name'),
            render: (_, line) => (
              <>
                <span className="figures">{line.code}</span>{' '}
                {alter ? (
                  <Input
                    size="small"
                    aria-label={t('name-of', { code: line.code })}
                    value={line.name}
                    maxLength={200}
                    onChange={({ target }) => alter(line, { name: target.value })}
                    style={{ width: 'min(320px, 60%)' }}
                  />
                ) : (
                  line.name
                )}
              </>
            ),
          },
          {
            title: t('weight'),
            width: 200,
            align: 'right',
            className: 'figures',
            render: (_, line) =>
              line.weight !== null && (
                <Flex gap={8} justify="flex-end" align="center">
                  {line.below !== null && Math.abs(line.below - line.weight) > 0.001 && (
                    <Tag color="red">{t('sum-is', { sum: line.below })}</Tag>
                  )}
                  {alter ? (
                    <InputNumber
                      size="small"
                      aria-label={t('weight-of', { code: line.code })}
                      value={line.weight}
                      min={0}
                      max={100}
                      step={1}
                      onChange={(weight) => alter(line, { weight: weight ?? 0 })}
                      style={{ width: 84 }}
                    />
                  ) : (
                    number(line.weight)
                  )}
                </Flex>
              ),
          },
          ...(practical
            ? [
                {
                  title: t('mode'),
                  width: 110,
                  render: (_: unknown, { mode }: Line) => mode && t(`mode.${mode}`),
                },
                {
                  title: t('minutes'),
                  width: 90,
                  align: 'right' as const,
                  render: (_: unknown, { minutes }: Line) => minutes,
                },
              ]
            : [
                {
                  title: t('importance'),
                  width: 120,
                  render: (_: unknown, line: Line) =>
                    line.importance &&
                    (alter ? (
                      <Select
                        size="small"
                        aria-label={t('importance-of', { code: line.code })}
                        value={line.importance}
                        onChange={(importance) => alter(line, { importance })}
                        options={(['X', 'Y', 'Z'] as const).map((value) => ({
                          value,
                          label: t(`importance.${value}`),
                        }))}
                        style={{ width: 104 }}
                      />
                    ) : (
                      t(`importance.${line.importance}`)
                    )),
                },
                {
                  title: t('points'),
                  width: 90,
                  align: 'right' as const,
                  className: 'figures',
                  render: (_: unknown, line: Line) => line.sort === 'scope' && number(line.points),
                },
              ]),
          ...(counts
            ? [
                {
                  title: t(practical ? 'tasks' : 'items'),
                  width: 110,
                  align: 'right' as const,
                  className: 'figures',
                  render: (_: unknown, { code }: Line) => {
                    const there = counts.get(code) ?? 0
                    return there === 0 ? <Tag color="orange">{t('empty')}</Tag> : number(there)
                  },
                },
              ]
            : []),
        ]}
      />
    </Flex>
  )
}

function Sum({ label, sum, wanted }: { label: string; sum: number; wanted: number }) {
  const { t } = useTranslation('table')
  const holds = Math.abs(sum - wanted) <= 0.001
  return (
    <span aria-live="polite">
      {label} <Tag color={holds ? 'green' : 'red'}>{t(holds ? 'sum.holds' : 'sum.off', { sum, wanted })}</Tag>
    </span>
  )
}

/** How many sums are off. */
export function treeFaults(table: ElementTable): number {
  const lines = treeOf(table)
  const off = (line: Line): number =>
    (line.below !== null && line.weight !== null && Math.abs(line.below - line.weight) > 0.001 ? 1 : 0) +
    (line.children ?? []).reduce((sum, one) => sum + off(one), 0)
  const top = Math.abs(sumOf(lines) - 100) > 0.001 ? 1 : 0
  return top + lines.reduce((sum, line) => sum + off(line), 0)
}
