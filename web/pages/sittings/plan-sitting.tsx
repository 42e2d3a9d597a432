/** Planning a sitting: when and where, its rooms with headcounts, its people with their parts. */
import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, DatePicker, Flex, Form, Input, InputNumber, Modal, Select, Typography } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { useBankId } from '../../app/banks.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import { sittingsQuery } from './queries.ts'

type NewSitting = paths['/api/banks/{bank}/sittings']['post']['requestBody']['content']['application/json']
type Answer = Omit<NewSitting, 'starts' | 'ends'> & { time: [Dayjs, Dayjs] }
export const PARTS = ['officer', 'invigilator', 'assessor', 'supervisor', 'custodian', 'other'] as const

export function PlanSitting({ close, planned }: { close: () => void; planned: (id: string) => void }) {
  const { t } = useTranslation(['sittings', 'common'])
  const bank = useBankId()
  const [form] = Form.useForm<Answer>()
  const rooms = Form.useWatch('rooms', form) ?? []
  const total = rooms.reduce((sum, room) => sum + (room?.candidates ?? 0), 0)
  const plan = useAct(
    ({ time, people = [], ...rest }: Answer) =>
      ask(
        api.POST('/api/banks/{bank}/sittings', {
          params: { path: { bank } },
          body: { ...rest, people, starts: time[0].valueOf(), ends: time[1].valueOf() },
        }),
      ),
    { changes: [sittingsQuery(bank).queryKey], quiet: true, done: t('planned'), after: ({ id }) => planned(id) },
  )
  const needed = [{ required: true, whitespace: true, message: t('needed') }]
  return (
    <Modal
      open
      title={t('plan')}
      width={720}
      okText={t('plan.go')}
      cancelText={t('common:cancel')}
      confirmLoading={plan.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      {plan.error !== null && <RefusalNote error={plan.error} />}
      <Form<Answer>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ rooms: [{ room: '', candidates: 30 }], people: [] }}
        onFinish={(answer) => plan.mutate(answer)}
      >
        <Form.Item name="name" label={t('name')} rules={needed}>
          <Input maxLength={200} autoFocus />
        </Form.Item>
        <Flex gap={12} wrap>
          <Form.Item name="time" label={t('time')} rules={[{ required: true, message: t('needed') }]}>
            <DatePicker.RangePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
          </Form.Item>
          <Form.Item name="place" label={t('place')} rules={needed} style={{ flex: 1 }}>
            <Input maxLength={200} />
          </Form.Item>
        </Flex>
        <Typography.Text>{t('rooms')}</Typography.Text>
        <Form.List name="rooms">
          {(fields, { add, remove }) => (
            <Flex vertical gap={8} align="flex-start" style={{ marginBottom: 16 }}>
              {fields.map(({ key, name }) => (
                <Flex key={key} gap={8}>
                  <Form.Item name={[name, 'room']} rules={needed} style={{ margin: 0 }}>
                    <Input placeholder={t('room')} aria-label={t('room')} maxLength={200} />
                  </Form.Item>
                  <Form.Item
                    name={[name, 'candidates']}
                    rules={[{ required: true, message: t('needed') }]}
                    style={{ margin: 0 }}
                  >
                    <InputNumber
                      min={0}
                      max={10_000}
                      precision={0}
                      suffix={t('people-unit')}
                      aria-label={t('candidates')}
                    />
                  </Form.Item>
                  {fields.length > 1 && (
                    <Button
                      type="text"
                      aria-label={t('remove')}
                      icon={<MinusCircleOutlined />}
                      onClick={() => remove(name)}
                    />
                  )}
                </Flex>
              ))}
              <Flex gap={12} align="center">
                <Button icon={<PlusOutlined />} onClick={() => add({ room: '', candidates: 30 })}>
                  {t('room.add')}
                </Button>
                <Typography.Text type="secondary">{t('candidates.all', { count: total })}</Typography.Text>
              </Flex>
            </Flex>
          )}
        </Form.List>
        <Typography.Text>{t('people')}</Typography.Text>
        <Form.List name="people">
          {(fields, { add, remove }) => (
            <Flex vertical gap={8} align="flex-start">
              {fields.map(({ key, name }) => (
                <Flex key={key} gap={8}>
                  <Form.Item name={[name, 'person']} rules={needed} style={{ margin: 0 }}>
                    <Input placeholder={t('person')} aria-label={t('person')} maxLength={200} />
                  </Form.Item>
                  <Form.Item name={[name, 'part']} style={{ margin: 0 }}>
                    <Select
                      aria-label={t('part')}
                      style={{ width: 150 }}
                      options={PARTS.map((value) => ({ value, label: t(`part.${value}`) }))}
                    />
                  </Form.Item>
                  <Button
                    type="text"
                    aria-label={t('remove')}
                    icon={<MinusCircleOutlined />}
                    onClick={() => remove(name)}
                  />
                </Flex>
              ))}
              <Button icon={<PlusOutlined />} onClick={() => add({ person: '', part: 'invigilator' })}>
                {t('person.add')}
              </Button>
            </Flex>
          )}
        </Form.List>
      </Form>
    </Modal>
  )
}
