/** Where a material of a sitting lies; entered again, the newest entry holds. */
import { Form, Input, Modal, Radio, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useSaid } from '../../words/index.ts'
import type { Material } from './types.ts'

type Answer = Pick<Material, 'medium' | 'place' | 'present'>

export function EnterMaterial({
  line: { material, words, medium, place, by },
  sitting,
  changes,
  close,
}: {
  line: Material
  sitting: string
  changes: string[][]
  close: () => void
}) {
  const { t } = useTranslation(['sittings', 'common'])
  const bank = useBankId()
  const said = useSaid()
  const [form] = Form.useForm<Answer>()
  const present = Form.useWatch('present', form) ?? true
  const enter = useAct(
    (answer: Answer) =>
      ask(
        api.PUT('/api/banks/{bank}/sittings/{sitting}/archive/{material}', {
          params: { path: { bank, sitting, material } },
          body: { ...answer, place: answer.place.trim() },
        }),
      ),
    { changes, quiet: true, done: t('entered'), after: close },
  )
  return (
    <Modal
      open
      title={said(words)}
      okText={t('enter')}
      cancelText={t('common:cancel')}
      confirmLoading={enter.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      {enter.error !== null && <RefusalNote error={enter.error} />}
      {by !== null && <p>{t('archive.again')}</p>}
      <Form<Answer>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ medium, place, present: true }}
        onFinish={(answer) => enter.mutate(answer)}
      >
        <Form.Item name="present" label={t('archive.is-there')} valuePropName="checked">
          <Switch checkedChildren={t('archive.present')} unCheckedChildren={t('archive.lacking')} />
        </Form.Item>
        <Form.Item name="medium" label={t('archive.medium')}>
          <Radio.Group
            options={(['paper', 'electronic'] as const).map((value) => ({
              value,
              label: t(`archive.medium.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="place"
          label={t('archive.place')}
          rules={[{ required: present, whitespace: present, message: t('needed') }]}
        >
          <Input maxLength={200} placeholder={t('archive.place.example')} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
