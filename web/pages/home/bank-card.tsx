/** One bank at a glance: its filing thresholds as progress, and what waits for the person in it. */
import { CheckCircleFilled } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Badge, Card, Flex, Progress, Skeleton, Space, Tag, Typography, theme } from 'antd'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { type Bank, useBankName } from '../../app/banks.ts'
import { useMay, useMe } from '../../app/me.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTimes } from '../../ui/times.tsx'
import { useSaid } from '../../words/index.ts'
import { type Subject, useObjectName } from '../custody/object-name.ts'
import { setsQuery } from '../custody/queries.ts'
import { consultationsQuery } from '../sittings/queries.ts'

const SHOWN = 5

export function BankCard({ bank }: { bank: Bank }) {
  const { t } = useTranslation('home')
  const may = useMay()
  const nameOf = useBankName()
  const id = bank.id
  return (
    <Card
      title={
        <Space>
          <h2 style={{ margin: 0, fontSize: 16 }}>{nameOf(bank)}</h2>
          <Typography.Text type="secondary" className="figures" style={{ fontWeight: 'normal' }}>
            {id}
          </Typography.Text>
        </Space>
      }
      style={{ height: '100%' }}
    >
      <Flex vertical gap={20}>
        {may('coverage.read', id) && <Readiness bank={id} />}
        {may('item.read', id) && <Waiting bank={id} />}
        {may('set.approve', id) && <SetsToApprove bank={id} />}
        {may('archive.approve', id) && <Consultations bank={id} />}
        {may('custody.read', id) && <Openings bank={id} />}
        {!may('coverage.read', id) && !may('item.read', id) && !may('custody.read', id) && (
          <Typography.Text type="secondary">{t('nothing-here')}</Typography.Text>
        )}
      </Flex>
    </Card>
  )
}

