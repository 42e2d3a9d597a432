/** The access log for who watches it: search, unusual reading, verification, and how reading is watched. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/me.ts'
import { Page } from '../../ui/page.tsx'
import { Entries } from './entries.tsx'
import { ReadingRules } from './reading-rules.tsx'
import { Unusual } from './unusual.tsx'
import { Verification } from './verification.tsx'

export default function LogPage() {
  const { t } = useTranslation('log')
  const may = useMay()
  const navigate = useNavigate()
  const { tab = 'entries' } = useSearch({ strict: false }) as { tab?: string }
  return (
    <Page title={t('title')} sub={t('sub')}>
      <Tabs
        activeKey={tab}
        onChange={(next) => void navigate({ to: '.', search: { tab: next } as never })}
        destroyOnHidden
        items={[
          { key: 'entries', label: t('entries'), children: <Entries /> },
          { key: 'unusual', label: t('unusual'), children: <Unusual /> },
          { key: 'verify', label: t('verify'), children: <Verification /> },
          ...(may('log.settings') ? [{ key: 'rules', label: t('rules'), children: <ReadingRules /> }] : []),
        ]}
      />
    </Page>
  )
}
