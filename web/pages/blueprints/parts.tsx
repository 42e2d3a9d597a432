/** The parts of a blueprint with live sums: sections, weights of scopes, shares of difficulty and importance. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Alert, Button, Card, Flex, Form, InputNumber, Select, Slider, Table, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Blueprint, DifficultyRule, Section } from '../../../core/blueprint/blueprint.ts'
import type { Resolution } from '../../../core/blueprint/resolve.ts'
import { typeWords } from '../../../core/blueprint/words.ts'
import { parentOf } from '../../../core/scope-code.ts'
import { Handle, MoveButtons, moved, useDragOrder } from '../../ui/order.tsx'
import { useTimes } from '../../ui/times.tsx'
import { Wide } from '../../ui/wide.tsx'
import { useSaid } from '../../words/index.ts'
import { useEdition } from '../table/editions.ts'
import type { Change } from './editor.tsx'
import { Title } from './writing.tsx'

const types = Object.keys(typeWords) as Section['type'][]
const round = (n: number) => Number(n.toFixed(3))

export function Sections({ draft, change }: { draft: Blueprint; change: Change }) {
  const { t } = useTranslation('blueprints')
  const said = useSaid()
  const { number } = useTimes()
  const { sections } = draft
  const set = (at: number, part: Partial<Section>) =>
    change({ sections: sections.map((one, index) => (index === at ? { ...one, ...part } : one)) })
  const order = (from: number, to: number) => change({ sections: moved(sections, from, to) })
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
      <Wide label={t('sections')} least={640}>
        <Table<Section & { no: number }>
          size="small"
          rowKey="no"
          dataSource={sections.map((section, no) => ({ ...section, no }))}
          pagination={false}
          onRow={({ no }) => drag.place(no)}
          columns={[
            {
              title: t('sections.no'),
              width: 72,
              render: (_, { no }) => (
                <Flex gap={6}>
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
                  style={{ width: 140 }}
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
                />
              ),
            },
            {
              title: t('sections.sum'),
              className: 'figures',
              render: (_, { count, marks: each }) => number(count * each),
            },
            {
              title: <span className="sr-only">{t('sections.order')}</span>,
              align: 'right',
              render: (_, { no }) => (
                <Flex gap={4} justify="flex-end">
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
                    onClick={() => change({ sections: sections.filter((_, index) => index !== no) })}
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

type ScopeLine = { no: number; scope: string; weight: number | undefined; shown: string; rounded: string }

export function Weights({
  bank,
  draft,
  change,
  resolution,
}: {
  bank: string
  draft: Blueprint
  change: Change
  resolution: Resolution
}) {
  const { t } = useTranslation('blueprints')
  const { number } = useTimes()
  const { data: table } = useEdition(bank, 'theory', 'current')
  const names = new Map(table?.scopes.map(({ code, name }) => [code, name]))
  const scopes = draft.scopes ?? []
  const fromTable = (depth: number) => {
    const parents = new Set(table?.scopes.map(({ code }) => parentOf(code)))
    const level = (code: string) => code.split('-').length
    const chosen = table?.scopes.filter(
      ({ code }) => level(code) === depth || (level(code) < depth && !parents.has(code)),
    )
    change({ scopes: chosen?.map(({ code, weight }) => ({ scope: code, weight })) })
  }
  const weighed = scopes.filter(({ weight }) => weight !== undefined)
  const sum = round(weighed.reduce((all, { weight = 0 }) => all + weight, 0))
  const equal = new Set(draft.sections.map(({ marks }) => marks)).size === 1
  const total = draft.sections.reduce((all, { count, marks }) => all + (equal ? count : count * marks), 0)
  const ruleOf = (scope: string) =>
    resolution.ok ? resolution.blueprint.rules.find(({ id }) => id === `scope.${scope}`) : undefined
  const order = (from: number, to: number) => change({ scopes: moved(scopes, from, to) })
  const drag = useDragOrder(order)
  const remove = (scope: string) => {
    const rest = scopes.filter((one) => one.scope !== scope)
    change({ scopes: rest.length ? rest : undefined })
  }
  const lines = scopes.map(({ scope, weight, ...amount }, no): ScopeLine => {
    const rule = ruleOf(scope)
    const half = rule?.measure === 'half-marks' ? 2 : 1
    return {
      no,
      scope,
      weight,
      shown: weight === undefined ? Object.values(amount).join('–') : number(round((weight * total) / 100)),
      rounded: rule ? [...new Set([rule.min / half, (rule.max ?? rule.min) / half])].map(number).join('–') : '',
    }
  })
  return (
    <Card
      title={<Title text={t('weights')} />}
      extra={
        table && (
          <Flex gap={8} wrap>
            {[1, 2, 3].map((depth) => (
              <Button key={depth} size="small" onClick={() => fromTable(depth)}>
                {t('weights.depth', { depth })}
              </Button>
            ))}
            {scopes.length > 0 && (
              <Button size="small" onClick={() => change({ scopes: undefined })}>
                {t('weights.none')}
              </Button>
            )}
          </Flex>
        )
      }
    >
      {!table && <Alert type="info" showIcon title={t('weights.no-table')} />}
      {table && scopes.length === 0 && <Typography.Text type="secondary">{t('weights.unset')}</Typography.Text>}
      {scopes.length > 0 && (
        <Flex vertical gap={8}>
          {weighed.length > 0 && (
            <span aria-live="polite">
              {t('weights.sum')} <Tag color={Math.abs(sum - 100) < 0.001 ? 'green' : 'red'}>{number(sum)} / 100</Tag>
            </span>
          )}
          <Wide label={t('weights')} least={640}>
            <Table<ScopeLine>
              size="small"
              rowKey="scope"
              dataSource={lines}
              pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
              onRow={({ no }) => drag.place(no)}
              columns={[
                {
                  title: t('weights.scope'),
                  render: (_, { no, scope }) => (
                    <>
                      <Handle title={t('drag')} {...drag.handle(no)} /> <span className="figures">{scope}</span>{' '}
                      {names.get(scope)}
                    </>
                  ),
                },
                {
                  title: t('weights.weight'),
                  width: 110,
                  render: (_, { scope, weight }) =>
                    weight !== undefined && (
                      <InputNumber
                        size="small"
                        aria-label={t('weights.weight-of', { scope })}
                        min={0}
                        max={100}
                        value={weight}
                        onChange={(next) =>
                          change({
                            scopes: scopes.map((one) => (one.scope === scope ? { ...one, weight: next ?? 0 } : one)),
                          })
                        }
                        style={{ width: 84 }}
                      />
                    ),
                },
                {
                  title: t(equal ? 'weights.exact' : 'weights.exact-marks'),
                  dataIndex: 'shown',
                  align: 'right',
                  className: 'figures',
                },
                { title: t('weights.rounded'), dataIndex: 'rounded', align: 'right', className: 'figures' },
                {
                  title: <span className="sr-only">{t('sections.order')}</span>,
                  align: 'right',
                  width: 110,
                  render: (_, { no, scope }) => (
                    <Flex justify="flex-end">
                      <MoveButtons
                        at={no}
                        of={scopes.length}
                        up={t('weights.up', { scope })}
                        down={t('weights.down', { scope })}
                        order={order}
                      />
                      <Button
                        size="small"
                        type="text"
                        aria-label={t('weights.remove', { scope })}
                        icon={<DeleteOutlined />}
                        onClick={() => remove(scope)}
                      />
                    </Flex>
                  ),
                },
              ]}
            />
          </Wide>
        </Flex>
      )}
      {table && (
        <Select
          aria-label={t('weights.add')}
          placeholder={t('weights.add')}
          value={null}
          onChange={(scope: string | null) => {
            const weight = table.scopes.find(({ code }) => code === scope)?.weight
            if (scope !== null && weight !== undefined) change({ scopes: [...scopes, { scope, weight }] })
          }}
          showSearch={{ optionFilterProp: 'label' }}
          options={table.scopes
            .filter(({ code }) => !scopes.some(({ scope }) => scope === code))
            .map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
          style={{ width: 'min(320px, 100%)', marginTop: 12 }}
        />
      )}
    </Card>
  )
}

const levels = [1, 2, 3, 4, 5]

/** Shares of difficulty by slider and number, and how many items of each importance. */
export function Levels({ draft, change, items }: { draft: Blueprint; change: Change; items: number }) {
  const { t } = useTranslation('blueprints')
  const { number } = useTimes()
  const rules = draft.difficulty ?? []
  const ruleOf = (level: number) => rules.find((rule) => rule.level === level)
  const byShare = rules.some(({ share }) => share !== undefined)
  const sum = round(rules.reduce((all, { share = 0 }) => all + share, 0))
  const set = (level: number, part: Partial<DifficultyRule>) =>
    change({
      difficulty: levels.map((one) => {
        const old = ruleOf(one) ?? { level: one, share: 0, tolerance: 0 }
        return one === level ? { ...old, ...part } : old
      }),
    })
  const start = () =>
    change({
      difficulty: [8, 25, 45, 19, 3].map((share, at) => ({ level: at + 1, share, tolerance: [5, 7, 8, 6, 3][at]! })),
    })
  const importance = (level: 'X' | 'Y' | 'Z') => draft.importance?.find((rule) => rule.level === level)
  const setImportance = (level: 'X' | 'Y' | 'Z', part: { min?: number | undefined; max?: number | undefined }) => {
    const rest = (draft.importance ?? []).filter((rule) => rule.level !== level)
    const { min, max } = { ...importance(level), ...part }
    const own = { level, ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
    const next = min === undefined && max === undefined ? rest : [...rest, own]
    change({ importance: next.length ? next : undefined })
  }
  return (
    <Card
      title={<Title text={t('levels')} />}
      extra={
        <Flex gap={8}>
          <Button size="small" onClick={start}>
            {t('levels.common')}
          </Button>
          {rules.length > 0 && (
            <Button size="small" onClick={() => change({ difficulty: undefined })}>
              {t('levels.none')}
            </Button>
          )}
        </Flex>
      }
    >
      {rules.length > 0 && !byShare && (
        <ul style={{ margin: 0 }}>
          {rules.map(({ level, count, min, max }) => (
            <li key={String(level)}>
              {t('levels.amount', {
                level: String(level ?? t('levels.unknown')),
                amount: count ?? [min, max].join('–'),
              })}
            </li>
          ))}
        </ul>
      )}
      {byShare && (
        <Flex vertical gap={4}>
          {levels.map((level) => {
            const { share = 0, tolerance = 0 } = ruleOf(level) ?? {}
            return (
              <Flex key={level} gap={12} align="center" wrap>
                <span style={{ width: 84 }}>{t('levels.level', { level })}</span>
                <div style={{ flex: '1 1 160px' }}>
                  <Slider
                    ariaLabelForHandle={t('levels.share-of', { level })}
                    min={0}
                    max={100}
                    value={share}
                    onChange={(next) => set(level, { share: next })}
                  />
                </div>
                <InputNumber
                  size="small"
                  aria-label={t('levels.percent-of', { level })}
                  min={0}
                  max={100}
                  value={share}
                  onChange={(next) => set(level, { share: next ?? 0 })}
                  suffix="%"
                  style={{ width: 84 }}
                />
                <InputNumber
                  size="small"
                  aria-label={t('levels.tolerance-of', { level })}
                  min={0}
                  max={100}
                  value={tolerance}
                  onChange={(next) => set(level, { tolerance: next ?? 0 })}
                  prefix="±"
                  style={{ width: 84 }}
                />
                <span className="figures" style={{ width: 64 }}>
                  {t('levels.items', { items: number(round((share * items) / 100)) })}
                </span>
              </Flex>
            )
          })}
          <span aria-live="polite">
            {t('weights.sum')} <Tag color={Math.abs(sum - 100) < 0.001 ? 'green' : 'red'}>{number(sum)} / 100</Tag>
          </span>
        </Flex>
      )}
      {rules.length === 0 && <Typography.Text type="secondary">{t('levels.unset')}</Typography.Text>}
      <Form layout="vertical" style={{ marginTop: 16 }}>
        <Flex gap={16} wrap>
          {(['X', 'Y', 'Z'] as const).flatMap((level) =>
            (['min', 'max'] as const).map((bound) => (
              <Form.Item
                key={`${level} ${bound}`}
                label={t(`importance.${bound}`, { level })}
                htmlFor={`${level}-${bound}`}
              >
                <InputNumber
                  id={`${level}-${bound}`}
                  min={0}
                  max={items}
                  value={importance(level)?.[bound] ?? null}
                  onChange={(next) => setImportance(level, { [bound]: next ?? undefined })}
                  style={{ width: 90 }}
                />
              </Form.Item>
            )),
          )}
        </Flex>
      </Form>
    </Card>
  )
}