function Readiness({ bank }: { bank: string }) {
  const { t } = useTranslation('home')
  const said = useSaid()
  const { number } = useTimes()
  const { token } = theme.useToken()
  const { data, error } = useQuery({
    queryKey: ['banks', bank, 'readiness'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/readiness', { params: { path: { bank } } })),
  })
  if (error) return <RefusalNote error={error} />
  return (
    <section>
      <Typography.Title level={3} style={{ fontSize: 14, marginTop: 0 }}>
        {t('filing')}
      </Typography.Title>
      {!data && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {data?.map(({ id, sentence, found, needed, met }) => (
        <Flex key={id} align="center" gap={12} title={said(sentence)}>
          <span style={{ width: 88 }}>{t(`rule.${id}`)}</span>
          <Progress
            percent={needed === 0 ? 100 : Math.min(100, Math.floor((found / needed) * 100))}
            status={met ? 'success' : 'normal'}
            format={() => (
              <span className="figures">
                {number(found)} / {number(needed)} {met && <CheckCircleFilled style={{ color: token.colorSuccess }} />}
              </span>
            )}
            aria-label={`${t(`rule.${id}`)} ${found} / ${needed}`}
            style={{ flex: 1, margin: 0 }}
            styles={{ indicator: { width: 110 } }}
          />
        </Flex>
      ))}
    </section>
  )
}

function Waiting({ bank }: { bank: string }) {
  const { t } = useTranslation('home')
  const { token } = theme.useToken()
  const { day } = useTimes()
  const { data, error } = useQuery({
    queryKey: ['banks', bank, 'waiting'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/waiting', { params: { path: { bank } } })),
  })
  if (error) return <RefusalNote error={error} />
  if (!data) return null
  return (
    <section>
      <Flex gap={8} align="baseline">
        <Typography.Title level={3} style={{ fontSize: 14, marginTop: 0 }}>
          {t('waiting')}
        </Typography.Title>
        <Badge
          count={data.total}
          overflowCount={9999}
          color={data.overdue > 0 ? token.colorError : token.colorPrimary}
          style={{ color: token.colorTextLightSolid }}
        />
        {data.overdue > 0 && <Typography.Text type="danger">{t('overdue', { count: data.overdue })}</Typography.Text>}
      </Flex>
      {data.total === 0 ? (
        <Typography.Text type="secondary">{t('nothing-waits')}</Typography.Text>
      ) : (
        <>
          <ul className="lines" style={{ borderColor: token.colorBorderSecondary }}>
            {data.items.slice(0, SHOWN).map(({ item, number, task, due, overdue }) => (
              <li key={`${item} ${task}`}>
                <Tag color={overdue ? 'error' : undefined}>{t(`task.${task}`)}</Tag>
                <Link to={`/banks/${bank}/items/${item}` as string}>{number}</Link>
                {due !== null && (
                  <Typography.Text type={overdue ? 'danger' : 'secondary'}>
                    {t('due', { day: day(due) })}
                  </Typography.Text>
                )}
              </li>
            ))}
          </ul>
          {data.total > SHOWN && (
            <Link to={`/banks/${bank}/items?waiting=true` as string}>{t('more', { count: data.total - SHOWN })}</Link>
          )}
        </>
      )}
    </section>
  )
}

function Openings({ bank }: { bank: string }) {
  const { t } = useTranslation('home')
  const { minute } = useTimes()
  const { data } = useQuery({
    queryKey: ['banks', bank, 'openings'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/openings', { params: { path: { bank } } })),
    refetchInterval: 30_000,
  })
  const running = data?.filter(({ closed }) => closed === null) ?? []
  if (running.length === 0) return null
  return (
    <section>
      <Typography.Title level={3} style={{ fontSize: 14, marginTop: 0 }}>
        {t('openings')}
      </Typography.Title>
      {running.map(({ id, subject, reason, requested }) => (
        <Flex key={id} gap={8} wrap>
          <Link to={`/banks/${bank}/openings/${id}` as string}>
            <Suspense fallback={t('openings')}>
              <SubjectName bank={bank} subject={subject} />
            </Suspense>
          </Link>
          <span>{reason}</span>
          <Typography.Text type="secondary">{minute(requested)}</Typography.Text>
        </Flex>
      ))}
    </section>
  )
}

/** Named with the words and sets of custody, which a home without an opening does without. */
function SubjectName({ bank, subject }: { bank: string; subject: Subject }) {
  return useObjectName(bank)(subject)
}

/** Sets that somebody else assembled and nobody has approved. */
function SetsToApprove({ bank }: { bank: string }) {
  const { t } = useTranslation(['home', 'common'])
  const { token } = theme.useToken()
  const { minute } = useTimes()
  const { name } = useMe()
  const { data } = useQuery(setsQuery(bank))
  const waiting = data?.filter(({ approvedBy, assembledBy }) => approvedBy === null && assembledBy !== name) ?? []
  if (waiting.length === 0) return null
  return (
    <section>
      <Flex gap={8} align="baseline">
        <Typography.Title level={3} style={{ fontSize: 14, marginTop: 0 }}>
          {t('sets')}
        </Typography.Title>
        <Badge count={waiting.length} color={token.colorPrimary} style={{ color: token.colorTextLightSolid }} />
      </Flex>
      {waiting.slice(0, SHOWN).map(({ id, kind, number, assembledBy, at }) => (
        <Flex key={id} gap={8} wrap>
          <Link to={`/banks/${bank}/sets/${id}` as string}>{t('set', { kind: t(`common:kind.${kind}`), number })}</Link>
          <Typography.Text type="secondary">
            {assembledBy} · {minute(at)}
          </Typography.Text>
        </Flex>
      ))}
      {waiting.length > SHOWN && (
        <Link to={`/banks/${bank}/sets` as string}>{t('more', { count: waiting.length - SHOWN })}</Link>
      )}
    </section>
  )
}

/** Consultations of archives that others asked for. */
function Consultations({ bank }: { bank: string }) {
  const { t } = useTranslation('home')
  const { name } = useMe()
  const { data } = useQuery(consultationsQuery(bank))
  const waiting = data?.filter(({ decision, by, person }) => decision === null && by !== name && person !== name) ?? []
  if (waiting.length === 0) return null
  return (
    <Link to={`/banks/${bank}/sittings` as string} search={{ tab: 'consultations' } as never}>
      {t('consultations', { count: waiting.length })}
    </Link>
  )
}
