/** Blueprints of a bank: their versions, two beside each other, and one being written. */
import { DiffOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Card, Dropdown, Empty, Flex, InputNumber, Popover, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Blueprint } from '../../../core/blueprint/blueprint.ts'
import type { DefenseBlueprint, PracticalBlueprint } from '../../../core/blueprint/practical.ts'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { useBankId, useBanks } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Loaded, Page } from '../../ui/page.tsx'
import { Time } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useAddress } from '../../ui/use-address.ts'
import { Compare } from './compare.tsx'
import { DefenseEditor } from './defense-editor.tsx'
import { Editor } from './editor.tsx'
import { PracticalEditor } from './practical-editor.tsx'

export type Line = paths['/api/banks/{bank}/blueprints']['get']['responses'][200]['content']['application/json'][number]

export const useBlueprint = (bank: string, blueprint: string | undefined) =>
  useQuery({
    queryKey: ['banks', bank, 'blueprints', blueprint],
    queryFn: () =>
      ask(api.GET('/api/banks/{bank}/blueprints/{blueprint}', { params: { path: { bank, blueprint: blueprint! } } })),
    enabled: blueprint !== undefined,
  })

export default function Blueprints() {
  const { t } = useTranslation('blueprints')
  const bank = useBankId()
  const may = useMay()
  const [{ edit, kind, a, b }, setAddress] = useAddress()
  const [begun, setBegun] = useState<Blueprint>()
  const query = useQuery({
    queryKey: ['banks', bank, 'blueprints'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/blueprints', { params: { path: { bank } } })),
  })
  const writes = may('blueprint.write', bank)
  return (
    <Page
      title={t('title')}
      sub={t('sub')}
      actions={
        writes &&
        !edit && (
          <Begin
            bank={bank}
            begin={(kind, blueprint) => {
              setBegun(blueprint)
              setAddress({ edit: 'new', kind })
            }}
          />
        )
      }
    >
      <Loaded query={query}>
        {(lines) =>
          edit && writes ? (
            <Edited
              bank={bank}
              id={edit}
              kind={kind as Line['kind']}
              begun={begun}
              saved={(id) => setAddress({ edit: id, kind: undefined })}
              close={() => setAddress({ edit: undefined, kind: undefined })}
            />
          ) : a && b ? (
            <Compare bank={bank} a={a} b={b} lines={lines} close={() => setAddress({ a: undefined, b: undefined })} />
          ) : (
            <Versions bank={bank} lines={lines} />
          )
        }
      </Loaded>
    </Page>
  )
}

/** A new one starts from what the bank can carry, or from nothing. */
function Begin({ bank, begin }: { bank: string; begin: (kind: Line['kind'], blueprint?: Blueprint) => void }) {
  const { t } = useTranslation(['blueprints', 'common'])
  const may = useMay()
  // Only the two highest levels have a defense.
  const defends = (useBanks().find(({ id }) => id === bank)?.level ?? 5) <= 2
  const kinds = ['theory', 'practical', ...(defends ? (['defense'] as const) : [])] as const
  const [papers, setPapers] = useState(10)
  const carry = useAct(
    () =>
      ask(
        api.GET('/api/banks/{bank}/carried-blueprint', {
          params: { path: { bank }, query: { papers: String(papers) } },
        }),
      ),
    { after: ({ blueprint }) => blueprint && begin('theory', blueprint as Blueprint) },
  )
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: kinds.map((kind) => ({ key: kind, label: t(`common:kind.${kind}`), onClick: () => begin(kind) })),
        }}
      >
        <Button icon={<PlusOutlined />}>{t('new')}</Button>
      </Dropdown>
      {may('set.assemble', bank) && (
        <Popover
          trigger="click"
          title={t('carry.title')}
          content={
            <Flex vertical gap={12} style={{ maxWidth: 300 }}>
              <Typography.Text type="secondary">{t('carry.what')}</Typography.Text>
              <Flex gap={8} align="center">
                <InputNumber
                  aria-label={t('papers')}
                  min={1}
                  max={999}
                  value={papers}
                  onChange={(n) => setPapers(n ?? 10)}
                />
                <Button type="primary" loading={carry.isPending} onClick={() => carry.mutate()}>
                  {t('carry.go')}
                </Button>
              </Flex>
              {carry.data?.blueprint === null && (
                <Typography.Text type="danger">{t('carry.none', { count: papers })}</Typography.Text>
              )}
            </Flex>
          }
        >
          <Button type="primary">{t('carry')}</Button>
        </Popover>
      )}
    </>
  )
}

