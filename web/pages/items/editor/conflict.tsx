/** Somebody saved meanwhile: both versions field by field; the person takes over what they want, nothing is overwritten. */
import { Alert, Button, Flex, Modal, Radio, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemContent } from '../../../../core/item.ts'
import { Changes } from '../changes.tsx'
import { useFieldName } from '../field-name.ts'
import type { Conflict } from './save.ts'

type Fields = Record<string, unknown>
type Side = 'mine' | 'theirs'
type Difference = { fields: readonly string[]; changedBy: 'me' | 'them' | 'both' }

/** Fields that say something only together. */
const together: readonly (readonly string[])[] = [['type', 'options', 'key', 'fixedOrder', 'parts', 'calculation']]

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Where mine and theirs differ, and who changed it since `base`. */
export function differences(base: ItemContent, mine: ItemContent, theirs: ItemContent): Difference[] {
  const names = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])].filter((name) => name !== 'kind')
  const grouped = [
    ...together,
    ...names.filter((name) => !together.some((group) => group.includes(name))).map((name) => [name]),
  ]
  const pick = (content: ItemContent, fields: readonly string[]) =>
    fields.map((name) => (content as Fields)[name] ?? null)
  return grouped.flatMap((fields) => {
    const [was, my, their] = [base, mine, theirs].map((content) => pick(content, fields))
    if (same(my, their)) return []
    const changedBy = same(was, their) ? 'me' : same(was, my) ? 'them' : 'both'
    return [{ fields: fields.filter((name) => !same((mine as Fields)[name], (theirs as Fields)[name])), changedBy }]
  })
}

/** Their content with the fields that stay mine. */
function merged(mine: ItemContent, theirs: ItemContent, chosen: ReadonlyMap<Difference, Side>): ItemContent {
  const next: Fields = { ...theirs }
  for (const [{ fields }, side] of chosen)
    if (side === 'mine')
      for (const name of fields) {
        const value = (mine as Fields)[name]
        if (value === undefined) delete next[name]
        else next[name] = value
      }
  return next as ItemContent
}

const shown = (content: ItemContent, name: string): string => {
  const value = (content as Fields)[name]
  if (value === undefined || value === null) return '—'
  if (typeof value === 'string') return value
  if (name === 'options')
    return (value as { text: string }[]).map(({ text }, at) => `${'ABCDEFGHIJ'[at]}. ${text}`).join('\n')
  return JSON.stringify(value, null, 1)
}

export function ConflictDialog({
  conflict,
  mine,
  take,
  close,
}: {
  conflict: Conflict
  mine: ItemContent
  take: (content: ItemContent, base: number) => void
  close: () => void
}) {
  const { t } = useTranslation('items')
  const fieldName = useFieldName(mine)
  const { base, newest, theirs } = conflict
  const [found] = useState(() => differences(base.content, mine, newest.content))
  const [chosen, setChosen] = useState<ReadonlyMap<Difference, Side>>(
    // What both changed is left for the person to decide.
    () =>
      new Map(
        found.flatMap((one) =>
          one.changedBy === 'both' ? [] : [[one, one.changedBy === 'me' ? 'mine' : 'theirs'] as const],
        ),
      ),
  )
  const open = found.filter((one) => !chosen.has(one)).length
  return (
    <Modal
      open
      title={t('conflict.title')}
      width={900}
      onCancel={close}
      footer={
        <Flex justify="space-between" align="center" gap={8} wrap>
          <Typography.Text type="secondary">{open > 0 ? t('conflict.open', { count: open }) : ''}</Typography.Text>
          <Flex gap={8}>
            <Button onClick={close}>{t('conflict.later')}</Button>
            <Button
              type="primary"
              disabled={open > 0}
              onClick={() => take(merged(mine, newest.content, chosen), newest.revision)}
            >
              {t('conflict.take')}
            </Button>
          </Flex>
        </Flex>
      }
    >
      <Alert
        type="warning"
        showIcon
        title={t('conflict.text', { base: base.revision, newest: newest.revision })}
        description={t('conflict.nothing-lost')}
        style={{ marginBottom: 12 }}
      />
      <details>
        <summary>{t('conflict.theirs-changed', { count: theirs.length })}</summary>
        <Changes changes={theirs} content={newest.content} />
      </details>
      {found.map((one) => (
        <section key={one.fields.join()} style={{ marginTop: 12 }} aria-label={one.fields.map(fieldName).join('、')}>
          <strong>{one.fields.map(fieldName).join('、')}</strong>{' '}
          <Typography.Text type={one.changedBy === 'both' ? 'danger' : 'secondary'}>
            {t(`conflict.by.${one.changedBy}`)}
          </Typography.Text>
          <Radio.Group
            value={chosen.get(one)}
            onChange={({ target }) => setChosen(new Map([...chosen, [one, target.value as Side]]))}
            style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 12 }}
          >
            {(['theirs', 'mine'] as const).map((side) => (
              <div key={side}>
                <Radio value={side}>{t(`conflict.${side}`)}</Radio>
                <div
                  style={{
                    fontSize: 14,
                    whiteSpace: 'pre-wrap',
                    maxHeight: 220,
                    overflow: 'auto',
                    paddingInlineStart: 24,
                  }}
                >
                  {one.fields.map((name) => (
                    <div key={name}>{shown(side === 'mine' ? mine : newest.content, name)}</div>
                  ))}
                </div>
              </div>
            ))}
          </Radio.Group>
        </section>
      ))}
    </Modal>
  )
}
