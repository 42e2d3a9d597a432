/** The papers of a set beside each other: figures, small charts, and what any two share. */
import { useQuery } from '@tanstack/react-query'
import { Col, Flex, Row, Table, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { typeWords } from '../../../core/blueprint/words.ts'
import type { PaperFigures, Report } from '../../../core/check/check.ts'
import { api, ask } from '../../api/client.ts'
import { Chart } from '../../ui/chart.tsx'
import { Loaded } from '../../ui/page.tsx'
import { useTimes } from '../../ui/times.tsx'
import { useSaid } from '../../words/index.ts'
import type { SetView } from './set.tsx'

type Counts = Record<string, number>

export function Overview({ bank, view }: { bank: string; view: SetView }) {
  const { t } = useTranslation('sets')
  const said = useSaid()
  const { number } = useTimes()
  const query = useQuery({
    queryKey: ['banks', bank, 'sets', view.id, 'overview'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/sets/{set}/overview', { params: { path: { bank, set: view.id } } })),
  })
  const figures = (view.certificate as Partial<Report>).papers ?? []
  return (
    <Flex vertical gap={20}>
      <Table<PaperFigures & { no: number }>
        size="small"
        rowKey="no"
        dataSource={figures.map((one, at) => ({ ...one, no: at + 1 }))}
        pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
        columns={[
          { title: t('paper'), dataIndex: 'no', className: 'figures' },
          { title: t('figure.items'), dataIndex: 'items', className: 'figures' },
          { title: t('figure.marks'), dataIndex: 'marks', className: 'figures' },
          {
            title: t('figure.difficulty'),
            className: 'figures',
            render: (_, { meanDifficulty }) =>
              meanDifficulty === null ? '–' : number(Math.round(meanDifficulty * 100) / 100),
          },
          {
            title: t('figure.minutes'),
            className: 'figures',
            render: (_, { seconds }) => number(Math.round(seconds / 6) / 10),
          },
          { title: t('figure.points'), dataIndex: 'points', className: 'figures' },
        ]}
      />
      <Loaded query={query}>
        {({ papers, shared }) => (
          <>
            <Row gutter={[16, 16]}>
              {(['difficulties', 'scopes', 'types', 'letters'] as const).map((what) => (
                <Col key={what} xs={24} xl={12}>
                  <Typography.Title level={3} style={{ fontSize: 15, marginTop: 0 }}>
                    {t(`chart.${what}`)}
                  </Typography.Title>
                  <Stacked
                    title={t(`chart.${what}`)}
                    papers={papers.map((paper) => paper[what] as Counts)}
                    nameOf={(key) =>
                      what === 'types'
                        ? said(typeWords[key as 'single'])
                        : key === 'unknown'
                          ? t('unknown')
                          : key === ''
                            ? t('no-scope')
                            : key
                    }
                  />
                </Col>
              ))}
            </Row>
            {shared.length > 1 && <Shared shared={shared} />}
          </>
        )}
      </Loaded>
    </Flex>
  )
}

/** A bar a paper, parted by what its items are. */
function Stacked({
  title,
  papers,
  nameOf,
}: {
  title: string
  papers: readonly Counts[]
  nameOf: (key: string) => string
}) {
  const { t } = useTranslation('sets')
  const keys = [...new Set(papers.flatMap((paper) => Object.keys(paper)))].sort()
  const label = papers
    .map((paper, at) =>
      t('chart.paper', {
        title,
        no: at + 1,
        counts: keys.map((key) => `${nameOf(key)} ${paper[key] ?? 0}`).join(', '),
      }),
    )
    .join('; ')
  return (
    <Chart
      label={label}
      height={Math.max(160, 56 + papers.length * 22)}
      option={{
        grid: { left: 36, right: 12, top: 30, bottom: 24 },
        legend: { type: 'scroll', top: 0, itemWidth: 12, itemHeight: 8 },
        tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
        xAxis: { type: 'value' },
        yAxis: { type: 'category', inverse: true, data: papers.map((_, at) => String(at + 1)) },
        series: keys.map((key) => ({
          type: 'bar',
          stack: 'all',
          name: nameOf(key),
          data: papers.map((paper) => paper[key] ?? 0),
        })),
      }}
    />
  )
}

/** How many items any two papers share, as a matrix. */
function Shared({ shared }: { shared: readonly (readonly number[])[] }) {
  const { t } = useTranslation('sets')
  const pairs = shared.flatMap((row, a) => row.flatMap((n, b) => (a < b ? [{ a, b, n }] : [])))
  const most = Math.max(0, ...pairs.map(({ n }) => n))
  const found = pairs.filter(({ n }) => n > 0)
  const label = found.length
    ? found.map(({ a, b, n }) => t('shared.pair', { a: a + 1, b: b + 1, count: n })).join('; ')
    : t('shared.none')
  return (
    <section>
      <Typography.Title level={3} style={{ fontSize: 15 }}>
        {t('shared')}
      </Typography.Title>
      <Typography.Paragraph type="secondary">
        {most === 0 ? t('shared.none') : t('shared.most', { most })}
      </Typography.Paragraph>
      {most > 0 && (
        <Chart
          label={label}
          height={60 + shared.length * 26}
          option={{
            grid: { left: 36, right: 12, top: 8, bottom: 40 },
            xAxis: { type: 'category', data: shared.map((_, at) => String(at + 1)) },
            yAxis: { type: 'category', inverse: true, data: shared.map((_, at) => String(at + 1)) },
            visualMap: { min: 0, max: most, show: false, inRange: { color: ['#dfeaf5', '#1f5f99'] } },
            series: [
              {
                type: 'heatmap',
                label: { show: true },
                data: shared.flatMap((row, a) => row.flatMap((n, b) => (a === b ? [] : [[b, a, n]]))),
              },
            ],
          }}
        />
      )}
    </section>
  )
}
