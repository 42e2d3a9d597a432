/** Who holds shares: custodians with their keys, the groups papers are sealed to, and one's own passphrase. */
import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Card, Flex, Form, Input, InputNumber, Select, Table, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay, useMe } from '../../app/me.ts'
import { Loaded } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useSaid } from '../../words/index.ts'
import { custodiansQuery, groupsQuery } from './queries.ts'

export function Custodians() {
  const { t } = useTranslation(['custody', 'common'])
  const bank = useBankId()
  const may = useMay()
  const { modal } = App.useApp()
  const query = useQuery(custodiansQuery(bank))
  const end = useAct(
    (custodian: string) =>
      ask(api.POST('/api/banks/{bank}/custodians/{custodian}/end', { params: { path: { bank, custodian } } })),
    { changes: [custodiansQuery(bank).queryKey, groupsQuery(bank).queryKey], done: t('custodian.ended') },
  )
  return (
    <Flex vertical gap={16} style={{ maxWidth: 960 }}>
      <Card title={t('custodians')}>
        <Loaded query={query}>
          {(custodians) => (
            <Table
              size="small"
              rowKey="name"
              dataSource={custodians}
              pagination={false}
              locale={{ emptyText: t('custodians.none') }}
              columns={[
                { title: t('custodian'), dataIndex: 'name' },
                { title: t('custodian.kind'), render: (_, { kind }) => t(`custodian.kind.${kind as 'person'}`) },
                {
                  title: t('custodian.key'),
                  render: (_, { fingerprint }) => <Typography.Text code>{fingerprint}</Typography.Text>,
                },
                {
                  title: <span className="sr-only">{t('actions')}</span>,
                  align: 'right',
                  render: (_, { name }) =>
                    may('custody.group', bank) && (
                      <Button
                        size="small"
                        danger
                        onClick={() =>
                          void modal.confirm({
                            title: t('custodian.end.sure', { name }),
                            content: t('custodian.end.what'),
                            okText: t('custodian.end'),
                            cancelText: t('common:cancel'),
                            okButtonProps: { danger: true },
                            onOk: () => end.mutate(name),
                          })
                        }
                      >
                        {t('custodian.end')}
                      </Button>
                    ),
                },
              ]}
            />
          )}
        </Loaded>
      </Card>
      <Groups />
      {may('custody.passphrase', bank) && <OwnPassphrase />}
    </Flex>
  )
}

