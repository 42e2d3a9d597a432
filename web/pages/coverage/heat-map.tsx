/**
 * Scope by difficulty. A table of numbers first, whose shade says how a cell
 * stands against its share; so it is read by eye, by keyboard and aloud.
 */
import { Alert, Empty, Flex, Switch, Table, Tooltip, Typography, theme } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTimes } from '../../ui/times.tsx'
import type { Coverage } from './types.ts'

const DIFFICULTIES = [1, 2, 3, 4, 5, 0] as const

export function HeatMap({ coverage }: { coverage: Coverage }) {
  const { t } = useTranslation('coverage')
  const { number } = useTimes()
  const { token } = theme.useToken()
  const [lowestOnly, setLowestOnly] = useState(false)
  const { scopes, approved } = coverage.theory
  if (scopes.length === 0) return <Empty description={t('map.no-table')} />
  const shown = scopes.filter(({ lowest }) => !lowestOnly || lowest)
  const most = Math.max(1, ...scopes.filter(({ lowest }) => lowest).flatMap(({ byDifficulty }) => byDifficulty))
  const columnOf = (difficulty: number) => (difficulty === 0 ? 5 : difficulty - 1)
  const shade = (value: number) =>
    value === 0
      ? token.colorErrorBg
      : `color-mix(in srgb, ${token.colorPrimary} ${Math.round(12 + (58 * Math.min(value, most)) / most)}%, transparent)`
  return (
    <Flex vertical gap={12}>
      <Alert type="info" title={t('map.what')} />
      <Flex gap={8} align="center">
        <Switch id="lowest" checked={lowestOnly} onChange={setLowestOnly} />
        <label htmlFor="lowest">{t('map.lowest')}</label>
      </Flex>
      <Table
        size="small"
        rowKey="code"
        dataSource={shown}
        pagination={false}
        bordered
        sticky
        scroll={{ x: 1000 }}
        columns={[
          {
            title: t('scope'),
            fixed: 'left',
            width: 280,
            render: (_, { code, name, depth }) => (
              <span style={{ paddingInlineStart: (depth - 1) * 16, fontWeight: depth === 1 ? 600 : undefined }}>
                <span className="figures">{code}</span> {name}
              </span>
            ),
          },
          {
            title: t('weight'),
            align: 'right',
            width: 90,
            className: 'figures',
            render: (_, { weight }) => `${weight}%`,
          },
          {
            title: t('share'),
            align: 'right',
            width: 100,
            className: 'figures',
            render: (_, { share, weight }) => (
              <Tooltip title={t('share.difference', { difference: (share - weight).toFixed(1) })}>
                <Typography.Text type={approved > 0 && share < weight / 2 ? 'danger' : undefined}>
                  {share}%
                </Typography.Text>
              </Tooltip>
            ),
          },
          {
            title: t('items'),
            align: 'right',
            width: 90,
            className: 'figures',
            render: (_, { items }) => number(items),
          },
          ...DIFFICULTIES.map((difficulty) => ({
            title: difficulty === 0 ? t('difficulty.unknown') : t('difficulty', { difficulty }),
            align: 'center' as const,
            className: 'figures',
            render: (_: unknown, { byDifficulty }: (typeof shown)[number]) =>
              number(byDifficulty[columnOf(difficulty)] ?? 0),
            onCell: ({ byDifficulty, lowest }: (typeof shown)[number]) => ({
              style: lowest
                ? {
                    background:
                      difficulty === 0 && !byDifficulty[5] ? undefined : shade(byDifficulty[columnOf(difficulty)] ?? 0),
                  }
                : {},
            }),
          })),
        ]}
      />
    </Flex>
  )
}
