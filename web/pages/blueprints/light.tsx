/** The feasibility light: whether so many papers are possible, how many are, and what is short, told while somebody types. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Card, Flex, InputNumber, Spin, Tag, Typography } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BEYOND } from '../../../core/assembly/beyond.ts'
import type { Words } from '../../../core/words.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useSaid } from '../../words/index.ts'
import { type Draft, feasibilityOf } from './feasibility.ts'
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
  kind,
  blueprint,
  papers,
  setPapers,
  contradictions,
}: Draft & {
  bank: string
  papers: number
  setPapers: (papers: number) => void
  /** Found while writing: the bank is asked only where there are none. */
  contradictions: readonly Contradiction[]
}) {
  const { t } = useTranslation('blueprints')
  const rested = useRested(blueprint)
  const asked = useRested(papers)
  const sound = contradictions.length === 0
  const { data, error, isFetching } = useQuery({
    queryKey: ['banks', bank, 'feasibility', kind, asked, rested],
    queryFn: ({ signal }) =>
      feasibilityOf(bank, { kind, blueprint: rested, papers: asked } as Draft & { papers: number }, signal),
    enabled: sound,
    staleTime: 60_000,
    placeholderData: (before) => before,
  })
  const waiting = isFetching || rested !== blueprint || asked !== papers
  return (
    <Card
      title={<Title text={t('light')} />}
      extra={
        waiting &&
        sound && (
          <span role="status">
            <Spin size="small" />
            <span className="sr-only">{t('light.asking')}</span>
          </span>
        )
      }
    >
      <Flex vertical gap={12} aria-live="polite">
        <Flex gap={8} align="center">
          <label htmlFor="papers">{t(kind === 'defense' ? 'candidates' : 'papers')}</label>
          <InputNumber
            id="papers"
            min={1}
            max={100}
            value={papers}
            onChange={(n) => n && setPapers(n)}
            style={{ width: 90 }}
          />
        </Flex>
        {!sound ? (
          <Contradictions list={contradictions} />
        ) : error ? (
          <RefusalNote error={error} />
        ) : data?.outcome === 'contradiction' ? (
          <Contradictions list={data.contradictions} />
        ) : data?.outcome === 'answered' ? (
          <Answer {...data} kind={kind} />
        ) : (
          <Typography.Text type="secondary">{t('light.asking')}</Typography.Text>
        )}
      </Flex>
    </Card>
  )
}

type Contradiction = { place: string; sentence: Words }

function Contradictions({ list }: { list: readonly Contradiction[] }) {
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
  kind,
  papers,
  found,
  upper,
  why,
}: {
  kind: Draft['kind']
  papers: number
  found: number
  upper: number
  why: Words[]
}) {
  const { t } = useTranslation('blueprints')
  const enough = found >= papers
  const impossible = upper < papers
  const what = kind === 'defense' ? 'draw' : 'light'
  return (
    <Alert
      type={enough ? 'success' : impossible ? 'error' : 'warning'}
      showIcon
      title={t(`${what}.${enough ? 'enough' : impossible ? 'short' : 'unsure'}`, { count: papers })}
      description={
        <>
          {!enough && <Tag>{t(`${what}.found`, { count: found })}</Tag>}
          {upper < BEYOND && <Tag>{t(`${what}.upper`, { count: upper })}</Tag>}
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
