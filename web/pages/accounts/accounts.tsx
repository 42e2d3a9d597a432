/** Who may sign in, and as what. First passwords are shown once, to be handed over. */
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import {
  App,
  Button,
  DatePicker,
  Dropdown,
  Flex,
  Form,
  Input,
  Modal,
  Select,
  Space,
  Table,
  Tag,
  Typography,
} from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { useBankName, useBanks } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time, useTimes } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { Wide } from '../../ui/wide.tsx'

type Account = paths['/api/accounts']['get']['responses'][200]['content']['application/json'][number]
type Grant = Account['roles'][number]
const KEY = ['accounts']
const ROLES = ['writer', 'reviewer', 'officer', 'custodian', 'supervisor', 'administrator'] as const
const path = (name: string) => ({ params: { path: { name } } })

export default function Accounts() {
  const { t } = useTranslation(['accounts', 'common'])
  const may = useMay()
  const { day } = useTimes()
  const [search, setSearch] = useState('')
  const [adding, setAdding] = useState(false)
  const [granting, setGranting] = useState<Account>()
  const [handed, setHanded] = useState<{ name: string; password: string }>()
  const { modal } = App.useApp()
  const { data, error, isLoading, refetch } = useQuery({ queryKey: KEY, queryFn: () => ask(api.GET('/api/accounts')) })
  const scopeName = useScopeName()

  const change = useAct(
    ({ name, disabled }: { name: string; disabled: boolean }) =>
      ask(api.PATCH('/api/accounts/{name}', { ...path(name), body: { disabled } })),
    { changes: [KEY], done: t('changed') },
  )
  const reset = useAct((name: string) => ask(api.POST('/api/accounts/{name}/reset', path(name))), {
    changes: [KEY],
    after: ({ password }, name) => setHanded({ name, password }),
  })
  const endRole = useAct(
    ({ name, grant }: { name: string; grant: Grant }) =>
      ask(api.POST('/api/accounts/{name}/roles/end', { ...path(name), body: grant })),
    { changes: [KEY], done: t('role-ended') },
  )

  const sure = (text: string, go: () => void, danger = true) =>
    void modal.confirm({
      title: text,
      okText: t('yes'),
      cancelText: t('common:cancel'),
      okButtonProps: { danger },
      onOk: go,
    })
  const shown = (data ?? []).filter(
    ({ name, roles }) => search === '' || name.includes(search) || roles.some(({ scope }) => scope.includes(search)),
  )

  return (
    <Page
      title={t('title')}
      sub={t('sub')}
      actions={
        may('account.manage') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )
      }
    >
      <Flex vertical gap={12}>
        <Input.Search
          allowClear
          placeholder={t('search')}
          aria-label={t('search')}
          onChange={({ target }) => setSearch(target.value.trim())}
          style={{ maxWidth: 280 }}
        />
        {error && <RefusalNote error={error} again={() => void refetch()} />}
        <Wide label={t('title')} least={860}>
          <Table<Account>
            rowKey="name"
            size="middle"
            loading={isLoading}
            dataSource={shown}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: t('none') }}
            columns={[
              {
                title: t('name'),
                dataIndex: 'name',
                sorter: (a, b) => a.name.localeCompare(b.name),
                defaultSortOrder: 'ascend',
              },
              {
                title: t('roles'),
                render: (_, { name, roles }) => (
                  <Flex gap={4} wrap>
                    {roles.map((grant) => (
                      <Tag
                        key={`${grant.role} ${grant.scope}`}
                        closable={may('account.grant')}
                        onClose={(event) => {
                          event.preventDefault()
                          sure(
                            t('end-role.sure', {
                              name,
                              role: t(`common:role.${grant.role}`),
                              scope: scopeName(grant.scope),
                            }),
                            () => endRole.mutate({ name, grant }),
                          )
                        }}
                      >
                        {t(`common:role.${grant.role}`)} · {scopeName(grant.scope)}
                      </Tag>
                    ))}
                    {roles.length === 0 && <Typography.Text type="secondary">{t('no-role')}</Typography.Text>}
                  </Flex>
                ),
              },
              { title: t('totp'), render: (_, { totp }) => (totp ? t('totp.yes') : t('totp.no')) },
              {
                title: t('valid'),
                render: (_, { validFrom, validUntil }) =>
                  validFrom === null && validUntil === null
                    ? '—'
                    : `${validFrom === null ? '' : day(validFrom)} – ${validUntil === null ? '' : day(validUntil)}`,
              },
              {
                title: t('state'),
                render: (_, { disabled }) => (
                  <Tag color={disabled ? 'error' : 'success'}>{disabled ? t('disabled') : t('enabled')}</Tag>
                ),
              },
              { title: t('since'), render: (_, { at }) => <Time at={at} /> },
              {
                title: <span className="sr-only">{t('actions')}</span>,
                align: 'right',
                render: (_, account) =>
                  may('account.manage') && (
                    <Space>
                      {may('account.grant') && (
                        <Button size="small" onClick={() => setGranting(account)}>
                          {t('grant')}
                        </Button>
                      )}
                      <Dropdown
                        trigger={['click']}
                        menu={{
                          items: [
                            {
                              key: 'reset',
                              label: t('reset'),
                              onClick: () =>
                                sure(t('reset.sure', { name: account.name }), () => reset.mutate(account.name)),
                            },
                            account.disabled
                              ? {
                                  key: 'enable',
                                  label: t('enable'),
                                  onClick: () => change.mutate({ name: account.name, disabled: false }),
                                }
                              : {
                                  key: 'disable',
                                  danger: true,
                                  label: t('disable'),
                                  onClick: () =>
                                    sure(t('disable.sure', { name: account.name }), () =>
                                      change.mutate({ name: account.name, disabled: true }),
                                    ),
                                },
                          ],
                        }}
                      >
                        <Button size="small" aria-label={t('more', { name: account.name })}>
                          …
                        </Button>
                      </Dropdown>
                    </Space>
                  ),
              },
            ]}
          />
        </Wide>
      </Flex>
      <AddAccount open={adding} close={() => setAdding(false)} added={setHanded} />
      {granting && <GrantRole account={granting} close={() => setGranting(undefined)} />}
      <Modal
        open={handed !== undefined}
        title={t('password.title', { name: handed?.name ?? '' })}
        onCancel={() => setHanded(undefined)}
        onOk={() => setHanded(undefined)}
        cancelButtonProps={{ hidden: true }}
        mask={{ closable: false }}
        okText={t('password.handed')}
      >
        <p>{t('password.text')}</p>
        <Typography.Paragraph copyable={{ text: handed?.password ?? '' }} code style={{ fontSize: 18 }}>
          {handed?.password}
        </Typography.Paragraph>
      </Modal>
    </Page>
  )
}

