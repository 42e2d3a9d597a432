/** What was imported before, and taking one back as a whole. */
import { useQuery } from '@tanstack/react-query'
import { Button, Card, Empty, Form, Input, Modal, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'

type Line = paths['/api/banks/{bank}/imports']['get']['responses'][200]['content']['application/json'][number]

export function Past({ bank }: { bank: string }) {
  const { t } = useTranslation(['imports', 'common'])
  const [undoing, setUndoing] = useState<Line>()
  const { data, isLoading, error } = useQuery({
    queryKey: ['banks', bank, 'imports'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/imports', { params: { path: { bank } } })),
  })
  return (
    <Card title={<h2 style={{ margin: 0, fontSize: 16 }}>{t('past')}</h2>}>
      {error && <RefusalNote error={error} />}
      <Table<Line>
        size="small"
        rowKey="id"
        loading={isLoading}
        dataSource={data ?? []}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('past.none')} /> }}
        columns={[
          {
            title: t('past.at'),
            render: (_, { at }) => <Time at={at} />,
            sorter: (a, b) => a.at - b.at,
            defaultSortOrder: 'descend',
          },
          { title: t('past.file'), dataIndex: 'fileName', ellipsis: true },
          { title: t('kind'), render: (_, { kind }) => t(`common:kind.${kind as 'theory'}`) },
          { title: t('past.by'), render: (_, { mine }) => t(mine ? 'past.mine' : 'past.other') },
          {
            title: t('past.state'),
            render: (_, { state }) => (
              <Tag color={state === 'published' ? 'green' : undefined}>{t(`past.${state}`)}</Tag>
            ),
          },
          {
            title: <span className="sr-only">{t('undo')}</span>,
            align: 'right',
            render: (_, line) =>
              line.state === 'published' && (
                <Button size="small" danger onClick={() => setUndoing(line)}>
                  {t('undo')}
                </Button>
              ),
          },
        ]}
      />
      {undoing && <Undo bank={bank} line={undoing} close={() => setUndoing(undefined)} />}
    </Card>
  )
}

function Undo({ bank, line, close }: { bank: string; line: Line; close: () => void }) {
  const { t } = useTranslation(['imports', 'common'])
  const [form] = Form.useForm<{ reason: string }>()
  const undo = useAct(
    (reason: string) =>
      ask(
        api.POST('/api/banks/{bank}/imports/{id}/undo', {
          params: { path: { bank, id: line.id } },
          body: { reason },
        }),
      ),
    {
      changes: [['banks', bank]],
      done: ({ retired, restored }) => t('undo.done', { retired, restored }),
      quiet: true,
      after: close,
    },
  )
  return (
    <Modal
      open
      title={t('undo.title', { file: line.fileName })}
      okText={t('undo')}
      okButtonProps={{ danger: true, loading: undo.isPending }}
      cancelText={t('common:cancel')}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Typography.Paragraph>{t('undo.what')}</Typography.Paragraph>
      {undo.error !== null && <RefusalNote error={undo.error} />}
      <Form form={form} layout="vertical" onFinish={({ reason }) => undo.mutate(reason)} requiredMark={false}>
        <Form.Item
          name="reason"
          label={t('undo.reason')}
          rules={[{ required: true, whitespace: true, message: t('undo.reason.missing') }]}
        >
          <Input maxLength={500} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  )
}
