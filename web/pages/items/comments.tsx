/** Remarks on the fields of a revision. */
import { Button, Empty, Flex, Form, List, Select, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemContent } from '../../../core/item.ts'
import { textsOf } from '../../../core/item-fields.ts'
import { api, ask } from '../../api/client.ts'
import { useMay } from '../../app/me.ts'
import { Growing } from '../../ui/growing.tsx'
import { Time } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useFieldName } from './field-name.ts'
import { historyQuery } from './queries.ts'
import { useSaidSomebody } from './somebody.ts'
import type { ItemHistory, RevisionView } from './types.ts'

/** Fields that are no text and may be remarked on as well. */
const others: Record<ItemContent['kind'], readonly string[]> = {
  theory: ['key', 'point', 'difficulty', 'marks'],
  practical: ['module', 'difficulty', 'marks', 'workingMinutes'],
  defense: ['scope', 'difficulty', 'minutes'],
}

export function Comments({
  bank,
  id,
  view,
  history,
}: {
  bank: string
  id: string
  view: RevisionView
  history: ItemHistory
}) {
  const { t } = useTranslation('items')
  const may = useMay()
  const said = useSaidSomebody()
  const content = view.content as ItemContent
  const fieldName = useFieldName(content)
  const all = history.revisions.flatMap(({ no, comments }) => comments.map((comment) => ({ no, ...comment }))).reverse()
  return (
    <Flex vertical gap={12}>
      {may('item.comment', bank) && <NewComment bank={bank} id={id} view={view} />}
      <List
        dataSource={all}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('comments.none')} /> }}
        renderItem={({ no, field, text, author, at }) => (
          <List.Item>
            <div>
              <Flex gap={8} wrap align="baseline">
                <Tag color="blue" style={{ color: 'inherit' }}>
                  {fieldName(field)}
                </Tag>
                <Typography.Text type="secondary">
                  {said(author)} · {t('revision-no', { no })} · <Time at={at} />
                </Typography.Text>
              </Flex>
              <div style={{ whiteSpace: 'pre-wrap' }}>{text}</div>
            </div>
          </List.Item>
        )}
      />
    </Flex>
  )
}

function NewComment({ bank, id, view }: { bank: string; id: string; view: RevisionView }) {
  const { t } = useTranslation('items')
  const content = view.content as ItemContent
  const fieldName = useFieldName(content)
  const texts = textsOf(content).flatMap(({ field, text }) => (text.trim() === '' ? [] : [field]))
  const fields = [...new Set([...texts, ...others[content.kind]])]
  const [field, setField] = useState(fields[0]!)
  const [text, setText] = useState('')
  const send = useAct(
    () =>
      ask(
        api.POST('/api/banks/{bank}/items/{id}/comments', {
          params: { path: { bank, id } },
          body: { field, text: text.trim(), revision: view.revision },
        }),
      ),
    { changes: [historyQuery(bank, id).queryKey], done: t('comments.sent'), after: () => setText('') },
  )
  return (
    <Form layout="vertical" onFinish={() => send.mutate()}>
      <Flex gap={8} align="flex-start" wrap>
        <Select
          aria-label={t('comments.field')}
          value={field}
          onChange={setField}
          options={fields.map((value) => ({ value, label: fieldName(value) }))}
          style={{ width: 180 }}
        />
        <Growing
          aria-label={t('comments.text')}
          placeholder={t('comments.text')}
          value={text}
          onChange={({ target }) => setText(target.value)}
          rows={1}
          maxLength={2000}
          style={{ flex: 1, minWidth: 220 }}
        />
        <Button htmlType="submit" loading={send.isPending} disabled={text.trim() === ''}>
          {t('comments.send')}
        </Button>
      </Flex>
    </Form>
  )
}
