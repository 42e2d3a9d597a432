/** The sections of a theory blueprint, with what they come to in items and marks, and what each asks of its own items. */
import { DeleteOutlined, DownOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Card, Flex, InputNumber, Select, Table, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Blueprint, Section } from '../../../core/blueprint/blueprint.ts'
import { typeWords } from '../../../core/blueprint/words.ts'
import { Handle, MoveButtons, moved, useDragOrder } from '../../ui/order.tsx'
import { useTimes } from '../../ui/times.tsx'
import { Wide } from '../../ui/wide.tsx'
import { useSaid } from '../../words/index.ts'
import { useEdition } from '../table/editions.ts'
import { SectionScopes } from './section-scopes.tsx'
import { type Change, Title } from './writing.tsx'

const types = Object.keys(typeWords) as Section['type'][]

export function Sections({ bank, draft, change }: { bank: string; draft: Blueprint; change: Change<Blueprint> }) {
  const { t } = useTranslation('blueprints')
  const said = useSaid()
  const { number } = useTimes()
  const { sections } = draft
  const set = (at: number, part: { [K in keyof Section]?: Section[K] | undefined }) =>
    change({ sections: sections.map((one, index) => (index === at ? ({ ...one, ...part } as Section) : one)) })
  const { data: table } = useEdition(bank, 'theory', 'current')
  const [open, setOpen] = useState(() => sections.flatMap(({ scopes }, no) => (scopes ? [no] : [])))
  const toggle = (no: number) => setOpen(open.includes(no) ? open.filter((one) => one !== no) : [...open, no])
  /** Sections are told apart by their place: where it changes, none stays open. */
  const put = (next: Section[]) => {
    setOpen([])
    change({ sections: next })
  }
  const order = (from: number, to: number) => put(moved(sections, from, to))
  const drag = useDragOrder(order)
  const items = sections.reduce((sum, { count }) => sum + count, 0)
  const marks = sections.reduce((sum, section) => sum + section.count * section.marks, 0)
  return (
    <Card
      title={<Title text={t('sections')} />}
      extra={
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => change({ sections: [...sections, { type: 'true_false', count: 20, marks: 1 }] })}
        >
          {t('sections.add')}
        </Button>
      }
    >
      <Wide label={t('sections')} least={600}>
        <Table<Section & { no: number }>
          size="small"
          rowKey="no"
          dataSource={sections.map((section, no) => ({ ...section, no }))}
          pagination={false}
          onRow={({ no }) => drag.place(no)}
          expandable={{
            showExpandColumn: false,
            expandedRowKeys: open,
            expandedRowRender: ({ no, ...section }) => (
              <SectionScopes no={no} section={section} table={table} put={(scopes) => set(no, { scopes })} />
            ),
          }}
          columns={[
            {
              title: t('sections.no'),
              width: 56,
              render: (_, { no }) => (
                <Flex gap={4}>
                  <Handle title={t('drag')} {...drag.handle(no)} />
                  {no + 1}
                </Flex>
              ),
            },
            {
              title: t('sections.type'),
              render: (_, { no, type }) => (
                <Select
                  aria-label={t('sections.type-of', { no: no + 1 })}
                  value={type}
                  onChange={(next) => set(no, { type: next })}
                  options={types.map((value) => ({ value, label: said(typeWords[value]) }))}
                  style={{ width: 112 }}
                />
              ),
            },
            {
              title: t('sections.count'),
              render: (_, { no, count }) => (
                <InputNumber
                  aria-label={t('sections.count-of', { no: no + 1 })}
                  min={1}
                  max={1000}
                  value={count}
                  onChange={(next) => next && set(no, { count: next })}
                  style={{ width: 68 }}
                />
              ),
            },
            {
              title: t('sections.marks'),
              render: (_, { no, marks: each }) => (
                <InputNumber
                  aria-label={t('sections.marks-of', { no: no + 1 })}
                  min={0.5}
                  max={1000}
                  step={0.5}
                  value={each}
                  onChange={(next) => next && set(no, { marks: Math.round(next * 2) / 2 })}
                  style={{ width: 68 }}
                />
              ),
            },
            {
              title: t('sections.sum'),
              className: 'figures',
              render: (_, { count, marks: each }) => number(count * each),
            },
            {
              title: t('weights.scope'),
              render: (_, { no, scopes }) => {
                const text = scopes?.length ? t('sections.scopes', { count: scopes.length }) : t('sections.scopes.any')
                return (
                  <Button
                    size="small"
                    type="text"
                    icon={open.includes(no) ? <DownOutlined /> : <RightOutlined />}
                    aria-label={t('sections.scopes-of', { said: text, no: no + 1 })}
                    aria-expanded={open.includes(no)}
                    onClick={() => toggle(no)}
                  >
                    {text}
                  </Button>
                )
              },
            },
            {
              title: <span className="sr-only">{t('sections.order')}</span>,
              align: 'right',
              render: (_, { no }) => (
                <Flex justify="flex-end">
                  <MoveButtons
                    at={no}
                    of={sections.length}
                    up={t('sections.up', { no: no + 1 })}
                    down={t('sections.down', { no: no + 1 })}
                    order={order}
                  />
                  <Button
                    size="small"
                    type="text"
                    aria-label={t('sections.remove', { no: no + 1 })}
                    icon={<DeleteOutlined />}
                    disabled={sections.length === 1}
                    onClick={() => put(sections.filter((_, index) => index !== no))}
                  />
                </Flex>
              ),
            },
          ]}
        />
      </Wide>
      <Typography.Paragraph style={{ margin: '12px 0 0' }} aria-live="polite">
        {t('sections.total', { items: number(items), marks: number(marks) })}
      </Typography.Paragraph>
    </Card>
  )
}
