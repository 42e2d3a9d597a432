/** Re-mappings of a table's items: those that were proposed, one of them, or a new one. */
import { SwapOutlined } from '@ant-design/icons'
import { Button, Empty, Flex, Table, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/me.ts'
import { Loaded } from '../../ui/page.tsx'
import { Time } from '../../ui/times.tsx'
import { useAddress } from '../../ui/use-address.ts'
import { Wide } from '../../ui/wide.tsx'
import type { Kind } from './editions.ts'
import { NewRemap } from './new-remap.tsx'
import { type RemapLine, useRemaps } from './remaps.ts'
import { StoredRemap } from './stored-remap.tsx'

export const REMAP_COLOURS = { proposed: 'gold', applied: 'green', undone: 'default', withdrawn: 'default' } as const

/** `editions` is how many there are: items go from one to another. */
export function Remapping({ bank, kind, editions }: { bank: string; kind: Kind; editions: number }) {
  const { t } = useTranslation('table')
  const may = useMay()
  const [{ remap }, change] = useAddress()
  const query = useRemaps(bank)
  const close = () => change({ remap: undefined })
  if (remap === 'new')
    return <NewRemap key={kind} bank={bank} kind={kind} made={(id) => change({ remap: id })} close={close} />
  if (remap) return <StoredRemap key={remap} bank={bank} id={remap} close={close} />
  return (
    <Flex vertical gap={12}>
      <Flex gap={12} wrap align="center">
        {may('table.remap', bank) && editions > 1 && (
          <Button icon={<SwapOutlined />} onClick={() => change({ remap: 'new' })}>
            {t('remap.to-current')}
          </Button>
        )}
        <Typography.Text type="secondary">{t('remap.what')}</Typography.Text>
      </Flex>
      <Loaded query={query}>
        {(lines) => (
          <Wide label={t('tab.remap')} least={640}>
            <Table<RemapLine>
              size="small"
              rowKey="id"
              dataSource={lines.filter((line) => line.kind === kind)}
              pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
              locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('remap.none')} /> }}
              columns={[
                {
                  title: t('remap.to'),
                  render: (_, { id, edition }) => (
                    <Button type="link" style={{ padding: 0 }} onClick={() => change({ remap: id })}>
                      {edition}
                    </Button>
                  ),
                },
                {
                  title: t('remap.state'),
                  render: (_, { state }) => (
                    <Tag color={REMAP_COLOURS[state]} style={{ color: 'inherit' }}>
                      {t(`remap.state.${state}`)}
                    </Tag>
                  ),
                },
                { title: t('remap.reason'), dataIndex: 'reason' },
                { title: t('remap.at'), render: (_, { at }) => <Time at={at} /> },
              ]}
            />
          </Wide>
        )}
      </Loaded>
    </Flex>
  )
}
