/** What is asked of one scope, of the paper or of a section alone, and how another scope is added. */
import { InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ScopeRule } from '../../../core/blueprint/blueprint.ts'
import type { ElementTable } from '../../../core/element-table.ts'
import { type Amounts, amountsOf, type Unit, unitOf, units, withAmounts } from './scope-amount.ts'

/** How many items and marks the rule is a part of. */
export type Whole = { items: number; marks: number }

const weightIn = (table: ElementTable | undefined, scope: string): number =>
  table?.scopes.find(({ code }) => code === scope)?.weight ?? 0

/** The same amount said in another way, as far as it is known: what it comes to, the table's weight. */
function inUnit(
  unit: Unit,
  { scope, weight = 0 }: ScopeRule,
  whole: Whole,
  table: ElementTable | undefined,
): ScopeRule {
  if (unit === 'weight') return { scope, weight: weightIn(table, scope) }
  const part = (weight * whole[unit]) / 100
  const amount = unit === 'items' ? Math.round(part) : Math.round(part * 2) / 2
  return withAmounts(scope, unit, { least: amount, most: amount })
}

/** By weight, or from so many to so many items or marks. `called` names the scope to who hears the page. */
export function ScopeAmount({
  called,
  rule,
  whole,
  table,
  put,
}: {
  called: string
  rule: ScopeRule
  whole: Whole
  table: ElementTable | undefined
  put: (rule: ScopeRule) => void
}) {
  const { t } = useTranslation('blueprints')
  return (
    <>
      <Select
        size="small"
        aria-label={t('weights.unit-of', { scope: called })}
        value={unitOf(rule)}
        onChange={(unit) => put(inUnit(unit, rule, whole, table))}
        options={units.map((value) => ({ value, label: t(`weights.by.${value}`) }))}
        style={{ width: 96 }}
      />
      {rule.weight === undefined ? (
        <Bounds called={called} rule={rule} put={put} />
      ) : (
        <InputNumber
          size="small"
          aria-label={t('weights.weight-of', { scope: called })}
          min={0}
          max={100}
          value={rule.weight}
          onChange={(next) => put({ ...rule, weight: next ?? 0 })}
          style={{ width: 84 }}
        />
      )}
    </>
  )
}

/** From how many to how many: the same number twice is exactly that many, an empty field no bound. */
function Bounds({ called, rule, put }: { called: string; rule: ScopeRule; put: (rule: ScopeRule) => void }) {
  const { t } = useTranslation('blueprints')
  const unit = unitOf(rule)
  const amounts = amountsOf(rule)
  const field = (bound: keyof Amounts) => (
    <InputNumber
      size="small"
      aria-label={t(`weights.${bound}-of`, { scope: called })}
      min={0}
      max={1000}
      step={unit === 'marks' ? 0.5 : 1}
      value={amounts[bound] ?? null}
      onChange={(next) => {
        const whole = next === null ? undefined : unit === 'marks' ? Math.round(next * 2) / 2 : Math.round(next)
        put(withAmounts(rule.scope, unit, { ...amounts, [bound]: whole }))
      }}
      style={{ width: 68 }}
    />
  )
  return (
    <>
      {field('least')}–{field('most')}
    </>
  )
}

/** A choice of the scopes that are not there yet. */
export function AddScope({
  label,
  table,
  scopes,
  add,
}: {
  label: string
  table: ElementTable
  scopes: readonly ScopeRule[]
  add: (scope: string, weight: number) => void
}) {
  return (
    <Select
      aria-label={label}
      placeholder={label}
      value={null}
      onChange={(scope: string | null) => scope !== null && add(scope, weightIn(table, scope))}
      showSearch={{ optionFilterProp: 'label' }}
      options={table.scopes
        .filter(({ code }) => !scopes.some(({ scope }) => scope === code))
        .map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
      style={{ width: 'min(320px, 100%)' }}
    />
  )
}
