/** The items of a bank: found, looked through, and acted on. */
import { PlusOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown, Empty, Flex, Segmented, Spin, Table, type TableColumnType, Typography } from 'antd'
import { type KeyboardEvent, lazy, memo, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseText, plainText } from '../../../core/text.ts'
import { api, ask } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { RowLink } from '../../ui/row-link.tsx'
import { useTimes } from '../../ui/times.tsx'
import { useAddress } from '../../ui/use-address.ts'
import { Filters } from './filters.tsx'
import { usePlaces } from './place-select.tsx'
import { itemsKey, waitingQuery } from './queries.ts'
import { filtersIn, kindIn, searchFor } from './search-state.ts'
import { StateTag } from './state-tag.tsx'
import { type FoundItem, type Kind, kinds } from './types.ts'
import { Views } from './views.tsx'
import { Waiting } from './waiting.tsx'

const BulkBar = lazy(() => import('./bulk-bar.tsx'))

const PAGE = 50
/** A page that comes sooner is not veiled. */
const SOON_MS = 300
const none: readonly FoundItem[] = []
const KEPT_AS = 'juanku.item-columns'
const columnNames = [
  'type',
  'state',
  'title',
  'point',
  'difficulty',
  'changed',
  'waits',
  'created',
  'code',
  'revision',
] as const
type ColumnName = (typeof columnNames)[number]
const usual: readonly ColumnName[] = ['type', 'state', 'title', 'point', 'difficulty', 'changed', 'waits']

const keptColumns = (): ColumnName[] => {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT_AS) ?? '') as unknown
    if (Array.isArray(kept)) return columnNames.filter((name) => kept.includes(name))
  } catch {
    // The usual ones.
  }
  return [...usual]
}

export default function Items() {
  const { t } = useTranslation(['items', 'common'])
  const bank = useBankId()
  const may = useMay()
  const navigate = useNavigate()
  const [look, change] = useAddress()
  const kind = kindIn(look)
  const waiting = look['waiting'] === 'true'
  const writing = may('item.write', bank)
  return (
    <Page
      title={t('title')}
      actions={
        <>
          {may('item.review', bank) && (
            <Button onClick={() => void navigate({ to: `/banks/${bank}/items/review` as string })}>
              {t('queue.open')}
            </Button>
          )}
          {writing && (
            <Dropdown
              trigger={['click']}
              menu={{
                items: kinds.map((one) => ({ key: one, label: t(`new.${one}`) })),
                onClick: ({ key }) =>
                  void navigate({ to: `/banks/${bank}/items/new` as string, search: { kind: key } as never }),
              }}
            >
              <Button type="primary" icon={<PlusOutlined />}>
                {t('new')}
              </Button>
            </Dropdown>
          )}
        </>
      }
    >
      <Flex gap={12} wrap style={{ marginBottom: 12 }} align="center">
        <Segmented<Kind | 'waiting'>
          aria-label={t('kind')}
          value={waiting ? 'waiting' : kind}
          onChange={(next) =>
            change(
              next === 'waiting'
                ? { waiting: 'true', cursor: undefined }
                : { waiting: undefined, cursor: undefined, kind: next === 'theory' ? undefined : next },
            )
          }
          options={[
            ...kinds.map((value) => ({ value, label: t(`common:kind.${value}`) })),
            { value: 'waiting' as const, label: t('waiting') },
          ]}
        />
        {!waiting && <Views />}
      </Flex>
      {waiting ? <Waiting /> : <List kind={kind} />}
    </Page>
  )
}

