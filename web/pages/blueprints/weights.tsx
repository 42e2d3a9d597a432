/** What a paper takes of each scope, by weight or by amount, with the items it comes to. */
import { DeleteOutlined } from '@ant-design/icons'
import { Alert, Button, Card, Flex, Table, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Blueprint, ScopeRule } from '../../../core/blueprint/blueprint.ts'
import type { Resolution } from '../../../core/blueprint/resolve.ts'
import { parentOf } from '../../../core/scope-code.ts'
import { Handle, MoveButtons, moved, useDragOrder } from '../../ui/order.tsx'
import { useTimes } from '../../ui/times.tsx'
import { Wide } from '../../ui/wide.tsx'
import { useEdition } from '../table/editions.ts'
import { AddScope, ScopeAmount } from './scope-fields.tsx'
import { type Change, round, Title } from './writing.tsx'

type ScopeLine = { no: number; scope: string; rule: ScopeRule; shown: string; rounded: string }

export function Weights({
  bank,
  draft,
  change,
  resolution,
}: {
  bank: string
  draft: Blueprint
  change: Change<Blueprint>
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
  const whole = {
    items: draft.sections.reduce((all, { count }) => all + count, 0),
    marks: draft.sections.reduce((all, { count, marks }) => all + count * marks, 0),
  }
  const total = equal ? whole.items : whole.marks
  const ruleOf = (scope: string) =>
    resolution.ok ? resolution.blueprint.rules.find(({ id }) => id === `scope.${scope}`) : undefined
  const order = (from: number, to: number) => change({ scopes: moved(scopes, from, to) })
  const drag = useDragOrder(order)
  const remove = (scope: string) => {
    const rest = scopes.filter((one) => one.scope !== scope)
    change({ scopes: rest.length ? rest : undefined })
  }
  const put = (rule: ScopeRule) => change({ scopes: scopes.map((one) => (one.scope === rule.scope ? rule : one)) })
  const lines = scopes.map((rule, no): ScopeLine => {
    const { scope, weight } = rule
    const resolved = ruleOf(scope)
    const half = resolved?.measure === 'half-marks' ? 2 : 1
    return {
      no,
      scope,
      rule,
      shown: weight === undefined ? '' : number(round((weight * total) / 100)),
      rounded: resolved
        ? [...new Set([resolved.min / half, (resolved.max ?? resolved.min) / half])].map(number).join('–')
        : '',
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
          <Wide label={t('weights')} least={620}>
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
                  title: t('weights.amount'),
                  width: 258,
                  render: (_, { scope, rule }) => (
                    <Flex gap={4} align="center">
                      <ScopeAmount called={scope} rule={rule} whole={whole} table={table} put={put} />
                    </Flex>
                  ),
                },
                {
                  title: t(equal ? 'weights.exact' : 'weights.exact-marks'),
                  dataIndex: 'shown',
                  align: 'right',
                  className: 'figures',
                },
                {
                  title: t('weights.rounded'),
                  dataIndex: 'rounded',
                  align: 'right',
                  className: 'figures',
                  width: 76,
                  onCell: () => ({ style: { whiteSpace: 'nowrap' } }),
                  onHeaderCell: () => ({ style: { whiteSpace: 'nowrap' } }),
                },
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
        <div style={{ marginTop: 12 }}>
          <AddScope
            label={t('weights.add')}
            table={table}
            scopes={scopes}
            add={(scope, weight) => change({ scopes: [...scopes, { scope, weight }] })}
          />
        </div>
      )}
    </Card>
  )
}
