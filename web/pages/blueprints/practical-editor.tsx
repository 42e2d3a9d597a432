/** A practical blueprint being written: its modules with how their tasks are chosen, weights that must add up, time. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Card, Flex, Form, InputNumber, Radio, Select, Table, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PracticalBlueprint, PracticalModule } from '../../../core/blueprint/practical.ts'
import { practicalContradictions, tasksOf } from '../../../core/blueprint/practical-rules.ts'
import { Handle, MoveButtons, moved, useDragOrder } from '../../ui/order.tsx'
import { useTimes } from '../../ui/times.tsx'
import { Wide } from '../../ui/wide.tsx'
import { type ElementTable, sumOf, useEdition, useItemCounts } from '../table/editions.ts'
import { Light } from './light.tsx'
import { Desk, Keeping, NameField, NumberField, type Opened, Title, TitleField, useWriting } from './writing.tsx'

const modes = ['mandatory', 'pick_one', 'pick_n', 'drawn'] as const

/** The modules of an element table as they stand: its lowest scopes. */
export const modulesOf = ({ scopes }: Pick<ElementTable, 'scopes'>): PracticalModule[] =>
  scopes
    .filter(({ code }) => !scopes.some((one) => one.code.startsWith(`${code}-`)))
    .map(({ code, weight, mode = 'mandatory' }) => ({ module: code, mode, weight }))

export function PracticalEditor(opened: Opened<PracticalBlueprint>) {
  const { t } = useTranslation('blueprints')
  const { bank } = opened
  const writing = useWriting('practical', opened, { modules: [], marks: 'exact' })
  const { name, draft, papers, change, setName, setPapers } = writing
  const wrong = practicalContradictions(draft)
  return (
    <Desk
      aside={
        <>
          {draft.modules.length > 0 && (
            <Light
              bank={bank}
              kind="practical"
              blueprint={draft}
              papers={papers}
              setPapers={setPapers}
              contradictions={wrong}
            />
          )}
          <Keeping holds={draft.modules.length > 0 && wrong.length === 0} writing={writing} />
        </>
      }
    >
      <Card>
        <Form layout="vertical">
          <Flex gap={16} wrap>
            <NameField name={name} setName={setName} />
            <TitleField title={draft.title} set={(title) => change({ title })} />
          </Flex>
          <Flex gap={16} wrap>
            <NumberField
              id="min-minutes"
              label={t('minutes.least')}
              min={1}
              max={2880}
              value={draft.minMinutes}
              set={(minMinutes) => change({ minMinutes })}
            />
            <NumberField
              id="minutes"
              label={t('minutes.most')}
              min={1}
              max={2880}
              value={draft.minutes}
              set={(minutes) => change({ minutes })}
            />
            <NumberField
              id="max-use"
              label={t('max-use.task')}
              min={1}
              max={1000}
              value={draft.maxUse}
              set={(maxUse) => change({ maxUse })}
            />
          </Flex>
          <Form.Item label={t('marks')} style={{ marginBottom: 0 }}>
            <Radio.Group
              value={draft.marks}
              onChange={({ target }) => change({ marks: target.value as PracticalBlueprint['marks'] })}
              options={(['exact', 'scaled'] as const).map((value) => ({ value, label: t(`marks.${value}`) }))}
            />
          </Form.Item>
        </Form>
      </Card>
      <Modules bank={bank} modules={draft.modules} set={(modules) => change({ modules })} />
    </Desk>
  )
}

type ModuleLine = PracticalModule & { no: number }

