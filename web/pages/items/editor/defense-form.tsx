/** A defense topic: what is expected, how it is scored, what is asked on. */
import { InputNumber, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { DefenseTopic } from '../../../../core/item.ts'
import { marksText } from '../../../../core/marks.ts'
import { Growing } from '../../../ui/growing.tsx'
import { PlaceSelect } from '../place-select.tsx'
import { CommonFields, MarksInput } from './common-fields.tsx'
import { FaultsHere, Field, fieldId } from './field.tsx'
import { LineList, Rows } from './rows.tsx'

export function DefenseForm({
  bank,
  topic,
  onChange,
}: {
  bank: string
  topic: DefenseTopic
  onChange: (topic: DefenseTopic) => void
}) {
  const { t } = useTranslation('items')
  const set = (patch: Partial<DefenseTopic>) => onChange({ ...topic, ...patch })
  const sum = topic.scoringPoints.reduce((total, { marks }) => total + marks, 0)
  return (
    <>
      <Field field="title" label={t('field.topic')}>
        <Growing
          id={fieldId('title')}
          value={topic.title}
          maxLength={2000}
          rows={2}
          onChange={({ target }) => set({ title: target.value })}
        />
      </Field>
      <Field field="scope">
        <PlaceSelect
          id={fieldId('scope')}
          bank={bank}
          kind="defense"
          choice="scopes"
          value={topic.scope}
          onChange={(scope) => set({ scope })}
        />
      </Field>
      <CommonFields content={topic} onChange={set}>
        <Field field="minutes" width={120}>
          <InputNumber
            id={fieldId('minutes')}
            min={1}
            max={120}
            precision={0}
            value={topic.minutes}
            onChange={(minutes) => minutes !== null && set({ minutes })}
            style={{ width: '100%' }}
          />
        </Field>
      </CommonFields>
      <LineList
        title={t('field.expectedPoints')}
        field="expectedPoints"
        lines={topic.expectedPoints}
        least={1}
        onChange={(expectedPoints) => set({ expectedPoints })}
      />
      <Rows
        title={t('field.scoringPoints')}
        field="scoringPoints"
        rows={topic.scoringPoints}
        least={1}
        most={30}
        head={[{ label: t('field.scoringPoint') }, { label: t('field.marks'), width: 90 }]}
        blank={() => ({ text: '', marks: 10 })}
        onChange={(scoringPoints) => set({ scoringPoints })}
        cells={(row, change, no) => [
          <div key="text">
            <Growing
              aria-label={`${t('field.scoringPoint')} ${no}`}
              value={row.text}
              maxLength={2000}
              rows={1}
              onChange={({ target }) => change({ ...row, text: target.value })}
            />
            <FaultsHere at={`scoringPoints.${no}`} />
          </div>,
          <MarksInput
            key="marks"
            label={`${t('field.marks')} ${no}`}
            value={row.marks}
            onChange={(marks) => marks !== null && change({ ...row, marks })}
          />,
        ]}
        foot={
          <Typography.Text type={sum > 200 ? 'danger' : 'secondary'} aria-live="polite">
            {t('scoring.total', { sum: marksText(sum) })}
          </Typography.Text>
        }
      />
      <LineList
        title={t('field.followUps')}
        field="followUps"
        lines={topic.followUps}
        onChange={(followUps) => set({ followUps })}
      />
    </>
  )
}