function List({ kind }: { kind: Kind }) {
  const { t } = useTranslation(['items', 'common'])
  const bank = useBankId()
  const may = useMay()
  const { number } = useTimes()
  const [look, change] = useAddress()
  const [columns, setColumns] = useState(keptColumns)
  const [chosen, setChosen] = useState<FoundItem[]>([])
  const before = useRef(new Map<string, string | undefined>())
  const query = searchFor(look)
  const found = useQuery({
    queryKey: [...itemsKey(bank), 'search', query],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/banks/{bank}/items/search', {
          params: { path: { bank }, query: { ...query, kind, limit: String(PAGE), counts: 'true' } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })
  const next = found.data?.next
  const items = found.data?.items ?? none
  const sort = look['sort'] ?? 'number'
  const filtered = Object.keys(filtersIn(look)).length > 0
  const empty =
    items.length > 0 || found.isFetching
      ? undefined
      : t(filtered ? 'empty.filtered' : may('item.write', bank) ? 'empty.writer' : 'empty')
  return (
    <>
      <Filters
        kind={kind}
        columns={
          <Dropdown
            trigger={['click']}
            menu={{
              items: columnNames.map((name) => ({ key: name, label: t(`column.${name}`) })),
              multiple: true,
              selectable: true,
              selectedKeys: columns,
              onSelect: ({ selectedKeys }) => keep(selectedKeys),
              onDeselect: ({ selectedKeys }) => keep(selectedKeys),
            }}
          >
            <Button>{t('columns')}</Button>
          </Dropdown>
        }
      />
      {found.error && <RefusalNote error={found.error} again={() => void found.refetch()} />}
      {chosen.length > 0 && (
        <Suspense>
          <BulkBar kind={kind} chosen={chosen} clear={() => setChosen([])} />
        </Suspense>
      )}
      <Spin spinning={found.isFetching} delay={SOON_MS}>
        <div style={{ overflowX: 'auto' }}>
          <Rows
            kind={kind}
            items={items}
            columns={columns}
            chosen={chosen}
            choose={setChosen}
            sort={sort}
            empty={empty}
            change={change}
          />
        </div>
      </Spin>
      <Flex justify="space-between" align="center" wrap gap={8} style={{ padding: 8 }}>
        <Typography.Text type="secondary" aria-live="polite">
          {found.data?.counts
            ? t('found', { count: found.data.counts.total, number: number(found.data.counts.total) })
            : found.data && t('found.many')}
        </Typography.Text>
        <Flex gap={8}>
          <Button
            disabled={look['cursor'] === undefined}
            onClick={() => change({ cursor: before.current.get(look['cursor'] ?? '') })}
          >
            {t('page.before')}
          </Button>
          <Button
            disabled={!next || found.isPlaceholderData}
            onClick={() => {
              before.current.set(next!, look['cursor'])
              change({ cursor: next! })
            }}
          >
            {t('page.next')}
          </Button>
        </Flex>
      </Flex>
    </>
  )

  function keep(names: string[]) {
    const next = columnNames.filter((name) => names.includes(name))
    localStorage.setItem(KEPT_AS, JSON.stringify(next))
    setColumns(next)
  }
}

/** The table itself, drawn anew for other rows and not because they are on their way. */
const Rows = memo(function Rows({
  kind,
  items,
  columns,
  chosen,
  choose,
  sort,
  empty,
  change,
}: {
  kind: Kind
  items: readonly FoundItem[]
  columns: readonly ColumnName[]
  chosen: readonly FoundItem[]
  choose: (items: FoundItem[]) => void
  sort: string
  /** What is said where there are none; undefined while they are on their way. */
  empty: string | undefined
  change: ReturnType<typeof useAddress>[1]
}) {
  const { t } = useTranslation(['items', 'common'])
  const bank = useBankId()
  const may = useMay()
  const navigate = useNavigate()
  const { day, minute } = useTimes()
  const places = usePlaces(bank, kind)
  const waits = useWaits(bank)
  const open = ({ id }: FoundItem) => void navigate({ to: `/banks/${bank}/items/${id}` as string })
  const sorted = (by: string) => (sort === by ? ('ascend' as const) : sort === `-${by}` ? ('descend' as const) : null)

  const shown: Record<ColumnName, TableColumnType<FoundItem>> = {
    type: {
      title: t('column.type'),
      width: 84,
      render: (_, { type }) => (type === null ? '' : t(`type.${type as 'single'}`)),
    },
    state: { title: t('column.state'), width: 96, render: (_, item) => <StateTag {...item} /> },
    title: {
      title: t(kind === 'theory' ? 'column.stem' : 'column.title'),
      ellipsis: true,
      render: (_, { title }) => plainText(parseText(title)),
    },
    point: {
      title: t(kind === 'theory' ? 'column.point' : 'column.module'),
      key: 'point',
      sorter: true,
      sortOrder: sorted('point'),
      width: 130,
      ellipsis: true,
      render: (_, { point }) =>
        point === null ? (
          <Typography.Text type="secondary">{t('unplaced')}</Typography.Text>
        ) : (
          <span title={places(point)?.name}>
            <span className="figures">{point}</span> {places(point)?.name}
          </span>
        ),
    },
    difficulty: {
      title: t('column.difficulty'),
      key: 'difficulty',
      sorter: true,
      sortOrder: sorted('difficulty'),
      width: 88,
      render: (_, { difficulty }) => t(`difficulty.${(difficulty ?? 'unknown') as 1}`),
    },
    changed: {
      title: t('column.changed'),
      key: 'changed',
      sorter: true,
      sortOrder: sorted('changed'),
      width: 124,
      render: (_, { changed }) => <time title={minute(changed)}>{day(changed)}</time>,
    },
    waits: { title: t('column.waits'), width: 96, ellipsis: true, render: (_, { id }) => waits(id) },
    created: { title: t('column.created'), width: 124, render: (_, { created }) => day(created) },
    code: { title: t('column.code'), width: 120, ellipsis: true, dataIndex: 'code' },
    revision: { title: t('column.revision'), width: 80, dataIndex: 'revision' },
  }

  const selecting = (['item.write', 'item.review', 'item.assign', 'item.bulk'] as const).some((right) =>
    may(right, bank),
  )
  return (
    <Table<FoundItem>
      size="small"
      rowKey="id"
      dataSource={[...items]}
      pagination={false}
      tableLayout="fixed"
      style={{ minWidth: 960 }}
      columns={[
        {
          title: t('column.number'),
          key: 'number',
          sorter: true,
          sortOrder: sorted('number'),
          width: 168,
          render: (_, { id, spoken }) => <RowLink to={`/banks/${bank}/items/${id}`}>{spoken}</RowLink>,
        },
        ...columns.map((name) => shown[name]),
      ]}
      rowSelection={
        selecting
          ? {
              selectedRowKeys: chosen.map(({ id }) => id),
              preserveSelectedRowKeys: true,
              onChange: (_, items) => choose(items),
              getCheckboxProps: ({ spoken }) => ({ 'aria-label': t('select', { number: spoken }) }) as object,
              getTitleCheckboxProps: () => ({ 'aria-label': t('select-all') }) as object,
            }
          : undefined
      }
      onChange={(_, __, sorter) => {
        const { columnKey, order } = Array.isArray(sorter) ? sorter[0]! : sorter
        const by = order ? `${order === 'descend' ? '-' : ''}${String(columnKey)}` : undefined
        change({ sort: by === 'number' ? undefined : by, cursor: undefined })
      }}
      onRow={(item) => ({
        tabIndex: 0,
        onKeyDown: (event) => rowKey(event, () => open(item)),
        onDoubleClick: () => open(item),
      })}
      locale={{ emptyText: empty === undefined ? ' ' : <Empty description={empty} /> }}
    />
  )
})

/** Up and down go from row to row, Enter opens one. */
export function rowKey(event: KeyboardEvent<HTMLElement>, open: () => void): void {
  const row = event.currentTarget
  if (event.target !== row) return
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key] as
    | 'nextElementSibling'
    | 'previousElementSibling'
    | undefined
  if (step) {
    event.preventDefault()
    const to = row[step]
    if (to instanceof HTMLElement) to.focus()
  } else if (event.key === 'Enter') open()
  else if (event.key === ' ') {
    event.preventDefault()
    row.querySelector<HTMLInputElement>('input[type=checkbox]')?.click()
  }
}

/** Who an item waits for: people's names for who assigns, else only what waits for oneself. */
function useWaits(bank: string): (id: string) => string {
  const { t } = useTranslation('items')
  const may = useMay()
  const all = may('item.assign', bank)
  const { data } = useQuery(waitingQuery(bank, all))
  const byItem = new Map<string, string[]>()
  for (const { item, task, person } of data?.items ?? []) {
    const who = task === 'assign' ? t('task.assign') : `${t(`task.${task}`)} · ${person ?? t('me')}`
    byItem.set(item, [...(byItem.get(item) ?? []), who])
  }
  return (id) => byItem.get(id)?.join('; ') ?? ''
}
