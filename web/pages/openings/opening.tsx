/**
 * One opening, on the screen of everybody present: it follows by itself what
 * happens on the others' screens. Each step is shown to whoever may take it.
 */
import { CheckCircleFilled, ClockCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import {
  Alert,
  Button,
  Card,
  Col,
  Descriptions,
  Flex,
  Form,
  Input,
  Popconfirm,
  Row,
  Select,
  Statistic,
  Steps,
  Table,
  Tag,
  Typography,
  theme,
} from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay, useMe } from '../../app/me.ts'
import { Loaded, Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time, useTimes } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useObjectName } from '../custody/object-name.ts'
import { STATE_COLOURS } from './openings.tsx'
import { TakeOut } from './take-out.tsx'

export type Opening =
  paths['/api/banks/{bank}/openings/{opening}']['get']['responses'][200]['content']['application/json']
const OVER = ['closed', 'ended']

/** The opening, asked again as soon as an answer came: the service answers when something is new. */
export function useOpening(bank: string, opening: string) {
  const seen = useRef<string | undefined>(undefined)
  const key = ['banks', bank, 'opening', opening]
  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const query = seen.current === undefined ? {} : { seen: seen.current }
      const view = await ask(
        api.GET('/api/banks/{bank}/openings/{opening}', { params: { path: { bank, opening }, query }, signal }),
      )
      seen.current = view.digest
      return view
    },
    refetchInterval: ({ state }) => (state.data && !OVER.includes(state.data.state) ? 300 : false),
    refetchIntervalInBackground: true,
  })
  return { key, query }
}

export default function OpeningPage() {
  const { t } = useTranslation('openings')
  const bank = useBankId()
  const { opening } = useParams({ strict: false }) as { opening: string }
  const nameOf = useObjectName(bank)
  const { query, key } = useOpening(bank, opening)
  const title = query.data ? t('one', { object: nameOf(query.data.subject) }) : t('title')
  return (
    <Page
      title={title}
      sub={query.data?.reason}
      actions={query.data && <Tag color={STATE_COLOURS[query.data.state]}>{t(`state.${query.data.state}`)}</Tag>}
    >
      <Loaded query={query}>
        {(view) => (
          <Row gutter={[16, 16]}>
            <Col xs={24} xl={14}>
              <Flex vertical gap={16}>
                <Card>
                  <Progress view={view} />
                </Card>
                <NextStep view={view} changes={key} />
                {view.copies.length > 0 && <Copies view={view} />}
              </Flex>
            </Col>
            <Col xs={24} xl={10}>
              <Flex vertical gap={16}>
                <Present view={view} />
                <Facts view={view} />
              </Flex>
            </Col>
          </Row>
        )}
      </Loaded>
    </Page>
  )
}

function Progress({ view }: { view: Opening }) {
  const { t } = useTranslation('openings')
  const at = { requested: 1, approved: 2, opened: 3, taken: 4, closed: 5, ended: 5 }[view.state]
  return (
    <Steps
      current={at}
      status={view.state === 'ended' ? 'error' : 'process'}
      responsive
      size="small"
      items={[
        { title: t('step.asked'), content: view.officer },
        { title: t('step.approved'), content: view.supervisor ?? t('waits') },
        { title: t('step.shares'), content: `${view.given.length} / ${view.threshold}` },
        { title: t('step.taken') },
        { title: t(view.state === 'ended' ? 'step.ended' : 'step.closed') },
      ]}
    />
  )
}

/** How long the custodians still have. The service's clock counts, not this screen's. */
function TimeLeft({ view }: { view: Opening }) {
  const { t } = useTranslation('openings')
  const ahead = useRef(Date.now() - view.now)
  useEffect(() => {
    ahead.current = Date.now() - view.now
  }, [view.now])
  if (view.until === null || view.state !== 'approved') return null
  return <Statistic.Timer type="countdown" title={t('time-left')} value={view.until + ahead.current} format="mm:ss" />
}

function NextStep({ view, changes }: { view: Opening; changes: readonly string[] }) {
  const { t } = useTranslation('openings')
  const bank = useBankId()
  const may = useMay()
  const { name } = useMe()
  const params = { params: { path: { bank, opening: view.id } } }
  const options = { changes: [changes, ['banks', bank, 'openings']] }
  const approve = useAct(() => ask(api.POST('/api/banks/{bank}/openings/{opening}/approve', params)), {
    ...options,
    done: t('approved'),
  })
  const end = useAct(() => ask(api.POST('/api/banks/{bank}/openings/{opening}/end', params)), {
    ...options,
    done: t('called-off'),
  })
  const withdraw = useAct(() => ask(api.POST('/api/banks/{bank}/openings/{opening}/withdraw', params)), {
    ...options,
    done: t('called-off'),
  })
  const close = useAct(() => ask(api.POST('/api/banks/{bank}/openings/{opening}/close', params)), {
    ...options,
    done: t('closed'),
  })
  const { state, officer } = view
  if (state === 'closed') return <Alert type="success" showIcon title={t('over.closed')} />
  if (state === 'ended') return <Alert type="warning" showIcon title={t('over.ended')} description={view.endReason} />
  const mine = officer === name
  return (
    <Card title={t('next')}>
      <Flex vertical gap={16}>
        {state === 'requested' &&
          (may('paper.supervise', bank) && !mine ? (
            <Flex gap={8} wrap>
              <Popconfirm title={t('approve.sure')} onConfirm={() => approve.mutate()}>
                <Button type="primary" loading={approve.isPending}>
                  {t('approve')}
                </Button>
              </Popconfirm>
              <Button danger loading={end.isPending} onClick={() => end.mutate()}>
                {t('refuse')}
              </Button>
            </Flex>
          ) : (
            <Typography.Text>{t('next.approval')}</Typography.Text>
          ))}
        {state === 'approved' && (
          <>
            <TimeLeft view={view} />
            {may('paper.share', bank) ? (
              <GiveShare view={view} changes={changes} />
            ) : (
              <Typography.Text>{t('next.shares', { count: view.threshold - view.given.length })}</Typography.Text>
            )}
          </>
        )}
        {(state === 'opened' || state === 'taken') &&
          (may('paper.open', bank) && mine ? (
            <TakeOut view={view} changes={changes} />
          ) : (
            <Typography.Text>{t('next.officer', { name: officer })}</Typography.Text>
          ))}
        {mine && state !== 'taken' && (
          <Popconfirm title={t('withdraw.sure')} onConfirm={() => withdraw.mutate()}>
            <Button danger loading={withdraw.isPending} style={{ alignSelf: 'flex-start' }}>
              {t('withdraw')}
            </Button>
          </Popconfirm>
        )}
        {mine && state === 'taken' && (
          <Popconfirm title={t('close.sure')} onConfirm={() => close.mutate()}>
            <Button type="primary" loading={close.isPending} style={{ alignSelf: 'flex-start' }}>
              {t('close')}
            </Button>
          </Popconfirm>
        )}
      </Flex>
    </Card>
  )
}

