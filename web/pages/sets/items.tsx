/** The items of one paper by their attributes: replaced by an equivalent, pinned, left out, the rest drawn anew. Each look is in the log. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Drawer, Empty, Flex, Popconfirm, Segmented, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EditStep } from '../../../core/assembly/edit-step.ts'
import { typeWords } from '../../../core/blueprint/words.ts'
import type { Words } from '../../../core/words.ts'
import { api, ask, Refusal } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { useMay } from '../../app/me.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTimes } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useAddress } from '../../ui/use-address.ts'
import { Watermark } from '../../ui/watermark.tsx'
import { useSaid } from '../../words/index.ts'
import type { SetView } from './set.tsx'

type Item =
  paths['/api/banks/{bank}/sets/{set}/papers/{paper}/items']['get']['responses'][200]['content']['application/json'][number]

export function PaperItems({ bank, view }: { bank: string; view: SetView }) {
  const { t } = useTranslation('sets')
  const said = useSaid()
  const may = useMay()
  const [{ paper: wanted }, setAddress] = useAddress()
  const [replacing, setReplacing] = useState<Item>()
  const paper = view.papers.some(({ number }) => String(number) === wanted) ? Number(wanted) : 1
  const { data, error, isLoading } = useQuery({
    queryKey: ['banks', bank, 'sets', view.id, 'items', paper],
    queryFn: () =>
      ask(
        api.GET('/api/banks/{bank}/sets/{set}/papers/{paper}/items', {
          params: { path: { bank, set: view.id, paper: String(paper) } },
        }),
      ),
  })
  const edit = useAct(
    (steps: EditStep[]) =>
      ask(
        api.POST('/api/banks/{bank}/sets/{set}/steps', {
          params: { path: { bank, set: view.id } },
          body: { steps },
        }),
      ),
    {
      changes: [['banks', bank, 'sets', view.id]],
      done: t('edited'),
      quiet: true,
      after: () => setReplacing(undefined),
    },
  )
  const edits = may('set.edit', bank)
  const why = reasonsIn(edit.error)
  return (
    <Flex vertical gap={12}>
      <Flex gap={12} wrap align="center">
        <Segmented
          aria-label={t('paper')}
          value={paper}
          onChange={(next) => setAddress({ paper: String(next) })}
          options={view.papers.map(({ number }) => ({ value: number, label: t('paper-no', { number }) }))}
        />
        {edits && (
          <Popconfirm
            title={t('rerun.sure')}
            description={t('rerun.what', { paper })}
            onConfirm={() => edit.mutate([{ do: 'rerun', keep: [paper] }])}
          >
            <Button loading={edit.isPending && edit.variables[0]?.do === 'rerun'}>{t('rerun', { paper })}</Button>
          </Popconfirm>
        )}
      </Flex>
      {why ? (
        <Alert type="error" showIcon title={t('edit.refused')} description={why.map(said).join('；')} />
      ) : (
        edit.error !== null && <RefusalNote error={edit.error} />
      )}
      {error && <RefusalNote error={error} />}
      <Watermark>
        <Table<Item & { no: number }>
          size="small"
          rowKey="id"
          loading={isLoading}
          dataSource={(data ?? []).map((item, at) => ({ ...item, no: at + 1 }))}
          pagination={{ defaultPageSize: 25, hideOnSinglePage: true, showSizeChanger: true }}
          columns={[
            { title: t('item.no'), dataIndex: 'no', className: 'figures', width: 64 },
            { title: t('type'), render: (_, { type }) => said(typeWords[type as 'single']) },
            { title: t('point'), render: (_, { point, scope }) => point ?? scope },
            { title: t('difficulty'), render: (_, { difficulty }) => difficulty ?? t('unknown') },
            { title: t('importance'), dataIndex: 'importance' },
            { title: t('seconds'), dataIndex: 'seconds', className: 'figures' },
            { title: t('pinned'), render: (_, { pinned }) => pinned && <Tag color="blue">{t('pinned.yes')}</Tag> },
            {
              title: <span className="sr-only">{t('edit')}</span>,
              align: 'right',
              render: (_, item) =>
                edits && (
                  <Flex gap={4} justify="flex-end">
                    <Button
                      size="small"
                      onClick={() => setReplacing(item)}
                      aria-label={t('replace.no', { no: item.no })}
                    >
                      {t('replace')}
                    </Button>
                    <Button
                      size="small"
                      aria-label={t(item.pinned ? 'free.no' : 'pin.no', { no: item.no })}
                      onClick={() =>
                        edit.mutate([item.pinned ? { do: 'free', item: item.id } : { do: 'pin', item: item.id, paper }])
                      }
                    >
                      {t(item.pinned ? 'free' : 'pin')}
                    </Button>
                    <Popconfirm
                      title={t('exclude.sure')}
                      description={t('exclude.what')}
                      onConfirm={() =>
                        edit.mutate([
                          { do: 'exclude', item: item.id },
                          { do: 'rerun', keep: view.papers.map(({ number }) => number).filter((n) => n !== paper) },
                        ])
                      }
                    >
                      <Button size="small" danger aria-label={t('exclude.no', { no: item.no })}>
                        {t('exclude')}
                      </Button>
                    </Popconfirm>
                  </Flex>
                ),
            },
          ]}
        />
      </Watermark>
      <Drawer
        open={replacing !== undefined}
        title={t('replace.title')}
        size={520}
        onClose={() => setReplacing(undefined)}
        destroyOnHidden
      >
        {replacing && (
          <Equivalents
            bank={bank}
            set={view.id}
            paper={paper}
            item={replacing.id}
            busy={edit.isPending}
            choose={(by) => edit.mutate([{ do: 'replace', paper, item: replacing.id, by }])}
          />
        )}
      </Drawer>
    </Flex>
  )
}

/** Why a step was refused, where the judge said so. */
function reasonsIn(error: unknown): Words[] | undefined {
  const body = error instanceof Refusal ? error.body : undefined
  return body && typeof body === 'object' && 'sentences' in body ? (body.sentences as Words[]) : undefined
}

