/** The items of a bank: found, looked through, and acted on. */
import { PlusOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown, Flex, Segmented, Spin, Typography } from 'antd'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTimes } from '../../ui/times.tsx'
import { useAddress } from '../../ui/use-address.ts'
import { Wide } from '../../ui/wide.tsx'
import { Filters } from './filters.tsx'
import { itemsKey } from './queries.ts'
import { type ColumnName, columnNames, Rows } from './rows.tsx'
import { filtersIn, kindIn, searchFor } from './search-state.ts'
import { type FoundItem, type Kind, kinds } from './types.ts'
import { Views } from './views.tsx'
import { Waiting } from './waiting.tsx'

const BulkBar = lazy(() => import('./bulk-bar.tsx'))

const PAGE = 50
/** A page that comes sooner is not veiled. */
const SOON_MS = 300
const none: readonly FoundItem[] = []
const KEPT_AS = 'juanku.item-columns'
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
  const [look, change] = useAddress('cursor')
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
  const columnChoice = useMemo(() => {
    const keep = (names: string[]) => {
      const next = columnNames.filter((name) => names.includes(name))
      localStorage.setItem(KEPT_AS, JSON.stringify(next))
      setColumns(next)
    }
    return (
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
    )
  }, [columns, t])
  return (
    <>
      <Filters kind={kind} columns={columnChoice} />
      {found.error && <RefusalNote error={found.error} again={() => void found.refetch()} />}
      {chosen.length > 0 && (
        <Suspense>
          <BulkBar kind={kind} chosen={chosen} clear={() => setChosen([])} />
        </Suspense>
      )}
      <Spin spinning={found.isFetching} delay={SOON_MS}>
        <Wide label={t('title')} least={960}>
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
        </Wide>
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
}
