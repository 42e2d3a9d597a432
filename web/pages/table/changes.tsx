/** What differs between two editions of a table. */
import { useQuery } from '@tanstack/react-query'
import { Empty, Flex, Select, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTimes } from '../../ui/times.tsx'
import { useAddress } from '../../ui/use-address.ts'
import type { Edition, Kind } from './editions.ts'

type Change = paths['/api/banks/{bank}/table-changes']['get']['responses'][200]['content']['application/json'][number]
type Facts = NonNullable<Change['before']>

export function Changes({ bank, kind, to, all }: { bank: string; kind: Kind; to: Edition; all: readonly Edition[] }) {
  const { t } = useTranslation('table')
  const { minute } = useTimes()
  const [{ from: wanted }, setAddress] = useAddress()
  const others = all.filter(({ id }) => id !== to.id)
  const from = others.find(({ id }) => id === wanted) ?? others.find(({ at }) => at <= to.at) ?? others[0]
  const { data, error, isLoading } = useQuery({
    queryKey: ['banks', bank, 'table-changes', kind, from?.id, to.id],
    queryFn: () =>
      ask(
        api.GET('/api/banks/{bank}/table-changes', {
          params: { path: { bank }, query: { kind, from: from!.id, to: to.id } },
        }),
      ),
    enabled: from !== undefined,
  })
  if (!from) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('changes.only')} />
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} align="center" wrap>
        <label htmlFor="changes-from">{t('changes.from')}</label>
        <Select
          id="changes-from"
          value={from.id}
          onChange={(id) => setAddress({ from: id })}
          style={{ minWidth: 260 }}
          options={others.map(({ id, edition, at }) => ({ value: id, label: `${edition} · ${minute(at)}` }))}
        />
      </Flex>
      {error && <RefusalNote error={error} />}
      <Table<Change & { no: number }>
        size="small"
        rowKey="no"
        loading={isLoading}
        dataSource={(data ?? []).map((change, no) => ({ ...change, no }))}
        pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('changes.none')} /> }}
        columns={[
          {
            title: t('changes.what'),
            width: 180,
            render: (_, { sort, what }) => (
              <>
                {t(`sort.${sort}`)}{' '}
                {what.map((one) => (
                  <Tag key={one} color={one === 'removed' ? 'red' : one === 'added' ? 'green' : 'blue'}>
                    {t(`change.${one}`)}
                  </Tag>
                ))}
              </>
            ),
          },
          {
            title: t('changes.before'),
            render: (_, { before, what }) => before && <Told facts={before} what={what} />,
          },
          { title: t('changes.after'), render: (_, { after, what }) => after && <Told facts={after} what={what} /> },
        ]}
      />
    </Flex>
  )
}

function Told({ facts, what }: { facts: Facts; what: Change['what'] }) {
  const { t } = useTranslation('table')
  return (
    <>
      <span className="figures">{facts.code}</span> {facts.name}
      {what.includes('weight') && facts.weight !== null && ` · ${t('weight')} ${facts.weight}`}
      {what.includes('importance') && facts.importance !== null && ` · ${facts.importance}`}
      {what.includes('minutes') && facts.minutes !== null && ` · ${t('minutes')} ${facts.minutes}`}
      {what.includes('mode') && facts.mode !== null && ` · ${t(`mode.${facts.mode}`)}`}
    </>
  )
}
