/** What waits for me, and how far each bank is from its filing. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Card, Col, Empty, Row, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { banksQuery, useBanks } from '../../app/banks.ts'
import { useMay, useMe } from '../../app/me.ts'
import { Loaded, Page } from '../../ui/page.tsx'
import { Alarms } from './alarms.tsx'
import { BankCard } from './bank-card.tsx'

export default function Home() {
  const { t } = useTranslation('home')
  const me = useMe()
  const may = useMay()
  const navigate = useNavigate()
  const query = useQuery(banksQuery)
  return (
    <Page title={t('title', { name: me.name })} sub={<Roles />}>
      {may('log.read') && <Alarms />}
      <Loaded query={query}>
        {(banks) =>
          banks.length === 0 ? (
            <Card>
              <Empty description={t(may('bank.create') ? 'no-bank.administrator' : 'no-bank')}>
                {may('bank.create') && (
                  <Button type="primary" onClick={() => void navigate({ to: '/settings' as string })}>
                    {t('first-bank')}
                  </Button>
                )}
              </Empty>
            </Card>
          ) : (
            <Row gutter={[16, 16]}>
              {banks.map((bank) => (
                <Col key={bank.id} xs={24} xl={12}>
                  <BankCard bank={bank} />
                </Col>
              ))}
            </Row>
          )
        }
      </Loaded>
    </Page>
  )
}

function Roles() {
  const { t } = useTranslation()
  const { roles } = useMe()
  const banks = useBanks()
  const where = (scope: string) =>
    scope === '*'
      ? t('everywhere')
      : (banks.find(({ id, occupationCode }) => id === scope || occupationCode === scope)?.occupation ?? scope)
  return (
    <Typography.Text type="secondary">
      {roles.length === 0
        ? t('no-role')
        : roles.map(({ role, scope }) => `${t(`role.${role}`)} · ${where(scope)}`).join('　')}
    </Typography.Text>
  )
}
