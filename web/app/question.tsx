/** One question of the service to the person, in a dialogue. */
import { useQueryClient } from '@tanstack/react-query'
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask, type Wanted } from '../api/client.ts'
import { RefusalNote } from '../ui/refusal.tsx'
import { meQuery } from './me.ts'
import type { Answered } from './questions.tsx'

type Answer = { name?: string; password?: string; code?: string; reason?: string }

/** `known` is the name of who was signed in; `end` tells the answer, undefined when the person gives up. */
export default function Question({
  wanted: question,
  known,
  end: tell,
}: {
  wanted: Wanted | undefined
  known: string
  end: (answer: Answered) => void
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const [form] = Form.useForm<Answer>()

  const end = (answer: Answered) => {
    tell(answer)
    setError(undefined)
    form.resetFields()
  }

  async function send(answer: Answer) {
    const { password = '', code = '', reason = '' } = answer
    setBusy(true)
    try {
      if (question === 'reason') return end({ reason: reason.trim() })
      if (question === 'step-up') {
        await ask(api.POST('/api/step-up', { body: code ? { code } : { password } }))
        return end({})
      }
      const name = answer.name?.trim() ?? ''
      const me = await ask(api.POST('/api/sign-in', { body: { name, password, ...(code && { code }) } }))
      // Somebody else at the same screen begins with an empty console.
      if (me.name !== known) location.reload()
      queries.setQueryData(meQuery.queryKey, me)
      end({})
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
    }
  }

  const wanted = question ?? 'step-up'
  return (
    <Modal
      open={question !== undefined}
      title={t(`ask.${wanted}.title`)}
      okText={t('ask.go-on')}
      cancelText={t('cancel')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={() => end(undefined)}
      mask={{ closable: false }}
      destroyOnHidden
      zIndex={2000}
    >
      <p>{t(`ask.${wanted}.text`)}</p>
      {error !== undefined && <RefusalNote error={error} />}
      <Form
        form={form}
        layout="vertical"
        onFinish={(answer) => void send(answer)}
        requiredMark={false}
        preserve={false}
      >
        {wanted === 'reason' && (
          <Form.Item name="reason" label={t('ask.reason.label')} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={500} autoFocus placeholder={t('ask.reason.example')} />
          </Form.Item>
        )}
        {wanted === 'sign-in' && (
          <Form.Item name="name" label={t('name')} initialValue={known} rules={[{ required: true }]}>
            <Input autoComplete="username" />
          </Form.Item>
        )}
        {wanted !== 'reason' && (
          <>
            <Form.Item name="password" label={t('password')}>
              <Input.Password autoFocus autoComplete="current-password" maxLength={200} />
            </Form.Item>
            <Form.Item name="code" label={t(wanted === 'step-up' ? 'ask.or-code' : 'code')}>
              <Input autoComplete="one-time-code" inputMode="numeric" maxLength={40} />
            </Form.Item>
          </>
        )}
        <button type="submit" hidden />
      </Form>
    </Modal>
  )
}
