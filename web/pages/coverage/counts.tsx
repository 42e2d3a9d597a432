/** The bank in numbers: states, types, difficulty, importance, papers, people, updates by quarter. */
import { Card, Col, Descriptions, Flex, Progress, Row, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { useTimes } from '../../ui/times.tsx'
import type { Coverage } from './types.ts'

export function Counts({ coverage }: { coverage: Coverage }) {
  const { t } = useTranslation(['coverage', 'common'])
  const { number } = useTimes()
  const { states, theory, practical, defense, papers, people, updates, superseded, old, openRelations } = coverage
  const most = Math.max(1, ...updates.map(({ added, revised, retired }) => added + revised + retired))
  const bars = (values: Record<string, number>, name: (key: string) => string) => {
    const total = Object.values(values).reduce((sum, value) => sum + value, 0)
    return Object.entries(values).map(([key, value]) => (
      <Flex key={key} gap={8}>
        <span style={{ width: 88 }}>{name(key)}</span>
        <Progress
          percent={total === 0 ? 0 : Math.round((1000 * value) / total) / 10}
          status="normal"
          format={(percent) => (
            <span className="figures">
              {number(value)}　{percent}%
            </span>
          )}
          aria-label={name(key)}
          style={{ flex: 1 }}
          styles={{ indicator: { width: 120 } }}
        />
      </Flex>
    ))
  }
  return (
    <Row gutter={[16, 16]}>
      <Col xs={24} xl={12}>
        <Card size="small" title={t('by-state')}>
          {bars(states, (key) => t(`common:state.${key as 'draft'}`))}
        </Card>
      </Col>
      <Col xs={24} xl={12}>
        <Card size="small" title={t('by-type')}>
          {bars(theory.byType, (key) => t(`type.${key as 'single'}`))}
        </Card>
      </Col>
      <Col xs={24} xl={12}>
        <Card size="small" title={t('by-difficulty')}>
          {bars(theory.byDifficulty, (key) =>
            /^[1-5]$/.test(key) ? t('difficulty', { difficulty: key }) : t('difficulty.unknown'),
          )}
        </Card>
      </Col>
      <Col xs={24} xl={12}>
        <Card size="small" title={t('by-importance')}>
          <Table
            size="small"
            rowKey="level"
            dataSource={theory.importance}
            pagination={false}
            columns={[
              { title: t('importance'), dataIndex: 'level' },
              {
                title: t('points'),
                align: 'right',
                className: 'figures',
                render: (_, { points, pointShare }) => `${number(points)}　${pointShare}%`,
              },
              {
                title: t('items'),
                align: 'right',
                className: 'figures',
                render: (_, { items, share }) => `${number(items)}　${share}%`,
              },
            ]}
          />
        </Card>
      </Col>
      <Col xs={24} xl={12}>
        <Card size="small" title={t('bank-state')}>
          <Descriptions
            size="small"
            column={1}
            items={[
              ...Object.entries(papers).map(([kind, { made, sealed }]) => ({
                key: kind,
                label: t('papers', { kind: t(`common:kind.${kind as 'theory'}`) }),
                children: t('papers.made', { count: made, sealed }),
              })),
              { key: 'practical', label: t('tasks'), children: number(practical.approved) },
              { key: 'defense', label: t('topics'), children: number(defense.approved) },
              {
                key: 'people',
                label: t('people'),
                children: t('people.counts', { count: people.writers, reviewers: people.reviewers }),
              },
              { key: 'superseded', label: t('superseded'), children: number(superseded) },
              { key: 'old', label: t('old', { months: old.months }), children: number(old.items) },
              { key: 'relations', label: t('relations'), children: number(openRelations) },
            ]}
          />
        </Card>
      </Col>
      <Col xs={24} xl={12}>
        <Card size="small" title={t('updates')}>
          <Table
            size="small"
            rowKey="quarter"
            dataSource={updates.toReversed()}
            pagination={{ pageSize: 8, hideOnSinglePage: true }}
            locale={{ emptyText: t('updates.none') }}
            columns={[
              { title: t('quarter'), dataIndex: 'quarter', className: 'figures' },
              { title: t('added'), dataIndex: 'added', align: 'right', className: 'figures' },
              { title: t('revised'), dataIndex: 'revised', align: 'right', className: 'figures' },
              { title: t('retired'), dataIndex: 'retired', align: 'right', className: 'figures' },
              {
                title: <span className="sr-only">{t('trend')}</span>,
                width: 120,
                render: (_, row) => (
                  <Progress
                    showInfo={false}
                    status="normal"
                    percent={(100 * (row.added + row.revised + row.retired)) / most}
                    aria-label={t('trend')}
                  />
                ),
              },
            ]}
          />
        </Card>
      </Col>
    </Row>
  )
}
