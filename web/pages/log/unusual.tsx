/** Reading that stands out: a question to put to a person, never a proof. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Flex, Segmented, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time } from '../../ui/times.tsx'

const COLOURS = { many: 'warning', hours: 'warning', bank: 'error', sealed: 'error' } as const

export function Unusual() {
  const { t } = useTranslation('log')
  const navigate = useNavigate()
  const [days, setDays] = useState('30')
  const { data, error, isLoading, refetch } = useQuery({
    queryKey: ['log', 'unusual', Number(days)],
    queryFn: () => ask(api.GET('/api/log/unusual', { params: { query: { days } } })),
  })
  const show = (person: string, from: number, to: number) =>
    void navigate({ to: '.', search: { tab: 'entries', actor: person, from: String(from), to: String(to) } as never })
  return (
    <Flex vertical gap={12}>
      <Alert type="info" showIcon title={t('unusual.what')} />
      <Segmented
        aria-label={t('unusual.days')}
        value={days}
        onChange={setDays}
        options={['7', '30', '90', '366'].map((value) => ({ value, label: t('last-days', { count: Number(value) }) }))}
        style={{ alignSelf: 'flex-start' }}
      />
      {error && <RefusalNote error={error} again={() => void refetch()} />}
      <Table
        size="small"
        loading={isLoading}
        rowKey={({ kind, person, bank, from }) => `${kind} ${person} ${bank} ${from}`}
        dataSource={data ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        locale={{ emptyText: t('unusual.none') }}
        columns={[
          {
            title: t('unusual.kind'),
            render: (_, { kind }) => <Tag color={COLOURS[kind]}>{t(`unusual.${kind}`)}</Tag>,
          },
          { title: t('person'), dataIndex: 'person' },
          { title: t('bank'), dataIndex: 'bank', className: 'figures' },
          {
            title: t('unusual.count'),
            dataIndex: 'count',
            align: 'right',
            sorter: (a, b) => a.count - b.count,
            className: 'figures',
          },
          { title: t('from'), render: (_, { from }) => <Time at={from} /> },
          { title: t('to'), render: (_, { to }) => <Time at={to} /> },
          {
            title: <span className="sr-only">{t('show')}</span>,
            align: 'right',
            render: (_, { person, from, to }) => (
              <Button size="small" onClick={() => show(person, from, to)}>
                {t('show')}
              </Button>
            ),
          },
        ]}
      />
    </Flex>
  )
}
