/** The element table of a bank: its tree with weights that must add up, its editions, and what the bank holds below each scope. */
import { DownloadOutlined, EditOutlined, UploadOutlined } from '@ant-design/icons'
import {
  Alert,
  Button,
  Card,
  Empty,
  Flex,
  Input,
  InputNumber,
  Segmented,
  Select,
  Table,
  Tabs,
  Tag,
  Typography,
  Upload,
} from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { download } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Loaded, Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTimes } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useAddress } from '../../ui/use-address.ts'
import { Changes } from './changes.tsx'
import {
  type Edition,
  type ElementTable,
  inForceOf,
  type Kind,
  type Line,
  putInForce,
  readWorkbook,
  sumOf,
  treeOf,
  useEdition,
  useEditions,
  useItemCounts,
} from './editions.ts'
import { FromWorkbook } from './from-workbook.tsx'

export default function TablePage() {
  const { t } = useTranslation('table')
  const bank = useBankId()
  const may = useMay()
  const query = useEditions(bank)
  const [read, setRead] = useState<ElementTable[]>()
  const reading = useAct((file: File) => readWorkbook(bank, file), { quiet: true, after: setRead })
  return (
    <Page
      title={t('title')}
      sub={t('sub')}
      actions={
        may('table.write', bank) && (
          <Upload
            accept=".xlsx,.xls,.et,.ods"
            showUploadList={false}
            beforeUpload={(file) => {
              reading.mutate(file)
              return false
            }}
          >
            <Button type="primary" icon={<UploadOutlined />} loading={reading.isPending}>
              {t('import')}
            </Button>
          </Upload>
        )
      }
    >
      {reading.error !== null && <RefusalNote error={reading.error} />}
      {read && query.data && (
        <FromWorkbook bank={bank} editions={query.data} tables={read} close={() => setRead(undefined)} />
      )}
      <Loaded query={query}>
        {(editions) =>
          editions.length === 0 ? (
            <Card>
              <Empty description={t(may('table.write', bank) ? 'none.write' : 'none')} />
            </Card>
          ) : (
            <Editions bank={bank} editions={editions} />
          )
        }
      </Loaded>
    </Page>
  )
}

