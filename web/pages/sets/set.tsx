/** One set: its papers beside each other, what the judge certifies, changes in place, documents, and approval by a second person. */
import { CheckOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Alert, Button, Card, Descriptions, Empty, Flex, Popconfirm, Table, Tabs, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Report } from '../../../core/check/check.ts'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay, useMe } from '../../app/me.ts'
import { Loaded, Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time, useTimes } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useAddress } from '../../ui/use-address.ts'
import { useSaid } from '../../words/index.ts'
import { Documents } from './documents.tsx'
import { PaperItems } from './items.tsx'
import { Overview } from './overview.tsx'

export type SetView = paths['/api/banks/{bank}/sets/{set}']['get']['responses'][200]['content']['application/json']

export default function SetPage() {
  const { t } = useTranslation(['sets', 'common'])
  const bank = useBankId()
  const { set } = useParams({ strict: false }) as { set: string }
  const query = useQuery({
    queryKey: ['banks', bank, 'sets', set],
    queryFn: () => ask(api.GET('/api/banks/{bank}/sets/{set}', { params: { path: { bank, set } } })),
  })
  const { data } = query
  const title = data ? t('named', { kind: t(`common:kind.${data.kind}`), number: data.number }) : t('set')
  return (
    <Page title={title} actions={data && <Approve bank={bank} view={data} />}>
      <Loaded query={query}>{(view) => <Whole bank={bank} view={view} />}</Loaded>
    </Page>
  )
}

function Approve({ bank, view }: { bank: string; view: SetView }) {
  const { t } = useTranslation('sets')
  const may = useMay()
  const me = useMe()
  const approve = useAct(
    () => ask(api.POST('/api/banks/{bank}/sets/{set}/approve', { params: { path: { bank, set: view.id } } })),
    { changes: [['banks', bank, 'sets']], done: t('approved') },
  )
  const waits = view.papers.every(({ state }) => state === 'assembled')
  if (!waits || !may('set.approve', bank)) return null
  if (view.assembledBy === me.name) return <Typography.Text type="secondary">{t('approve.other')}</Typography.Text>
  return (
    <Popconfirm title={t('approve.sure')} description={t('approve.what')} onConfirm={() => approve.mutate()}>
      <Button type="primary" icon={<CheckOutlined />} loading={approve.isPending}>
        {t('approve')}
      </Button>
    </Popconfirm>
  )
}

function Whole({ bank, view }: { bank: string; view: SetView }) {
  const { t } = useTranslation('sets')
  const may = useMay()
  const [{ tab }, setAddress] = useAddress()
  const states = [...new Set(view.papers.map(({ state }) => state))]
  const open = states.length === 1 && states[0] === 'assembled' && !view.blind
  const certificate = view.certificate as Partial<Report>
  const looks = open && view.kind === 'theory' && may('set.compose', bank)
  const tabs = [
    ...(looks ? [{ key: 'papers', label: t('tab.papers'), children: <Overview bank={bank} view={view} /> }] : []),
    { key: 'certificate', label: t('tab.certificate'), children: <Certificate certificate={certificate} /> },
    ...(looks ? [{ key: 'items', label: t('tab.items'), children: <PaperItems bank={bank} view={view} /> }] : []),
    ...(open && may('set.render', bank)
      ? [{ key: 'documents', label: t('tab.documents'), children: <Documents bank={bank} view={view} /> }]
      : []),
    { key: 'history', label: t('tab.history'), children: <History bank={bank} set={view.id} /> },
  ]
  return (
    <Flex vertical gap={16}>
      <Card>
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2, lg: 3 }}
          items={[
            {
              key: 'state',
              label: t('state'),
              children: states.map((state) => (
                <Tag key={state} color={state === 'assembled' ? 'orange' : 'green'}>
                  {t(`state.${state as 'assembled'}`)}
                </Tag>
              )),
            },
            { key: 'papers', label: t('papers'), children: view.papers.length },
            { key: 'at', label: t('at'), children: <Time at={view.at} /> },
            { key: 'by', label: t('assembled-by'), children: view.assembledBy },
            { key: 'approved', label: t('approved-by'), children: view.approvedBy ?? t('waits') },
            { key: 'engine', label: t('engine'), children: view.engine },
            {
              key: 'commitment',
              label: t('commitment'),
              children: (
                <Typography.Text copyable={{ text: view.commitment }} code>
                  {view.commitment.slice(0, 16)}…
                </Typography.Text>
              ),
            },
          ]}
        />
        {view.blind && <Alert type="info" showIcon title={t('is-blind')} style={{ marginTop: 12 }} />}
      </Card>
      <Card>
        <Tabs
          items={tabs}
          activeKey={tabs.some(({ key }) => key === tab) ? tab! : tabs[0]!.key}
          onChange={(key) => setAddress({ tab: key })}
          destroyOnHidden
        />
      </Card>
    </Flex>
  )
}

