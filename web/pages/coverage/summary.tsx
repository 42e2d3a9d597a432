/** Each filing rule with its sentence and evidence, then what the reviewers look at besides. */
import { CheckCircleFilled, CloseCircleFilled, WarningFilled } from '@ant-design/icons'
import { Alert, Card, Flex, Progress, Space, Table, Typography, theme } from 'antd'
import { useTranslation } from 'react-i18next'
import { useTimes } from '../../ui/times.tsx'
import { useSaid } from '../../words/index.ts'
import type { Coverage } from './types.ts'

export function Summary({ coverage }: { coverage: Coverage }) {
  const { t } = useTranslation('coverage')
  const said = useSaid()
  const { number } = useTimes()
  const { token } = theme.useToken()
  const { rules, checks, met, document, reading } = coverage
  return (
    <Flex vertical gap={16}>
      <Alert
        type={met ? 'success' : 'error'}
        showIcon
        title={t(met ? 'met' : 'unmet')}
        description={t(`reading.${reading}`, { document })}
      />
      <Table
        rowKey="id"
        dataSource={rules}
        pagination={false}
        columns={[
          {
            title: t('verdict'),
            width: 110,
            render: (_, { met: holds }) => (
              <Space>
                {holds ? (
                  <CheckCircleFilled style={{ color: token.colorSuccess }} />
                ) : (
                  <CloseCircleFilled style={{ color: token.colorError }} />
                )}
                {t(holds ? 'yes' : 'no')}
              </Space>
            ),
          },
          {
            title: t('rule'),
            render: (_, { sentence, source }) => (
              <>
                <div>{said(sentence)}</div>
                <Typography.Text type="secondary">{said(source)}</Typography.Text>
              </>
            ),
          },
          {
            title: t('evidence'),
            width: 260,
            render: (_, { found, needed, sentence }) => (
              <Progress
                percent={needed === 0 ? 100 : Math.min(100, Math.floor((found / needed) * 100))}
                format={() => (
                  <span className="figures">
                    {number(found)} / {number(needed)}
                  </span>
                )}
                aria-label={said(sentence)}
                styles={{ indicator: { width: 90 } }}
              />
            ),
          },
        ]}
      />
      <Card title={t('checks')} size="small">
        <Table
          size="small"
          rowKey="id"
          dataSource={checks}
          pagination={false}
          showHeader={false}
          locale={{ emptyText: t('checks.none') }}
          columns={[
            {
              width: 40,
              render: (_, { holds }) =>
                holds ? (
                  <CheckCircleFilled aria-label={t('yes')} style={{ color: token.colorSuccess }} />
                ) : (
                  <WarningFilled aria-label={t('look')} style={{ color: token.colorWarning }} />
                ),
            },
            { render: (_, { rule }) => said(rule) },
            { render: (_, { finding }) => <Typography.Text type="secondary">{said(finding)}</Typography.Text> },
          ]}
        />
      </Card>
    </Flex>
  )
}
