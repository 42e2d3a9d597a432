/** Giving items to people, by hand or evenly. */
import { useQuery } from '@tanstack/react-query'
import { Form, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import type { About } from './bulk-types.ts'
import { itemsKey, waitingKey } from './queries.ts'

export function Assign({ chosen, clear, close }: About & { close: () => void }) {
  const { t } = useTranslation('items')
  const bank = useBankId()
  const [task, setTask] = useState<'review' | 'write'>('review')
  const [names, setNames] = useState<string[]>([])
  const [due, setDue] = useState('')
  const people = useQuery({
    queryKey: ['banks', bank, 'people'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/people', { params: { path: { bank } } })),
  })
  const give = useAct(
    () => {
      const at = Date.parse(`${due}T23:59:59`)
      const until = Number.isNaN(at) ? {} : { due: at }
      const items = chosen.map(({ id }) => id)
      const body =
        task === 'review'
          ? { how: 'evenly' as const, items, people: names, ...until }
          : { how: 'by hand' as const, task, pairs: items.map((item) => ({ item, person: names[0]! })), ...until }
      return ask(api.POST('/api/banks/{bank}/tasks', { params: { path: { bank } }, body }))
    },
    {
      changes: [itemsKey(bank), waitingKey(bank)],
      done: ({ given }) => t('bulk.assigned', { count: given.length }),
      quiet: true,
      after: () => {
        clear()
        close()
      },
    },
  )
  const able = (people.data ?? []).filter(({ writes, reviews }) => (task === 'review' ? reviews : writes))
  return (
    <Modal
      open
      title={t('bulk.assign.title', { count: chosen.length })}
      okText={t('bulk.assign')}
      okButtonProps={{ disabled: names.length === 0 }}
      confirmLoading={give.isPending}
      onOk={() => give.mutate()}
      onCancel={close}
    >
      <Form layout="vertical" component="div">
        <Form.Item label={<span id="assign-task">{t('column.task')}</span>}>
          <Radio.Group
            aria-labelledby="assign-task"
            value={task}
            onChange={({ target }) => {
              setTask(target.value as 'review')
              setNames([])
            }}
            options={[
              { value: 'review', label: t('task.review') },
              { value: 'write', label: t('task.write') },
            ]}
          />
        </Form.Item>
        <Form.Item
          label={t('column.person')}
          htmlFor="assign-people"
          extra={t(task === 'review' ? 'bulk.assign.evenly' : 'bulk.assign.one')}
        >
          <Select
            id="assign-people"
            mode={task === 'review' ? 'multiple' : undefined}
            loading={people.isLoading}
            value={task === 'review' ? names : names[0]}
            onChange={(value: string | string[]) => setNames([value].flat())}
            options={able.map(({ person }) => ({ value: person, label: person }))}
            showSearch
            notFoundContent={t('bulk.nobody')}
          />
        </Form.Item>
        <Form.Item label={t('column.due')} htmlFor="assign-due" extra={t('bulk.assign.due')}>
          <Input id="assign-due" type="date" value={due} onChange={({ target }) => setDue(target.value)} />
        </Form.Item>
      </Form>
      {give.error != null && <RefusalNote error={give.error} />}
    </Modal>
  )
}
