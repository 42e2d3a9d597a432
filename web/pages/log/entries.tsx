/** Who did what, newest first, by person, bank, object, act and time; the filter stands in the address. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, DatePicker, Flex, Form, Input, Select, Table, Tooltip, Typography } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useBankName, useBanks } from '../../app/banks.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time } from '../../ui/times.tsx'
import { useActName } from './act-name.ts'

type Filter = { actor?: string; bank?: string; object?: string; did?: string; from?: string; to?: string }
const LIMIT = '100'

export function Entries() {
  const { t } = useTranslation('log')
  const actName = useActName()
  const nameOf = useBankName()
  const banks = useBanks()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Filter & { tab?: string }
  const { tab: _, ...filter } = search
  const { data, error, isLoading, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: ['log', filter],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/log', {
          params: { query: { ...filter, limit: LIMIT, ...(pageParam !== undefined && { before: String(pageParam) }) } },
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const look = (next: Filter) => void navigate({ to: '.', search: { tab: 'entries', ...next } as never })
  const send = ({ time, ...rest }: Omit<Filter, 'from' | 'to'> & { time?: [Dayjs, Dayjs] | null }) => {
    const asked = Object.fromEntries(
      Object.entries(rest).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
    )
    look({
      ...asked,
      ...(time && { from: String(time[0].startOf('day').valueOf()), to: String(time[1].endOf('day').valueOf()) }),
    })
  }
  return (
    <Flex vertical gap={12}>
      <Form
        layout="inline"
        key={JSON.stringify(filter)}
        initialValues={{
          ...filter,
          time: filter.from && filter.to ? [dayjs(Number(filter.from)), dayjs(Number(filter.to))] : null,
        }}
        onFinish={send}
        style={{ rowGap: 8 }}
      >
        <Form.Item name="actor" label={t('person')}>
          <Input allowClear style={{ width: 130 }} />
        </Form.Item>
        <Form.Item name="bank" label={t('bank')}>
          <Select
            allowClear
            style={{ width: 150 }}
            options={banks.map((bank) => ({ value: bank.id, label: nameOf(bank) }))}
          />
        </Form.Item>
        <Form.Item name="did" label={t('did')}>
          <Input allowClear placeholder="item.read" style={{ width: 150 }} />
        </Form.Item>
        <Form.Item name="object" label={t('object')}>
          <Input allowClear style={{ width: 180 }} />
        </Form.Item>
        <Form.Item name="time" label={t('time')}>
          <DatePicker.RangePicker />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {t('search')}
        </Button>
        <Button type="text" onClick={() => look({})}>
          {t('clear')}
        </Button>
      </Form>
      {error && <RefusalNote error={error} again={() => void refetch()} />}
      <Table
        size="small"
        rowKey="seq"
        loading={isLoading}
        dataSource={data?.pages.flatMap(({ entries }) => entries) ?? []}
        pagination={false}
        sticky={{ offsetHeader: 0 }}
        scroll={{ x: 960 }}
        locale={{ emptyText: t('none') }}
        columns={[
          { title: t('seq'), dataIndex: 'seq', width: 80, className: 'figures' },
          { title: t('time'), width: 190, render: (_, { at }) => <Time at={at} seconds /> },
          {
            title: t('person'),
            width: 120,
            render: (_, { actor }) =>
              actor ? (
                <Button type="link" size="small" onClick={() => look({ ...filter, actor })}>
                  {actor}
                </Button>
              ) : (
                '—'
              ),
          },
          { title: t('bank'), dataIndex: 'bank', width: 130, className: 'figures' },
          { title: t('did'), width: 200, render: (_, { did }) => <Tooltip title={did}>{actName(did)}</Tooltip> },
          { title: t('object'), ellipsis: true, render: (_, { to }) => <span title={to.slice(0, 2000)}>{to}</span> },
          { title: t('why'), dataIndex: 'why', ellipsis: true },
          {
            title: t('result'),
            width: 150,
            render: (_, { result }) => (
              <Typography.Text type={result === 'done' ? 'secondary' : 'danger'}>
                {result === 'done' ? t('done') : result}
              </Typography.Text>
            ),
          },
        ]}
      />
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()} style={{ alignSelf: 'center' }}>
          {t('older')}
        </Button>
      )}
    </Flex>
  )
}
