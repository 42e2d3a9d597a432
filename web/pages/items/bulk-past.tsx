/** Changes made together before, each to be taken back. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, List, Popconfirm, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { Time } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useSaid } from '../../words/index.ts'
import { itemsKey, waitingKey } from './queries.ts'

export function Past() {
  const { t } = useTranslation('items')
  const said = useSaid()
  const bank = useBankId()
  const key = [...itemsKey(bank), 'bulk']
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => ask(api.GET('/api/banks/{bank}/items/bulk', { params: { path: { bank } } })),
  })
  const undo = useAct(
    (id: string) => ask(api.POST('/api/banks/{bank}/items/bulk/{id}/undo', { params: { path: { bank, id } } })),
    { changes: [itemsKey(bank), waitingKey(bank)], done: ({ undone }) => t('bulk.undone', { count: undone }) },
  )
  if (!data || data.length === 0) return null
  return (
    <section style={{ marginTop: 24 }}>
      <Typography.Title level={3} style={{ fontSize: 14 }}>
        {t('bulk.past')}
      </Typography.Title>
      {undo.data && undo.data.kept.length > 0 && (
        <Alert
          type="warning"
          title={t('bulk.kept', { count: undo.data.kept.length })}
          description={undo.data.kept.map(({ item, number, message }) => (
            <div key={item}>
              {number}: {said(message)}
            </div>
          ))}
        />
      )}
      <List
        size="small"
        dataSource={data.slice(0, 20)}
        renderItem={({ id, at, items, reason, undoneAt }) => (
          <List.Item
            actions={
              undoneAt === null
                ? [
                    <Popconfirm key="undo" title={t('bulk.undo.sure')} onConfirm={() => undo.mutate(id)}>
                      <Button size="small" loading={undo.isPending && undo.variables === id}>
                        {t('bulk.undo')}
                      </Button>
                    </Popconfirm>,
                  ]
                : []
            }
          >
            <span>
              <Time at={at} /> · {t('bulk.count', { count: items })} · {reason}{' '}
              {undoneAt !== null && <Tag>{t('bulk.was-undone')}</Tag>}
            </span>
          </List.Item>
        )}
      />
    </section>
  )
}
