/** What may be done with the chosen items together. */
import { useQuery } from '@tanstack/react-query'
import {
  Alert,
  Button,
  Checkbox,
  Drawer,
  Flex,
  Form,
  Input,
  List,
  Modal,
  Popconfirm,
  Radio,
  Select,
  Skeleton,
  Tag,
  Typography,
} from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemContent } from '../../../core/item.ts'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { picturesOfItem } from '../../ui/item-text.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { Watermark } from '../../ui/watermark.tsx'
import { useSaid } from '../../words/index.ts'
import { Changes } from './changes.tsx'
import { PlaceSelect } from './place-select.tsx'
import { KeyOf, Printed } from './printed.tsx'
import { itemsKey, policyQuery, waitingKey } from './queries.ts'
import { FaultList, submitItems } from './submit.tsx'
import { type FoundItem, type Kind, levels } from './types.ts'

type About = { kind: Kind; chosen: readonly FoundItem[]; clear: () => void }
type What = 'approve' | 'assign' | 'change'

/** As many as one list shows whole. */
const SHOWN = 50
/** As many as the service hands in or gives out at once. */
const AT_ONCE = 200

export default function BulkBar(about: About) {
  const { t } = useTranslation('items')
  const bank = useBankId()
  const may = useMay()
  const [what, setWhat] = useState<What>()
  const { chosen, clear } = about
  const of = (state: FoundItem['state']) => chosen.filter((item) => item.state === state)
  const drafts = of('draft').slice(0, AT_ONCE)
  const submitted = of('submitted')
  const submit = useAct(
    () =>
      submitItems(
        bank,
        drafts.map(({ id, revision }) => ({ item: id, revision })),
      ),
    {
      changes: [itemsKey(bank), waitingKey(bank)],
      done: (result) =>
        result.outcome === 'submitted' ? t('bulk.submitted', { count: result.submitted }) : t('submit.faulty'),
      after: (result) => result.outcome === 'submitted' && clear(),
    },
  )
  const close = () => setWhat(undefined)
  return (
    <Flex gap={8} wrap align="center" role="toolbar" aria-label={t('bulk')} style={{ marginBottom: 8 }}>
      <strong>{t('bulk.chosen', { count: chosen.length })}</strong>
      {may('item.write', bank) && (
        <Button
          size="small"
          disabled={drafts.length === 0}
          title={drafts.length === 0 ? t('bulk.no-drafts') : ''}
          loading={submit.isPending}
          onClick={() => submit.mutate()}
        >
          {t('bulk.submit', { count: drafts.length })}
        </Button>
      )}
      {may('item.review', bank) && (
        <Button
          size="small"
          disabled={submitted.length === 0}
          title={submitted.length === 0 ? t('bulk.no-submitted') : ''}
          onClick={() => setWhat('approve')}
        >
          {t('bulk.approve', { count: Math.min(SHOWN, submitted.length) })}
        </Button>
      )}
      {may('item.assign', bank) && (
        <Button size="small" onClick={() => setWhat('assign')}>
          {t('bulk.assign')}
        </Button>
      )}
      {may('item.bulk', bank) && (
        <Button size="small" onClick={() => setWhat('change')}>
          {t('bulk.change')}
        </Button>
      )}
      <Button size="small" type="link" onClick={clear}>
        {t('bulk.clear')}
      </Button>
      {submit.data?.outcome === 'faulty' && (
        <Modal open title={t('submit.faulty')} footer={null} onCancel={() => submit.reset()}>
          {submit.data.items.map(({ item, number, faults }) => (
            <section key={item}>
              <strong>{number}</strong>
              <FaultList faults={faults} />
            </section>
          ))}
        </Modal>
      )}
      {what === 'approve' && <Approve {...about} chosen={submitted.slice(0, SHOWN)} close={close} />}
      {what === 'assign' && <Assign {...about} chosen={chosen.slice(0, AT_ONCE)} close={close} />}
      {what === 'change' && <Change {...about} close={close} />}
    </Flex>
  )
}

