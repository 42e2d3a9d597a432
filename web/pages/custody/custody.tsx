/** Sealed papers and who answers for them: the register, sealing, custodians, destruction, the clock. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Page } from '../../ui/page.tsx'
import { ClockFaults } from './clock-faults.tsx'
import { Custodians } from './custodians.tsx'
import { Destructions } from './destructions.tsx'
import { Register } from './register.tsx'
import { Sealing } from './sealing.tsx'

export default function Custody() {
  const { t } = useTranslation('custody')
  const bank = useBankId()
  const may = useMay()
  const navigate = useNavigate()
  const { tab = 'register' } = useSearch({ strict: false }) as { tab?: string }
  return (
    <Page title={t('title')} sub={t('sub')}>
      <ClockFaults />
      <Tabs
        activeKey={tab}
        onChange={(next) => void navigate({ to: '.', search: { tab: next } as never })}
        destroyOnHidden
        items={[
          { key: 'register', label: t('register'), children: <Register /> },
          ...(may('custody.seal', bank) ? [{ key: 'seal', label: t('seal'), children: <Sealing /> }] : []),
          { key: 'custodians', label: t('custodians'), children: <Custodians /> },
          { key: 'destructions', label: t('destructions'), children: <Destructions /> },
        ]}
      />
    </Page>
  )
}
