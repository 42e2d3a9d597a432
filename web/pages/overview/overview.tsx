/** All banks on one page for the head: occupations by levels, and why one is not ready. */
import { CheckCircleFilled, CloseCircleFilled, WarningFilled } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Card, Empty, Flex, Statistic, Table, Tooltip, Typography, theme } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useMay } from '../../app/me.ts'
import { Loaded, Page } from '../../ui/page.tsx'
import { useSaid } from '../../words/index.ts'

const LEVELS = [5, 4, 3, 2, 1] as const
const marks = { red: CloseCircleFilled, amber: WarningFilled, green: CheckCircleFilled }

export default function Overview() {
  const { t } = useTranslation(['overview', 'common'])
  const { token } = theme.useToken()
  const said = useSaid()
  const may = useMay()
  const colours = { red: token.colorError, amber: token.colorWarning, green: token.colorSuccess }
  const query = useQuery({ queryKey: ['coverage'], queryFn: () => ask(api.GET('/api/coverage')) })
  return (
    <Page title={t('title')} sub={t('sub')}>
      <Loaded query={query}>
        {({ banks, lights, rows }) =>
          banks === 0 ? (
            <Empty description={t('none')} />
          ) : (
            <Flex vertical gap={16}>
              <Flex gap={16} wrap>
                <Card>
                  <Statistic title={t('banks')} value={banks} />
                </Card>
                {(['green', 'amber', 'red'] as const).map((light) => (
                  <Card key={light}>
                    <Statistic
                      title={t(`light.${light}`)}
                      value={lights[light]}
                      styles={{ content: { color: colours[light] } }}
                    />
                  </Card>
                ))}
              </Flex>
              <Table
                rowKey="occupationCode"
                dataSource={rows}
                pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
                columns={[
                  {
                    title: t('occupation'),
                    sorter: (a, b) => a.occupationCode.localeCompare(b.occupationCode),
                    render: (_, { occupation, occupationCode }) => (
                      <>
                        {occupation}{' '}
                        <Typography.Text type="secondary" className="figures">
                          {occupationCode}
                        </Typography.Text>
                      </>
                    ),
                  },
                  ...LEVELS.map((level) => ({
                    title: t(`common:level.${level}`),
                    align: 'center' as const,
                    render: (_: unknown, { cells }: (typeof rows)[number]) => {
                      const cell = cells.find((one) => one.level === level)
                      if (!cell) return <Typography.Text type="secondary">—</Typography.Text>
                      const Mark = marks[cell.light]
                      const why = cell.reasons.map(said)
                      const shown = (
                        <Flex vertical align="center" gap={2}>
                          <Mark style={{ color: colours[cell.light], fontSize: 20 }} />
                          <span>{t(`light.${cell.light}`)}</span>
                          {why.slice(0, 2).map((reason) => (
                            <Typography.Text key={reason} type="secondary" style={{ fontSize: 12 }}>
                              {reason}
                            </Typography.Text>
                          ))}
                          {why.length > 2 && (
                            <Typography.Text type="secondary" style={{ fontSize: 12 }}>
                              {t('more', { count: why.length - 2 })}
                            </Typography.Text>
                          )}
                        </Flex>
                      )
                      return (
                        <Tooltip title={why.length > 2 ? why.join('；') : ''}>
                          {may('coverage.read', cell.bank) ? (
                            <Link to={`/banks/${cell.bank}/coverage` as string}>{shown}</Link>
                          ) : (
                            shown
                          )}
                        </Tooltip>
                      )
                    },
                  })),
                ]}
              />
            </Flex>
          )
        }
      </Loaded>
    </Page>
  )
}
