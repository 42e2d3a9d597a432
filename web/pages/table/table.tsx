/** The element table of a bank: its tree with weights that must add up, its editions, and what the bank holds below each scope. */
import { DownloadOutlined, EditOutlined, UploadOutlined } from '@ant-design/icons'
import { Button, Card, Empty, Flex, Segmented, Select, Tabs, Typography, Upload } from 'antd'
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
  readWorkbook,
  useEdition,
  useEditions,
} from './editions.ts'
import { Editor } from './editor.tsx'
import { FromWorkbook } from './from-workbook.tsx'
import { Remapping } from './remapping.tsx'
import { Tree } from './tree.tsx'

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
            setAddress({ kind: next, edition: undefined, remap: undefined })
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
              activeKey={tab === 'changes' || tab === 'remap' ? tab : 'tree'}
              destroyOnHidden
              onChange={(key) => setAddress({ tab: key === 'tree' ? undefined : key, remap: undefined })}
              items={[
                { key: 'tree', label: t('tab.tree'), children: <Tree bank={bank} kind={kind} table={table} /> },
                {
                  key: 'changes',
                  label: t('tab.changes'),
                  children: <Changes bank={bank} kind={kind} to={shown} all={own} />,
                },
                {
                  key: 'remap',
                  label: t('tab.remap'),
                  children: <Remapping bank={bank} kind={kind} editions={own.length} />,
                },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  )
}
