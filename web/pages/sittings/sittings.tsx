/** Sittings: planned, under way, over. */
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time } from '../../ui/times.tsx'
import { PlanSitting } from './plan-sitting.tsx'

export const sittingsKey = (bank: string) => ['banks', bank, 'sittings']

export default function Sittings() {
  const { t } = useTranslation('sittings')
  const bank = useBankId()
  const may = useMay()
  const navigate = useNavigate()
  const [planning, setPlanning] = useState(false)
  const { data, error, isLoading, refetch } = useQuery({
    queryKey: sittingsKey(bank),
    queryFn: () => ask(api.GET('/api/banks/{bank}/sittings', { params: { path: { bank } } })),
  })
  return (
    <Page
      title={t('title')}
      sub={t('sub')}
      actions={
        may('sitting.plan', bank) && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setPlanning(true)}>
            {t('plan')}
          </Button>
        )
      }
    >
      {error && <RefusalNote error={error} again={() => void refetch()} />}
      <Table
        rowKey="id"
        loading={isLoading}
        dataSource={data?.toSorted((a, b) => b.starts - a.starts) ?? []}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: t('none') }}
        columns={[
          {
            title: t('name'),
            render: (_, { id, name }) => <Link to={`/banks/${bank}/sittings/${id}` as string}>{name}</Link>,
          },
          { title: t('starts'), render: (_, { starts }) => <Time at={starts} /> },
          { title: t('ends'), render: (_, { ends }) => <Time at={ends} /> },
          { title: t('place'), dataIndex: 'place' },
          { title: t('state'), render: (_, { state }) => <Tag>{t(`state.${state as 'planned'}`)}</Tag> },
          { title: t('paper'), render: (_, { paper }) => (paper === null ? t('not-drawn') : t('drawn')) },
        ]}
      />
      {planning && (
        <PlanSitting
          close={() => setPlanning(false)}
          planned={(id) => void navigate({ to: `/banks/${bank}/sittings/${id}` as string })}
        />
      )}
    </Page>
  )
}