/** What a role reaches, in words: everywhere, an occupation, a bank. */
function useScopeName(): (scope: string) => string {
  const { t } = useTranslation('common')
  const banks = useBanks()
  const nameOf = useBankName()
  return (scope) => {
    if (scope === '*') return t('everywhere')
    const bank = banks.find(({ id }) => id === scope)
    if (bank) return nameOf(bank)
    return banks.find(({ occupationCode }) => occupationCode === scope)?.occupation ?? scope
  }
}

function AddAccount({
  open,
  close,
  added,
}: {
  open: boolean
  close: () => void
  added: (made: { name: string; password: string }) => void
}) {
  const { t } = useTranslation(['accounts', 'common'])
  const [form] = Form.useForm<{ name: string; valid?: [Dayjs, Dayjs] | null }>()
  const add = useAct(
    ({ name, valid }: { name: string; valid?: [Dayjs, Dayjs] | null }) =>
      ask(
        api.POST('/api/accounts', {
          body: {
            name: name.trim(),
            ...(valid && { validFrom: valid[0].startOf('day').valueOf(), validUntil: valid[1].endOf('day').valueOf() }),
          },
        }),
      ),
    {
      changes: [KEY],
      quiet: true,
      after: (made) => {
        form.resetFields()
        close()
        added(made)
      },
    },
  )
  return (
    <Modal
      open={open}
      title={t('add')}
      okText={t('add')}
      cancelText={t('common:cancel')}
      confirmLoading={add.isPending}
      onOk={() => form.submit()}
      onCancel={close}
      destroyOnHidden
    >
      {add.error !== null && <RefusalNote error={add.error} />}
      <Form form={form} layout="vertical" onFinish={(answer) => add.mutate(answer)} requiredMark={false}>
        <Form.Item
          name="name"
          label={t('name')}
          extra={t('name.hint')}
          rules={[{ required: true, whitespace: true, message: t('name.missing') }]}
        >
          <Input maxLength={60} autoFocus />
        </Form.Item>
        <Form.Item name="valid" label={t('valid')} extra={t('valid.hint')}>
          <DatePicker.RangePicker />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function GrantRole({ account, close }: { account: Account; close: () => void }) {
  const { t } = useTranslation(['accounts', 'common'])
  const banks = useBanks()
  const nameOf = useBankName()
  const [form] = Form.useForm<Grant>()
  const role = Form.useWatch('role', form)
  const grant = useAct((body: Grant) => ask(api.POST('/api/accounts/{name}/roles', { ...path(account.name), body })), {
    changes: [KEY],
    quiet: true,
    done: t('granted'),
    after: close,
  })
  const occupations = [...new Map(banks.map(({ occupationCode, occupation }) => [occupationCode, occupation]))]
  const scopes = [
    {
      label: t('scope.occupations'),
      options: occupations.map(([value, name]) => ({ value, label: `${name} ${value}` })),
    },
    { label: t('scope.banks'), options: banks.map((bank) => ({ value: bank.id, label: nameOf(bank) })) },
  ]
  return (
    <Modal
      open
      title={t('grant.title', { name: account.name })}
      okText={t('grant')}
      cancelText={t('common:cancel')}
      confirmLoading={grant.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      {grant.error !== null && <RefusalNote error={grant.error} />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(body) => grant.mutate(body.role === 'administrator' ? { ...body, scope: '*' } : body)}
      >
        <Form.Item name="role" label={t('role')} rules={[{ required: true, message: t('role.missing') }]}>
          <Select options={ROLES.map((value) => ({ value, label: t(`common:role.${value}`) }))} autoFocus />
        </Form.Item>
        {role !== undefined && role !== 'administrator' && (
          <Form.Item name="scope" label={t('scope')} rules={[{ required: true, message: t('scope.missing') }]}>
            <Select options={scopes} notFoundContent={t('scope.none')} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}
