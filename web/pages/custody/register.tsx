/** Every sealed object: sealed, opened, where its copies are, and what is wrong with it. */
import { useQuery } from '@tanstack/react-query'
import {
  Alert,
  App,
  Button,
  DatePicker,
  Descriptions,
  Drawer,
  Flex,
  Form,
  Input,
  Modal,
  Select,
  Table,
  Tag,
  Typography,
} from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask, saveFile } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { Wide } from '../../ui/wide.tsx'
import { useSaid } from '../../words/index.ts'
import { useObjectName } from './object-name.ts'
import { type RegisterLine, registerQuery } from './queries.ts'
import { VoidPaper } from './void-paper.tsx'

export function Register() {
  const { t } = useTranslation('custody')
  const said = useSaid()
  const bank = useBankId()
  const may = useMay()
  const nameOf = useObjectName(bank)
  const [open, setOpen] = useState<string>()
  const [chosen, setChosen] = useState<string[]>([])
  const { data, error, isLoading, refetch } = useQuery(registerQuery(bank))
  const line = data?.find(({ object }) => object === open)
  const alarms = data?.flatMap((one) => one.alarms.map((alarm) => ({ ...alarm, line: one }))) ?? []
  const destroy = useDestroy(() => setChosen([]))
  return (
    <Flex vertical gap={12}>
      {error && <RefusalNote error={error} again={() => void refetch()} />}
      {alarms.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t('alarms', { count: alarms.length })}
          description={
            <ul style={{ margin: 0, paddingInlineStart: 20 }}>
              {alarms.slice(0, 8).map(({ line: one, kind, message }) => (
                <li key={`${one.object} ${kind}`}>
                  {nameOf({ ...one, object: one.kind })}：{said(message)}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {may('custody.destroy', bank) && (
        <Flex gap={8} align="center">
          <Button danger disabled={chosen.length === 0} onClick={() => destroy.ask(chosen)}>
            {t('destroy.list', { count: chosen.length })}
          </Button>
          <Typography.Text type="secondary">{t('destroy.two')}</Typography.Text>
        </Flex>
      )}
      <Wide label={t('register')} least={960}>
        <Table<RegisterLine>
          rowKey="object"
          size="middle"
          loading={isLoading}
          dataSource={data ?? []}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          locale={{ emptyText: t('register.none') }}
          {...(may('custody.destroy', bank) && {
            rowSelection: {
              selectedRowKeys: chosen,
              onChange: (keys) => setChosen(keys as string[]),
              getCheckboxProps: ({ destroyed }) => ({ disabled: destroyed }),
            },
          })}
          columns={[
            {
              title: t('object'),
              render: (_, one) => (
                <Button type="link" size="small" onClick={() => setOpen(one.object)}>
                  {nameOf({ ...one, object: one.kind })}
                </Button>
              ),
            },
            { title: t('state'), render: (_, one) => <ObjectState line={one} /> },
            {
              title: t('sealed-at'),
              render: (_, { sealedAt }) => <Time at={sealedAt} />,
              sorter: (a, b) => a.sealedAt - b.sealedAt,
            },
            { title: t('not-before'), render: (_, { notBefore }) => <Time at={notBefore} /> },
            {
              title: t('opened'),
              render: (_, { opened }) =>
                opened.length === 0
                  ? '—'
                  : opened.map((at) => (
                      <div key={at}>
                        <Time at={at} />
                      </div>
                    )),
            },
            {
              title: t('copies'),
              align: 'right',
              className: 'figures',
              render: (_, { held }) => held.filter(({ state }) => state === 'held').length,
            },
          ]}
        />
      </Wide>
      {destroy.dialog}
      <Drawer
        open={line !== undefined}
        title={line && nameOf({ ...line, object: line.kind })}
        size="large"
        onClose={() => setOpen(undefined)}
        destroyOnHidden
      >
        {line && <ObjectPage line={line} />}
      </Drawer>
    </Flex>
  )
}

function ObjectState({ line: { destroyed, voided, intact, opened } }: { line: RegisterLine }) {
  const { t } = useTranslation('custody')
  if (destroyed) return <Tag>{t('is.destroyed')}</Tag>
  if (!intact) return <Tag color="error">{t('is.damaged')}</Tag>
  if (voided) return <Tag color="error">{t('is.voided')}</Tag>
  return <Tag color={opened.length > 0 ? 'warning' : 'success'}>{t(opened.length > 0 ? 'is.opened' : 'is.sealed')}</Tag>
}

function useDestroy(done: () => void) {
  const { t } = useTranslation(['custody', 'common'])
  const bank = useBankId()
  const [objects, setObjects] = useState<readonly string[]>()
  const [form] = Form.useForm<{ reason: string }>()
  const list = useAct(
    ({ reason }: { reason: string }) =>
      ask(
        api.POST('/api/banks/{bank}/destructions', {
          params: { path: { bank } },
          body: { objects: [...(objects ?? [])], reason: reason.trim() },
        }),
      ),
    {
      changes: [['banks', bank, 'destructions']],
      quiet: true,
      done: t('destroy.listed'),
      after: () => {
        setObjects(undefined)
        done()
      },
    },
  )
  const dialog = objects && (
    <Modal
      open
      title={t('destroy.title', { count: objects.length })}
      okText={t('destroy.go')}
      okButtonProps={{ danger: true }}
      cancelText={t('common:cancel')}
      confirmLoading={list.isPending}
      onOk={() => form.submit()}
      onCancel={() => setObjects(undefined)}
    >
      <p>{t('destroy.what')}</p>
      {list.error !== null && <RefusalNote error={list.error} />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(answer) => list.mutate(answer)}>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, message: t('reason.missing') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  )
  return { ask: setObjects, dialog }
}

/** One object: its copies with what happened to each, a copy to hand out, and voiding. */
function ObjectPage({ line }: { line: RegisterLine }) {
  const { t } = useTranslation('custody')
  const bank = useBankId()
  const may = useMay()
  const { modal } = App.useApp()
  const event = useAct(
    ({ copy, kind }: { copy: string; kind: 'returned' | 'lost' | 'destroyed' }) =>
      ask(
        api.POST('/api/banks/{bank}/custody/{object}/events', {
          params: { path: { bank, object: line.object } },
          body: { copy, kind },
        }),
      ),
    { changes: [['banks', bank, 'custody']], done: t('entered') },
  )
  const enter = (copy: string, kind: 'returned' | 'lost' | 'destroyed') =>
    void modal.confirm({
      title: t(`event.${kind}.sure`),
      okText: t(`event.${kind}`),
      cancelText: t('cancel'),
      onOk: () => event.mutate({ copy, kind }),
    })
  return (
    <Flex vertical gap={16}>
      <Descriptions
        size="small"
        column={1}
        items={[
          {
            key: 'id',
            label: t('number'),
            children: (
              <Typography.Text copyable className="figures">
                {line.object}
              </Typography.Text>
            ),
          },
          { key: 'sealed', label: t('sealed-at'), children: <Time at={line.sealedAt} seconds /> },
          { key: 'time', label: t('not-before'), children: <Time at={line.notBefore} seconds /> },
          { key: 'state', label: t('state'), children: <ObjectState line={line} /> },
        ]}
      />
      <Table
        size="small"
        title={() => t('copies')}
        rowKey="id"
        dataSource={line.held}
        pagination={false}
        locale={{ emptyText: t('copies.none') }}
        columns={[
          {
            title: t('part'),
            render: (_, { part, count }) => `${t(`part.${part as 'body'}`)}${count > 1 ? ` ×${count}` : ''}`,
          },
          { title: t('holder'), dataIndex: 'holder' },
          { title: t('place'), dataIndex: 'place' },
          { title: t('due'), render: (_, { due }) => (due === null ? '—' : <Time at={due} />) },
          { title: t('state'), render: (_, { state }) => t(`copy.${state as 'held'}`) },
          {
            title: <span className="sr-only">{t('actions')}</span>,
            render: (_, { id, state }) =>
              state === 'held' &&
              may('custody.copy', bank) && (
                <Flex gap={4} wrap>
                  {(['returned', 'lost', 'destroyed'] as const).map((kind) => (
                    <Button key={kind} size="small" onClick={() => enter(id, kind)}>
                      {t(`event.${kind}`)}
                    </Button>
                  ))}
                </Flex>
              ),
          },
        ]}
      />
      {may('custody.copy', bank) && !line.destroyed && <HandOut line={line} />}
      {may('paper.void', bank) && line.paper !== null && !line.voided && !line.destroyed && (
        <VoidPaper set={line.set} paper={line.paper} />
      )}
    </Flex>
  )
}

function HandOut({ line }: { line: RegisterLine }) {
  const { t } = useTranslation('custody')
  const bank = useBankId()
  const [form] = Form.useForm<{ part: 'body' | 'envelope'; holder: string; place: string; due?: Dayjs }>()
  const hand = useAct(
    ({ part, holder, place, due }: { part: 'body' | 'envelope'; holder: string; place: string; due?: Dayjs }) =>
      ask(
        api.POST('/api/banks/{bank}/custody/{object}/copies', {
          params: { path: { bank, object: line.object } },
          body: { part, holder: holder.trim(), place: place.trim(), ...(due && { due: due.endOf('day').valueOf() }) },
          parseAs: 'blob',
        }),
      ),
    {
      changes: [['banks', bank, 'custody']],
      quiet: true,
      done: t('handed'),
      after: (file, { part }) => {
        saveFile(file as unknown as Blob, `${line.object.replace(/[^\w.-]+/g, '-')}.${part}`)
        form.resetFields()
      },
    },
  )
  const needed = [{ required: true, whitespace: true, message: t('needed') }]
  return (
    <section>
      <Typography.Title level={3} style={{ fontSize: 15 }}>
        {t('hand-out')}
      </Typography.Title>
      <p>{t('hand-out.what')}</p>
      {hand.error !== null && <RefusalNote error={hand.error} />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ part: 'body' }}
        onFinish={(answer) => hand.mutate(answer)}
      >
        <Flex gap={12} wrap>
          <Form.Item name="part" label={t('part')}>
            <Select
              style={{ width: 130 }}
              options={(['body', 'envelope'] as const).map((value) => ({ value, label: t(`part.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="holder" label={t('holder')} rules={needed}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="place" label={t('place')} rules={needed}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="due" label={t('due')}>
            <DatePicker />
          </Form.Item>
        </Flex>
        <Button htmlType="submit" loading={hand.isPending}>
          {t('hand-out.go')}
        </Button>
      </Form>
    </section>
  )
}
