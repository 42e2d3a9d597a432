/** The options of a choice: written, ordered by drag or by button, the right ones marked. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Flex, Radio, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Key, Option } from '../../../../core/item.ts'
import { Handle, MoveButtons, moved, useDragOrder } from '../../../ui/order.tsx'
import { letterAt } from '../printed.tsx'
import { freeId } from './blank.ts'
import { FaultsHere, fieldId, useFaultsAt } from './field.tsx'
import { RichInput } from './rich-input.tsx'

const MOST = 10

type Choice = { options: Option[]; key: Key; fixedOrder: boolean }

/** `path` stands before the names of the fields: '' or `parts.a.`. */
export function OptionsEditor({
  path,
  single,
  choice,
  onChange,
}: {
  path: string
  single: boolean
  choice: Choice
  onChange: (choice: Choice) => void
}) {
  const { t } = useTranslation('items')
  const faultsAt = useFaultsAt()
  const { options, key, fixedOrder } = choice
  const right = 'options' in key ? key.options : []
  const set = (patch: Partial<Choice>) => onChange({ ...choice, ...patch })
  const order = (from: number, to: number) => set({ options: moved(options, from, to) })
  const drag = useDragOrder(order)
  /** The key lists ids in the order of the options. */
  const keyOf = (ids: readonly string[], among: readonly Option[] = options): Key => ({
    options: among.flatMap(({ id }) => (ids.includes(id) ? [id] : [])),
  })
  return (
    <fieldset className="plain">
      <legend>{t('options.legend')}</legend>
      <FaultsHere at={`${path}options`} />
      <FaultsHere at={`${path}key`} />
      {options.map(({ id, text }, at) => {
        const letter = letterAt(at)
        const place = drag.place(at)
        const marked = right.includes(id)
        const faults = faultsAt(`${path}options.${id}`)
        return (
          <Flex key={id} gap={6} align="flex-start" {...place} style={{ ...place.style, marginBottom: 6 }}>
            <span style={{ paddingTop: 5 }}>
              <Handle title={t('options.drag')} {...drag.handle(at)} />
            </span>
            <span style={{ paddingTop: 5, width: 18 }}>{letter}</span>
            <span style={{ paddingTop: 5 }}>
              {single ? (
                <Radio
                  checked={marked}
                  onChange={() => set({ key: keyOf([id]) })}
                  aria-label={t('options.right', { letter })}
                />
              ) : (
                <Checkbox
                  checked={marked}
                  onChange={() => set({ key: keyOf(marked ? right.filter((one) => one !== id) : [...right, id]) })}
                  aria-label={t('options.right', { letter })}
                />
              )}
            </span>
            <div style={{ flex: 1, minWidth: 0 }}>
              <RichInput
                id={fieldId(`${path}options.${id}`)}
                label={t('field.option', { letter })}
                rows={1}
                value={text}
                onChange={(next) =>
                  set({ options: options.map((option) => (option.id === id ? { id, text: next } : option)) })
                }
              />
              {faults.length > 0 && <FaultsHere at={`${path}options.${id}`} />}
            </div>
            <MoveButtons
              at={at}
              of={options.length}
              up={t('options.up', { letter })}
              down={t('options.down', { letter })}
              order={order}
            />
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              disabled={options.length <= 2}
              aria-label={t('options.remove', { letter })}
              onClick={() => {
                const kept = options.filter((option) => option.id !== id)
                const ids = right.filter((one) => one !== id)
                set({ options: kept, key: keyOf(ids.length > 0 ? ids : [kept[0]!.id], kept) })
              }}
            />
          </Flex>
        )
      })}
      <Flex gap={16} align="center">
        <Button
          size="small"
          icon={<PlusOutlined />}
          disabled={options.length >= MOST}
          onClick={() => set({ options: [...options, { id: freeId(options), text: '' }] })}
        >
          {t('options.add')}
        </Button>
        <Flex gap={6} align="center">
          <Switch
            id={fieldId(`${path}fixedOrder`)}
            size="small"
            checked={fixedOrder}
            onChange={(on) => set({ fixedOrder: on })}
          />
          <label htmlFor={fieldId(`${path}fixedOrder`)}>{t('options.fixed')}</label>
        </Flex>
      </Flex>
    </fieldset>
  )
}
