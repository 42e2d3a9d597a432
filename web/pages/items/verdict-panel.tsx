/** A reviewer's verdict: the checklist and an approval, or what is to be mended. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Card, Checkbox, Flex, Form, Popconfirm, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useMay } from '../../app/me.ts'
import { Growing } from '../../ui/growing.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useSaid } from '../../words/index.ts'
import { hasToWrite } from './history.tsx'
import { itemKey, itemsKey, policyQuery, waitingKey } from './queries.ts'
import type { ItemHistory, RevisionView } from './types.ts'

type Verdict = ItemHistory['revisions'][number]['verdicts'][number]['verdict']

/** Why the person cannot judge the item now; undefined when they can. */
function useHindrance({ history, view }: { history: ItemHistory; view: RevisionView }): string | undefined {
  const { t } = useTranslation('items')
  const newest = history.revisions.find(({ no }) => no === history.revision)
  const reviewers = history.tasks.filter(({ task, ended }) => task === 'review' && ended === null)
  if (history.revisions.some(({ author }) => author.self) || hasToWrite(history)) return t('verdict.own')
  if (newest?.verdicts.some(({ reviewer, verdict }) => reviewer.self && verdict === 'approved'))
    return t('verdict.second')
  if (reviewers.length > 0 && reviewers.every(({ person }) => !person.self)) return t('verdict.assigned')
  if (view.revision !== history.revision) return t('verdict.older')
  return undefined
}

export function VerdictPanel(about: {
  bank: string
  id: string
  view: RevisionView
  history: ItemHistory
  done: (verdict: Verdict) => void
}) {
  const { t } = useTranslation('items')
  const may = useMay()
  const hindrance = useHindrance(about)
  if (!may('item.review', about.bank) || about.history.state !== 'submitted') return null
  return (
    <Card title={<h2 style={{ margin: 0, fontSize: 16 }}>{t('verdict')}</h2>}>
      {hindrance ? <Alert type="info" showIcon title={hindrance} /> : <VerdictForm {...about} />}
    </Card>
  )
}

export function VerdictForm({
  bank,
  id,
  view,
  done,
}: {
  bank: string
  id: string
  view: RevisionView
  done: (verdict: Verdict) => void
}) {
  const { t } = useTranslation('items')
  const said = useSaid()
  const { data: policy } = useQuery(policyQuery(bank))
  const [checked, setChecked] = useState<string[]>([])
  const [reasons, setReasons] = useState('')
  const judge = useAct(
    (verdict: Verdict) =>
      ask(
        api.POST('/api/banks/{bank}/items/{id}/verdicts', {
          params: { path: { bank, id } },
          body: { verdict, revision: view.revision, checked, reasons: reasons.trim() },
        }),
      ),
    {
      changes: [itemKey(bank, id), itemsKey(bank), waitingKey(bank)],
      done: ({ state, approvals }) =>
        state === 'submitted' ? t('verdict.done.second', { count: approvals }) : t(`verdict.done.${state}`),
      quiet: true,
      after: (_, verdict) => done(verdict),
    },
  )
  const open = policy?.checklist.filter(({ id }) => !checked.includes(id)).length ?? 0
  const silent = reasons.trim() === ''
  return (
    <Form layout="vertical">
      <Form.Item label={t('verdict.checklist')}>
        <Checkbox.Group value={checked} onChange={setChecked}>
          <Flex vertical gap={6}>
            {policy?.checklist.map(({ id, text }) => (
              <Checkbox key={id} value={id}>
                {said(text)}
              </Checkbox>
            ))}
          </Flex>
        </Checkbox.Group>
        {policy && policy.checklist.length > 1 && (
          <Button
            id="verdict-check-all"
            size="small"
            type="link"
            onClick={() => setChecked(policy.checklist.map(({ id }) => id))}
          >
            {t('verdict.check-all')}
          </Button>
        )}
      </Form.Item>
      <Form.Item label={t('verdict.reasons')} htmlFor="verdict-reasons" extra={t('verdict.reasons.why')}>
        <Growing
          id="verdict-reasons"
          value={reasons}
          onChange={({ target }) => setReasons(target.value)}
          rows={2}
          maxLength={2000}
        />
      </Form.Item>
      {judge.error != null && <RefusalNote error={judge.error} />}
      <Flex gap={8} wrap align="center">
        <Button
          id="verdict-approve"
          type="primary"
          disabled={!policy || open > 0}
          loading={judge.isPending && judge.variables === 'approved'}
          onClick={() => judge.mutate('approved')}
        >
          {t('verdict.approve')}
        </Button>
        <Button
          disabled={silent}
          loading={judge.isPending && judge.variables === 'returned'}
          onClick={() => judge.mutate('returned')}
        >
          {t('verdict.return')}
        </Button>
        <Popconfirm
          title={t(view.approved === null ? 'verdict.reject.sure-new' : 'verdict.reject.sure', {
            revision: view.approved ?? 0,
          })}
          onConfirm={() => judge.mutate('rejected')}
          disabled={silent}
        >
          <Button danger disabled={silent}>
            {t('verdict.reject')}
          </Button>
        </Popconfirm>
      </Flex>
      {(open > 0 || silent) && (
        <Typography.Text type="secondary">
          {open > 0 ? t('verdict.open', { count: open }) : t('verdict.silent')}
        </Typography.Text>
      )}
    </Form>
  )
}
