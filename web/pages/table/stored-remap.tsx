/** A re-mapping that was proposed: its report, and what may still be done with it. */
import { Alert, Button, Flex, Input, Popconfirm, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useMay } from '../../app/me.ts'
import { Loaded } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { RemapReport } from './remap-report.tsx'
import { REMAP_COLOURS } from './remapping.tsx'
import { type RemapLine, useRemap } from './remaps.ts'

export function StoredRemap({ bank, id, close }: { bank: string; id: string; close: () => void }) {
  const { t } = useTranslation('table')
  const query = useRemap(bank, id)
  return (
    <Loaded query={query}>
      {({ line, report }) => (
        <Flex vertical gap={12}>
          <Flex gap={8} wrap align="center">
            <Button onClick={close}>{t('remap.back')}</Button>
            <Tag color={REMAP_COLOURS[line.state]} style={{ color: 'inherit' }}>
              {t(`remap.state.${line.state}`)}
            </Tag>
            <span>
              {line.reason} · <Time at={line.at} />
            </span>
          </Flex>
          <Steps bank={bank} line={line} />
          <RemapReport bank={bank} report={report} />
        </Flex>
      )}
    </Loaded>
  )
}

function Steps({ bank, line: { id, state, mine } }: { bank: string; line: RemapLine }) {
  const { t } = useTranslation('table')
  const may = useMay()
  const [reason, setReason] = useState('')
  const params = { path: { bank, remap: id } }
  const options = { changes: [['banks', bank]], quiet: true }
  const body = { reason: reason.trim() }
  const apply = useAct(() => ask(api.POST('/api/banks/{bank}/remaps/{remap}/application', { params, body })), {
    ...options,
    done: t('remap.applied'),
  })
  const withdraw = useAct(() => ask(api.POST('/api/banks/{bank}/remaps/{remap}/withdrawal', { params, body })), {
    ...options,
    done: t('remap.withdrawn'),
  })
  const undo = useAct(() => ask(api.POST('/api/banks/{bank}/remaps/{remap}/undo', { params, body })), {
    ...options,
    done: t('remap.undone'),
  })
  const applies = state === 'proposed' && !mine && may('table.confirm', bank)
  const withdraws = state === 'proposed' && may('table.remap', bank)
  const undoes = state === 'applied' && may('table.confirm', bank)
  const failed = apply.error ?? withdraw.error ?? undo.error
  const silent = reason.trim() === ''
  return (
    <>
      {state === 'proposed' && mine && <Alert type="info" showIcon title={t('remap.mine')} />}
      {failed !== null && <RefusalNote error={failed} />}
      {(applies || withdraws || undoes) && (
        <Flex gap={8} wrap align="center">
          <Input
            aria-label={t('remap.reason')}
            placeholder={t(applies ? 'remap.reason.maybe' : 'remap.reason')}
            value={reason}
            maxLength={1000}
            onChange={({ target }) => setReason(target.value)}
            style={{ flex: '1 1 260px', maxWidth: 480 }}
          />
          {applies && (
            <Popconfirm title={t('remap.apply.sure')} onConfirm={() => apply.mutate()}>
              <Button type="primary" loading={apply.isPending}>
                {t('remap.apply')}
              </Button>
            </Popconfirm>
          )}
          {withdraws && (
            <Button danger disabled={silent} loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
              {t('remap.withdraw')}
            </Button>
          )}
          {undoes && (
            <Popconfirm title={t('remap.undo.sure')} disabled={silent} onConfirm={() => undo.mutate()}>
              <Button danger disabled={silent} loading={undo.isPending}>
                {t('remap.undo')}
              </Button>
            </Popconfirm>
          )}
        </Flex>
      )}
    </>
  )
}
