/** Approving together what was shown, one after another. */
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Flex, List, Skeleton, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemContent } from '../../../core/item.ts'
import { api, ask } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { picturesOfItem } from '../../ui/item-text.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import { Watermark } from '../../ui/watermark.tsx'
import { useSaid } from '../../words/index.ts'
import type { About } from './bulk-types.ts'
import { KeyOf, Printed } from './printed.tsx'
import { itemsKey, policyQuery, waitingKey } from './queries.ts'

/** As many as one list shows whole. */
export const SHOWN = 50

/** Every chosen item whole, one below the other, then one approval for all that was shown. */
export function Approve({ chosen, clear, close }: About & { close: () => void }) {
  const { t } = useTranslation('items')
  const said = useSaid()
  const bank = useBankId()
  const { data: policy } = useQuery(policyQuery(bank))
  const [checked, setChecked] = useState<string[]>([])
  const refs = chosen.map(({ id, revision }) => `${id}@${revision}`).join(',')
  const contents = useQuery({
    queryKey: [...itemsKey(bank), 'contents', refs],
    queryFn: () =>
      ask(api.GET('/api/banks/{bank}/items/contents', { params: { path: { bank }, query: { items: refs } } })),
  })
  const approve = useAct(
    () =>
      ask(
        api.POST('/api/banks/{bank}/approvals', {
          params: { path: { bank } },
          body: { items: chosen.map(({ id, revision }) => ({ item: id, revision })), checked },
        }),
      ),
    {
      changes: [itemsKey(bank), waitingKey(bank)],
      done: ({ approved, waiting }) =>
        waiting > 0 ? t('bulk.approved.waiting', { approved, waiting }) : t('bulk.approved', { count: approved }),
      quiet: true,
      after: () => {
        clear()
        close()
      },
    },
  )
  const open = policy === undefined || policy.checklist.some(({ id }) => !checked.includes(id))
  return (
    <Drawer
      open
      size={760}
      title={t('bulk.approve.title', { count: chosen.length })}
      onClose={close}
      footer={
        <Flex vertical gap={8}>
          <Checkbox.Group value={checked} onChange={setChecked}>
            <Flex gap={12} wrap>
              {policy?.checklist.map(({ id, text }) => (
                <Checkbox key={id} value={id}>
                  {said(text)}
                </Checkbox>
              ))}
            </Flex>
          </Checkbox.Group>
          {approve.error != null && <RefusalNote error={approve.error} />}
          <Button
            type="primary"
            disabled={open || !contents.data}
            loading={approve.isPending}
            onClick={() => approve.mutate()}
          >
            {t('bulk.approve.all', { count: chosen.length })}
          </Button>
        </Flex>
      }
    >
      {contents.error && <RefusalNote error={contents.error} />}
      {contents.isLoading && <Skeleton active />}
      {contents.data && (
        <Watermark>
          <List
            dataSource={contents.data.items}
            renderItem={({ id, number, content }) => (
              <List.Item>
                <div style={{ width: '100%' }}>
                  <Typography.Text type="secondary" className="figures">
                    {number}
                  </Typography.Text>
                  <Printed content={content as ItemContent} pictures={picturesOfItem(bank, id)} />
                  <KeyOf content={content as ItemContent} pictures={picturesOfItem(bank, id)} />
                </div>
              </List.Item>
            )}
          />
        </Watermark>
      )}
    </Drawer>
  )
}
