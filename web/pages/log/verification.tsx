/** The whole chain checked against the anchors kept; what that shows, and what only an anchor elsewhere can. */
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Descriptions, Flex, Result, Table, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time, useTimes } from '../../ui/times.tsx'
import { useSaid } from '../../words/index.ts'

export function Verification() {
  const { t } = useTranslation('log')
  const said = useSaid()
  const { number } = useTimes()
  const verify = useMutation({ mutationFn: () => ask(api.POST('/api/log/verification')) })
  const { data } = verify
  return (
    <Flex vertical gap={12} align="stretch">
      <Typography.Paragraph style={{ maxWidth: 760, margin: 0 }}>{t('verify.what')}</Typography.Paragraph>
      <Button
        type="primary"
        loading={verify.isPending}
        onClick={() => verify.mutate()}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('verify.go')}
      </Button>
      {verify.error && <RefusalNote error={verify.error} again={() => verify.mutate()} />}
      {data && (
        <>
          <Result
            status={data.broken ? 'error' : 'success'}
            title={
              data.broken
                ? t('verify.broken', { seq: data.broken.seq })
                : t('verify.holds', { count: data.head.size, size: number(data.head.size) })
            }
            subTitle={data.broken ? said(data.broken.message) : t('verify.compared', { count: data.anchors.length })}
          />
          <Descriptions
            column={1}
            bordered
            size="small"
            items={[
              {
                key: 'size',
                label: t('verify.size'),
                children: <span className="figures">{number(data.head.size)}</span>,
              },
              {
                key: 'hash',
                label: t('verify.hash'),
                children: (
                  <Typography.Text copyable code>
                    {data.head.hash}
                  </Typography.Text>
                ),
              },
            ]}
          />
          <Table
            size="small"
            rowKey="at"
            title={() => t('anchors')}
            dataSource={data.anchors.toReversed()}
            pagination={false}
            locale={{ emptyText: t('anchors.none') }}
            columns={[
              { title: t('time'), render: (_, { at }) => <Time at={at} seconds /> },
              { title: t('verify.size'), dataIndex: 'size', align: 'right', className: 'figures' },
              { title: t('verify.hash'), render: (_, { hash }) => <Typography.Text code>{hash}</Typography.Text> },
            ]}
          />
          <Alert type="info" title={t('verify.limits')} />
        </>
      )}
    </Flex>
  )
}
