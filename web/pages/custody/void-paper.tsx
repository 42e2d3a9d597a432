/** Taking a paper out of use, and choosing what comes in its place: one dialogue. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Flex, Form, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useSetName } from './object-name.ts'

const CAUSES = ['leak', 'damage', 'other'] as const
type Answer = { cause: (typeof CAUSES)[number]; reason: string }

export function VoidPaper({ set, paper }: { set: string; paper: number }) {
  const { t } = useTranslation('custody')
  const [open, setOpen] = useState(false)
  return (
    <section>
      <Button danger onClick={() => setOpen(true)}>
        {t('void')}
      </Button>
      {open && <Dialogue set={set} paper={paper} close={() => setOpen(false)} />}
    </section>
  )
}

function Dialogue({ set, paper, close }: { set: string; paper: number; close: () => void }) {
  const { t } = useTranslation(['custody', 'common'])
  const bank = useBankId()
  const setName = useSetName(bank)
  const [form] = Form.useForm<Answer>()
  const [replacement, setReplacement] = useState<string>()
  const changes = [['banks', bank]]
  const void_ = useAct(
    (body: Answer) =>
      ask(api.POST('/api/banks/{bank}/sets/{set}/void', { params: { path: { bank, set } }, body: { paper, ...body } })),
    { changes, quiet: true },
  )
  const voided = void_.data
  const spares = useQuery({
    queryKey: ['banks', bank, 'spares'],
    enabled: voided !== undefined,
    queryFn: () => ask(api.GET('/api/banks/{bank}/spares', { params: { path: { bank } } })),
  })
  const replace = useAct(
    ({ of, by }: { of: string; by: string }) =>
      ask(
        api.POST('/api/banks/{bank}/papers/{paper}/replacement', {
          params: { path: { bank, paper: of } },
          body: { replacement: by },
        }),
      ),
    { changes, quiet: true, done: t('replaced'), after: close },
  )
  if (voided)
    return (
      <Modal
        open
        title={t('voided.title', { count: voided.papers.length })}
        okText={t('replace')}
        cancelText={t('replace.later')}
        okButtonProps={{ disabled: replacement === undefined }}
        confirmLoading={replace.isPending}
        onOk={() => replace.mutate({ of: voided.papers[0]!, by: replacement! })}
        onCancel={close}
      >
        <Alert type="warning" title={t('voided.items', { count: voided.quarantined })} style={{ marginBottom: 12 }} />
        {replace.error !== null && <RefusalNote error={replace.error} />}
        <label htmlFor="spare">{t('replace.by')}</label>
        <Select
          id="spare"
          style={{ width: '100%' }}
          value={replacement}
          onChange={setReplacement}
          loading={spares.isLoading}
          notFoundContent={t('spares.none')}
          options={
            spares.data?.map(({ id, set: of, number }) => ({
              value: id,
              label: `${setName(of)} ${t('paper.number', { number })}`,
            })) ?? []
          }
        />
      </Modal>
    )
  return (
    <Modal
      open
      title={t('void.title', { set: setName(set), number: paper })}
      okText={t('void')}
      okButtonProps={{ danger: true }}
      cancelText={t('common:cancel')}
      confirmLoading={void_.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      {void_.error !== null && <RefusalNote error={void_.error} />}
      <Form<Answer>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ cause: 'leak' }}
        onFinish={(answer) => void_.mutate(answer)}
      >
        <Form.Item name="cause" label={t('cause')}>
          <Radio.Group options={CAUSES.map((value) => ({ value, label: t(`cause.${value}`) }))} />
        </Form.Item>
        <Flex style={{ marginBottom: 12 }}>{t('void.what')}</Flex>
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
}
