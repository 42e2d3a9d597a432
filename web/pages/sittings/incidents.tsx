/** What happened at a sitting. */
import { Button, Card, Form, Input, List } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Time } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import type { Sitting } from './types.ts'

export function Incidents({ view, changes }: { view: Sitting; changes: string[][] }) {
  const { t } = useTranslation('sittings')
  const bank = useBankId()
  const may = useMay()
  const [form] = Form.useForm<{ text: string }>()
  const note = useAct(
    ({ text }: { text: string }) =>
      ask(
        api.POST('/api/banks/{bank}/sittings/{sitting}/incidents', {
          params: { path: { bank, sitting: view.id } },
          body: { text: text.trim() },
        }),
      ),
    { changes, done: t('entered'), after: () => form.resetFields() },
  )
  return (
    <Card title={t('incidents')}>
      <List
        size="small"
        dataSource={view.incidents}
        locale={{ emptyText: t('incidents.none') }}
        renderItem={({ text, by, at }) => (
          <List.Item>
            <List.Item.Meta
              title={text}
              description={
                <>
                  {by} · <Time at={at} />
                </>
              }
            />
          </List.Item>
        )}
      />
      {may('sitting.run', bank) && view.state !== 'archived' && (
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(answer) => note.mutate(answer)}>
          <Form.Item
            name="text"
            label={t('incident')}
            rules={[{ required: true, whitespace: true, message: t('needed') }]}
          >
            <Input.TextArea maxLength={4000} rows={3} />
          </Form.Item>
          <Button htmlType="submit" loading={note.isPending}>
            {t('incident.add')}
          </Button>
        </Form>
      )}
    </Card>
  )
}