function Groups() {
  const { t } = useTranslation('custody')
  const said = useSaid()
  const bank = useBankId()
  const may = useMay()
  const query = useQuery(groupsQuery(bank))
  const custodians = useQuery(custodiansQuery(bank))
  const [form] = Form.useForm<{ name?: string; members: string[]; threshold?: number }>()
  const members = Form.useWatch('members', form) ?? []
  const save = useAct(
    ({ name, members: named, threshold }: { name?: string; members: string[]; threshold?: number }) =>
      ask(
        api.POST('/api/banks/{bank}/custodian-groups', {
          params: { path: { bank } },
          body: { members: named, ...(name?.trim() && { name: name.trim() }), ...(threshold && { threshold }) },
        }),
      ),
    { changes: [groupsQuery(bank).queryKey], quiet: true, done: t('group.saved'), after: () => form.resetFields() },
  )
  return (
    <Card title={t('groups')}>
      <Loaded query={query}>
        {(groups) => (
          <Flex vertical gap={12}>
            <Table
              size="small"
              rowKey="name"
              dataSource={groups}
              pagination={false}
              locale={{ emptyText: t('groups.none') }}
              columns={[
                { title: t('group'), render: (_, { name, version }) => `${name} · ${t('version', { version })}` },
                {
                  title: t('group.needed'),
                  render: (_, { threshold, members: all }) => t('group.of', { threshold, count: all.length }),
                },
                {
                  title: t('group.members'),
                  render: (_, { members: all }) => (
                    <Flex gap={4} wrap>
                      {all.map(({ name }) => (
                        <Tag key={name}>{name}</Tag>
                      ))}
                    </Flex>
                  ),
                },
                {
                  title: t('group.warnings'),
                  render: (_, { warnings }) =>
                    warnings.map((warning) => (
                      <Typography.Text key={warning.en} type="warning">
                        {said(warning)}
                      </Typography.Text>
                    )),
                },
              ]}
            />
            {may('custody.group', bank) && (
              <Form form={form} layout="vertical" requiredMark={false} onFinish={(answer) => save.mutate(answer)}>
                {save.error !== null && <RefusalNote error={save.error} />}
                <Flex gap={12} wrap>
                  <Form.Item name="name" label={t('group.name')} extra={t('group.name.hint')}>
                    <Input maxLength={100} style={{ width: 180 }} />
                  </Form.Item>
                  <Form.Item
                    name="members"
                    label={t('group.members')}
                    rules={[{ required: true, type: 'array', min: 2, message: t('group.members.few') }]}
                    style={{ minWidth: 280 }}
                  >
                    <Select
                      mode="multiple"
                      options={custodians.data?.map(({ name }) => ({ value: name, label: name })) ?? []}
                      notFoundContent={t('custodians.none')}
                    />
                  </Form.Item>
                  <Form.Item name="threshold" label={t('group.threshold')}>
                    <InputNumber min={2} max={Math.max(2, members.length)} precision={0} placeholder="2" />
                  </Form.Item>
                </Flex>
                <Button type="primary" htmlType="submit" loading={save.isPending}>
                  {t('group.save')}
                </Button>
              </Form>
            )}
          </Flex>
        )}
      </Loaded>
    </Card>
  )
}

/** A custodian registers, or puts the private key under another passphrase. */
function OwnPassphrase() {
  const { t } = useTranslation('custody')
  const bank = useBankId()
  const { name } = useMe()
  const { data } = useQuery(custodiansQuery(bank))
  const known = data?.some((one) => one.name === name) ?? false
  const [form] = Form.useForm<{ old?: string; passphrase: string; again: string }>()
  const save = useAct<{ old?: string; passphrase: string }>(
    ({ old, passphrase }: { old?: string; passphrase: string }) =>
      known
        ? ask(
            api.POST('/api/banks/{bank}/custodians/passphrase', {
              params: { path: { bank } },
              body: { old: old ?? '', passphrase },
            }),
          )
        : ask(api.POST('/api/banks/{bank}/custodians', { params: { path: { bank } }, body: { passphrase } })),
    {
      changes: [custodiansQuery(bank).queryKey],
      quiet: true,
      done: t(known ? 'passphrase.changed' : 'passphrase.registered'),
      after: () => form.resetFields(),
    },
  )
  return (
    <Card title={t(known ? 'passphrase.change' : 'passphrase.register')}>
      <Alert type="warning" showIcon title={t('passphrase.what')} style={{ marginBottom: 16 }} />
      {save.error !== null && <RefusalNote error={save.error} />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        style={{ maxWidth: 420 }}
        onFinish={(answer) => save.mutate(answer)}
      >
        {known && (
          <Form.Item name="old" label={t('passphrase.old')} rules={[{ required: true, message: t('needed') }]}>
            <Input.Password autoComplete="off" maxLength={1000} />
          </Form.Item>
        )}
        <Form.Item name="passphrase" label={t('passphrase.new')} rules={[{ required: true, message: t('needed') }]}>
          <Input.Password autoComplete="off" maxLength={1000} />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('passphrase.again')}
          dependencies={['passphrase']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                value === getFieldValue('passphrase')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('passphrase.differs'))),
            }),
          ]}
        >
          <Input.Password autoComplete="off" maxLength={1000} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('save')}
        </Button>
      </Form>
    </Card>
  )
}
