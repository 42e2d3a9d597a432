/** A clock that jumped stops whatever waits for a time, until two people have looked at it. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useMay, useMe } from '../../app/me.ts'
import { useTimes } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'

export function ClockFaults() {
  const { t } = useTranslation('custody')
  const may = useMay()
  const { name } = useMe()
  const { second } = useTimes()
  const key = ['clock']
  const { data } = useQuery({ queryKey: key, queryFn: () => ask(api.GET('/api/clock/faults')) })
  const acknowledge = useAct(() => ask(api.POST('/api/clock/acknowledge')), {
    changes: [key],
    done: ({ ended }) => t(ended ? 'clock.ended' : 'clock.second'),
  })
  const open = data?.find(({ secondBy }) => secondBy === null)
  if (!open) return null
  return (
    <Alert
      type="error"
      showIcon
      style={{ marginBottom: 16 }}
      title={t('clock', { expected: second(open.expected), found: second(open.found) })}
      description={open.firstBy ? t('clock.first', { name: open.firstBy }) : t('clock.none')}
      action={
        may('clock.acknowledge') &&
        open.firstBy !== name && (
          <Button danger loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
            {t('clock.acknowledge')}
          </Button>
        )
      }
    />
  )
}
