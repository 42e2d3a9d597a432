/** Variables and formulas of an item whose numbers each paper draws, with draws to look at. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Alert, Button, Card, Flex, Input, InputNumber, List, Segmented, Select, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Calculation, Variable } from '../../../../core/calculation/calculation.ts'
import type { TheoryItem } from '../../../../core/item.ts'
import { api, ask } from '../../../api/client.ts'
import { Growing } from '../../../ui/growing.tsx'
import { RefusalNote } from '../../../ui/refusal.tsx'
import { useTimes } from '../../../ui/times.tsx'
import { useAct } from '../../../ui/use-act.ts'
import { useSaid } from '../../../words/index.ts'
import { Printed } from '../printed.tsx'
import { FaultList } from '../submit.tsx'
import { FaultsHere, Field, fieldId } from './field.tsx'

const DRAWS = 1000

type About = {
  bank: string
  item: TheoryItem
  calculation: Calculation
  onChange: (calculation: Calculation) => void
}

export default function CalculationForm(about: About) {
  const { t } = useTranslation('items')
  const { item, calculation, onChange } = about
  const set = (patch: Partial<Calculation>) => onChange({ ...calculation, ...patch })
  const { rounding, bounds } = calculation
  const byDecimals = 'decimals' in rounding
  const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '')
  return (
    <Card size="small" title={t('calculation')} style={{ marginBottom: 12 }}>
      <Typography.Paragraph type="secondary">{t('calculation.hint')}</Typography.Paragraph>
      <Variables variables={calculation.variables} onChange={(variables) => set({ variables })} />
      <Field field="calculation.formula" label={t('calculation.formula')}>
        <Input
          id={fieldId('calculation.formula')}
          value={calculation.formula}
          maxLength={300}
          onChange={({ target }) => set({ formula: target.value })}
        />
      </Field>
      <Flex gap={12} wrap>
        <Field field="calculation.unit" label={t('calculation.unit')} width={100}>
          <Input
            id={fieldId('calculation.unit')}
            value={calculation.unit}
            maxLength={20}
            onChange={({ target }) => set({ unit: target.value })}
          />
        </Field>
        <Field field="calculation.rounding" label={t('calculation.rounding')}>
          <Flex gap={6}>
            <Select
              id={fieldId('calculation.rounding')}
              value={byDecimals ? 'decimals' : 'figures'}
              onChange={(how) => set({ rounding: how === 'decimals' ? { decimals: 2 } : { figures: 3 } })}
              options={[
                { value: 'decimals', label: t('calculation.decimals') },
                { value: 'figures', label: t('calculation.figures') },
              ]}
              style={{ width: 130 }}
            />
            <InputNumber
              aria-label={t('calculation.rounding')}
              min={byDecimals ? 0 : 1}
              max={byDecimals ? 6 : 8}
              precision={0}
              value={byDecimals ? rounding.decimals : rounding.figures}
              onChange={(value) =>
                value !== null && set({ rounding: byDecimals ? { decimals: value } : { figures: value } })
              }
              style={{ width: 70 }}
            />
          </Flex>
        </Field>
        <Field field="calculation.bounds" label={t('calculation.bounds')}>
          <Flex gap={6}>
            {(['min', 'max'] as const).map((end) => (
              <InputNumber
                key={end}
                id={end === 'min' ? fieldId('calculation.bounds') : undefined}
                aria-label={t(`calculation.${end}`)}
                placeholder={t(`calculation.${end}`)}
                value={bounds?.[end] ?? null}
                onChange={(value) => {
                  const { bounds: _, ...rest } = calculation
                  const next = {
                    min: bounds?.min ?? 0,
                    max: bounds?.max ?? 1e9,
                    ...(value !== null && { [end]: value }),
                  }
                  onChange(value === null ? rest : { ...calculation, bounds: next })
                }}
                style={{ width: 100 }}
              />
            ))}
          </Flex>
        </Field>
      </Flex>
      <Field field="calculation.constraints" label={t('calculation.constraints')} extra={t('calculation.per-line')}>
        <Lines
          id={fieldId('calculation.constraints')}
          lines={calculation.constraints}
          onChange={(text) => set({ constraints: lines(text) })}
        />
      </Field>
      {item.type === 'single' && (
        <Field field="calculation.distractors" label={t('calculation.distractors')} extra={t('calculation.per-line')}>
          <Lines
            id={fieldId('calculation.distractors')}
            lines={calculation.distractors}
            onChange={(text) => set({ distractors: lines(text) })}
          />
        </Field>
      )}
      <Draws {...about} />
    </Card>
  )
}

/** Lines of formulas, written freely and taken over line by line. */
function Lines({ id, lines, onChange }: { id: string; lines: readonly string[]; onChange: (text: string) => void }) {
  const [text, setText] = useState(lines.join('\n'))
  return (
    <Growing
      id={id}
      value={text}
      rows={1}
      onChange={({ target }) => {
        setText(target.value)
        onChange(target.value)
      }}
    />
  )
}