/** Every chosen item whole, one below the other, then one approval for all that was shown. */
function Approve({ chosen, clear, close }: About & { close: () => void }) {
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

function Assign({ chosen, clear, close }: About & { close: () => void }) {
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

type NewBulk = paths['/api/banks/{bank}/items/bulk']['post']['requestBody']['content']['application/json']
type BulkChange = NewBulk['change']
type Field = 'point' | 'difficulty' | 'source' | 'family' | 'attribute' | 'submit' | 'retire'

/** One change to all: chosen, previewed, done; and what was done before, to undo. */
function Change({ kind, chosen, clear, close }: About & { close: () => void }) {
  const { t } = useTranslation('items')
  const said = useSaid()
  const bank = useBankId()
  const [field, setField] = useState<Field>('point')
  const [place, setPlace] = useState<string | null>(null)
  const [difficulty, setDifficulty] = useState(0)
  const [text, setText] = useState('')
  const [name, setName] = useState('')
  const [reason, setReason] = useState('')
  const change = (): BulkChange => {
    if (field === 'submit' || field === 'retire') return { step: field }
    if (field === 'point') return { set: { point: place } }
    if (field === 'difficulty') return { set: { difficulty: difficulty === 0 ? null : difficulty } }
    if (field === 'source') return { set: { source: text.trim() } }
    if (field === 'family') return { set: { family: text.trim() === '' ? null : text.trim() } }
    return { set: { attributes: { [name.trim()]: text.trim() === '' ? null : text.trim() } } }
  }
  const preview = useAct(
    () =>
      ask(
        api.POST('/api/banks/{bank}/items/bulk/preview', {
          params: { path: { bank } },
          body: { choice: { kind, items: chosen.map(({ id }) => id) }, change: change() },
        }),
      ),
    { quiet: true },
  )
  const apply = useAct(
    () =>
      ask(
        api.POST('/api/banks/{bank}/items/bulk', {
          params: { path: { bank } },
          body: {
            kind,
            change: change(),
            reason: reason.trim(),
            items: (preview.data?.items ?? []).map(({ item, revision }) => ({ item, revision })),
          },
        }),
      ),
    {
      changes: [itemsKey(bank), waitingKey(bank)],
      done: ({ items }) => t('bulk.changed', { count: items }),
      quiet: true,
      after: () => {
        clear()
        close()
      },
    },
  )
  /** What was previewed is no longer what is asked for. */
  const edited = (set: () => void) => {
    set()
    preview.reset()
  }
  const fields: Field[] = [
    'point',
    'difficulty',
    'source',
    ...(kind === 'theory' ? (['family'] as const) : []),
    'attribute',
    'submit',
    'retire',
  ]
  const found = preview.data
  return (
    <Drawer open size={720} title={t('bulk.change.title', { count: chosen.length })} onClose={close}>
      <Form layout="vertical" component="div">
        <Form.Item label={t('bulk.what')} htmlFor="bulk-what">
          <Select
            id="bulk-what"
            value={field}
            onChange={(value) => edited(() => setField(value))}
            options={fields.map((value) => ({ value, label: t(`bulk.field.${value}`) }))}
            style={{ width: 220 }}
          />
        </Form.Item>
        {field === 'point' && (
          <Form.Item label={t(`place.${kind}`)} htmlFor="bulk-place" extra={t('bulk.empties')}>
            <PlaceSelect
              id="bulk-place"
              bank={bank}
              kind={kind}
              choice={kind === 'theory' ? 'points' : 'scopes'}
              value={place}
              onChange={(code) => edited(() => setPlace(code))}
            />
          </Form.Item>
        )}
        {field === 'difficulty' && (
          <Form.Item label={t('field.difficulty')} htmlFor="bulk-difficulty">
            <Select
              id="bulk-difficulty"
              value={difficulty}
              onChange={(value) => edited(() => setDifficulty(value))}
              options={[0, ...levels].map((value) => ({ value, label: t(`difficulty.${(value || 'unknown') as 1}`) }))}
              style={{ width: 160 }}
            />
          </Form.Item>
        )}
        {field === 'attribute' && (
          <Form.Item label={t('attributes.name')} htmlFor="bulk-name">
            <Input
              id="bulk-name"
              value={name}
              maxLength={60}
              onChange={({ target }) => edited(() => setName(target.value))}
            />
          </Form.Item>
        )}
        {(field === 'source' || field === 'family' || field === 'attribute') && (
          <Form.Item label={t('bulk.value')} htmlFor="bulk-value" extra={t('bulk.empties')}>
            <Input
              id="bulk-value"
              value={text}
              maxLength={field === 'source' ? 500 : 100}
              onChange={({ target }) => edited(() => setText(target.value))}
            />
          </Form.Item>
        )}
        <Flex gap={8}>
          <Button
            onClick={() => preview.mutate()}
            loading={preview.isPending}
            disabled={field === 'attribute' && name.trim() === ''}
          >
            {t('bulk.preview')}
          </Button>
        </Flex>
      </Form>
      {preview.error != null && <RefusalNote error={preview.error} />}
      {found && (
        <section aria-label={t('bulk.preview')} style={{ marginTop: 16 }}>
          <p>
            {t('bulk.would', { count: found.items.length })} {t('bulk.unchanged', { count: found.unchanged })}
          </p>
          {found.refused.length > 0 && (
            <Alert
              type="warning"
              title={t('bulk.refused', { count: found.refused.length })}
              description={
                <ul style={{ margin: 0, paddingInlineStart: 20 }}>
                  {found.refused.map(({ item, number, message }) => (
                    <li key={item}>
                      {number}: {said(message)}
                    </li>
                  ))}
                </ul>
              }
            />
          )}
          <List
            size="small"
            dataSource={found.items}
            pagination={{ pageSize: 10, hideOnSinglePage: true, size: 'small' }}
            renderItem={({ item, number, changes }) => (
              <List.Item key={item}>
                <Flex gap={12}>
                  <span className="figures">{number}</span>
                  <Changes changes={changes} />
                </Flex>
              </List.Item>
            )}
          />
          {found.items.length > 0 && (
            <Form layout="vertical" component="div">
              <Form.Item label={t('reason')} htmlFor="bulk-reason">
                <Input
                  id="bulk-reason"
                  value={reason}
                  maxLength={500}
                  onChange={({ target }) => setReason(target.value)}
                />
              </Form.Item>
              {apply.error != null && <RefusalNote error={apply.error} />}
              <Button
                type="primary"
                danger={field === 'retire'}
                disabled={reason.trim() === ''}
                loading={apply.isPending}
                onClick={() => apply.mutate()}
              >
                {t('bulk.apply', { count: found.items.length })}
              </Button>
            </Form>
          )}
        </section>
      )}
      <Past />
    </Drawer>
  )
}

function Past() {
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
