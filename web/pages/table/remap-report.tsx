/** What a re-mapping does: numbers, places that do not stay as they are, items without a home; homes are chosen where one is being made. */
import { Link } from '@tanstack/react-router'
import { Button, Empty, Flex, Segmented, Select, Statistic, Table, Tag, Typography } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTimes } from '../../ui/times.tsx'
import { Wide } from '../../ui/wide.tsx'
import type { ElementTable } from './editions.ts'
import type { Choices, Report } from './remaps.ts'

type Place = Report['places'][number]
type Item = Report['unhoused'][number]
export type Choosing = { table: ElementTable; choices: Choices; choose: (choices: Choices) => void }

const OUTCOMES = ['unchanged', 'moved', 'homeless', 'ambiguous', 'unknown', 'unassigned'] as const
const COLOURS = {
  unchanged: 'default',
  moved: 'blue',
  homeless: 'red',
  ambiguous: 'orange',
  unknown: 'red',
  unassigned: 'default',
} as const
/** A choice of no home, which no code is. */
const NOWHERE = ' '

export function RemapReport({ bank, report, choosing }: { bank: string; report: Report; choosing?: Choosing }) {
  const { t } = useTranslation('table')
  const { number } = useTimes()
  const { from, to, counts, places, unhoused } = report
  return (
    <Flex vertical gap={16}>
      <span>
        {t('remap.from-to', { from: from.edition, to: to.edition })}
        {to.inForce && ` · ${t('in-force')}`}
      </span>
      <Flex gap={32} wrap>
        {OUTCOMES.map((outcome) => (
          <Statistic
            key={outcome}
            title={t(`remap.outcome.${outcome}`)}
            value={number(counts[outcome])}
            styles={{ content: { fontSize: 20 } }}
          />
        ))}
      </Flex>
      <Places places={places} choosing={choosing} />
      <Unhoused bank={bank} items={unhoused} choosing={choosing} />
    </Flex>
  )
}

function Outcome({ of }: { of: (typeof OUTCOMES)[number] }) {
  const { t } = useTranslation('table')
  return (
    <Tag color={COLOURS[of]} style={{ color: 'inherit' }}>
      {t(`remap.outcome.${of}`)}
    </Tag>
  )
}

function Places({ places, choosing }: { places: readonly Place[]; choosing: Choosing | undefined }) {
  const { t } = useTranslation('table')
  // What was chosen here stays in sight.
  const needs = ({ to, from }: Place) => to === null || (choosing !== undefined && from in choosing.choices.places)
  const [open, setOpen] = useState(() => places.some(needs))
  const shown = places.filter((place) => !open || needs(place))
  return (
    <section>
      <Flex gap={12} wrap align="center" style={{ marginBottom: 8 }}>
        <Typography.Title level={2} style={{ fontSize: 15, margin: 0 }}>
          {t('remap.places')}
        </Typography.Title>
        <Segmented
          aria-label={t('remap.places')}
          size="small"
          value={open}
          onChange={setOpen}
          options={[
            { value: true, label: t('remap.places.open', { count: places.filter(needs).length }) },
            { value: false, label: t('remap.places.all', { count: places.length }) },
          ]}
        />
      </Flex>
      <Wide label={t('remap.places')} least={720}>
        <Table<Place>
          size="small"
          rowKey={({ sort, from }) => `${sort} ${from}`}
          dataSource={shown}
          pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
          locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('remap.places.none')} /> }}
          columns={[
            {
              title: t('remap.old-place'),
              render: (_, { from, name }) => (
                <>
                  <span className="figures">{from}</span> {name}
                </>
              ),
            },
            { title: t('remap.outcome'), width: 130, render: (_, { state }) => <Outcome of={state} /> },
            {
              title: t('remap.new-place'),
              width: 380,
              render: (_, place) =>
                choosing ? <PlaceChoice place={place} choosing={choosing} /> : (place.to ?? t('remap.nowhere')),
            },
          ]}
        />
      </Wide>
    </section>
  )
}

