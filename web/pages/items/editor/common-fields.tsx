/** What every kind of item has: difficulty, source, a body's own attributes. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Flex, Input, InputNumber, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemContent } from '../../../../core/item.ts'
import { levels } from '../types.ts'
import { Field, fieldId } from './field.tsx'

type Common = Pick<ItemContent, 'difficulty' | 'source' | 'attributes'>

export function CommonFields({
  content,
  onChange,
  children,
}: {
  content: Common
  onChange: (patch: Partial<Common>) => void
  children?: ReactNode
}) {
  const { t } = useTranslation('items')
  return (
    <>
      <Flex gap={12} wrap>
        <Field field="difficulty" width={120}>
          <Select
            id={fieldId('difficulty')}
            value={content.difficulty ?? 0}
            onChange={(value) => onChange({ difficulty: value === 0 ? null : value })}
            options={[
              { value: 0, label: t('difficulty.unknown') },
              ...levels.map((value) => ({ value: value as number, label: t(`difficulty.${value}`) })),
            ]}
          />
        </Field>
        {children}
      </Flex>
      <Field field="source">
        <Input
          id={fieldId('source')}
          value={content.source}
          maxLength={500}
          onChange={({ target }) => onChange({ source: target.value })}
        />
      </Field>
      <Attributes
        attributes={content.attributes ?? {}}
        onChange={(attributes) => onChange({ attributes: Object.keys(attributes).length > 0 ? attributes : undefined })}
      />
    </>
  )
}

function Attributes({
  attributes,
  onChange,
}: {
  attributes: Record<string, string>
  onChange: (attributes: Record<string, string>) => void
}) {
  const { t } = useTranslation('items')
  const [name, setName] = useState('')
  const [value, setValue] = useState('')
  const ready = name.trim() !== '' && value.trim() !== ''
  return (
    <fieldset className="plain">
      <legend>{t('field.attributes')}</legend>
      <Flex vertical gap={6}>
        {Object.entries(attributes).map(([name, value]) => (
          <Flex key={name} gap={6} align="center">
            <span style={{ width: 140 }}>{name}</span>
            <Input
              aria-label={name}
              value={value}
              maxLength={200}
              style={{ flex: 1 }}
              onChange={({ target }) => target.value !== '' && onChange({ ...attributes, [name]: target.value })}
            />
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('attributes.remove', { name })}
              onClick={() => onChange(Object.fromEntries(Object.entries(attributes).filter(([one]) => one !== name)))}
            />
          </Flex>
        ))}
        <Flex gap={6}>
          <Input
            aria-label={t('attributes.name')}
            placeholder={t('attributes.name')}
            value={name}
            maxLength={60}
            onChange={({ target }) => setName(target.value)}
            style={{ width: 140 }}
          />
          <Input
            aria-label={t('attributes.value')}
            placeholder={t('attributes.value')}
            value={value}
            maxLength={200}
            onChange={({ target }) => setValue(target.value)}
            style={{ flex: 1 }}
          />
          <Button
            icon={<PlusOutlined />}
            disabled={!ready}
            aria-label={t('attributes.add')}
            onClick={() => {
              onChange({ ...attributes, [name.trim()]: value.trim() })
              setName('')
              setValue('')
            }}
          />
        </Flex>
      </Flex>
    </fieldset>
  )
}

/** Marks in steps of a half; half marks inside. */
export function MarksInput({
  id,
  label,
  value,
  onChange,
}: {
  id?: string
  label?: string
  value: number | null
  onChange: (half: number | null) => void
}) {
  return (
    <InputNumber
      id={id}
      aria-label={label}
      min={0.5}
      max={200}
      step={0.5}
      formatter={(value, { userTyping, input }) => (userTyping || !value ? input : String(Number(value)))}
      value={value === null ? null : value / 2}
      onChange={(marks) => onChange(marks === null ? null : Math.max(1, Math.round(marks * 2)))}
      style={{ width: '100%' }}
    />
  )
}
