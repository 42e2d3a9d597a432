/** A person's proposal: items by the numbers people say, enemies or one family. */
import { Form, Input, Modal, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import { type Relation, relationsKey } from './queries.ts'

type Answer = { sort: Relation['sort']; items: string[]; reason: string }

export function Propose({ bank, close }: { bank: string; close: () => void }) {
  const { t } = useTranslation(['relations', 'common'])
  const [form] = Form.useForm<Answer>()
  const send = useAct(
    ({ sort, items, reason }: Answer) =>
      ask(
        api.POST('/api/banks/{bank}/relations', {
          params: { path: { bank } },
          body: { sort, items: items.map((item) => item.trim()), reason: reason.trim() },
        }),
      ),
    { changes: [relationsKey(bank)], quiet: true, done: t('proposed'), after: close },
  )
  return (
    <Modal
      open
      title={t('propose')}
      okText={t('propose.go')}
      cancelText={t('common:cancel')}
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p>{t('propose.what')}</p>
      {send.error !== null && <RefusalNote error={send.error} />}
      <Form<Answer>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ sort: 'enemies', reason: '' }}
        onFinish={(answer) => send.mutate(answer)}
      >
        <Form.Item name="sort" label={t('propose.sort')}>
          <Radio.Group
            options={(['enemies', 'family'] as const).map((value) => ({ value, label: t(`propose.${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          name="items"
          label={t('propose.items')}
          extra={t('propose.items.how')}
          rules={[{ required: true, type: 'array', min: 2, message: t('propose.items.missing') }]}
        >
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', '，', '、', ' ', '\n']} />
        </Form.Item>
        <Form.Item name="reason" label={t('propose.reason')}>
          <Input maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