function Equivalents({
  bank,
  set,
  paper,
  item,
  busy,
  choose,
}: {
  bank: string
  set: string
  paper: number
  item: string
  busy: boolean
  choose: (by: string) => void
}) {
  const { t } = useTranslation('sets')
  const { number } = useTimes()
  const { data, error, isLoading } = useQuery({
    queryKey: ['banks', bank, 'sets', set, 'equivalents', paper, item],
    queryFn: () =>
      ask(
        api.GET('/api/banks/{bank}/sets/{set}/papers/{paper}/items/{item}/equivalents', {
          params: { path: { bank, set, paper: String(paper), item } },
        }),
      ),
  })
  if (error) return <RefusalNote error={error} />
  return (
    <Flex vertical gap={12}>
      <Typography.Text type="secondary">{t('replace.what')}</Typography.Text>
      <Table<NonNullable<typeof data>[number] & { no: number }>
        size="small"
        rowKey="item"
        loading={isLoading}
        dataSource={(data ?? []).map((one, at) => ({ ...one, no: at + 1 }))}
        pagination={false}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('replace.none')} /> }}
        columns={[
          { title: t('item.no'), dataIndex: 'no', className: 'figures' },
          {
            title: t('replace.like'),
            render: (_, { same }) => (
              <Tag color={same ? 'green' : 'gold'}>{t(same ? 'replace.same' : 'replace.near')}</Tag>
            ),
          },
          { title: t('replace.used'), dataIndex: 'used', className: 'figures' },
          {
            title: t('replace.changes'),
            render: (_, { changes }) =>
              changes.length === 0
                ? t('replace.unchanged')
                : changes.map(({ figure, before, after }) => (
                    <div key={figure}>
                      {t(`change.${figure as 'seconds'}`)} {before === null ? '–' : number(before)} →{' '}
                      {after === null ? '–' : number(after)}
                    </div>
                  )),
          },
          {
            title: <span className="sr-only">{t('replace')}</span>,
            render: (_, one) => (
              <Button
                size="small"
                type="primary"
                loading={busy}
                aria-label={t('replace.by', { no: one.no })}
                onClick={() => choose(one.item)}
              >
                {t('replace.choose')}
              </Button>
            ),
          },
        ]}
      />
    </Flex>
  )
}
