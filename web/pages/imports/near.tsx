/** Near-duplicates side by side: keep both, or propose that they are one family, or enemies. Another person decides. */
import { useQuery } from '@tanstack/react-query'
import { Button, Empty, Flex, Progress, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useMay } from '../../app/me.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import { Watermark } from '../../ui/watermark.tsx'
import type { Report } from './run.ts'

type Pair = NonNullable<Report['near']>[number]

export function Near({ bank, pairs }: { bank: string; pairs: readonly Pair[] }) {
  const { t } = useTranslation('imports')
  const may = useMay()
  const [settled, setSettled] = useState<Record<number, 'keep' | 'family' | 'enemies'>>({})
  const propose = useAct(
    ({ pair, sort }: { pair: Pair & { no: number }; sort: 'family' | 'enemies' }) =>
      ask(
        api.POST('/api/banks/{bank}/relations', {
          params: { path: { bank } },
          body: { sort, items: [pair.item!, pair.other.item!], reason: t('near.reason') },
        }),
      ),
    {
      changes: [['banks', bank, 'relations']],
      done: t('near.proposed'),
      after: (_, { pair, sort }) => setSettled((old) => ({ ...old, [pair.no]: sort })),
    },
  )
  const reads = may('item.read', bank)
  return (
    <Table<Pair & { no: number }>
      size="small"
      rowKey="no"
      dataSource={pairs.map((pair, no) => ({ ...pair, no }))}
      pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('near.none')} /> }}
      expandable={{
        rowExpandable: ({ item, other }) => reads && Boolean(item ?? other.item),
        expandedRowRender: ({ item, other }) => <SideBySide bank={bank} ids={[item, other.item ?? null]} />,
      }}
      columns={[
        { title: t('near.row'), render: (_, { sheet, row }) => t('twin.row', { sheet, row }) },
        {
          title: t('near.other'),
          render: (_, { other }) =>
            other.number !== undefined
              ? t('twin.item', { number: other.number })
              : t('twin.row', { sheet: other.sheet ?? '', row: other.row ?? 0 }),
        },
        {
          title: t('near.similar'),
          width: 160,
          sorter: (a, b) => a.similarity - b.similarity,
          render: (_, { similarity }) => (
            <Progress
              percent={Math.round(similarity * 100)}
              size="small"
              status="normal"
              aria-label={t('near.similar')}
            />
          ),
        },
        { title: t('near.why'), render: (_, { why }) => t(`near.${why}`) },
        {
          title: <span className="sr-only">{t('near.settle')}</span>,
          align: 'right',
          render: (_, pair) => {
            const done = settled[pair.no]
            if (done) return <Tag color="green">{t(`near.${done}`)}</Tag>
            const known = pair.item && pair.other.item
            return (
              <Flex gap={4} justify="flex-end" wrap>
                <Button size="small" onClick={() => setSettled((old) => ({ ...old, [pair.no]: 'keep' }))}>
                  {t('near.keep')}
                </Button>
                {known &&
                  may('relation.propose', bank) &&
                  (['family', 'enemies'] as const).map((sort) => (
                    <Button
                      key={sort}
                      size="small"
                      loading={
                        propose.isPending && propose.variables.pair.no === pair.no && propose.variables.sort === sort
                      }
                      onClick={() => propose.mutate({ pair, sort })}
                    >
                      {t(`near.${sort}`)}
                    </Button>
                  ))}
              </Flex>
            )
          },
        },
      ]}
    />
  )
}

function SideBySide({ bank, ids }: { bank: string; ids: readonly (string | null)[] }) {
  return (
    <Watermark>
      <Flex gap={16}>
        {ids.map((id, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two sides that stay where they are
          <div key={at} style={{ flex: 1, minWidth: 0 }}>
            {id ? <OneSide bank={bank} id={id} /> : <NotYet />}
          </div>
        ))}
      </Flex>
    </Watermark>
  )
}

function NotYet() {
  const { t } = useTranslation('imports')
  return <Typography.Text type="secondary">{t('near.not-yet')}</Typography.Text>
}

function OneSide({ bank, id }: { bank: string; id: string }) {
  const { data, error } = useQuery({
    queryKey: ['banks', bank, 'items', id],
    queryFn: () => ask(api.GET('/api/banks/{bank}/items/{id}', { params: { path: { bank, id } } })),
  })
  if (error) return <RefusalNote error={error} />
  if (!data) return null
  return (
    <div className="as-printed">
      <strong>{data.spoken}</strong> {data.title}
      {data.options.map((option, at) => (
        <div key={option.id}>
          {String.fromCharCode(65 + at)}. {option.text}
        </div>
      ))}
    </div>
  )
}