/** A custodian's passphrase, at their own session or in turn at one. It is kept nowhere on this side. */
function GiveShare({ view, changes }: { view: Opening; changes: readonly string[] }) {
  const { t } = useTranslation('openings')
  const bank = useBankId()
  const { name } = useMe()
  const [form] = Form.useForm<{ custodian: string; passphrase: string }>()
  const waiting = view.custodians.filter((custodian) => !view.given.some((given) => given.custodian === custodian))
  const give = useAct(
    (body: { custodian: string; passphrase: string }) =>
      ask(
        api.POST('/api/banks/{bank}/openings/{opening}/shares', { params: { path: { bank, opening: view.id } }, body }),
      ),
    {
      changes: [changes],
      quiet: true,
      done: ({ given, needed, opened }) => (opened ? t('share.opened') : t('share.given', { given, needed })),
      after: () => form.resetFields(),
    },
  )
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ custodian: waiting.includes(name) ? name : waiting[0] }}
      onFinish={(answer) => give.mutate(answer, { onSettled: () => form.resetFields(['passphrase']) })}
      style={{ maxWidth: 420 }}
    >
      {give.error !== null && <RefusalNote error={give.error} />}
      {view.wrong > 0 && (
        <Alert type="warning" title={t('share.wrong', { count: view.wrong })} style={{ marginBottom: 12 }} />
      )}
      <Form.Item name="custodian" label={t('custodian')} rules={[{ required: true }]}>
        <Select options={waiting.map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item
        name="passphrase"
        label={t('passphrase')}
        extra={t('passphrase.hint')}
        rules={[{ required: true, message: t('passphrase.missing') }]}
      >
        <Input.Password autoComplete="off" maxLength={1000} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={give.isPending}>
        {t('share.give')}
      </Button>
    </Form>
  )
}

function Present({ view }: { view: Opening }) {
  const { t } = useTranslation('openings')
  const { token } = theme.useToken()
  const { second } = useTimes()
  return (
    <Card title={t('custodians', { count: view.threshold, of: view.custodians.length })}>
      <Flex vertical gap={8} component="ul" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {view.custodians.map((custodian) => {
          const given = view.given.find((one) => one.custodian === custodian)
          return (
            <li key={custodian}>
              <Flex gap={8}>
                {given ? (
                  <CheckCircleFilled style={{ color: token.colorSuccess }} />
                ) : (
                  <ClockCircleOutlined style={{ color: token.colorTextSecondary }} />
                )}
                <span>{custodian}</span>
                <Typography.Text type="secondary">{given ? second(given.at) : t('waits')}</Typography.Text>
              </Flex>
            </li>
          )
        })}
      </Flex>
    </Card>
  )
}

function Facts({ view }: { view: Opening }) {
  const { t } = useTranslation('openings')
  return (
    <Card title={t('facts')}>
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'requested', label: t('requested'), children: <Time at={view.requested} seconds /> },
          { key: 'officer', label: t('officer'), children: view.officer },
          { key: 'supervisor', label: t('supervisor'), children: view.supervisor ?? '—' },
          { key: 'time', label: t('not-before.label'), children: <Time at={view.notBefore} seconds /> },
          {
            key: 'opened',
            label: t('opened'),
            children: view.opened === null ? '—' : <Time at={view.opened} seconds />,
          },
          {
            key: 'id',
            label: t('number'),
            children: (
              <Typography.Text copyable className="figures">
                {view.id}
              </Typography.Text>
            ),
          },
        ]}
      />
    </Card>
  )
}

function Copies({ view }: { view: Opening }) {
  const { t } = useTranslation('openings')
  return (
    <Card title={t('copies')}>
      <Table
        size="small"
        rowKey="first"
        dataSource={view.copies}
        pagination={false}
        columns={[
          {
            title: t('copies.numbers'),
            className: 'figures',
            render: (_, { first, last }) => (first === last ? first : `${first}–${last}`),
          },
          { title: t('copies.recipient'), dataIndex: 'recipient' },
          { title: t('copies.spoiled'), dataIndex: 'spoiled', align: 'right', className: 'figures' },
          { title: t('copies.at'), render: (_, { at }) => <Time at={at} /> },
        ]}
      />
    </Card>
  )
}
