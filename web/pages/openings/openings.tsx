/** Openings of sealed objects: those under way first; an officer asks for another. */
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, Modal, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time, useTimes } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { Wide } from '../../ui/wide.tsx'
import { useObjectName } from '../custody/object-name.ts'
import { registerQuery } from '../custody/queries.ts'
import { sittingsQuery } from '../sittings/queries.ts'

type Request = paths['/api/banks/{bank}/openings']['post']['requestBody']['content']['application/json']
export const STATE_COLOURS = {
  requested: 'warning',
  approved: 'processing',
  opened: 'error',
  taken: 'error',
  closed: 'default',
  ended: 'default',
} as const

export default function Openings() {
  const { t } = useTranslation('openings')
  const bank = useBankId()
  const may = useMay()
  const nameOf = useObjectName(bank)
  const [asking, setAsking] = useState(false)
  const { data, error, isLoading, refetch } = useQuery({
    queryKey: ['banks', bank, 'openings'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/openings', { params: { path: { bank } } })),
    refetchInterval: 30_000,
  })
  return (
    <Page
      title={t('title')}
      sub={t('sub')}
      actions={
        may('paper.request', bank) && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAsking(true)}>
            {t('ask')}
          </Button>
        )
      }
    >
      {error && <RefusalNote error={error} again={() => void refetch()} />}
      <Wide label={t('title')} least={860}>
        <Table
          rowKey="id"
          loading={isLoading}
          dataSource={data ?? []}
          pagination={{ pageSize: 20, hideOnSinglePage: true }}
          locale={{ emptyText: t('none') }}
          columns={[
            {
              title: t('object'),
              render: (_, { id, subject }) => (
                <Link to={`/banks/${bank}/openings/${id}` as string}>{nameOf(subject)}</Link>
              ),
            },
            {
              title: t('state'),
              render: (_, { state }) => <Tag color={STATE_COLOURS[state]}>{t(`state.${state}`)}</Tag>,
            },
            { title: t('reason'), dataIndex: 'reason', ellipsis: true },
            { title: t('officer'), dataIndex: 'officer' },
            { title: t('supervisor'), render: (_, { supervisor }) => supervisor ?? '—' },
            { title: t('requested'), render: (_, { requested }) => <Time at={requested} /> },
            { title: t('opened'), render: (_, { opened }) => (opened === null ? '—' : <Time at={opened} />) },
          ]}
        />
      </Wide>
      {asking && <AskOpening close={() => setAsking(false)} />}
    </Page>
  )
}

function AskOpening({ close }: { close: () => void }) {
  const { t } = useTranslation(['openings', 'common'])
  const bank = useBankId()
  const navigate = useNavigate()
  const nameOf = useObjectName(bank)
  const { minute } = useTimes()
  const [form] = Form.useForm<{ object: string; sitting?: string; reason: string }>()
  const register = useQuery(registerQuery(bank))
  const sittings = useQuery(sittingsQuery(bank))
  const openable = register.data?.filter(({ destroyed, voided, intact }) => !destroyed && !voided && intact) ?? []
  const send = useAct(
    ({ object, sitting, reason }: { object: string; sitting?: string; reason: string }) => {
      const line = openable.find((one) => one.object === object)!
      const body: Request = {
        set: line.set,
        object: line.kind,
        paper: line.paper ?? 1,
        reason: reason.trim(),
        ...(line.form && { form: line.form }),
        ...(sitting && { sitting }),
      }
      return ask(api.POST('/api/banks/{bank}/openings', { params: { path: { bank } }, body }))
    },
    {
      changes: [['banks', bank, 'openings']],
      quiet: true,
      done: t('asked'),
      after: ({ id }) => void navigate({ to: `/banks/${bank}/openings/${id}` as string }),
    },
  )
  return (
    <Modal
      open
      title={t('ask')}
      okText={t('ask.go')}
      cancelText={t('common:cancel')}
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p>{t('ask.what')}</p>
      {register.error && <RefusalNote error={register.error} />}
      {send.error !== null && <RefusalNote error={send.error} />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(answer) => send.mutate(answer)}>
        <Form.Item name="object" label={t('object')} rules={[{ required: true, message: t('object.missing') }]}>
          <Select
            loading={register.isLoading}
            showSearch={{ optionFilterProp: 'label' }}
            notFoundContent={t('object.none')}
            options={openable.map((line) => ({
              value: line.object,
              label: `${nameOf({ ...line, object: line.kind })}　${t('not-before', { at: minute(line.notBefore) })}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="sitting" label={t('sitting')}>
          <Select
            allowClear
            options={
              sittings.data?.map(({ id, name, starts }) => ({ value: id, label: `${name}　${minute(starts)}` })) ?? []
            }
            notFoundContent={t('sitting.none')}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, message: t('reason.missing') }]}
        >
          <Input maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
