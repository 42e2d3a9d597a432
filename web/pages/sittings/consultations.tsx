/** The register of consultations: asked for, decided by somebody else, entered with the two who are present. */
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Flex, Form, Input, Modal, Popconfirm, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay, useMe } from '../../app/me.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { Wide } from '../../ui/wide.tsx'
import { consultationsQuery, sittingsQuery } from './queries.ts'
import type { Consultation } from './types.ts'

const waits = ({ decision }: Consultation) => decision === null

/** Those of one sitting, where they are asked for too, or of all sittings of the bank. */
export function Consultations({ sitting }: { sitting?: { id: string; archived: boolean } }) {
  const { t } = useTranslation('sittings')
  const bank = useBankId()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const [visiting, setVisiting] = useState<Consultation>()
  const { data, error, isLoading, refetch } = useQuery(consultationsQuery(bank))
  const sittings = useQuery({ ...sittingsQuery(bank), enabled: sitting === undefined })
  const nameOf = (id: string) => sittings.data?.find((one) => one.id === id)?.name ?? t('title')
  const shown = data?.filter((one) => sitting === undefined || one.sitting === sitting.id) ?? []
  return (
    <Flex vertical gap={12} align="stretch">
      {error && <RefusalNote error={error} again={() => void refetch()} />}
      {sitting?.archived && may('archive.consult', bank) && (
        <div>
          <Button icon={<PlusOutlined />} onClick={() => setAsking(true)}>
            {t('consult.ask')}
          </Button>
        </div>
      )}
      <Wide label={t('consult.title')} least={860}>
        <Table
          size="middle"
          rowKey="id"
          loading={isLoading}
          // What waits for a word comes first.
          dataSource={shown.toSorted((a, b) => Number(waits(b)) - Number(waits(a)) || b.at - a.at)}
          pagination={{ pageSize: 20, hideOnSinglePage: true }}
          locale={{ emptyText: t(sitting && !sitting.archived ? 'consult.later' : 'consult.none') }}
          columns={[
            ...(sitting === undefined
              ? [
                  {
                    title: t('consult.sitting'),
                    render: (_: unknown, { sitting }: Consultation) => (
                      <Link to={`/banks/${bank}/sittings/${sitting}/archive` as string}>{nameOf(sitting)}</Link>
                    ),
                  },
                ]
              : []),
            { title: t('consult.person'), dataIndex: 'person' },
            { title: t('consult.reason'), dataIndex: 'reason' },
            {
              title: t('consult.by'),
              render: (_, { by, at }) => (
                <>
                  {by} · <Time at={at} />
                </>
              ),
            },
            { title: t('consult.decision'), render: (_, one) => <Decided one={one} /> },
            { title: t('consult.present'), render: (_, one) => <Visited one={one} enter={() => setVisiting(one)} /> },
          ]}
        />
      </Wide>
      {asking && sitting && <AskConsultation sitting={sitting.id} close={() => setAsking(false)} />}
      {visiting && <EnterVisit one={visiting} close={() => setVisiting(undefined)} />}
    </Flex>
  )
}

function Decided({ one: { id, decision, decidedBy, decided, by, person } }: { one: Consultation }) {
  const { t } = useTranslation('sittings')
  const bank = useBankId()
  const may = useMay()
  const { name } = useMe()
  const decide = useAct(
    (decision: 'approved' | 'refused') =>
      ask(
        api.POST('/api/banks/{bank}/consultations/{consultation}/decision', {
          params: { path: { bank, consultation: id } },
          body: { decision },
        }),
      ),
    { changes: [consultationsQuery(bank).queryKey], done: t('entered') },
  )
  if (decision !== null)
    return (
      <>
        <Tag color={decision === 'approved' ? 'success' : 'error'}>{t(`consult.${decision}`)}</Tag>
        {decidedBy} · {decided !== null && <Time at={decided} />}
      </>
    )
  // Neither who asked nor who consults decides: they see that it waits.
  if (!may('archive.approve', bank) || name === by || name === person) return <Tag>{t('consult.waits')}</Tag>
  return (
    <Flex gap={8}>
      <Popconfirm title={t('consult.approve.sure', { person })} onConfirm={() => decide.mutate('approved')}>
        <Button size="small" type="primary" loading={decide.isPending}>
          {t('consult.approve')}
        </Button>
      </Popconfirm>
      <Popconfirm title={t('consult.refuse.sure', { person })} onConfirm={() => decide.mutate('refused')}>
        <Button size="small" danger loading={decide.isPending}>
          {t('consult.refuse')}
        </Button>
      </Popconfirm>
    </Flex>
  )
}

