/** The feasibility light: whether so many papers are possible, how many are, and what is short, told while somebody types. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Card, Flex, InputNumber, Spin, Tag, Typography } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Blueprint } from '../../../core/blueprint/blueprint.ts'
import type { Resolution } from '../../../core/blueprint/resolve.ts'
import type { Words } from '../../../core/words.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useSaid } from '../../words/index.ts'
import { feasibilityOf } from './feasibility.ts'
import { Title } from './writing.tsx'

/** The bank is asked once the hands have rested for so many ms. */
const REST = 400

function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}

export function Light({
  bank,
  draft,
  papers,
  setPapers,
  resolution,
}: {
  bank: string
  draft: Blueprint
  papers: number
  setPapers: (papers: number) => void
  resolution: Resolution
}) {
  const { t } = useTranslation('blueprints')
  const rested = useRested(draft)
  const asked = useRested(papers)
  const { data, error, isFetching } = useQuery({
    queryKey: ['banks', bank, 'feasibility', asked, rested],
    queryFn: ({ signal }) => feasibilityOf(bank, { blueprint: rested, papers: asked }, signal),
    enabled: resolution.ok,
    staleTime: 60_000,
    placeholderData: (before) => before,
  })
  const waiting = isFetching || rested !== draft || asked !== papers
  return (
    <Card
      title={<Title text={t('light')} />}
      extra={
        waiting &&
        resolution.ok && (
          <span role="status">
            <Spin size="small" />
            <span className="sr-only">{t('light.asking')}</span>
          </span>
        )
      }
    >
      <Flex vertical gap={12} aria-live="polite">
        <Flex gap={8} align="center">
          <label htmlFor="papers">{t('papers')}</label>
          <InputNumber
            id="papers"
            min={1}
            max={100}
            value={papers}
            onChange={(n) => n && setPapers(n)}
            style={{ width: 90 }}
          />
        </Flex>
        {!resolution.ok ? (
          <Contradictions list={resolution.contradictions} />
        ) : error ? (
          <RefusalNote error={error} />
        ) : data?.outcome === 'contradiction' ? (
          <Contradictions list={data.contradictions} />
        ) : data?.outcome === 'answered' ? (
          <Answer {...data} />
        ) : (
          <Typography.Text type="secondary">{t('light.asking')}</Typography.Text>
        )}
      </Flex>
    </Card>
  )
}

export function Contradictions({ list }: { list: readonly { place: string; sentence: Words }[] }) {
  const { t } = useTranslation('blueprints')
  return (
    <Alert
      type="error"
      showIcon
      title={t('light.contradiction')}
      description={<Sentences list={list.map(({ sentence }) => sentence)} />}
    />
  )
}

function Answer({
  papers,
  found,
  upper,
  why,
}: {
  papers: number
  found: number | null
  upper: number | null
  why: Words[]
}) {
  const { t } = useTranslation('blueprints')
  const enough = found !== null && found >= papers
  const impossible = upper !== null && upper < papers
  return (
    <Alert
      type={enough ? 'success' : impossible ? 'error' : 'warning'}
      showIcon
      title={t(enough ? 'light.enough' : impossible ? 'light.short' : 'light.unsure', { count: papers })}
      description={
        <>
          {found !== null && !enough && <Tag>{t('light.found', { count: found })}</Tag>}
          {upper !== null && <Tag>{t('light.upper', { count: upper })}</Tag>}
          <Sentences list={why} />
        </>
      }
    />
  )
}

function Sentences({ list }: { list: readonly Words[] }) {
  const said = useSaid()
  if (list.length === 0) return null
  return (
    <ul style={{ margin: '8px 0 0', paddingInlineStart: 18 }}>
      {list.slice(0, 12).map((sentence) => (
        <li key={sentence.zh}>{said(sentence)}</li>
      ))}
    </ul>
  )
}
