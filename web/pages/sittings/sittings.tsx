/** Sittings: planned, under way, over; and who consulted their archives. */
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Table, Tabs, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time } from '../../ui/times.tsx'
import { useAddress } from '../../ui/use-address.ts'
import { Consultations } from './consultations.tsx'
import { PlanSitting } from './plan-sitting.tsx'
import { sittingsQuery } from './queries.ts'

export default function Sittings() {
  const { t } = useTranslation('sittings')
  const bank = useBankId()
  const may = useMay()
  const navigate = useNavigate()
  const [planning, setPlanning] = useState(false)
  const [{ tab = 'sittings' }, change] = useAddress()
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
      <Tabs
        activeKey={tab}
        onChange={(next) => change({ tab: next })}
        destroyOnHidden
        items={[
          { key: 'sittings', label: t('title'), children: <SittingList /> },
          { key: 'consultations', label: t('consult.title'), children: <Consultations /> },
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

function SittingList() {
  const { t } = useTranslation('sittings')
  const bank = useBankId()
  const { data, error, isLoading, refetch } = useQuery(sittingsQuery(bank))
  return (
    <>
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
    </>
  )
}
