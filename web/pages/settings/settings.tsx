/** What an administrator decides for the whole house: banks, password policy, relaxations. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Card, Checkbox, Flex, Form, Input, Radio, Select, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { banksQuery, useBankName, useBanks } from '../../app/banks.ts'
import { meQuery, useMay } from '../../app/me.ts'
import { Loaded, Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'

type NewBank = paths['/api/banks']['post']['requestBody']['content']['application/json']
type Policy = paths['/api/access-policy']['post']['requestBody']['content']['application/json']
const LEVELS = [5, 4, 3, 2, 1] as const
const RELAXATIONS = ['administrator-content', 'custodian-officer'] as const
const POLICY = ['access-policy']

export default function Settings() {
  const { t } = useTranslation('settings')
  const may = useMay()
  return (
    <Page title={t('title')} sub={t('sub')}>
      <Flex vertical gap={16} style={{ maxWidth: 900 }}>
        {may('bank.create') && <Banks />}
        {may('account.read') && <AccessPolicy />}
      </Flex>
    </Page>
  )
}

function Banks() {
  const { t } = useTranslation(['settings', 'common'])
  const banks = useBanks()
  const nameOf = useBankName()
  const navigate = useNavigate()
  const [form] = Form.useForm<NewBank>()
  const add = useAct(
    (fields: NewBank) =>
      ask(
        api.POST('/api/banks', {
          body: { ...fields, trade: fields.trade?.trim() || null, standard: fields.standard?.trim() ?? '' },
        }),
      ),
    {
      changes: [banksQuery.queryKey, meQuery.queryKey],
      quiet: true,
      done: t('bank.made'),
      after: () => form.resetFields(),
    },
  )
  return (
    <Card title={t('banks')}>
      <Flex vertical gap={16}>
        <Table
          size="small"
          rowKey="id"
          dataSource={banks}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          locale={{ emptyText: t('bank.none') }}
          columns={[
            { title: t('bank.name'), render: (_, bank) => nameOf(bank) },
            { title: t('bank.id'), dataIndex: 'id', className: 'figures' },
            { title: t('bank.standard'), dataIndex: 'standard' },
          ]}
        />
        {add.error !== null && <RefusalNote error={add.error} />}
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => add.mutate(fields)}>
          <Flex gap={12} wrap>
            <Form.Item
              name="occupation"
              label={t('bank.occupation')}
              rules={[{ required: true, whitespace: true, message: t('needed') }]}
            >
              <Input maxLength={100} placeholder={t('bank.occupation.example')} style={{ width: 180 }} />
            </Form.Item>
            <Form.Item
              name="occupationCode"
              label={t('bank.code')}
              rules={[{ required: true, pattern: /^\d(-\d{2}){3}$/, message: t('bank.code.form') }]}
            >
              <Input placeholder="6-31-01-03" style={{ width: 140 }} />
            </Form.Item>
            <Form.Item name="trade" label={t('bank.trade')}>
              <Input maxLength={100} style={{ width: 140 }} />
            </Form.Item>
            <Form.Item name="level" label={t('bank.level')} rules={[{ required: true, message: t('needed') }]}>
              <Select
                style={{ width: 110 }}
                options={LEVELS.map((value) => ({ value, label: t(`common:level.${value}`) }))}
              />
            </Form.Item>
            <Form.Item name="standard" label={t('bank.standard')}>
              <Input maxLength={300} style={{ width: 220 }} />
            </Form.Item>
          </Flex>
          <Flex gap={8}>
            <Button type="primary" htmlType="submit" loading={add.isPending}>
              {t('bank.add')}
            </Button>
            <Button onClick={() => void navigate({ to: '/accounts' as string })}>{t('bank.then-roles')}</Button>
          </Flex>
        </Form>
      </Flex>
    </Card>
  )
}

function AccessPolicy() {
  const { t } = useTranslation('settings')
  const may = useMay()
  const query = useQuery({ queryKey: POLICY, queryFn: () => ask(api.GET('/api/access-policy')) })
  const [form] = Form.useForm<Policy>()
  const save = useAct((body: Policy) => ask(api.POST('/api/access-policy', { body })), {
    changes: [POLICY],
    quiet: true,
    done: t('saved'),
    after: () => form.resetFields(['reason']),
  })
  return (
    <Card title={t('policy')}>
      <Loaded query={query}>
        {(policy) => (
          <Form
            form={form}
            layout="vertical"
            initialValues={policy}
            disabled={!may('account.policy')}
            requiredMark={false}
            onFinish={(body) => save.mutate(body)}
          >
            <Form.Item name="passwords" label={t('passwords')}>
              <Radio.Group
                options={(['modern', 'level-3'] as const).map((value) => ({ value, label: t(`passwords.${value}`) }))}
                style={{ display: 'flex', flexDirection: 'column', gap: 4 }}
              />
            </Form.Item>
            <Form.Item name="relaxations" label={t('relaxations')}>
              <Checkbox.Group
                options={RELAXATIONS.map((value) => ({ value, label: t(`relaxation.${value}`) }))}
                style={{ flexDirection: 'column' }}
              />
            </Form.Item>
            <Alert type="info" title={t('relaxations.what')} style={{ marginBottom: 16 }} />
            {save.error !== null && <RefusalNote error={save.error} />}
            {may('account.policy') && (
              <Flex gap={8} align="flex-end" wrap>
                <Form.Item
                  name="reason"
                  label={t('reason')}
                  rules={[{ required: true, whitespace: true, message: t('needed') }]}
                  style={{ flex: 1, minWidth: 240, margin: 0 }}
                >
                  <Input maxLength={500} />
                </Form.Item>
                <Button type="primary" htmlType="submit" loading={save.isPending}>
                  {t('save')}
                </Button>
              </Flex>
            )}
          </Form>
        )}
      </Loaded>
    </Card>
  )
}
