/** A practical task: preparation notice, task sheet, marking record with its running total. */
import { Flex, Input, InputNumber, Select, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PracticalTask } from '../../../../core/item.ts'
import { marksText } from '../../../../core/marks.ts'
import { Growing } from '../../../ui/growing.tsx'
import { PlaceSelect } from '../place-select.tsx'
import { CommonFields, MarksInput } from './common-fields.tsx'
import { FaultsHere, Field, fieldId } from './field.tsx'
import { RichInput } from './rich-input.tsx'
import { LineList, Rows } from './rows.tsx'

type Preparation = PracticalTask['site'][number]
const groups = ['material', 'equipment', 'tool', 'venue'] as const
const blankPreparation = (): Preparation => ({ group: 'material', name: '', spec: '', unit: '', count: '', note: '' })
const longest = { name: 200, spec: 200, unit: 40, count: 40, note: 200 } as const

export function PracticalForm({
  bank,
  task,
  onChange,
}: {
  bank: string
  task: PracticalTask
  onChange: (task: PracticalTask) => void
}) {
  const { t } = useTranslation('items')
  const set = (patch: Partial<PracticalTask>) => onChange({ ...task, ...patch })
  const minutes = (name: 'preparationMinutes' | 'workingMinutes', least: number, most: number) => (
    <Field field={name} width={150}>
      <InputNumber
        id={fieldId(name)}
        min={least}
        max={most}
        precision={0}
        value={task[name]}
        onChange={(value) => value !== null && set({ [name]: value })}
        style={{ width: '100%' }}
      />
    </Field>
  )
  return (
    <>
      <Field field="title">
        <Input
          id={fieldId('title')}
          value={task.title}
          maxLength={200}
          onChange={({ target }) => set({ title: target.value })}
        />
      </Field>
      <Field field="module">
        <PlaceSelect
          id={fieldId('module')}
          bank={bank}
          kind="practical"
          choice="scopes"
          value={task.module}
          onChange={(module) => set({ module })}
        />
      </Field>
      <CommonFields content={task} onChange={set}>
        <Field field="marks" width={110}>
          <MarksInput id={fieldId('marks')} value={task.marks} onChange={(marks) => marks !== null && set({ marks })} />
        </Field>
        {minutes('preparationMinutes', 0, 600)}
        {minutes('workingMinutes', 1, 1440)}
      </CommonFields>
      <Field field="requirements" extra={t('rich.hint')}>
        <RichInput
          id={fieldId('requirements')}
          rows={4}
          value={task.requirements}
          onChange={(requirements) => set({ requirements })}
        />
      </Field>
      {(['site', 'candidate'] as const).map((list) => (
        <Rows
          key={list}
          title={t(`field.${list}`)}
          field={list}
          rows={task[list]}
          most={200}
          head={[
            { label: t('field.group'), width: 96 },
            { label: t('field.name') },
            { label: t('field.spec'), width: 110 },
            { label: t('field.unit'), width: 64 },
            { label: t('field.count'), width: 64 },
            { label: t('field.note'), width: 100 },
          ]}
          blank={blankPreparation}
          onChange={(rows) => set({ [list]: rows })}
          cells={(row, change, no) => [
            <Select
              key="group"
              aria-label={`${t('field.group')} ${no}`}
              value={row.group}
              onChange={(group) => change({ ...row, group })}
              options={groups.map((value) => ({ value, label: t(`group.${value}`) }))}
              style={{ width: 96 }}
            />,
            ...(['name', 'spec', 'unit', 'count', 'note'] as const).map((cell) => (
              <div key={cell}>
                <Input
                  aria-label={`${t(`field.${cell}`)} ${no}`}
                  value={row[cell]}
                  maxLength={longest[cell]}
                  onChange={({ target }) => change({ ...row, [cell]: target.value })}
                />
                <FaultsHere at={`${list}.${no}.${cell}`} />
              </div>
            )),
          ]}
        />
      ))}
      <MarkingRecord task={task} onChange={(marking) => set({ marking })} />
      <LineList
        title={t('field.criticalFailures')}
        field="criticalFailures"
        lines={task.criticalFailures}
        maxLength={1000}
        onChange={(criticalFailures) => set({ criticalFailures })}
      />
    </>
  )
}

function MarkingRecord({
  task: { marking, marks },
  onChange,
}: {
  task: PracticalTask
  onChange: (marking: PracticalTask['marking']) => void
}) {
  const { t } = useTranslation('items')
  const sum = marking.reduce((total, row) => total + row.marks, 0)
  return (
    <Rows
      title={t('field.marking')}
      field="marking"
      rows={marking}
      least={1}
      most={100}
      head={[
        { label: t('field.element'), width: 140 },
        { label: t('field.requirement') },
        { label: t('field.marks'), width: 80 },
        { label: t('field.rule') },
      ]}
      blank={() => ({ element: '', requirement: '', marks: Math.max(1, marks - sum), rule: '' })}
      onChange={onChange}
      cells={(row, change, no) => [
        <div key="element">
          <Input
            aria-label={`${t('field.element')} ${no}`}
            value={row.element}
            maxLength={200}
            onChange={({ target }) => change({ ...row, element: target.value })}
          />
          <FaultsHere at={`marking.${no}.element`} />
        </div>,
        <Growing
          key="requirement"
          aria-label={`${t('field.requirement')} ${no}`}
          value={row.requirement}
          maxLength={2000}
          rows={1}
          onChange={({ target }) => change({ ...row, requirement: target.value })}
        />,
        <MarksInput
          key="marks"
          label={`${t('field.marks')} ${no}`}
          value={row.marks}
          onChange={(half) => half !== null && change({ ...row, marks: half })}
        />,
        <Growing
          key="rule"
          aria-label={`${t('field.rule')} ${no}`}
          value={row.rule}
          maxLength={4000}
          rows={1}
          onChange={({ target }) => change({ ...row, rule: target.value })}
        />,
      ]}
      foot={
        <Flex gap={8} aria-live="polite">
          <Typography.Text strong={sum === marks} type={sum === marks ? undefined : 'danger'}>
            {t('marking.total', { sum: marksText(sum), marks: marksText(marks) })}
          </Typography.Text>
          {sum !== marks && (
            <Typography.Text type="danger">
              {t(sum < marks ? 'marking.missing' : 'marking.over', { marks: marksText(Math.abs(marks - sum)) })}
            </Typography.Text>
          )}
        </Flex>
      }
    />
  )
}