function Modules({
  bank,
  modules,
  set,
}: {
  bank: string
  modules: readonly PracticalModule[]
  set: (modules: PracticalModule[]) => void
}) {
  const { t } = useTranslation('blueprints')
  const { number } = useTimes()
  const { data: table } = useEdition(bank, 'practical', 'current')
  const counts = useItemCounts(bank, 'practical')
  const names = new Map(table?.scopes.map(({ code, name }) => [code, name]))
  const order = (from: number, to: number) => set(moved(modules, from, to))
  const drag = useDragOrder(order)
  /** Undefined takes a field out. */
  const alter = (at: number, part: { [K in keyof PracticalModule]?: PracticalModule[K] | undefined }) =>
    set(
      modules.map((one, no) => {
        if (no !== at) return one
        const next = { ...one, ...part } as PracticalModule
        for (const field of Object.keys(part) as (keyof PracticalModule)[])
          if (part[field] === undefined) delete next[field]
        return next
      }),
    )
  const free = table?.scopes.filter(({ code }) => !modules.some(({ module }) => module === code)) ?? []
  const sum = sumOf(modules)
  return (
    <Card
      title={<Title text={t('modules')} />}
      extra={
        table && (
          <Button size="small" onClick={() => set(modulesOf(table))}>
            {t('modules.from-table')}
          </Button>
        )
      }
    >
      <Flex vertical gap={8}>
        <span aria-live="polite">
          {t('weights.sum')} <Tag color={Math.abs(sum - 100) < 0.001 ? 'green' : 'red'}>{number(sum)} / 100</Tag>{' '}
          {t('modules.tasks', { count: modules.reduce((all, module) => all + tasksOf(module), 0) })}
        </span>
        <Wide label={t('modules')} least={640}>
          <Table<ModuleLine>
            size="small"
            rowKey="module"
            dataSource={modules.map((module, no) => ({ ...module, no }))}
            pagination={false}
            locale={{ emptyText: t(table ? 'modules.none' : 'modules.no-table') }}
            onRow={({ no }) => drag.place(no)}
            columns={[
              {
                title: t('module'),
                render: (_, { no, module }) => (
                  <>
                    <Handle title={t('drag')} {...drag.handle(no)} /> <span className="figures">{module}</span>{' '}
                    {names.get(module)}
                    {counts && (
                      <Typography.Text type={counts.get(module) ? 'secondary' : 'danger'} style={{ display: 'block' }}>
                        {t('module.has', { count: counts.get(module) ?? 0 })}
                      </Typography.Text>
                    )}
                  </>
                ),
              },
              {
                title: t('mode'),
                width: 116,
                render: (_, { no, module, mode }) => (
                  <Select
                    size="small"
                    aria-label={t('mode.of', { module })}
                    value={mode}
                    // One of several is one: it has no number of its own.
                    onChange={(next) => alter(no, { mode: next, ...(next === 'pick_one' && { count: undefined }) })}
                    options={modes.map((value) => ({ value, label: t(`mode.${value}`) }))}
                    style={{ width: '100%' }}
                  />
                ),
              },
              {
                title: t('module.count'),
                width: 72,
                render: (_, { no, module, mode, count }) => (
                  <InputNumber
                    size="small"
                    aria-label={t('module.count-of', { module })}
                    min={1}
                    max={20}
                    precision={0}
                    disabled={mode === 'pick_one'}
                    value={count ?? 1}
                    onChange={(next) => alter(no, { count: next === null || next === 1 ? undefined : next })}
                    style={{ width: '100%' }}
                  />
                ),
              },
              {
                title: t('weights.weight'),
                width: 88,
                render: (_, { no, module, weight }) => (
                  <InputNumber
                    size="small"
                    aria-label={t('weights.weight-of', { scope: module })}
                    min={0}
                    max={100}
                    value={weight}
                    onChange={(next) => alter(no, { weight: next ?? 0 })}
                    style={{ width: '100%' }}
                  />
                ),
              },
              {
                title: t('module.minutes'),
                width: 84,
                render: (_, { no, module, minutes }) => (
                  <InputNumber
                    size="small"
                    aria-label={t('module.minutes-of', { module })}
                    min={1}
                    max={2880}
                    precision={0}
                    value={minutes ?? null}
                    onChange={(next) => alter(no, { minutes: next ?? undefined })}
                    style={{ width: '100%' }}
                  />
                ),
              },
              {
                title: <span className="sr-only">{t('sections.order')}</span>,
                align: 'right',
                width: 88,
                render: (_, { no, module }) => (
                  <Flex justify="flex-end">
                    <MoveButtons
                      at={no}
                      of={modules.length}
                      up={t('weights.up', { scope: module })}
                      down={t('weights.down', { scope: module })}
                      order={order}
                    />
                    <Button
                      size="small"
                      type="text"
                      aria-label={t('weights.remove', { scope: module })}
                      icon={<DeleteOutlined />}
                      onClick={() => set(modules.filter((one) => one.module !== module))}
                    />
                  </Flex>
                ),
              },
            ]}
          />
        </Wide>
        {free.length > 0 && (
          <Select
            aria-label={t('modules.add')}
            placeholder={t('modules.add')}
            value={null}
            onChange={(code: string | null) => {
              const scope = free.find((one) => one.code === code)
              if (scope)
                set([...modules, { module: scope.code, mode: scope.mode ?? 'mandatory', weight: scope.weight }])
            }}
            showSearch={{ optionFilterProp: 'label' }}
            suffixIcon={<PlusOutlined />}
            options={free.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
            style={{ width: 'min(320px, 100%)' }}
          />
        )}
      </Flex>
    </Card>
  )
}
