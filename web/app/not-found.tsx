import { useNavigate } from '@tanstack/react-router'
import { Button, Result } from 'antd'
import { useTranslation } from 'react-i18next'

export function NotFound() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const home = (
    <Button type="primary" onClick={() => void navigate({ to: '/' })}>
      {t('to-home')}
    </Button>
  )
  return <Result status="404" title={t('no-page.title')} subTitle={t('no-page.text')} extra={home} />
}
