/** Two versions beside each other: what each says, line by line, with what differs in front. */
import { Button, Card, Flex, Segmented, Table, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RefusalNote } from '../../ui/refusal.tsx'
import { type Line, useBlueprint } from './blueprints.tsx'

type Told = { place: string; a: string; b: string }

export function Compare({
  bank,
  a,
  b,
  lines,
  close,
}: {
  bank: string
  a: string
  b: string
  lines: readonly Line[]
  close: () => void
}) {
  const { t } = useTranslation('blueprints')
  const [all, setAll] = useState(false)
  const [first, second] = [useBlueprint(bank, a), useBlueprint(bank, b)]
  const nameOf = (id: string) => {
    const line = lines.find((one) => one.id === id)
    return line ? t('name-version', { name: line.name, version: line.version }) : id
  }
  const error = first.error ?? second.error
  const [left, right] = [flat(first.data?.content), flat(second.data?.content)]
  const rows = [...new Set([...left.keys(), ...right.keys()])].map(
    (place): Told => ({ place, a: left.get(place) ?? '', b: right.get(place) ?? '' }),
  )
  const shown = rows.filter((row) => all || row.a !== row.b)
  return (
    <Card
      title={<h2 style={{ margin: 0, fontSize: 16 }}>{t('compare.title')}</h2>}
      extra={<Button onClick={close}>{t('back')}</Button>}
    >
      {error && <RefusalNote error={error} />}
      <Flex vertical gap={12}>
        <Segmented
          aria-label={t('compare.show')}
          style={{ alignSelf: 'flex-start' }}
          value={all}
          onChange={setAll}
          options={[
            { value: false, label: t('compare.differ') },
            { value: true, label: t('compare.all') },
          ]}
        />
        <Table<Told>
          size="small"
          rowKey="place"
          loading={first.isLoading || second.isLoading}
          dataSource={shown}
          pagination={false}
          locale={{ emptyText: t('compare.same') }}
          columns={[
            { title: t('compare.place'), render: (_, { place }) => <Typography.Text code>{place}</Typography.Text> },
            { title: nameOf(a), dataIndex: 'a', className: 'figures' },
            { title: nameOf(b), dataIndex: 'b', className: 'figures' },
          ]}
        />
      </Flex>
    </Card>
  )
}

/** Names by which entries of a list are known from one version to the next. */
const known = ['scope', 'level', 'name', 'item', 'of'] as const

/** What a value says, by place: "sections[1].count" → "20"; entries that name a scope or a level stand under it. */
function flat(value: unknown, place = '', told = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value))
    for (const [at, one] of value.entries()) {
      const own = known.flatMap((field) => {
        const named = (one as Record<string, unknown> | null)?.[field]
        return named === undefined ? [] : [String(named ?? 'unknown')]
      })[0]
      flat(one, `${place}[${own ?? at + 1}]`, told)
    }
  else if (value !== null && typeof value === 'object')
    for (const [field, one] of Object.entries(value)) flat(one, place ? `${place}.${field}` : field, told)
  else if (value !== undefined) told.set(place, String(value))
  return told
}
