/** What a bank is worth: the filing rules, its counts against the element table, what its items still yield, and the report. */
import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask, download } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Loaded, Page } from '../../ui/page.tsx'
import { useAct } from '../../ui/use-act.ts'
import { Counts } from './counts.tsx'
import { HeatMap } from './heat-map.tsx'
import { Points } from './points.tsx'
import { Statements } from './statements.tsx'
import { Summary } from './summary.tsx'
import { Yield } from './yield.tsx'

export default function CoveragePage() {
  const { t } = useTranslation('coverage')
  const bank = useBankId()
  const may = useMay()
  const navigate = useNavigate()
  const { tab = 'rules' } = useSearch({ strict: false }) as { tab?: string }
  const query = useQuery({
    queryKey: ['banks', bank, 'coverage'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/coverage', { params: { path: { bank } } })),
  })
  const report = useAct(() => download(`/api/banks/${bank}/filing.zip`), { done: t('report.done') })
  return (
    <Page
      title={t('title')}
      sub={t('sub')}
      actions={
        may('filing.report', bank) && (
          <Button type="primary" icon={<DownloadOutlined />} loading={report.isPending} onClick={() => report.mutate()}>
            {t('report')}
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {(coverage) => (
          <Tabs
            activeKey={tab}
            onChange={(next) => void navigate({ to: '.', search: { tab: next } as never })}
            destroyOnHidden
            items={[
              { key: 'rules', label: t('rules'), children: <Summary coverage={coverage} /> },
              { key: 'map', label: t('map'), children: <HeatMap coverage={coverage} /> },
              { key: 'points', label: t('points'), children: <Points coverage={coverage} /> },
              { key: 'counts', label: t('counts'), children: <Counts coverage={coverage} /> },
              ...(may('coverage.use', bank) ? [{ key: 'yield', label: t('yield'), children: <Yield /> }] : []),
              { key: 'statements', label: t('statements'), children: <Statements /> },
            ]}
          />
        )}
      </Loaded>
    </Page>
  )
}
