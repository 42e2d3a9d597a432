/** A theory item of any type. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Card, Flex, Input, InputNumber, Radio, Select, Switch } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { CasePart, Key, TheoryItem } from '../../../../core/item.ts'
import { PlaceSelect, usePlaces } from '../place-select.tsx'
import { theoryTypes } from '../types.ts'
import { blankCalculation, blankPart, partAs, theoryAs } from './blank.ts'
import { CommonFields, MarksInput } from './common-fields.tsx'
import { FaultsHere, Field, fieldId } from './field.tsx'
import { OptionsEditor } from './options-editor.tsx'
import { RichInput } from './rich-input.tsx'

const CalculationForm = lazy(() => import('./calculation-form.tsx'))

type Change = (item: TheoryItem) => void

export function TheoryForm({ bank, item, onChange }: { bank: string; item: TheoryItem; onChange: Change }) {
  const { t } = useTranslation('items')
  const places = usePlaces(bank, 'theory')
  const set = (patch: Partial<TheoryItem>) => onChange({ ...item, ...patch })
  const importance = places(item.point)?.importance
  const draws = item.type === 'single' || item.type === 'fill_in' || item.type === 'calculation'
  return (
    <>
      <Field field="type">
        <Select
          id={fieldId('type')}
          value={item.type}
          onChange={(type) => onChange(theoryAs(item, type))}
          options={theoryTypes.map((value) => ({ value, label: t(`type.${value}`) }))}
          style={{ width: 180 }}
        />
      </Field>
      <Field field="stem" extra={t('rich.hint')}>
        <RichInput id={fieldId('stem')} rows={4} value={item.stem} onChange={(stem) => set({ stem })} />
      </Field>
      {item.type === 'case' ? (
        <Parts parts={item.parts ?? []} onChange={(parts) => set({ parts })} />
      ) : (
        <QuestionKey path="" question={item} onChange={set} />
      )}
      {draws && (
        <Flex gap={8} align="center" style={{ marginBottom: 12 }}>
          <Switch
            id="field-draws"
            size="small"
            checked={item.calculation !== undefined}
            onChange={(on) => {
              const { calculation: _, ...rest } = item
              onChange(on ? { ...rest, calculation: blankCalculation() } : rest)
            }}
          />
          <label htmlFor="field-draws">{t('calculation.on')}</label>
        </Flex>
      )}
      {item.calculation && (
        <Suspense>
          <CalculationForm
            bank={bank}
            item={item}
            calculation={item.calculation}
            onChange={(calculation) => set({ calculation })}
          />
        </Suspense>
      )}
      <Field field="point" extra={importance && `${t('field.importance')}: ${t(`importance.${importance as 'X'}`)}`}>
        <PlaceSelect
          id={fieldId('point')}
          bank={bank}
          kind="theory"
          choice="points"
          value={item.point}
          onChange={(point) => set({ point })}
        />
      </Field>
      <CommonFields content={item} onChange={set}>
        <Field field="marks" width={110}>
          <MarksInput id={fieldId('marks')} value={item.marks} onChange={(marks) => set({ marks })} />
        </Field>
        <Field field="seconds" width={120}>
          <InputNumber
            id={fieldId('seconds')}
            min={1}
            max={7200}
            precision={0}
            value={item.seconds}
            onChange={(seconds) => set({ seconds })}
            style={{ width: '100%' }}
          />
        </Field>
        <Field field="agreement" width={120}>
          <InputNumber
            id={fieldId('agreement')}
            min={1}
            max={5}
            precision={0}
            value={item.agreement}
            onChange={(agreement) => set({ agreement })}
            style={{ width: '100%' }}
          />
        </Field>
        <Field field="family" width={180}>
          <Input
            id={fieldId('family')}
            value={item.family ?? ''}
            maxLength={100}
            onChange={({ target }) => set({ family: target.value === '' ? null : target.value })}
          />
        </Field>
      </CommonFields>
      <Field field="rationale">
        <RichInput id={fieldId('rationale')} value={item.rationale} onChange={(rationale) => set({ rationale })} />
      </Field>
    </>
  )
}

type Question = Pick<TheoryItem, 'options' | 'key' | 'fixedOrder'> & { type: string }

/** What answers a question: marked options, right or wrong, or a text. */
function QuestionKey({
  path,
  question,
  onChange,
}: {
  path: string
  question: Question
  onChange: (patch: { options?: TheoryItem['options']; key?: Key; fixedOrder?: boolean }) => void
}) {
  const { t } = useTranslation('items')
  const { type, key } = question
  if (type === 'single' || type === 'multiple')
    return <OptionsEditor path={path} single={type === 'single'} choice={question} onChange={onChange} />
  if (type === 'true_false')
    return (
      <Field field={`${path}key`} label={t('key')}>
        <Radio.Group
          id={fieldId(`${path}key`)}
          aria-label={t('key')}
          value={'truth' in key ? key.truth : undefined}
          onChange={({ target }) => onChange({ key: { truth: target.value as boolean } })}
          options={[
            { value: true, label: t('key.true') },
            { value: false, label: t('key.false') },
          ]}
        />
      </Field>
    )
  return (
    <Field field={`${path}key`} label={t('key')}>
      <RichInput
        id={fieldId(`${path}key`)}
        value={'text' in key ? key.text : ''}
        onChange={(text) => onChange({ key: { text } })}
      />
    </Field>
  )
}

function Parts({ parts, onChange }: { parts: readonly CasePart[]; onChange: (parts: CasePart[]) => void }) {
  const { t } = useTranslation('items')
  const set = (id: string, next: CasePart) => onChange(parts.map((part) => (part.id === id ? next : part)))
  return (
    <section aria-label={t('parts')}>
      <FaultsHere at="parts" />
      {parts.map((part, at) => {
        const path = `parts.${part.id}.`
        return (
          <Card
            key={part.id}
            size="small"
            style={{ marginBottom: 12 }}
            title={t('field.part', { no: String(at + 1) })}
            extra={
              <Button
                size="small"
                type="text"
                danger
                icon={<DeleteOutlined />}
                disabled={parts.length <= 1}
                aria-label={t('parts.remove', { no: at + 1 })}
                onClick={() => onChange(parts.filter(({ id }) => id !== part.id))}
              />
            }
          >
            <Flex gap={12}>
              <Field field={`${path}type`} label={t('field.type')}>
                <Select
                  id={fieldId(`${path}type`)}
                  value={part.type}
                  onChange={(type) => set(part.id, partAs(part, type))}
                  options={theoryTypes
                    .filter((value) => value !== 'case')
                    .map((value) => ({ value, label: t(`type.${value}`) }))}
                  style={{ width: 140 }}
                />
              </Field>
              <Field field={`${path}marks`} label={t('field.marks')} width={110}>
                <MarksInput
                  id={fieldId(`${path}marks`)}
                  value={part.marks}
                  onChange={(marks) => set(part.id, { ...part, marks })}
                />
              </Field>
            </Flex>
            <Field field={`${path}stem`} label={t('field.stem')}>
              <RichInput
                id={fieldId(`${path}stem`)}
                value={part.stem}
                onChange={(stem) => set(part.id, { ...part, stem })}
              />
            </Field>
            <QuestionKey path={path} question={part} onChange={(patch) => set(part.id, { ...part, ...patch })} />
          </Card>
        )
      })}
      <Button
        icon={<PlusOutlined />}
        disabled={parts.length >= 20}
        onClick={() => onChange([...parts, blankPart(parts)])}
        style={{ marginBottom: 12 }}
      >
        {t('parts.add')}
      </Button>
    </section>
  )
}