/** A new home: what is likely first, then every place of the same sort. */
function PlaceChoice({ place, choosing: { table, choices, choose } }: { place: Place; choosing: Choosing }) {
  const { t } = useTranslation('table')
  const { from, sort, to, suggestions } = place
  const chosen = choices.places[from]
  const all = useMemo(() => placesIn(table, sort), [table, sort])
  const set = (value: string | undefined) => {
    const { [from]: _, ...rest } = choices.places
    choose({
      ...choices,
      places: value === undefined ? rest : { ...rest, [from]: value === NOWHERE ? null : value },
    })
  }
  return (
    <Select
      aria-label={t('remap.choose', { code: from })}
      value={chosen === null ? NOWHERE : (chosen ?? to ?? undefined)}
      placeholder={t('remap.choose.placeholder')}
      allowClear={chosen !== undefined}
      onChange={set}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
      options={[
        ...(suggestions.length > 0
          ? [
              {
                label: t('remap.likely'),
                options: suggestions.map(({ code, name }) => ({ value: code, label: `${code} ${name}` })),
              },
            ]
          : []),
        {
          label: t('remap.all-places'),
          options: all.filter(({ value }) => !suggestions.some(({ code }) => code === value)),
        },
        { value: NOWHERE, label: t('remap.nowhere') },
      ]}
    />
  )
}

function Unhoused({ bank, items, choosing }: { bank: string; items: readonly Item[]; choosing: Choosing | undefined }) {
  const { t } = useTranslation('table')
  const table = choosing?.table
  const all = useMemo(() => (table ? placesIn(table, 'any') : []), [table])
  const chosen = choosing ? Object.keys(choosing.choices.items).length : 0
  // An item that was given a home leaves the list: its choice is taken back here.
  const taken = choosing && chosen > 0 && (
    <Flex gap={8} align="center" style={{ marginBottom: 8 }}>
      {t('remap.chosen', { count: chosen })}
      <Button size="small" onClick={() => choosing.choose({ ...choosing.choices, items: {} })}>
        {t('remap.chosen.clear')}
      </Button>
    </Flex>
  )
  if (items.length === 0)
    return (
      <div>
        {taken}
        <Typography.Text>{t('remap.all-housed')}</Typography.Text>
      </div>
    )
  return (
    <section>
      <Typography.Title level={2} style={{ fontSize: 15, margin: '0 0 8px' }}>
        {t('remap.unhoused', { count: items.length })}
      </Typography.Title>
      {taken}
      <Wide label={t('remap.item')} least={640}>
        <Table<Item>
          size="small"
          rowKey="item"
          dataSource={[...items]}
          pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
          columns={[
            {
              title: t('remap.item'),
              render: (_, { item, said }) => (
                <Link to={`/banks/${bank}/items/${item}` as string} className="figures">
                  {said}
                </Link>
              ),
            },
            { title: t('remap.old-place'), render: (_, { from }) => <span className="figures">{from ?? '—'}</span> },
            { title: t('remap.outcome'), width: 130, render: (_, { outcome }) => <Outcome of={outcome} /> },
            {
              title: t(choosing ? 'remap.new-place' : 'remap.now'),
              width: 380,
              render: (_, { item, said, now }) =>
                choosing ? (
                  <Select
                    aria-label={t('remap.choose', { code: said })}
                    value={choosing.choices.items[item] ?? undefined}
                    placeholder={t('remap.choose.placeholder')}
                    onChange={(code: string) =>
                      choosing.choose({ ...choosing.choices, items: { ...choosing.choices.items, [item]: code } })
                    }
                    showSearch={{ optionFilterProp: 'label' }}
                    style={{ width: '100%' }}
                    options={all}
                  />
                ) : (
                  <span className="figures">{now ?? t('remap.nowhere')}</span>
                ),
            },
          ]}
        />
      </Wide>
    </section>
  )
}

const placesIn = ({ scopes, points }: ElementTable, sort: Place['sort'] | 'any') =>
  [...(sort === 'point' ? [] : scopes), ...(sort === 'scope' ? [] : points)].map(({ code, name }) => ({
    value: code,
    label: `${code} ${name}`,
  }))