function Editions({ bank, editions }: { bank: string; editions: readonly Edition[] }) {
  const { t } = useTranslation('table')
  const { minute } = useTimes()
  const may = useMay()
  const [{ kind: wanted, edition, tab }, setAddress] = useAddress()
  const kinds = (['theory', 'practical'] as const).filter((one) => editions.some(({ kind }) => kind === one))
  const kind = kinds.find((one) => one === wanted) ?? kinds[0]!
  const own = editions.filter((one) => one.kind === kind)
  const shown = own.find(({ id }) => id === edition) ?? own.find(({ inForce }) => inForce) ?? own[0]!
  const query = useEdition(bank, kind, shown.id)
  const [editing, setEditing] = useState(false)
  const save = useAct(() => download(`/api/banks/${bank}/tables/${shown.id}/workbook?kind=${kind}`))
  return (
    <Card>
      <Flex gap={12} wrap align="center" style={{ marginBottom: 12 }}>
        <Segmented<Kind>
          aria-label={t('kind')}
          value={kind}
          onChange={(next) => {
            setEditing(false)
            setAddress({ kind: next, edition: undefined })
          }}
          options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <Select
          aria-label={t('edition')}
          value={shown.id}
          onChange={(id) => {
            setEditing(false)
            setAddress({ edition: id })
          }}
          style={{ minWidth: 280 }}
          options={own.map(({ id, edition: name, at, inForce }) => ({
            value: id,
            label: `${name} · ${minute(at)}${inForce ? ` · ${t('in-force')}` : ''}`,
          }))}
        />
        <Typography.Text type="secondary">{t('size', { scopes: shown.scopes, points: shown.points })}</Typography.Text>
        <span style={{ flex: 1 }} />
        {may('table.write', bank) && shown.inForce && !editing && (
          <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>
            {t('edit')}
          </Button>
        )}
        <Button icon={<DownloadOutlined />} loading={save.isPending} onClick={() => save.mutate()}>
          {t('workbook')}
        </Button>
      </Flex>
      <Loaded query={query}>
        {(table) =>
          editing ? (
            <Editor
              key={shown.id}
              bank={bank}
              table={table}
              inForce={inForceOf(editions, kind)}
              close={() => setEditing(false)}
            />
          ) : (
            <Tabs
              activeKey={tab === 'changes' ? tab : 'tree'}
              onChange={(key) => setAddress({ tab: key === 'tree' ? undefined : key })}
              items={[
                { key: 'tree', label: t('tab.tree'), children: <Tree bank={bank} kind={kind} table={table} /> },
                {
                  key: 'changes',
                  label: t('tab.changes'),
                  children: <Changes bank={bank} kind={kind} to={shown} all={own} />,
                },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  )
}

/** Alters one line of the table that is being edited. */
type Alter = (line: Line, change: { name?: string; weight?: number; importance?: 'X' | 'Y' | 'Z' }) => void

function Tree({ bank, kind, table, alter }: { bank: string; kind: Kind; table: ElementTable; alter?: Alter }) {
  const { t } = useTranslation('table')
  const { number } = useTimes()
  const counts = useItemCounts(bank, kind)
  const lines = treeOf(table)
  const scopeKeys = table.scopes.map(({ code }) => `scope ${code}`)
  const parents = table.scopes.filter(({ code }) => table.scopes.some((one) => one.code.startsWith(`${code}-`)))
  const [open, setOpen] = useState<readonly React.Key[]>(() => parents.map(({ code }) => `scope ${code}`))
  const top = sumOf(lines.filter(({ sort }) => sort === 'scope'))
  const practical = kind === 'practical'
  return (
    <Flex vertical gap={8}>
      <Flex gap={8} wrap align="center">
        <Button size="small" onClick={() => setOpen(scopeKeys)}>
          {t('open-all')}
        </Button>
        <Button size="small" onClick={() => setOpen([])}>
          {t('close-all')}
        </Button>
        <Sum label={t('total')} sum={top} wanted={100} />
      </Flex>
      <Table<Line>
        size="small"
        rowKey="key"
        dataSource={lines}
        pagination={false}
        expandable={{ expandedRowKeys: open, onExpandedRowsChange: setOpen, indentSize: 18 }}
        columns={[
          {
            title: t('name'),
            render: (_, line) => (
              <>
                <span className="figures">{line.code}</span>{' '}
                {alter ? (
                  <Input
                    size="small"
                    aria-label={t('name-of', { code: line.code })}
                    value={line.name}
                    maxLength={200}
                    onChange={({ target }) => alter(line, { name: target.value })}
                    style={{ width: 'min(320px, 60%)' }}
                  />
                ) : (
                  line.name
                )}
              </>
            ),
          },
          {
            title: t('weight'),
            width: 200,
            align: 'right',
            className: 'figures',
            render: (_, line) =>
              line.weight !== null && (
                <Flex gap={8} justify="flex-end" align="center">
                  {line.below !== null && Math.abs(line.below - line.weight) > 0.001 && (
                    <Tag color="red">{t('sum-is', { sum: line.below })}</Tag>
                  )}
                  {alter ? (
                    <InputNumber
                      size="small"
                      aria-label={t('weight-of', { code: line.code })}
                      value={line.weight}
                      min={0}
                      max={100}
                      step={1}
                      onChange={(weight) => alter(line, { weight: weight ?? 0 })}
                      style={{ width: 84 }}
                    />
                  ) : (
                    number(line.weight)
                  )}
                </Flex>
              ),
          },
          ...(practical
            ? [
                {
                  title: t('mode'),
                  width: 110,
                  render: (_: unknown, { mode }: Line) => mode && t(`mode.${mode}`),
                },
                {
                  title: t('minutes'),
                  width: 90,
                  align: 'right' as const,
                  render: (_: unknown, { minutes }: Line) => minutes,
                },
              ]
            : [
                {
                  title: t('importance'),
                  width: 120,
                  render: (_: unknown, line: Line) =>
                    line.importance &&
                    (alter ? (
                      <Select
                        size="small"
                        aria-label={t('importance-of', { code: line.code })}
                        value={line.importance}
                        onChange={(importance) => alter(line, { importance })}
                        options={(['X', 'Y', 'Z'] as const).map((value) => ({
                          value,
                          label: t(`importance.${value}`),
                        }))}
                        style={{ width: 104 }}
                      />
                    ) : (
                      t(`importance.${line.importance}`)
                    )),
                },
                {
                  title: t('points'),
                  width: 90,
                  align: 'right' as const,
                  className: 'figures',
                  render: (_: unknown, line: Line) => line.sort === 'scope' && number(line.points),
                },
              ]),
          ...(counts
            ? [
                {
                  title: t(practical ? 'tasks' : 'items'),
                  width: 110,
                  align: 'right' as const,
                  className: 'figures',
                  render: (_: unknown, { code }: Line) => {
                    const there = counts.get(code) ?? 0
                    return there === 0 ? <Tag color="orange">{t('empty')}</Tag> : number(there)
                  },
                },
              ]
            : []),
        ]}
      />
    </Flex>
  )
}

function Sum({ label, sum, wanted }: { label: string; sum: number; wanted: number }) {
  const { t } = useTranslation('table')
  const holds = Math.abs(sum - wanted) <= 0.001
  return (
    <span aria-live="polite">
      {label} <Tag color={holds ? 'green' : 'red'}>{t(holds ? 'sum.holds' : 'sum.off', { sum, wanted })}</Tag>
    </span>
  )
}

type Writing = { base: string | null; draft: ElementTable }

/** A draft is kept for as long as the tab is open: a reload loses nothing. */
function Editor({
  bank,
  table,
  inForce,
  close,
}: {
  bank: string
  table: ElementTable
  inForce: string | null
  close: () => void
}) {
  const { t } = useTranslation(['table', 'common'])
  const keptAs = `juanku.table.${bank}.${table.kind}`
  // The edition in force when the writing began stays with it: somebody else's meanwhile is not overwritten.
  const [{ base, draft }, setWriting] = useState<Writing>(() => {
    const kept = sessionStorage.getItem(keptAs)
    return kept ? (JSON.parse(kept) as Writing) : { base: inForce, draft: { ...table, edition: '' } }
  })
  const keep = (next: ElementTable) => {
    sessionStorage.setItem(keptAs, JSON.stringify({ base, draft: next }))
    setWriting({ base, draft: next })
  }
  const end = () => {
    sessionStorage.removeItem(keptAs)
    close()
  }
  const put = useAct(() => putInForce(bank, { ...draft, edition: draft.edition.trim() }, base), {
    changes: [['banks', bank]],
    done: ({ displaced }) => (displaced > 0 ? t('put.displaced', { count: displaced }) : t('put.done')),
    quiet: true,
    after: end,
  })
  const faults = treeFaults(draft)
  return (
    <Flex vertical gap={12}>
      <Flex gap={12} wrap align="center">
        <label htmlFor="edition-name">{t('edition.new')}</label>
        <Input
          id="edition-name"
          value={draft.edition}
          maxLength={100}
          placeholder={table.edition}
          onChange={({ target }) => keep({ ...draft, edition: target.value })}
          style={{ width: 260 }}
        />
        <Button
          type="primary"
          loading={put.isPending}
          disabled={faults > 0 || draft.edition.trim() === ''}
          onClick={() => put.mutate()}
        >
          {t('put')}
        </Button>
        <Button onClick={end}>{t('common:cancel')}</Button>
      </Flex>
      {put.error !== null && <RefusalNote error={put.error} />}
      {faults > 0 && <Alert type="warning" showIcon title={t('faults', { count: faults })} />}
      <Tree
        bank={bank}
        kind={draft.kind}
        table={draft}
        alter={(line, change) =>
          keep({
            ...draft,
            scopes: draft.scopes.map((one) =>
              line.sort === 'scope' && one.code === line.code ? { ...one, ...change } : one,
            ),
            points: draft.points.map((one) =>
              line.sort === 'point' && one.code === line.code ? { ...one, ...change } : one,
            ),
          })
        }
      />
    </Flex>
  )
}

/** How many sums are off. */
function treeFaults(table: ElementTable): number {
  const lines = treeOf(table)
  const off = (line: Line): number =>
    (line.below !== null && line.weight !== null && Math.abs(line.below - line.weight) > 0.001 ? 1 : 0) +
    (line.children ?? []).reduce((sum, one) => sum + off(one), 0)
  const top = Math.abs(sumOf(lines) - 100) > 0.001 ? 1 : 0
  return top + lines.reduce((sum, line) => sum + off(line), 0)
}