function Visited({ one: { decision, present, visited }, enter }: { one: Consultation; enter: () => void }) {
  const { t } = useTranslation('sittings')
  const bank = useBankId()
  const may = useMay()
  if (present !== null && visited !== null)
    return (
      <>
        {t('consult.both', { first: present[0] ?? '', second: present[1] ?? '' })} · <Time at={visited} />
      </>
    )
  if (decision !== 'approved' || !may('archive.consult', bank)) return '—'
  return (
    <Button size="small" onClick={enter}>
      {t('consult.visit')}
    </Button>
  )
}

function AskConsultation({ sitting, close }: { sitting: string; close: () => void }) {
  const { t } = useTranslation(['sittings', 'common'])
  const bank = useBankId()
  const [form] = Form.useForm<{ person: string; reason: string }>()
  const send = useAct(
    ({ person, reason }: { person: string; reason: string }) =>
      ask(
        api.POST('/api/banks/{bank}/sittings/{sitting}/consultations', {
          params: { path: { bank, sitting } },
          body: { person: person.trim(), reason: reason.trim() },
        }),
      ),
    { changes: [consultationsQuery(bank).queryKey], quiet: true, done: t('consult.asked'), after: close },
  )
  const needed = [{ required: true, whitespace: true, message: t('needed') }]
  return (
    <Modal
      open
      title={t('consult.ask')}
      okText={t('consult.ask.go')}
      cancelText={t('common:cancel')}
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p>{t('consult.ask.what')}</p>
      {send.error !== null && <RefusalNote error={send.error} />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(answer) => send.mutate(answer)}>
        <Form.Item name="person" label={t('consult.person')} rules={needed}>
          <Input maxLength={100} autoFocus />
        </Form.Item>
        <Form.Item name="reason" label={t('consult.reason')} rules={needed}>
          <Input maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function EnterVisit({ one, close }: { one: Consultation; close: () => void }) {
  const { t } = useTranslation(['sittings', 'common'])
  const bank = useBankId()
  const [form] = Form.useForm<{ first: string; second: string }>()
  const enter = useAct(
    ({ first, second }: { first: string; second: string }) =>
      ask(
        api.POST('/api/banks/{bank}/consultations/{consultation}/visit', {
          params: { path: { bank, consultation: one.id } },
          body: { present: [first.trim(), second.trim()] },
        }),
      ),
    { changes: [consultationsQuery(bank).queryKey], quiet: true, done: t('entered'), after: close },
  )
  const needed = [{ required: true, whitespace: true, message: t('needed') }]
  return (
    <Modal
      open
      title={t('consult.visit')}
      okText={t('enter')}
      cancelText={t('common:cancel')}
      confirmLoading={enter.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p>{t('consult.visit.what', { person: one.person })}</p>
      {enter.error !== null && <RefusalNote error={enter.error} />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(answer) => enter.mutate(answer)}>
        <Form.Item name="first" label={t('consult.first')} rules={needed}>
          <Input maxLength={100} autoFocus />
        </Form.Item>
        <Form.Item name="second" label={t('consult.second')} rules={needed}>
          <Input maxLength={100} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
