/** Unusual reading of the last week, for who watches the log. */
import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useTimes } from '../../ui/times.tsx'

export function Alarms() {
  const { t } = useTranslation('home')
  const { minute } = useTimes()
  const { data } = useQuery({
    queryKey: ['log', 'unusual', 7],
    queryFn: () => ask(api.GET('/api/log/unusual', { params: { query: { days: '7' } } })),
  })
  if (!data || data.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 16 }}
      title={t('alarms', { count: data.length })}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {data.slice(0, 4).map(({ kind, person, bank, count, to }) => (
            <li key={`${kind} ${person} ${bank} ${to}`}>
              {t(`alarm.${kind}`, { person, bank, count, at: minute(to) })}
            </li>
          ))}
        </ul>
      }
    />
  )
}
