/** One relation: its items side by side, marked where they differ, and what may be done about it. */
import { Link } from '@tanstack/react-router'
import { Button, Card, Flex, Input, Modal, Popconfirm, Radio, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useMay } from '../../app/me.ts'
import { Marked } from '../../ui/marked.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time, useTimes } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { itemsKey } from '../items/queries.ts'
import { StateTag } from '../items/state-tag.tsx'
import { type Decision, type Relation, relationsKey } from './queries.ts'

const STATE_COLOURS = { proposed: 'gold', accepted: 'green', refused: 'default', withdrawn: 'default' } as const

type About = { bank: string; relation: Relation }

export function RelationCard({ bank, relation }: About) {
  const { t } = useTranslation('relations')
  const { sort, state, items, decision, kept } = relation
  return (
    <Card
      size="small"
      title={
        <Flex gap={8} align="center" wrap>
          <h2 style={{ margin: 0, fontSize: 15 }}>
            {t(`sort.${sort}`)} · {t('members', { count: items.length })}
          </h2>
          <Tag color={STATE_COLOURS[state]} style={{ color: 'inherit' }}>
            {t(`state.${state}`)}
          </Tag>
          {decision && state === 'accepted' && (
            <Tag style={{ color: 'inherit' }}>
              {kept === null ? t(`decision.${decision}`) : t('decision.kept', { number: kept })}
            </Tag>
          )}
        </Flex>
      }
    >
      <Flex vertical gap={12}>
        <Origin relation={relation} />
        <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))', gap: 16 }}>
          {items.map((item) => (
            <Member key={item.id} bank={bank} item={item} />
          ))}
        </div>
        <Actions bank={bank} relation={relation} />
      </Flex>
    </Card>
  )
}

function Origin({
  relation: { origin, similarity, likeness, reason, at, decisionReason, withdrawalReason },
}: {
  relation: Relation
}) {
  const { t } = useTranslation('relations')
  const { number } = useTimes()
  return (
    <Typography.Text type="secondary">
      {origin === 'search'
        ? t('origin.search', { percent: number(Math.floor((similarity ?? 0) * 100)) })
        : t('origin.person')}
      {likeness && ` · ${t(`likeness.${likeness}`)}`}
      {reason && ` · ${reason}`} · <Time at={at} />
      {decisionReason && <div>{t('decided-because', { reason: decisionReason })}</div>}
      {withdrawalReason && <div>{t('withdrawn-because', { reason: withdrawalReason })}</div>}
    </Typography.Text>
  )
}

function Member({
  bank,
  item: { id, said, state, point, difficulty, changed, runs, options },
}: {
  bank: string
  item: Relation['items'][number]
}) {
  const { t } = useTranslation('relations')
  return (
    <div style={{ minWidth: 0 }}>
      <Flex gap={8} align="center" wrap>
        <Link to={`/banks/${bank}/items/${id}` as string} className="figures">
          {said}
        </Link>
        <StateTag state={state} />
        {changed && <Tag style={{ color: 'inherit' }}>{t('changed')}</Tag>}
        <Typography.Text type="secondary">
          {[point, difficulty === null ? undefined : t('difficulty', { level: difficulty })]
            .filter(Boolean)
            .join(' · ')}
        </Typography.Text>
      </Flex>
      <div className="as-printed" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        <Marked runs={runs} />
        {options.map((option, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: options in their order
          <div key={at}>
            {String.fromCharCode(65 + at)}. {option}
          </div>
        ))}
      </div>
    </div>
  )
}

function Actions({ bank, relation: { id, state, decision, mine, items } }: About) {
  const { t } = useTranslation(['relations', 'common'])
  const may = useMay()
  const [reason, setReason] = useState('')
  const [merging, setMerging] = useState(false)
  const path = { bank, relation: id }
  const changes = [relationsKey(bank), itemsKey(bank)]
  const decide = useAct(
    (body: { decision: Decision; keep?: string }) =>
      ask(
        api.POST('/api/banks/{bank}/relations/{relation}/decision', {
          params: { path },
          body: { ...body, reason: reason.trim() },
        }),
      ),
    { changes, quiet: true, done: t('decided'), after: () => setMerging(false) },
  )
  const withdraw = useAct(
    () =>
      ask(
        api.POST('/api/banks/{bank}/relations/{relation}/withdrawal', {
          params: { path },
          body: { reason: reason.trim() },
        }),
      ),
    { changes, quiet: true, done: t('withdrawn') },
  )
  const decides = state === 'proposed' && !mine && may('relation.decide', bank)
  // A merge stands: its items are retired.
  const takesBack =
    may('relation.propose', bank) && ((state === 'proposed' && mine) || (state === 'accepted' && decision !== 'merge'))
  if (!decides && !takesBack) return null
  const failed = decide.error ?? withdraw.error
  return (
    <>
      {failed !== null && !merging && <RefusalNote error={failed} />}
      <Flex gap={8} wrap align="center">
        <Input
          aria-label={t(decides ? 'reason.decide' : 'reason.withdraw')}
          placeholder={t(decides ? 'reason.decide' : 'reason.withdraw')}
          value={reason}
          maxLength={1000}
          onChange={({ target }) => setReason(target.value)}
          style={{ flex: '1 1 220px', maxWidth: 420 }}
        />
        {decides && (
          <>
            {(['enemies', 'family'] as const).map((one) => (
              <Button
                key={one}
                loading={decide.isPending && decide.variables.decision === one}
                onClick={() => decide.mutate({ decision: one })}
              >
                {t(`decide.${one}`)}
              </Button>
            ))}
            <Button onClick={() => setMerging(true)}>{t('decide.merge')}</Button>
            <Popconfirm title={t('decide.refuse.sure')} onConfirm={() => decide.mutate({ decision: 'refuse' })}>
              <Button danger loading={decide.isPending && decide.variables.decision === 'refuse'}>
                {t('decide.refuse')}
              </Button>
            </Popconfirm>
          </>
        )}
        {takesBack && (
          <Button danger disabled={reason.trim() === ''} loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t('withdraw')}
          </Button>
        )}
        {state === 'proposed' && mine && <Typography.Text type="secondary">{t('mine')}</Typography.Text>}
      </Flex>
      {merging && (
        <Merge
          items={items}
          error={decide.error}
          pending={decide.isPending}
          go={(keep) => decide.mutate({ decision: 'merge', keep })}
          close={() => setMerging(false)}
        />
      )}
    </>
  )
}

function Merge({
  items,
  error,
  pending,
  go,
  close,
}: {
  items: Relation['items']
  error: unknown
  pending: boolean
  go: (keep: string) => void
  close: () => void
}) {
  const { t } = useTranslation(['relations', 'common'])
  const [keep, setKeep] = useState<string>()
  return (
    <Modal
      open
      title={t('merge.title')}
      okText={t('merge.go', { count: items.length - 1 })}
      okButtonProps={{ danger: true, disabled: keep === undefined, loading: pending }}
      cancelText={t('common:cancel')}
      onOk={() => keep !== undefined && go(keep)}
      onCancel={close}
    >
      <p>{t('merge.what')}</p>
      {error !== null && <RefusalNote error={error} />}
      <Radio.Group
        vertical
        aria-label={t('merge.title')}
        value={keep}
        onChange={({ target }) => setKeep(target.value as string)}
        options={items.filter(({ state }) => state !== 'retired').map(({ id, said }) => ({ value: id, label: said }))}
      />
    </Modal>
  )
}
