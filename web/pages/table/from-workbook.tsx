/** What a workbook holds as element tables, before any of them is put in force. */
import { Button, Descriptions, Flex, Modal, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/me.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useAddress } from '../../ui/use-address.ts'
import { type Edition, type ElementTable, inForceOf, putInForce } from './editions.ts'
import { beginRemap } from './remaps.ts'

export function FromWorkbook({
  bank,
  editions,
  tables,
  close,
}: {
  bank: string
  editions: readonly Edition[]
  tables: readonly ElementTable[]
  close: () => void
}) {
  const { t } = useTranslation(['table', 'common'])
  const may = useMay()
  const [, setAddress] = useAddress()
  const [done, setDone] = useState<Record<number, string>>({})
  // What was in force when the file was read: somebody else's edition meanwhile is not overwritten.
  const [begun] = useState(editions)
  const put = useAct(
    ({ table }: { table: ElementTable; at: number }) => putInForce(bank, table, inForceOf(begun, table.kind)),
    {
      changes: [['banks', bank]],
      quiet: true,
      after: ({ outcome, displaced }, { at }) =>
        setDone((old) => ({
          ...old,
          [at]:
            outcome === 'unchanged'
              ? t('put.unchanged')
              : displaced > 0
                ? t('put.displaced', { count: displaced })
                : t('put.done'),
        })),
    },
  )
  return (
    <Modal
      open
      title={t('read.title')}
      footer={<Button onClick={close}>{t('close')}</Button>}
      onCancel={close}
      width={640}
    >
      {put.error !== null && <RefusalNote error={put.error} />}
      {tables.length === 0 && <Typography.Text>{t('read.none')}</Typography.Text>}
      <Flex vertical gap={16}>
        {tables.map((table, at) => (
          <Descriptions
            // biome-ignore lint/suspicious/noArrayIndexKey: the tables of one file stay where they are
            key={at}
            size="small"
            bordered
            column={2}
            title={t(`kind.${table.kind}`)}
            extra={
              done[at] ? (
                <Tag color="green">{done[at]}</Tag>
              ) : (
                <Flex gap={8}>
                  {/* Where a table is in force already, items may stand in it. */}
                  {inForceOf(begun, table.kind) !== null && may('table.remap', bank) && (
                    <Button
                      size="small"
                      onClick={() => {
                        beginRemap(bank, table)
                        setAddress({ kind: table.kind, edition: undefined, tab: 'remap', remap: 'new' })
                        close()
                      }}
                    >
                      {t('remap.with')}
                    </Button>
                  )}
                  <Button
                    type="primary"
                    size="small"
                    loading={put.isPending && put.variables.at === at}
                    onClick={() => put.mutate({ table, at })}
                  >
                    {t('put')}
                  </Button>
                </Flex>
              )
            }
            items={[
              { key: 'edition', label: t('edition'), children: table.edition, span: 2 },
              { key: 'scopes', label: t('scopes'), children: table.scopes.length },
              { key: 'points', label: t('points'), children: table.points.length },
            ]}
          />
        ))}
      </Flex>
    </Modal>
  )
}