type Rule = NonNullable<Report['rules']>[number]

/** What the judge measured; it names no item. */
function Certificate({ certificate }: { certificate: Partial<Report> & { forms?: Report['set'] } }) {
  const { t } = useTranslation('sets')
  const said = useSaid()
  const { number } = useTimes()
  const whole = [...(certificate.set ?? []), ...(certificate.forms ?? [])]
  return (
    <Flex vertical gap={16}>
      <Alert
        type={certificate.holds ? 'success' : 'error'}
        showIcon
        title={t(certificate.holds ? 'certificate.holds' : 'certificate.broken')}
      />
      {certificate.rules && (
        <Table<Rule>
          size="small"
          rowKey="id"
          title={() => t('certificate.papers')}
          dataSource={certificate.rules}
          pagination={{ defaultPageSize: 20, hideOnSinglePage: true, showSizeChanger: true }}
          columns={[
            { title: t('rule'), render: (_, { sentence }) => said(sentence) },
            {
              title: t('measured'),
              className: 'figures',
              render: (_, { measured }) =>
                measured.map((one) => (one === null ? '–' : number(Math.round(one * 100) / 100))).join('  '),
            },
            {
              title: t('holds'),
              width: 90,
              render: (_, { holds }) => <Holds holds={holds.every(Boolean)} />,
            },
          ]}
        />
      )}
      {whole.length > 0 && (
        <Table<Report['set'][number]>
          size="small"
          rowKey="id"
          title={() => t('certificate.set')}
          dataSource={whole}
          pagination={false}
          columns={[
            { title: t('rule'), render: (_, { sentence }) => said(sentence) },
            { title: t('measured'), dataIndex: 'measured', className: 'figures' },
            { title: t('most'), dataIndex: 'most', className: 'figures' },
            { title: t('holds'), width: 90, render: (_, { holds }) => <Holds holds={holds} /> },
          ]}
        />
      )}
    </Flex>
  )
}

function Holds({ holds }: { holds: boolean }) {
  const { t } = useTranslation('sets')
  return <Tag color={holds ? 'green' : 'red'}>{t(holds ? 'holds.yes' : 'holds.no')}</Tag>
}

function History({ bank, set }: { bank: string; set: string }) {
  const { t } = useTranslation('sets')
  const { data, error, isLoading } = useQuery({
    queryKey: ['banks', bank, 'sets', set, 'history'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/sets/{set}/history', { params: { path: { bank, set } } })),
  })
  if (error) return <RefusalNote error={error} />
  return (
    <Table
      size="small"
      rowKey="no"
      loading={isLoading}
      dataSource={data ?? []}
      pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('history.none')} /> }}
      columns={[
        { title: t('history.no'), dataIndex: 'no', className: 'figures' },
        { title: t('history.step'), render: (_, { kind }) => t(`step.${kind as 'pin'}`) },
        { title: t('history.by'), dataIndex: 'actor' },
        { title: t('at'), render: (_, { at }) => <Time at={at} /> },
      ]}
    />
  )
}
