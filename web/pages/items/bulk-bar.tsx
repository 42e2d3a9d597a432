/** What may be done with the chosen items together. */
import { Button, Flex, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { useAct } from '../../ui/use-act.ts'
import { Approve, SHOWN } from './bulk-approve.tsx'
import { Assign } from './bulk-assign.tsx'
import { Change } from './bulk-change.tsx'
import type { About, What } from './bulk-types.ts'
import { itemsKey, waitingKey } from './queries.ts'
import { FaultList, submitItems } from './submit.tsx'
import type { FoundItem } from './types.ts'

/** As many as the service hands in or gives out at once. */
const AT_ONCE = 200

export default function BulkBar(about: About) {
  const { t } = useTranslation('items')
  const bank = useBankId()
  const may = useMay()
  const [what, setWhat] = useState<What>()
  const { chosen, clear } = about
  const of = (state: FoundItem['state']) => chosen.filter((item) => item.state === state)
  const drafts = of('draft').slice(0, AT_ONCE)
  const submitted = of('submitted')
  const submit = useAct(
    () =>
      submitItems(
        bank,
        drafts.map(({ id, revision }) => ({ item: id, revision })),
      ),
    {
      changes: [itemsKey(bank), waitingKey(bank)],
      done: (result) =>
        result.outcome === 'submitted' ? t('bulk.submitted', { count: result.submitted }) : t('submit.faulty'),
      after: (result) => result.outcome === 'submitted' && clear(),
    },
  )
  const close = () => setWhat(undefined)
  return (
    <Flex gap={8} wrap align="center" role="toolbar" aria-label={t('bulk')} style={{ marginBottom: 8 }}>
      <strong>{t('bulk.chosen', { count: chosen.length })}</strong>
      {may('item.write', bank) && (
        <Button
          size="small"
          disabled={drafts.length === 0}
          title={drafts.length === 0 ? t('bulk.no-drafts') : ''}
          loading={submit.isPending}
          onClick={() => submit.mutate()}
        >
          {t('bulk.submit', { count: drafts.length })}
        </Button>
      )}
      {may('item.review', bank) && (
        <Button
          size="small"
          disabled={submitted.length === 0}
          title={submitted.length === 0 ? t('bulk.no-submitted') : ''}
          onClick={() => setWhat('approve')}
        >
          {t('bulk.approve', { count: Math.min(SHOWN, submitted.length) })}
        </Button>
      )}
      {may('item.assign', bank) && (
        <Button size="small" onClick={() => setWhat('assign')}>
          {t('bulk.assign')}
        </Button>
      )}
      {may('item.bulk', bank) && (
        <Button size="small" onClick={() => setWhat('change')}>
          {t('bulk.change')}
        </Button>
      )}
      <Button size="small" type="link" onClick={clear}>
        {t('bulk.clear')}
      </Button>
      {submit.data?.outcome === 'faulty' && (
        <Modal open title={t('submit.faulty')} footer={null} onCancel={() => submit.reset()}>
          {submit.data.items.map(({ item, number, faults }) => (
            <section key={item}>
              <strong>{number}</strong>
              <FaultList faults={faults} />
            </section>
          ))}
        </Modal>
      )}
      {what === 'approve' && <Approve {...about} chosen={submitted.slice(0, SHOWN)} close={close} />}
      {what === 'assign' && <Assign {...about} chosen={chosen.slice(0, AT_ONCE)} close={close} />}
      {what === 'change' && <Change {...about} close={close} />}
    </Flex>
  )
}
