/** One's own account: password, authenticator, where one is signed in, and what one read last. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button, Card, Col, Flex, Modal, Popconfirm, Row, Segmented, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { chooseLook, type Look, useLook } from '../../app/look.ts'
import { useMe } from '../../app/me.ts'
import { Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useSaid } from '../../words/index.ts'
import { Authenticator, NewPassword } from '../sign-in/first-steps.tsx'

export default function MePage() {
  const { t } = useTranslation('me')
  return (
    <Page title={t('title')}>
      <Row gutter={[16, 16]}>
        <Col xs={24} xl={12}>
          <Flex vertical gap={16}>
            <Secrets />
            <Sessions />
            <Rights />
          </Flex>
        </Col>
        <Col xs={24} xl={12}>
          <Reads />
        </Col>
      </Row>
    </Page>
  )
}

function Secrets() {
  const { t } = useTranslation('me')
  const [open, setOpen] = useState<'password' | 'totp'>()
  const look = useLook()
  return (
    <Card title={t('secrets')}>
      <Flex vertical gap={12} align="flex-start">
        <Flex gap={8} wrap>
          <Button onClick={() => setOpen('password')}>{t('change-password')}</Button>
          <Button onClick={() => setOpen('totp')}>{t('change-totp')}</Button>
        </Flex>
        <Flex gap={8} align="center">
          <span id="look">{t('look')}</span>
          <Segmented<Look>
            aria-labelledby="look"
            value={look}
            onChange={chooseLook}
            options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`look.${value}`) }))}
          />
        </Flex>
      </Flex>
      <Modal
        open={open !== undefined}
        title={t(open === 'totp' ? 'change-totp' : 'change-password')}
        footer={null}
        onCancel={() => setOpen(undefined)}
        destroyOnHidden
      >
        {open === 'password' && <NewPassword done={() => setOpen(undefined)} />}
        {open === 'totp' && <Authenticator done={() => setOpen(undefined)} />}
      </Modal>
    </Card>
  )
}

function Sessions() {
  const { t } = useTranslation('me')
  const key = ['me', 'sessions']
  const { data, isLoading, error } = useQuery({ queryKey: key, queryFn: () => ask(api.GET('/api/me/sessions')) })
  const end = useAct(
    (session: string) => ask(api.DELETE('/api/me/sessions/{session}', { params: { path: { session } } })),
    {
      changes: [key],
      done: t('session-ended'),
    },
  )
  return (
    <Card title={t('sessions')}>
      {error && <RefusalNote error={error} />}
      <Table
        size="small"
        rowKey="id"
        loading={isLoading}
        dataSource={data ?? []}
        pagination={false}
        columns={[
          {
            title: t('door'),
            render: (_, { door, current }) => (
              <>
                {t(`door.${door}`)} {current && <Tag color="success">{t('this-one')}</Tag>}
              </>
            ),
          },
          { title: t('since'), render: (_, { at }) => <Time at={at} /> },
          { title: t('seen'), render: (_, { seen }) => <Time at={seen} /> },
          {
            title: <span className="sr-only">{t('end')}</span>,
            align: 'right',
            render: (_, { id, current }) =>
              !current && (
                <Popconfirm title={t('end.sure')} onConfirm={() => end.mutate(id)}>
                  <Button size="small" danger>
                    {t('end')}
                  </Button>
                </Popconfirm>
              ),
          },
        ]}
      />
    </Card>
  )
}

function Rights() {
  const { t } = useTranslation('me')
  const said = useSaid()
  const { rights } = useMe()
  return (
    <Card title={t('rights')}>
      <Flex gap={6} wrap>
        {rights.map(({ right, zh, en, fresh }) => (
          <Tag key={right} title={fresh ? t('fresh') : ''} color={fresh ? 'warning' : undefined}>
            {said({ zh, en })}
          </Tag>
        ))}
        {rights.length === 0 && <Typography.Text type="secondary">{t('no-rights')}</Typography.Text>}
      </Flex>
    </Card>
  )
}

function Reads() {
  const { t } = useTranslation('me')
  const { data, isLoading, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['me', 'reads'],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/log/own', {
          params: { query: { limit: '50', ...(pageParam !== undefined && { before: String(pageParam) }) } },
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  return (
    <Card title={t('reads')} extra={<Typography.Text type="secondary">{t('reads.why')}</Typography.Text>}>
      {error && <RefusalNote error={error} />}
      <Table
        size="small"
        rowKey="seq"
        loading={isLoading}
        dataSource={data?.pages.flatMap(({ entries }) => entries) ?? []}
        pagination={false}
        columns={[
          { title: t('at'), render: (_, { at }) => <Time at={at} seconds /> },
          { title: t('bank'), dataIndex: 'bank' },
          { title: t('did'), dataIndex: 'did' },
          {
            title: t('result'),
            render: (_, { result }) => (
              <Typography.Text type={result === 'done' ? 'secondary' : 'danger'}>{result}</Typography.Text>
            ),
          },
        ]}
        footer={() =>
          hasNextPage && (
            <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('older')}
            </Button>
          )
        }
      />
    </Card>
  )
}
