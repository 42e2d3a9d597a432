/** The way in. The code is asked only after the service wanted one, so that who needs none is not puzzled. */
import { GlobalOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Card, Flex, Form, Input, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { meQuery } from '../../app/me.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useLanguage } from '../../words/index.ts'

type Answer = { name: string; password: string; code?: string }

export function SignIn() {
  const { t } = useTranslation('sign-in')
  const queries = useQueryClient()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)

  async function send({ name, password, code = '' }: Answer) {
    setBusy(true)
    setError(undefined)
    try {
      const body = { name: name.trim(), password, ...(code.trim() && { code: code.trim() }) }
      queries.setQueryData(meQuery.queryKey, await ask(api.POST('/api/sign-in', { body })))
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Doorway title={t('title')}>
      {error !== undefined && <RefusalNote error={error} />}
      <Form<Answer> layout="vertical" onFinish={(answer) => void send(answer)} requiredMark={false} size="large">
        <Form.Item
          name="name"
          label={t('name')}
          rules={[{ required: true, whitespace: true, message: t('name.missing') }]}
        >
          <Input autoComplete="username" autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('password.missing') }]}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <Form.Item name="code" label={t('code')} extra={t('code.hint')}>
          <Input autoComplete="one-time-code" maxLength={40} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={busy}>
          {t('go')}
        </Button>
      </Form>
    </Doorway>
  )
}

/** The card in the middle that whoever is not in yet sees. */
export function Doorway({ title, children }: { title: string; children: React.ReactNode }) {
  const { t } = useTranslation('sign-in')
  const { language, choose } = useLanguage()
  return (
    <Flex component="main" vertical align="center" justify="center" gap={16} style={{ minHeight: '100%', padding: 16 }}>
      <Typography.Title level={1} style={{ margin: 0, fontSize: 28 }}>
        {t('product')}
      </Typography.Title>
      <Typography.Text type="secondary">{t('product.line')}</Typography.Text>
      <Card title={<h2 style={{ margin: 0, fontSize: 16 }}>{title}</h2>} style={{ width: 'min(420px, 100%)' }}>
        {children}
      </Card>
      <Button
        type="text"
        icon={<GlobalOutlined />}
        onClick={() => choose(language === 'en' ? 'zh' : 'en')}
        lang={language === 'en' ? 'zh-CN' : 'en'}
      >
        {language === 'en' ? '中文' : 'English'}
      </Button>
    </Flex>
  )
}