function Edited({
  bank,
  id,
  kind,
  begun,
  saved,
  close,
}: {
  bank: string
  id: string
  /** Of a new one. */
  kind: Line['kind'] | undefined
  begun: Blueprint | undefined
  saved: (id: string) => void
  close: () => void
}) {
  const query = useBlueprint(bank, id === 'new' ? undefined : id)
  const common = { bank, made: saved, close }
  if (id === 'new') {
    const fresh = { ...common, name: '', saved: undefined, from: undefined }
    if (kind === 'practical') return <PracticalEditor {...fresh} />
    if (kind === 'defense') return <DefenseEditor {...fresh} />
    return <Editor key="new" {...fresh} from={begun} />
  }
  return (
    <Loaded query={query}>
      {({ name, kind, content }) => {
        const stored = { ...common, name, saved: id }
        if (kind === 'practical') return <PracticalEditor key={id} {...stored} from={content as PracticalBlueprint} />
        if (kind === 'defense') return <DefenseEditor key={id} {...stored} from={content as DefenseBlueprint} />
        return <Editor key={id} {...stored} from={content as Blueprint} />
      }}
    </Loaded>
  )
}

function Versions({ bank, lines }: { bank: string; lines: readonly Line[] }) {
  const { t } = useTranslation(['blueprints', 'common'])
  const may = useMay()
  const [, setAddress] = useAddress()
  const [chosen, setChosen] = useState<string[]>([])
  const kinds = new Set(chosen.map((id) => lines.find((line) => line.id === id)?.kind))
  return (
    <Card>
      <Flex gap={8} align="center" wrap style={{ marginBottom: 12 }}>
        <Button
          icon={<DiffOutlined />}
          disabled={chosen.length !== 2 || kinds.size !== 1}
          onClick={() => setAddress({ a: chosen[0], b: chosen[1] })}
        >
          {t('compare')}
        </Button>
        <Typography.Text type="secondary">{t('compare.how')}</Typography.Text>
      </Flex>
      <Table<Line>
        size="small"
        rowKey="id"
        dataSource={[...lines]}
        pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
        rowSelection={{
          selectedRowKeys: chosen,
          onChange: (keys) => setChosen(keys.map(String).slice(-2)),
          hideSelectAll: true,
          getCheckboxProps: ({ name, version }) => ({ 'aria-label': t('choose', { name, version }) }),
        }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={t(may('blueprint.write', bank) ? 'none.write' : 'none')}
            />
          ),
        }}
        columns={[
          { title: t('name'), render: (_, { name }) => <strong>{name}</strong> },
          { title: t('version'), dataIndex: 'version', className: 'figures', width: 80 },
          { title: t('kind'), render: (_, { kind }) => <Tag>{t(`common:kind.${kind}`)}</Tag> },
          { title: t('author'), dataIndex: 'author' },
          { title: t('at'), render: (_, { at }) => <Time at={at} />, sorter: (x, y) => x.at - y.at },
          {
            title: <span className="sr-only">{t('edit')}</span>,
            align: 'right',
            render: (_, { id }) =>
              may('blueprint.write', bank) && (
                <Button size="small" onClick={() => setAddress({ edit: id })}>
                  {t('edit')}
                </Button>
              ),
          },
        ]}
      />
    </Card>
  )
}
