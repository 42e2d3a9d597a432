/** Changing many items at once, looked at first. */
import { Alert, Button, Drawer, Flex, Form, Input, List, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { useBankId } from '../../app/banks.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useSaid } from '../../words/index.ts'
import { Past } from './bulk-past.tsx'
import type { About } from './bulk-types.ts'
import { Changes } from './changes.tsx'
import { PlaceSelect } from './place-select.tsx'
import { itemsKey, waitingKey } from './queries.ts'
import { levels } from './types.ts'

type NewBulk = paths['/api/banks/{bank}/items/bulk']['post']['requestBody']['content']['application/json']

type BulkChange = NewBulk['change']

type Field = 'point' | 'difficulty' | 'source' | 'family' | 'attribute' | 'submit' | 'retire'

/** One change to all: chosen, previewed, done; and what was done before, to undo. */
export function Change({ kind, chosen, clear, close }: About & { close: () => void }) {
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
