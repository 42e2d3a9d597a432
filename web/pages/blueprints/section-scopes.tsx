/** What one section asks of the scopes of its own items, under its line in the table of sections. */
import { DeleteOutlined } from '@ant-design/icons'
import { Button, Flex, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ScopeRule, Section } from '../../../core/blueprint/blueprint.ts'
import type { ElementTable } from '../../../core/element-table.ts'
import { useTimes } from '../../ui/times.tsx'
import { AddScope, ScopeAmount } from './scope-fields.tsx'
import { round } from './writing.tsx'

export function SectionScopes({
  no,
  section,
  table,
  put,
}: {
  no: number
  section: Section
  table: ElementTable | undefined
  put: (scopes: ScopeRule[] | undefined) => void
}) {
  const { t } = useTranslation('blueprints')
  const { number } = useTimes()
  const scopes = section.scopes ?? []
  const names = new Map(table?.scopes.map(({ code, name }) => [code, name]))
  const whole = { items: section.count, marks: section.count * section.marks }
  const weighed = scopes.filter(({ weight }) => weight !== undefined)
  const sum = round(weighed.reduce((all, { weight = 0 }) => all + weight, 0))
  const more = section.difficulty ?? section.importance ?? section.attributes
  const without = (scope: string) => {
    const rest = scopes.filter((one) => one.scope !== scope)
    put(rest.length > 0 ? rest : undefined)
  }
  return (
    <Flex vertical gap={8}>
      <Typography.Text type="secondary">{t('sections.scopes.about')}</Typography.Text>
      {scopes.map((rule) => {
        const called = t('sections.scope-in', { no: no + 1, scope: rule.scope })
        return (
          <Flex key={rule.scope} gap={8} align="center" wrap>
            <span style={{ flex: '0 1 220px' }}>
              <span className="figures">{rule.scope}</span> {names.get(rule.scope)}
            </span>
            <ScopeAmount
              called={called}
              rule={rule}
              whole={whole}
              table={table}
              put={(next) => put(scopes.map((one) => (one.scope === next.scope ? next : one)))}
            />
            <Button
              size="small"
              type="text"
              aria-label={t('weights.remove', { scope: called })}
              icon={<DeleteOutlined />}
              onClick={() => without(rule.scope)}
            />
          </Flex>
        )
      })}
      {weighed.length > 0 && (
        <span aria-live="polite">
          {t('weights.sum')} <Tag color={Math.abs(sum - 100) < 0.001 ? 'green' : 'red'}>{number(sum)} / 100</Tag>
        </span>
      )}
      {table ? (
        <AddScope
          label={t('sections.scopes.add', { no: no + 1 })}
          table={table}
          scopes={scopes}
          // A share of the section's items is seldom the table's weight: how many is asked instead.
          add={(scope) => put([...scopes, { scope, count: 1 }])}
        />
      ) : (
        <Typography.Text type="secondary">{t('weights.no-table')}</Typography.Text>
      )}
      {more && <Typography.Text type="secondary">{t('sections.more')}</Typography.Text>}
    </Flex>
  )
}
