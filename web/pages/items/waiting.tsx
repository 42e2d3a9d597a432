/** What waits for whoever looks; who assigns may see what waits for whom. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Empty, Flex, Segmented, Table, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTimes } from '../../ui/times.tsx'
import { useAddress } from '../../ui/use-address.ts'
import { waitingQuery } from './queries.ts'
import { rowKey } from './rows.tsx'
import type { WaitingItem } from './types.ts'

export function Waiting() {
  const { t } = useTranslation(['items', 'common'])
  const bank = useBankId()
  const may = useMay()
  const navigate = useNavigate()
  const { day, number } = useTimes()
  const [look, change] = useAddress()
  const everybody = may('item.assign', bank) && look['whose'] === 'all'
  const { data, isFetching, error, refetch } = useQuery(waitingQuery(bank, everybody))
  return (
    <>
      {may('item.assign', bank) && (
        <Segmented
          aria-label={t('waiting.whose')}
          style={{ marginBottom: 12 }}
          value={everybody ? 'all' : 'mine'}
          onChange={(whose) => change({ whose: whose === 'all' ? 'all' : undefined })}
          options={[
            { value: 'mine', label: t('waiting.mine') },
            { value: 'all', label: t('waiting.all') },
          ]}
        />
      )}
      {error && <RefusalNote error={error} again={() => void refetch()} />}
      <Table<WaitingItem>
        size="small"
        rowKey={({ item, task, person }) => `${item} ${task} ${person}`}
        loading={isFetching}
        dataSource={data?.items ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: isFetching ? ' ' : <Empty description={t('waiting.none')} /> }}
        onRow={({ item }) => ({
          tabIndex: 0,
          onKeyDown: (event) => rowKey(event, () => void navigate({ to: `/banks/${bank}/items/${item}` as string })),
        })}
        columns={[
          {
            title: t('column.number'),
            render: (_, { item, number }) => <Link to={`/banks/${bank}/items/${item}` as string}>{number}</Link>,
          },
          { title: t('kind'), render: (_, { kind }) => t(`common:kind.${kind}`) },
          { title: t('column.task'), render: (_, { task }) => t(`task.${task}`) },
          ...(everybody ? [{ title: t('column.person'), dataIndex: 'person' }] : []),
          {
            title: t('column.due'),
            render: (_, { due, overdue }) =>
              due !== null && (
                <>
                  {day(due)}{' '}
                  {overdue && (
                    <Tag color="red" style={{ color: 'inherit' }}>
                      {t('overdue')}
                    </Tag>
                  )}
                </>
              ),
          },
        ]}
        footer={() => (
          <Flex justify="space-between">
            <Typography.Text type="secondary">
              {data && t('found', { count: data.total, number: number(data.total) })}
            </Typography.Text>
            {may('item.review', bank) && (data?.items ?? []).some(({ task }) => task === 'review') && (
              <Button onClick={() => void navigate({ to: `/banks/${bank}/items/review` as string })}>
                {t('queue.open')}
              </Button>
            )}
          </Flex>
        )}
      />
    </>
  )
}
