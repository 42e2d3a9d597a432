/** Every attribute an item can be found by: the usual ones in a row, the others in a drawer, what is set as tags. */
import { FilterOutlined } from '@ant-design/icons'
import { Button, Drawer, Flex, Form, Input, InputNumber, Segmented, Select, Tag } from 'antd'
import { memo, type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBankId } from '../../app/banks.ts'
import { useTimes } from '../../ui/times.tsx'
import { useAddress } from '../../ui/use-address.ts'
import { PlaceSelect } from './place-select.tsx'
import { type FilterName, filtersIn } from './search-state.ts'
import { type Kind, states, theoryTypes } from './types.ts'

const levelNames = ['1', '2', '3', '4', '5', 'unknown'] as const
const rare: readonly FilterName[] = [
  'in',
  'importance',
  'agreement',
  'marks',
  'minutes',
  'mine',
  'placed',
  'picture',
  'formula',
  'table',
  'calculation',
  'fixedOrder',
  'quarantined',
  'source',
  'family',
  'code',
  'attribute',
  'numberFrom',
  'numberTo',
  'createdFrom',
  'createdTo',
  'changedFrom',
  'changedTo',
]
const flagNames = ['mine', 'placed', 'picture', 'formula', 'table', 'calculation', 'fixedOrder', 'quarantined'] as const

/** Not drawn again when a page is turned: its fields are dearer than the page. */
export const Filters = memo(function Filters({ kind, columns }: { kind: Kind; columns: ReactNode }) {
  const { t } = useTranslation(['items', 'common'])
  const bank = useBankId()
  const [look, change] = useAddress('cursor')
  const [open, setOpen] = useState(false)
  const [text, setText] = useState(look['text'] ?? '')
  useEffect(() => setText(look['text'] ?? ''), [look['text']])
  const set = (name: FilterName, value: string | undefined) => change({ [name]: value, cursor: undefined })
  const several = (name: FilterName, options: { value: string; label: string }[], width: number) => (
    <Select
      mode="multiple"
      aria-label={t(`filter.${name}`)}
      placeholder={t(`filter.${name}`)}
      value={look[name]?.split(',') ?? []}
      onChange={(values: string[]) => set(name, values.join(','))}
      options={options}
      allowClear
      maxTagCount="responsive"
      style={{ width }}
    />
  )
  const set_ = filtersIn(look)
  const more = rare.filter((name) => set_[name] !== undefined).length
  return (
    <Flex vertical gap={8} style={{ marginBottom: 12 }}>
      <Flex gap={8} wrap>
        <Input.Search
          aria-label={t('filter.text')}
          placeholder={t('filter.text')}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onSearch={(value) => set('text', value.trim())}
          allowClear
          maxLength={200}
          style={{ width: 240 }}
        />
        {several(
          'state',
          states.map((value) => ({ value, label: t(`common:state.${value}`) })),
          150,
        )}
        {kind === 'theory' &&
          several(
            'type',
            theoryTypes.map((value) => ({ value, label: t(`type.${value}`) })),
            150,
          )}
        {several(
          'difficulty',
          levelNames.map((value) => ({ value, label: t(`difficulty.${value}`) })),
          150,
        )}
        <PlaceSelect
          bank={bank}
          kind={kind}
          choice="any"
          label={t('filter.within')}
          placeholder={t('filter.within')}
          value={look['within'] ?? null}
          onChange={(code) => set('within', code ?? undefined)}
          width={200}
        />
        <Button icon={<FilterOutlined />} onClick={() => setOpen(true)}>
          {more > 0 ? t('filter.more-set', { count: more }) : t('filter.more')}
        </Button>
        {columns}
      </Flex>
      <SetFilters clear={(name) => set(name, undefined)} />
      <Drawer title={t('filter.more')} open={open} onClose={() => setOpen(false)} destroyOnHidden size={420}>
        <More kind={kind} set={set} />
      </Drawer>
    </Flex>
  )
})

/** The filters that no control in the row shows. */
function SetFilters({ clear }: { clear: (name: FilterName) => void }) {
  const { t } = useTranslation('items')
  const { day } = useTimes()
  const [look, change] = useAddress('cursor')
  const shown = rare.filter((name) => look[name] !== undefined)
  if (shown.length === 0) return null
  const value = (name: FilterName) => {
    const text = look[name]!
    if (/^(?:created|changed)/.test(name)) return day(Number(text))
    if (text === 'true' || text === 'false') return t(`flag.${text}`)
    return text
  }
  return (
    <Flex gap={4} wrap align="center">
      {shown.map((name) => (
        <Tag key={name} closable onClose={() => clear(name)}>
          {t(`filter.${name}`)}: {value(name)}
        </Tag>
      ))}
      <Button
        size="small"
        type="link"
        onClick={() => change({ ...Object.fromEntries(rare.map((name) => [name, undefined])), cursor: undefined })}
      >
        {t('filter.clear')}
      </Button>
    </Flex>
  )
}