function Variables({ variables, onChange }: { variables: readonly Variable[]; onChange: (all: Variable[]) => void }) {
  const { t } = useTranslation('items')
  const set = (at: number, next: Variable) => onChange(variables.map((one, index) => (index === at ? next : one)))
  return (
    <fieldset className="plain">
      <legend>{t('calculation.variables')}</legend>
      <FaultsHere at="calculation.variables" />
      {variables.map((variable, at) => {
        const { name, values } = variable
        const listed = 'list' in values
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a variable's name changes as it is typed
          <Flex key={at} gap={6} wrap align="center" style={{ marginBottom: 6 }}>
            <Input
              aria-label={t('calculation.variable-name')}
              value={name}
              maxLength={20}
              onChange={({ target }) => set(at, { ...variable, name: target.value })}
              style={{ width: 80 }}
            />
            <Segmented
              size="small"
              aria-label={t('calculation.values')}
              value={listed ? 'list' : 'range'}
              onChange={(how) =>
                set(at, { ...variable, values: how === 'list' ? { list: [1, 2] } : { from: 1, to: 10, step: 1 } })
              }
              options={[
                { value: 'range', label: t('calculation.range') },
                { value: 'list', label: t('calculation.list') },
              ]}
            />
            {listed ? (
              <ListInput values={values.list} onChange={(list) => set(at, { ...variable, values: { list } })} />
            ) : (
              (['from', 'to', 'step'] as const).map((end) => (
                <InputNumber
                  key={end}
                  aria-label={t(`calculation.${end}`)}
                  prefix={t(`calculation.${end}`)}
                  value={values[end]}
                  onChange={(value) => value !== null && set(at, { ...variable, values: { ...values, [end]: value } })}
                  style={{ width: 120 }}
                />
              ))
            )}
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              disabled={variables.length <= 1}
              aria-label={t('calculation.remove', { name })}
              onClick={() => onChange(variables.filter((_, index) => index !== at))}
            />
          </Flex>
        )
      })}
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={variables.length >= 12}
        onClick={() => onChange([...variables, { name: 'R', values: { from: 1, to: 10, step: 1 } }])}
      >
        {t('calculation.add')}
      </Button>
    </fieldset>
  )
}

function ListInput({ values, onChange }: { values: readonly number[]; onChange: (values: number[]) => void }) {
  const { t } = useTranslation('items')
  const [text, setText] = useState(values.join(', '))
  return (
    <Input
      aria-label={t('calculation.list')}
      value={text}
      onChange={({ target }) => {
        setText(target.value)
        const found = target.value
          .split(/[,，、;；\s]+/)
          .filter((one) => one !== '')
          .map(Number)
        if (found.length > 0 && found.every(Number.isFinite)) onChange(found)
      }}
      style={{ width: 240 }}
    />
  )
}

function Draws({ bank, item }: About) {
  const { t } = useTranslation('items')
  const said = useSaid()
  const { number } = useTimes()
  const draw = useAct(
    () =>
      ask(
        api.POST('/api/banks/{bank}/calculations/preview', {
          params: { path: { bank } },
          body: { content: item, draws: DRAWS },
        }),
      ),
    { quiet: true },
  )
  const preview = draw.data?.preview
  return (
    <>
      <Button onClick={() => draw.mutate()} loading={draw.isPending}>
        {t('calculation.preview')}
      </Button>
      {draw.error != null && <RefusalNote error={draw.error} />}
      {draw.data && draw.data.faults.length > 0 && (
        <Alert
          style={{ marginTop: 8 }}
          type="error"
          title={t('faults')}
          description={<FaultList faults={draw.data.faults} content={item} />}
        />
      )}
      {preview && (
        <div style={{ marginTop: 8 }}>
          <p>
            {t('calculation.drawn', {
              draws: number(preview.draws),
              failed: number(preview.failed),
              distinct: number(preview.distinct),
            })}{' '}
            {preview.range &&
              t('calculation.keys', { min: preview.range.min, max: preview.range.max, unit: preview.range.unit })}
          </p>
          {preview.reasons.map(({ reason, count, message }) => (
            <p key={reason}>
              {number(count)} × {said(message)}
            </p>
          ))}
          <List
            size="small"
            dataSource={preview.examples}
            renderItem={({ stem, options, key, values }) => (
              <List.Item>
                <div>
                  <Printed content={{ ...item, stem, options, key }} pictures={() => undefined} />
                  <Typography.Text type="secondary">
                    {Object.entries(values)
                      .map(([name, value]) => `${name} = ${value}`)
                      .join(', ')}
                    {'text' in key && ` → ${key.text}`}
                  </Typography.Text>
                </div>
              </List.Item>
            )}
          />
        </div>
      )}
    </>
  )
}
