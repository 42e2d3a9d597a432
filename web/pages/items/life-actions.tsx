/** What may be done with an item, each by right and state; what may not be done now says why. */
import { Link } from '@tanstack/react-router'
import { Button, Form, Modal, Popconfirm, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useMay } from '../../app/me.ts'
import { Growing } from '../../ui/growing.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import { hasToWrite } from './history.tsx'
import { itemKey, itemsKey, waitingKey } from './queries.ts'
import { FaultList, submitItems } from './submit.tsx'
import type { ItemHistory, RevisionView } from './types.ts'

type About = { bank: string; id: string; view: RevisionView; history: ItemHistory }
type Reasoned = 'retire' | 'quarantine' | 'release'

export function LifeActions({ bank, id, view, history }: About) {
  const { t } = useTranslation('items')
  const may = useMay()
  const [asked, setAsked] = useState<Reasoned>()
  const changes = [itemKey(bank, id), itemsKey(bank), waitingKey(bank)]
  const revision = history.revision
  const submit = useAct(() => submitItems(bank, [{ item: view.id, revision }]), {
    changes,
    done: (result) => (result.outcome === 'submitted' ? t('submit.done') : t('submit.faulty')),
  })
  const withdraw = useAct(
    () =>
      ask(api.POST('/api/banks/{bank}/items/{id}/withdraw', { params: { path: { bank, id } }, body: { revision } })),
    { changes, done: t('withdraw.done') },
  )
  const writer = history.revisions.some(({ author }) => author.self) || hasToWrite(history)
  const writes = may('item.write', bank) && writer && history.state !== 'retired'
  const newest = history.revisions.find(({ no }) => no === revision)
  const returned = newest?.verdicts.at(-1)?.verdict === 'returned'
  return (
    <>
      {writes && history.state === 'submitted' && (
        <Tooltip title={t('edit.under-review')}>
          <Button disabled>{t('edit')}</Button>
        </Tooltip>
      )}
      {writes && history.state !== 'submitted' && (
        <Link to={`/banks/${bank}/items/${id}/edit` as string}>
          <Button tabIndex={-1}>{t('edit')}</Button>
        </Link>
      )}
      {writes && history.state === 'draft' && (
        <Tooltip title={returned ? t('submit.revise-first') : ''}>
          <Button type="primary" disabled={returned} loading={submit.isPending} onClick={() => submit.mutate()}>
            {t('submit')}
          </Button>
        </Tooltip>
      )}
      {writes && history.state === 'submitted' && (
        <Popconfirm title={t('withdraw.sure')} onConfirm={() => withdraw.mutate()}>
          <Button loading={withdraw.isPending}>{t('withdraw')}</Button>
        </Popconfirm>
      )}
      {may('item.quarantine', bank) && history.state !== 'retired' && (
        <Button onClick={() => setAsked(history.quarantined ? 'release' : 'quarantine')}>
          {t(history.quarantined ? 'release' : 'quarantine')}
        </Button>
      )}
      {may('item.retire', bank) && history.state !== 'retired' && (
        <Button danger onClick={() => setAsked('retire')}>
          {t('retire')}
        </Button>
      )}
      {asked && <WithReason bank={bank} id={id} what={asked} close={() => setAsked(undefined)} />}
      {submit.data?.outcome === 'faulty' && (
        <Modal open title={t('submit.faulty')} footer={null} onCancel={() => submit.reset()}>
          <FaultList faults={submit.data.items.flatMap(({ faults }) => faults)} />
        </Modal>
      )}
    </>
  )
}

function WithReason({ bank, id, what, close }: { bank: string; id: string; what: Reasoned; close: () => void }) {
  const { t } = useTranslation('items')
  const [reason, setReason] = useState('')
  const act = useAct(
    () => {
      const params = { params: { path: { bank, id } }, body: { reason: reason.trim() } }
      if (what === 'retire') return ask(api.POST('/api/banks/{bank}/items/{id}/retire', params))
      if (what === 'quarantine') return ask(api.POST('/api/banks/{bank}/items/{id}/quarantine', params))
      return ask(api.POST('/api/banks/{bank}/items/{id}/release', params))
    },
    {
      changes: [itemKey(bank, id), itemsKey(bank), waitingKey(bank)],
      done: t(`${what}.done`),
      quiet: true,
      after: close,
    },
  )
  return (
    <Modal
      open
      title={t(`${what}.title`)}
      okText={t(what)}
      okButtonProps={{ danger: what !== 'release', disabled: reason.trim() === '' }}
      confirmLoading={act.isPending}
      onOk={() => act.mutate()}
      onCancel={close}
    >
      <p>{t(`${what}.text`)}</p>
      <Form layout="vertical">
        <Form.Item label={t('reason')} htmlFor="life-reason">
          <Growing
            id="life-reason"
            value={reason}
            maxLength={500}
            rows={2}
            onChange={({ target }) => setReason(target.value)}
          />
        </Form.Item>
      </Form>
      {act.error != null && <RefusalNote error={act.error} />}
    </Modal>
  )
}
