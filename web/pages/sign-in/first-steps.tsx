/** What a new account does before anything else: a password of its own, and an authenticator where its roles ask for one. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Flex, Form, Input, QRCode, Steps, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask, saveFile } from '../../api/client.ts'
import { type Me, meQuery } from '../../app/me.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Doorway } from './sign-in.tsx'

export default function FirstSteps({ pending }: { pending: NonNullable<Me['pending']> }) {
  const { t } = useTranslation('sign-in')
  const queries = useQueryClient()
  const goOn = () => void queries.invalidateQueries({ queryKey: meQuery.queryKey })
  return (
    <Doorway title={t('first.title')}>
      <Steps
        size="small"
        current={pending === 'password' ? 0 : 1}
        items={[{ title: t('first.password') }, { title: t('first.totp') }]}
        style={{ marginBottom: 20 }}
      />
      {pending === 'password' ? <NewPassword done={goOn} /> : <Authenticator done={goOn} />}
    </Doorway>
  )
}

/** A new password twice. The service judges it and says what is wrong. */
export function NewPassword({ done }: { done: () => void }) {
  const { t } = useTranslation('sign-in')
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  async function send({ password }: { password: string }) {
    setBusy(true)
    setError(undefined)
    try {
      await ask(api.POST('/api/me/password', { body: { password } }))
      done()
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form<{ password: string; again: string }>
      layout="vertical"
      onFinish={(answer) => void send(answer)}
      requiredMark={false}
    >
      {error !== undefined && <RefusalNote error={error} />}
      <Form.Item
        name="password"
        label={t('new-password')}
        extra={t('new-password.hint')}
        rules={[{ required: true, min: 12, message: t('new-password.short') }]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} autoFocus />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('new-password.again')}
        dependencies={['password']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue('password')
                ? Promise.resolve()
                : Promise.reject(new Error(t('new-password.differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t('next')}
      </Button>
    </Form>
  )
}

/** The secret as a picture and as text, a code back, then the recovery codes, once. */
export function Authenticator({ done }: { done: () => void }) {
  const { t } = useTranslation('sign-in')
  const [secret, setSecret] = useState<{ secret: string; uri: string }>()
  const [recovery, setRecovery] = useState<string[]>()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setError(undefined)
    try {
      await work()
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
    }
  }
  const begin = () => attempt(async () => setSecret(await ask(api.POST('/api/me/authenticator'))))
  const confirm = ({ code }: { code: string }) =>
    attempt(async () => {
      const { recoveryCodes } = await ask(
        api.POST('/api/me/authenticator/confirmation', { body: { code: code.trim() } }),
      )
      setRecovery(recoveryCodes)
    })

  if (recovery)
    return (
      <Flex vertical gap={12}>
        <Typography.Text>{t('recovery.text')}</Typography.Text>
        <pre className="figures" style={{ columns: 2, margin: 0 }}>
          {recovery.join('\n')}
        </pre>
        <Button
          onClick={() =>
            saveFile(new Blob([`${recovery.join('\n')}\n`], { type: 'text/plain' }), 'juanku-recovery.txt')
          }
        >
          {t('recovery.save')}
        </Button>
        <Button type="primary" onClick={done}>
          {t('recovery.kept')}
        </Button>
      </Flex>
    )
  return (
    <Flex vertical gap={12}>
      {error !== undefined && <RefusalNote error={error} />}
      <Typography.Text>{t('totp.why')}</Typography.Text>
      {!secret && (
        <Button type="primary" loading={busy} onClick={() => void begin()}>
          {t('totp.begin')}
        </Button>
      )}
      {secret && (
        <Form<{ code: string }> layout="vertical" onFinish={(answer) => void confirm(answer)} requiredMark={false}>
          <Flex vertical align="center" gap={8} style={{ marginBottom: 12 }}>
            <QRCode value={secret.uri} type="svg" bgColor="#fff" color="#000" />
            <Typography.Text type="secondary">{t('totp.by-hand')}</Typography.Text>
            <Typography.Text copyable code>
              {secret.secret}
            </Typography.Text>
          </Flex>
          <Form.Item name="code" label={t('totp.code')} rules={[{ required: true, message: t('totp.code.missing') }]}>
            <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} autoFocus />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={busy}>
            {t('totp.confirm')}
          </Button>
        </Form>
      )}
    </Flex>
  )
}
