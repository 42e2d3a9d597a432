/** Assembling a set under a blueprint, with progress; and what to write when the bank is short. */
import { DownloadOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Card, Checkbox, Flex, Form, InputNumber, Progress, Select, Table, Typography } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { typeWords } from '../../../core/blueprint/words.ts'
import type { Words } from '../../../core/words.ts'
import { api, ask, askRaw, download, Refusal } from '../../api/client.ts'
import { type Progress as Told, watchProgress } from '../../api/watch.ts'
import { useMay } from '../../app/me.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useAddress } from '../../ui/use-address.ts'
import { useSaid } from '../../words/index.ts'

type Wish = { blueprint: string; papers: number; blind: boolean }
/** Why there is no set; the numbers are there where the bank is short. */
type NoSet = { outcome: string; sentences: Words[]; shortage: { cells?: Cell[]; total?: number } | null }
type Cell = {
  type: keyof typeof typeWords
  scope?: string | null
  difficulty?: number | string | null
  importance?: string | null
  needs: number
  has: number
  write: number
}

export function Assemble({ bank }: { bank: string }) {
  const { t } = useTranslation(['sets', 'common'])
  const may = useMay()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [{ blueprint: wanted }] = useAddress()
  const [progress, setProgress] = useState<Told>()
  const [running, setRunning] = useState(false)
  /** What was asked for last: the form comes back with it. */
  const [last, setLast] = useState<Wish>()
  const [error, setError] = useState<unknown>()
  const [none, setNone] = useState<{ wish: Wish; why: NoSet }>()
  const stop = useRef<AbortController>(undefined)
  const { data: blueprints, isLoading } = useQuery({
    queryKey: ['banks', bank, 'blueprints'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/blueprints', { params: { path: { bank } } })),
    enabled: may('blueprint.read', bank),
  })

  async function assemble(wish: Wish) {
    stop.current = new AbortController()
    const over = new AbortController()
    const watch = crypto.randomUUID()
    setRunning(true)
    setLast(wish)
    setProgress(undefined)
    setError(undefined)
    setNone(undefined)
    void watchProgress(`/api/banks/${bank}/sets/running/${watch}`, setProgress, over.signal)
    try {
      const reply = await askRaw(
        new Request(`/api/banks/${bank}/sets?watch=${watch}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(wish),
          signal: stop.current.signal,
        }),
      )
      const { id } = (await reply.json()) as { id: string }
      await queries.invalidateQueries({ queryKey: ['banks', bank, 'sets'] })
      await navigate({ to: `/banks/${bank}/sets/${id}` as string })
    } catch (caught) {
      if (caught instanceof DOMException && caught.name === 'AbortError') return
      const why = noSetIn(caught)
      if (why) setNone({ wish, why })
      else setError(caught)
    } finally {
      over.abort()
      setRunning(false)
    }
  }

  if (running)
    return (
      <Card
        title={<h2 style={{ margin: 0, fontSize: 16 }}>{t('assembling')}</h2>}
        extra={<Button onClick={() => stop.current?.abort()}>{t('common:cancel')}</Button>}
      >
        <Progress
          percent={progress && progress.of > 0 ? Math.floor((progress.done / progress.of) * 100) : 100}
          status="active"
          showInfo={Boolean(progress && progress.of > 0)}
          aria-label={t('assembling')}
        />
        <Typography.Text type="secondary" aria-live="polite">
          {progress && progress.of > 0
            ? t('assembling.papers', { done: progress.done, of: progress.of })
            : t('assembling.what')}
        </Typography.Text>
      </Card>
    )
  return (
    <Card title={<h2 style={{ margin: 0, fontSize: 16 }}>{t('assemble')}</h2>}>
      {error !== undefined && <RefusalNote error={error} />}
      {blueprints?.length === 0 ? (
        <Alert
          type="info"
          showIcon
          title={t('no-blueprint')}
          action={<Link to={`/banks/${bank}/blueprints` as string}>{t('to-blueprints')}</Link>}
        />
      ) : (
        <Form<Wish>
          layout="inline"
          style={{ rowGap: 12 }}
          initialValues={last ?? { blueprint: wanted, papers: 10, blind: false }}
          onFinish={(wish) => void assemble(wish)}
          requiredMark={false}
        >
          <Form.Item
            name="blueprint"
            label={t('blueprint')}
            rules={[{ required: true, message: t('blueprint.missing') }]}
          >
            <Select
              loading={isLoading}
              showSearch={{ optionFilterProp: 'label' }}
              style={{ width: 260 }}
              options={blueprints?.map(({ id, name, version, kind }) => ({
                value: id,
                label: `${name} · ${t('version', { version })} · ${t(`common:kind.${kind}`)}`,
              }))}
            />
          </Form.Item>
          <Form.Item name="papers" label={t('papers')} rules={[{ required: true }]}>
            <InputNumber min={1} max={1000} style={{ width: 90 }} />
          </Form.Item>
          <Form.Item name="blind" valuePropName="checked">
            <Checkbox>{t('blind')}</Checkbox>
          </Form.Item>
          <Button type="primary" htmlType="submit">
            {t('assemble.go')}
          </Button>
        </Form>
      )}
      {none && <None bank={bank} wish={none.wish} why={none.why} />}
    </Card>
  )
}

/** The reasons in a refusal that is no problem but an answer. */
function noSetIn(error: unknown): NoSet | undefined {
  const body = error instanceof Refusal ? error.body : undefined
  return body && typeof body === 'object' && 'outcome' in body ? (body as NoSet) : undefined
}

function None({ bank, wish, why }: { bank: string; wish: Wish; why: NoSet }) {
  const { t } = useTranslation('sets')
  const said = useSaid()
  const query = new URLSearchParams({ blueprint: wish.blueprint, papers: String(wish.papers) })
  const save = useAct(() => download(`/api/banks/${bank}/shortage.xlsx?${query}`))
  const cells = why.shortage?.cells ?? []
  return (
    <Flex vertical gap={12} style={{ marginTop: 16 }}>
      <Alert
        type="error"
        showIcon
        title={t(`none.${why.outcome as 'impossible'}`, { count: wish.papers })}
        description={
          <ul style={{ margin: 0, paddingInlineStart: 18 }}>
            {why.sentences.slice(0, 12).map((sentence) => (
              <li key={sentence.zh}>{said(sentence)}</li>
            ))}
          </ul>
        }
        action={<Link to={`/banks/${bank}/blueprints?edit=${wish.blueprint}` as string}>{t('mend')}</Link>}
      />
      {cells.length > 0 && (
        <>
          <Flex justify="space-between" align="center" wrap gap={8}>
            <Typography.Title level={3} style={{ fontSize: 15, margin: 0 }}>
              {t('write', { count: why.shortage?.total ?? 0 })}
            </Typography.Title>
            <Button icon={<DownloadOutlined />} loading={save.isPending} onClick={() => save.mutate()}>
              {t('write.workbook')}
            </Button>
          </Flex>
          <Table<Cell & { no: number }>
            size="small"
            rowKey="no"
            dataSource={cells.map((cell, no) => ({ ...cell, no }))}
            pagination={{ defaultPageSize: 10, hideOnSinglePage: true }}
            columns={[
              { title: t('type'), render: (_, { type }) => said(typeWords[type]) },
              { title: t('scope'), render: (_, { scope }) => scope ?? t('any') },
              { title: t('difficulty'), render: (_, { difficulty }) => difficulty ?? t('any') },
              { title: t('importance'), render: (_, { importance }) => importance ?? t('any') },
              { title: t('needs'), dataIndex: 'needs', className: 'figures' },
              { title: t('has'), dataIndex: 'has', className: 'figures' },
              { title: t('to-write'), render: (_, { write }) => <strong className="figures">{write}</strong> },
            ]}
          />
        </>
      )}
    </Flex>
  )
}
