/** What the service asks before it goes on: the password again, a reason for reading, to sign in again. */
import { useQueryClient } from '@tanstack/react-query'
import { Form, Input, Modal } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask, setAsker, type Wanted } from '../api/client.ts'
import { RefusalNote } from '../ui/refusal.tsx'
import { type Me, meQuery } from './me.ts'

type Open = { wanted: Wanted; settle: (answer: { reason?: string } | undefined) => void }
type Answer = { name?: string; password?: string; code?: string; reason?: string }

export function Questions() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [open, setOpen] = useState<Open[]>([])
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const [form] = Form.useForm<Answer>()
  const known = useRef<Me | undefined>(undefined)

  useEffect(() => {
    setAsker((wanted) => {
      const me = queries.getQueryData(meQuery.queryKey)
      // Nobody was signed in: the way in is shown by the page itself.
      if (!me) return Promise.resolve(undefined)
      known.current = me
      return new Promise((settle) => setOpen((all) => [...all, { wanted, settle }]))
    })
    return () => setAsker(undefined)
  }, [queries])

  const now = open[0]
  const end = (answer: { reason?: string } | undefined) => {
    now?.settle(answer)
    setError(undefined)
    form.resetFields()
    setOpen((all) => all.slice(1))
  }

  async function send(answer: Answer) {
    const { password = '', code = '', reason = '' } = answer
    setBusy(true)
    try {
      if (now?.wanted === 'reason') return end({ reason: reason.trim() })
      if (now?.wanted === 'step-up') {
        await ask(api.POST('/api/step-up', { body: code ? { code } : { password } }))
        return end({})
      }
      const name = answer.name?.trim() ?? ''
      const me = await ask(api.POST('/api/sign-in', { body: { name, password, ...(code && { code }) } }))
      // Somebody else at the same screen begins with an empty console.
      if (me.name !== known.current?.name) location.reload()
      queries.setQueryData(meQuery.queryKey, me)
      end({})
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
    }
  }

  const wanted = now?.wanted ?? 'step-up'
  return (
    <Modal
      open={now !== undefined}
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
          <Form.Item name="name" label={t('name')} initialValue={known.current?.name} rules={[{ required: true }]}>
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