type Setter = (name: FilterName, value: string | undefined) => void

function More({ kind, set }: { kind: Kind; set: Setter }) {
  const { t } = useTranslation('items')
  const [look] = useAddress()
  const theory = kind === 'theory'
  const typed = (name: FilterName, hint?: string) => (
    <Form.Item label={t(`filter.${name}`)} htmlFor={`filter-${name}`} extra={hint}>
      <Input
        id={`filter-${name}`}
        key={look[name] ?? ''}
        defaultValue={look[name] ?? ''}
        allowClear
        onBlur={({ target }) => target.value !== (look[name] ?? '') && set(name, target.value.trim())}
        onPressEnter={({ currentTarget }) => set(name, currentTarget.value.trim())}
      />
    </Form.Item>
  )
  const several = (name: FilterName, options: readonly { value: string; label: string }[]) => (
    <Form.Item label={t(`filter.${name}`)} htmlFor={`filter-${name}`}>
      <Select
        id={`filter-${name}`}
        mode="multiple"
        value={look[name]?.split(',') ?? []}
        onChange={(values: string[]) => set(name, values.join(','))}
        options={[...options]}
      />
    </Form.Item>
  )
  return (
    <Form layout="vertical">
      {several(
        'in',
        (['stem', 'options', 'rationale'] as const).map((value) => ({ value, label: t(`field.${value}`) })),
      )}
      {several(
        'importance',
        (['X', 'Y', 'Z'] as const).map((value) => ({ value, label: t(`importance.${value}`) })),
      )}
      {theory &&
        several(
          'agreement',
          levelNames.map((value) => ({ value, label: value === 'unknown' ? t('difficulty.unknown') : value })),
        )}
      {flagNames
        .filter((name) => theory || (name !== 'calculation' && name !== 'fixedOrder'))
        .map((name) => (
          <Form.Item key={name} label={<span id={`filter-${name}`}>{t(`filter.${name}`)}</span>}>
            <Segmented
              aria-labelledby={`filter-${name}`}
              value={look[name] ?? ''}
              onChange={(value) => set(name, value)}
              options={[
                { value: '', label: t('flag.any') },
                { value: 'true', label: t('flag.true') },
                { value: 'false', label: t('flag.false') },
              ]}
            />
          </Form.Item>
        ))}
      {typed('marks', t('filter.list-hint'))}
      {typed('minutes', t('filter.list-hint'))}
      {typed('source')}
      {theory && typed('family')}
      {typed('code')}
      {typed('attribute', t('filter.attribute-hint'))}
      <NumberRange set={set} />
      <Days from="createdFrom" to="createdTo" label={t('filter.created')} set={set} />
      <Days from="changedFrom" to="changedTo" label={t('filter.changed')} set={set} />
    </Form>
  )
}

function NumberRange({ set }: { set: Setter }) {
  const { t } = useTranslation('items')
  const [look] = useAddress()
  const end = (name: 'numberFrom' | 'numberTo') => (
    <InputNumber
      aria-label={t(`filter.${name}`)}
      placeholder={t(`filter.${name}`)}
      min={1}
      precision={0}
      value={look[name] === undefined ? null : Number(look[name])}
      onChange={(value) => set(name, value === null ? undefined : String(value))}
      style={{ width: '100%' }}
    />
  )
  return (
    <Form.Item label={t('filter.number')}>
      <Flex gap={8}>
        {end('numberFrom')}
        {end('numberTo')}
      </Flex>
    </Form.Item>
  )
}

/** `YYYY-MM-DD` in the person's zone, as a date field writes it. */
function dateText(at: number): string {
  const day = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

function Days({ from, to, label, set }: { from: FilterName; to: FilterName; label: string; set: Setter }) {
  const [look] = useAddress()
  const end = (name: FilterName, sign: string, time: string) => (
    <Input
      type="date"
      aria-label={`${label} ${sign}`}
      value={look[name] === undefined ? '' : dateText(Number(look[name]))}
      onChange={({ target }) => {
        const at = Date.parse(`${target.value}T${time}`)
        set(name, Number.isNaN(at) ? undefined : String(at))
      }}
    />
  )
  return (
    <Form.Item label={label}>
      <Flex gap={8}>
        {end(from, '≥', '00:00:00.000')}
        {end(to, '≤', '23:59:59.999')}
      </Flex>
    </Form.Item>
  )
}
