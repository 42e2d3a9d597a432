/** What the officer present does with what was opened: show it, keep it, or print counted copies; once, and spoiled runs again. */
import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { Alert, Button, Flex, Form, Input, InputNumber, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask, saveFile } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import type { Opening } from './opening.tsx'

type Run = { recipient: string; copies: number }
type Answer = { how: 'download' | 'print'; runs?: Run[] }

export function TakeOut({ view, changes }: { view: Opening; changes: readonly string[] }) {
  return view.state === 'opened' ? <First view={view} changes={changes} /> : <Again view={view} changes={changes} />
}

const zipName = (id: string, what: string) => `juanku-${what}-${id}.zip`

function First({ view, changes }: { view: Opening; changes: readonly string[] }) {
  const { t } = useTranslation('openings')
  const bank = useBankId()
  const [form] = Form.useForm<Answer>()
  const how = Form.useWatch('how', form)
  const take = useAct(
    ({ how: way, runs = [] }: Answer) => {
      const body = way === 'print' ? { how: way, runs } : { how: way }
      return ask(
        api.POST('/api/banks/{bank}/openings/{opening}/take-out', {
          params: { path: { bank, opening: view.id } },
          body,
          parseAs: 'blob',
        }),
      )
    },
    {
      changes: [changes],
      quiet: true,
      done: t('taken'),
      after: (file) => saveFile(file as unknown as Blob, zipName(view.id, 'opened')),
    },
  )
  return (
    <Form<Answer>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ how: 'print', runs: [{ recipient: '', copies: 1 }] }}
      onFinish={(answer) => take.mutate(answer)}
    >
      <Alert type="warning" showIcon title={t('take.once')} style={{ marginBottom: 12 }} />
      {take.error !== null && <RefusalNote error={take.error} />}
      <Form.Item name="how" label={t('take.how')}>
        <Radio.Group
          options={(['print', 'download'] as const).map((value) => ({ value, label: t(`take.${value}`) }))}
        />
      </Form.Item>
      {how === 'print' && (
        <Form.List name="runs">
          {(fields, { add, remove }) => (
            <Flex vertical gap={8} align="flex-start" style={{ marginBottom: 16 }}>
              {fields.map(({ key, name }) => (
                <Flex key={key} gap={8}>
                  <Form.Item
                    name={[name, 'recipient']}
                    rules={[{ required: true, whitespace: true, message: t('copies.recipient.missing') }]}
                    style={{ margin: 0 }}
                  >
                    <Input
                      placeholder={t('copies.recipient')}
                      aria-label={t('copies.recipient')}
                      maxLength={100}
                      style={{ width: 220 }}
                    />
                  </Form.Item>
                  <Form.Item
                    name={[name, 'copies']}
                    rules={[{ required: true, message: t('copies.count.missing') }]}
                    style={{ margin: 0 }}
                  >
                    <InputNumber
                      min={1}
                      max={5000}
                      precision={0}
                      suffix={t('copies.unit')}
                      aria-label={t('copies.count')}
                    />
                  </Form.Item>
                  {fields.length > 1 && (
                    <Button
                      type="text"
                      aria-label={t('copies.remove')}
                      icon={<MinusCircleOutlined />}
                      onClick={() => remove(name)}
                    />
                  )}
                </Flex>
              ))}
              <Button icon={<PlusOutlined />} onClick={() => add({ recipient: '', copies: 1 })}>
                {t('copies.add')}
              </Button>
            </Flex>
          )}
        </Form.List>
      )}
      <Button type="primary" htmlType="submit" loading={take.isPending}>
        {t('take.go')}
      </Button>
    </Form>
  )
}

/** A spoiled run printed again, under new numbers. */
function Again({ view, changes }: { view: Opening; changes: readonly string[] }) {
  const { t } = useTranslation('openings')
  const bank = useBankId()
  const [form] = Form.useForm<Run & { spoiled: number; reason: string }>()
  const print = useAct(
    ({ recipient, copies, spoiled, reason }: Run & { spoiled: number; reason: string }) =>
      ask(
        api.POST('/api/banks/{bank}/openings/{opening}/print-again', {
          params: { path: { bank, opening: view.id } },
          body: { run: { recipient, copies }, spoiled, reason },
          parseAs: 'blob',
        }),
      ),
    {
      changes: [changes],
      quiet: true,
      done: t('printed-again'),
      after: (file) => {
        saveFile(file as unknown as Blob, zipName(view.id, 'again'))
        form.resetFields()
      },
    },
  )
  if (view.copies.length === 0) return <Alert type="success" showIcon title={t('taken')} />
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ copies: 1, spoiled: 1 }}
      onFinish={(answer) => print.mutate(answer)}
    >
      <Alert type="info" title={t('again.what')} style={{ marginBottom: 12 }} />
      {print.error !== null && <RefusalNote error={print.error} />}
      <Flex gap={12} wrap>
        <Form.Item
          name="recipient"
          label={t('copies.recipient')}
          rules={[{ required: true, whitespace: true, message: t('copies.recipient.missing') }]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          name="copies"
          label={t('copies.count')}
          rules={[{ required: true, message: t('copies.count.missing') }]}
        >
          <InputNumber min={1} max={5000} precision={0} />
        </Form.Item>
        <Form.Item
          name="spoiled"
          label={t('copies.spoiled')}
          rules={[{ required: true, message: t('copies.count.missing') }]}
        >
          <InputNumber min={0} max={5000} precision={0} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, message: t('reason.missing') }]}
        >
          <Input maxLength={1000} />
        </Form.Item>
      </Flex>
      <Button htmlType="submit" loading={print.isPending}>
        {t('again.go')}
      </Button>
    </Form>
  )
}
