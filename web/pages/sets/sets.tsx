/** The sets of a bank, and assembling another. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Card, Empty, Flex, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time } from '../../ui/times.tsx'
import { Assemble } from './assemble.tsx'

type Line = paths['/api/banks/{bank}/sets']['get']['responses'][200]['content']['application/json'][number]

export default function Sets() {
  const { t } = useTranslation(['sets', 'common'])
  const bank = useBankId()
  const may = useMay()
  const { data, isLoading, error } = useQuery({
    queryKey: ['banks', bank, 'sets'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/sets', { params: { path: { bank } } })),
  })
  return (
    <Page title={t('title')} sub={t('sub')}>
      <Flex vertical gap={16}>
        {may('set.assemble', bank) && <Assemble bank={bank} />}
        <Card title={<h2 style={{ margin: 0, fontSize: 16 }}>{t('list')}</h2>}>
          {error && <RefusalNote error={error} />}
          <Table<Line>
            size="small"
            rowKey="id"
            loading={isLoading}
            dataSource={data ?? []}
            pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
            locale={{
              emptyText: (
                <Empty
                  image={Empty.PRESENTED_IMAGE_SIMPLE}
                  description={t(may('set.assemble', bank) ? 'list.none.assemble' : 'list.none')}
                />
              ),
            }}
            columns={[
              {
                title: t('set'),
                render: (_, { id, kind, number }) => (
                  <Link to={`/banks/${bank}/sets/${id}` as string}>
                    {t('named', { kind: t(`common:kind.${kind}`), number })}
                  </Link>
                ),
              },
              { title: t('at'), render: (_, { at }) => <Time at={at} />, sorter: (a, b) => a.at - b.at },
              { title: t('assembled-by'), dataIndex: 'assembledBy' },
              {
                title: t('approved-by'),
                render: (_, { approvedBy }) => approvedBy ?? <Tag color="orange">{t('waits')}</Tag>,
              },
              { title: t('engine'), dataIndex: 'engine' },
            ]}
          />
        </Card>
      </Flex>
    </Page>
  )
}
