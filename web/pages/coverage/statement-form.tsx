/** What every statement of a body has: its history, and a form with the reason that is kept. */
import { Flex, Form, Input, List, Modal, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { useBankId } from '../../app/banks.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'

type Said = { reason: string; by: string; at: number }

export function History({ entries }: { entries: readonly (Said & { label: string })[] }) {
  const { t } = useTranslation('coverage')
  if (entries.length === 0) return null
  return (
    <List
      size="small"
      header={t('history')}
      dataSource={[...entries]}
      renderItem={({ label, reason, by, at }) => (
        <List.Item>
          <Flex gap={12} wrap>
            <span>{label}</span>
            <Typography.Text type="secondary">
              {by} · <Time at={at} /> · {reason}
            </Typography.Text>
          </Flex>
        </List.Item>
      )}
    />
  )
}

/** A statement's form: its fields, and the reason that is kept with it. */
export function Statement<Content extends object>({
  title,
  initial,
  close,
  save,
  children,
}: {
  title: string
  initial: Content
  close: () => void
  save: (content: Content, reason: string) => Promise<unknown>
  children: React.ReactNode
}) {
  const { t } = useTranslation(['coverage', 'common'])
  const bank = useBankId()
  const [form] = Form.useForm<Content & { reason: string }>()
  const act = useAct(
    ({ reason, ...content }: Content & { reason: string }) => save(content as unknown as Content, reason.trim()),
    { changes: [['banks', bank]], quiet: true, done: t('stated'), after: close },
  )
  return (
    <Modal
      open
      title={title}
      width={720}
      okText={t('state')}
      cancelText={t('common:cancel')}
      confirmLoading={act.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      {act.error !== null && <RefusalNote error={act.error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        requiredMark={false}
        onFinish={(answer) => act.mutate(answer as Content & { reason: string })}
      >
        {children}
        <Form.Item
          name={'reason' as never}
          label={t('reason')}
          extra={t('reason.kept')}
          rules={[{ required: true, whitespace: true, message: t('reason.missing') }]}
        >
          <Input maxLength={2000} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
