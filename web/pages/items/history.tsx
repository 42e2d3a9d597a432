/** Every revision with what was said of it, and what differs between any two. */
import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Flex, Input, Modal, Select, Tag, Timeline, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemContent } from '../../../core/item.ts'
import { useMay } from '../../app/me.ts'
import { Loaded } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useAddress } from '../../ui/use-address.ts'
import { Changes } from './changes.tsx'
import { restoreRevision } from './editor/save.ts'
import { diffQuery, itemKey, itemsKey } from './queries.ts'
import { useSaidSomebody } from './somebody.ts'
import { FaultList } from './submit.tsx'
import type { ItemHistory, RevisionView } from './types.ts'

type About = { bank: string; id: string; view: RevisionView; history: ItemHistory }
const colours = { approved: 'green', returned: 'orange', rejected: 'red' } as const

export function History(about: About) {
  const { t } = useTranslation('items')
  const may = useMay()
  const said = useSaidSomebody()
  const [, change] = useAddress()
  const [restoring, setRestoring] = useState<number>()
  const { bank, id, history } = about
  const revisions = history.revisions.toReversed()
  const mine = history.revisions.some(({ author }) => author.self) || hasToWrite(history)
  return (
    <Flex vertical gap={16}>
      {history.revisions.length > 1 && <Difference {...about} />}
      <Timeline
        items={revisions.map(({ no, author, at, reason, verdicts }) => ({
          content: (
            <Flex vertical gap={4}>
              <Flex gap={8} wrap align="center">
                <strong>{t('revision-no', { no })}</strong>
                {no === history.approved && (
                  <Tag color="green" style={{ color: 'inherit' }}>
                    {t('in-use', { revision: no })}
                  </Tag>
                )}
                <Typography.Text type="secondary">
                  {said(author)} · <Time at={at} />
                </Typography.Text>
                <Button size="small" type="link" onClick={() => change({ revision: String(no) })}>
                  {t('show')}
                </Button>
                {no < history.revision && mine && may('item.write', bank) && history.state !== 'retired' && (
                  <Button size="small" type="link" onClick={() => setRestoring(no)}>
                    {t('restore')}
                  </Button>
                )}
              </Flex>
              {reason && <span>{reason}</span>}
              {verdicts.map(({ verdict, reviewer, reasons, at }) => (
                <span key={at}>
                  <Tag color={colours[verdict]} style={{ color: 'inherit' }}>
                    {t(`verdict.${verdict}`)}
                  </Tag>
                  {said(reviewer)} · <Time at={at} /> {reasons}
                </span>
              ))}
            </Flex>
          ),
        }))}
      />
      {restoring !== undefined && (
        <Restore bank={bank} id={id} base={history.revision} no={restoring} close={() => setRestoring(undefined)} />
      )}
    </Flex>
  )
}

export const hasToWrite = ({ tasks }: ItemHistory): boolean =>
  tasks.some(({ task, person, ended }) => task === 'write' && person.self && ended === null)

function Restore({
  bank,
  id,
  base,
  no,
  close,
}: {
  bank: string
  id: string
  base: number
  no: number
  close: () => void
}) {
  const { t } = useTranslation('items')
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const [, change] = useAddress()
  const restore = useAct(() => restoreRevision(bank, id, { base, revision: no, reason: reason.trim() }), {
    changes: [itemKey(bank, id), itemsKey(bank)],
    quiet: true,
    after: ({ outcome }) => {
      if (outcome !== 'saved') return
      void message.success(t('restore.done', { no }))
      change({ revision: undefined })
      close()
    },
  })
  const result = restore.data
  return (
    <Modal
      open
      title={t('restore.title', { no })}
      okText={t('restore')}
      confirmLoading={restore.isPending}
      onOk={() => restore.mutate()}
      onCancel={close}
    >
      <p>{t('restore.text', { no })}</p>
      <Input
        aria-label={t('reason')}
        placeholder={t('reason')}
        value={reason}
        maxLength={500}
        onChange={({ target }) => setReason(target.value)}
      />
      {restore.error != null && <RefusalNote error={restore.error} />}
      {result?.outcome === 'conflict' && (
        <Alert type="warning" showIcon style={{ marginTop: 8 }} title={t('restore.changed')} />
      )}
      {result?.outcome === 'faulty' && (
        <Alert
          type="error"
          style={{ marginTop: 8 }}
          title={t('restore.faulty')}
          description={<FaultList faults={result.faults} />}
        />
      )}
    </Modal>
  )
}

function Difference({ bank, id, view, history }: About) {
  const { t } = useTranslation('items')
  const [look, change] = useAddress()
  const newest = history.revision
  const from = look['from'] ?? String(history.approved && history.approved < newest ? history.approved : newest - 1)
  const to = look['to'] ?? String(newest)
  const query = useQuery(diffQuery(bank, id, from, to))
  const options = history.revisions.map(({ no }) => ({ value: String(no), label: t('revision-no', { no }) }))
  return (
    <section>
      <Flex gap={8} align="center" wrap style={{ marginBottom: 8 }}>
        <span>{t('diff')}</span>
        <Select
          aria-label={t('diff.from')}
          value={from}
          options={options}
          onChange={(value) => change({ from: value }, true)}
          style={{ width: 110 }}
        />
        <span aria-hidden="true">→</span>
        <Select
          aria-label={t('diff.to')}
          value={to}
          options={options}
          onChange={(value) => change({ to: value }, true)}
          style={{ width: 110 }}
        />
      </Flex>
      <Loaded query={query}>
        {({ changes }) =>
          changes.length === 0 ? (
            <Typography.Text type="secondary">{t('diff.none')}</Typography.Text>
          ) : (
            <Changes changes={changes} content={view.content as ItemContent} />
          )
        }
      </Loaded>
    </section>
  )
}
