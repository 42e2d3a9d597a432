/** How many further papers the approved items give under a blueprint, what ends it, and what to write for more. */
import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Card, Descriptions, Empty, Flex, InputNumber, List, Select, Spin, Statistic } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask, download } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTimes } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useSaid } from '../../words/index.ts'

export function Yield() {
  const { t } = useTranslation(['coverage', 'common'])
  const bank = useBankId()
  const { number } = useTimes()
  const [chosen, setChosen] = useState<string>()
  const use = useQuery({
    queryKey: ['banks', bank, 'use'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/coverage/use', { params: { path: { bank } } })),
  })
  const blueprints = useQuery({
    queryKey: ['banks', bank, 'blueprints'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/blueprints', { params: { path: { bank } } })),
  })
  const usable = blueprints.data?.filter(({ kind }) => kind !== 'defense') ?? []
  const id = chosen ?? usable[0]?.id
  return (
    <Flex vertical gap={16}>
      {use.error && <RefusalNote error={use.error} />}
      {use.data && (
        <Flex gap={16} wrap>
          <Card>
            <Statistic title={t('use.approved')} value={number(use.data.approved)} />
          </Card>
          <Card>
            <Statistic title={t('use.never')} value={number(use.data.never)} />
          </Card>
          <Card>
            <Statistic title={t('use.overused', { count: use.data.often })} value={number(use.data.overused)} />
          </Card>
        </Flex>
      )}
      {blueprints.error && <RefusalNote error={blueprints.error} />}
      {blueprints.data && id === undefined && <Empty description={t('yield.no-blueprint')} />}
      {id !== undefined && (
        <>
          <Flex gap={8} align="center">
            <label htmlFor="blueprint">{t('yield.blueprint')}</label>
            <Select
              id="blueprint"
              value={id}
              onChange={setChosen}
              style={{ minWidth: 280 }}
              options={usable.map(({ id: value, name, version, kind }) => ({
                value,
                label: `${name} · ${t('version', { version })} · ${t(`common:kind.${kind}`)}`,
              }))}
            />
          </Flex>
          <Found key={id} blueprint={id} theory={usable.find((one) => one.id === id)?.kind === 'theory'} />
        </>
      )}
    </Flex>
  )
}

function Found({ blueprint, theory }: { blueprint: string; theory: boolean }) {
  const { t } = useTranslation('coverage')
  const said = useSaid()
  const bank = useBankId()
  const { data, error, refetch } = useQuery({
    queryKey: ['banks', bank, 'yield', blueprint],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      ask(api.GET('/api/banks/{bank}/coverage/yield', { params: { path: { bank }, query: { blueprint } }, signal })),
  })
  if (error) return <RefusalNote error={error} again={() => void refetch()} />
  if (!data)
    return (
      <Spin description={t('yield.working')}>
        <div style={{ height: 120 }} />
      </Spin>
    )
  const { found, upper, scarce } = data
  return (
    <Flex vertical gap={16}>
      <Descriptions
        bordered
        size="small"
        column={1}
        items={[
          { key: 'found', label: t('yield.found'), children: <b className="figures">{found}</b> },
          { key: 'upper', label: t('yield.upper'), children: <span className="figures">{upper}</span> },
          { key: 'scarce', label: t('yield.scarce'), children: scarce ? said(scarce) : t('yield.unknown') },
        ]}
      />
      {theory && <WorkPlan blueprint={blueprint} found={found} />}
    </Flex>
  )
}

function WorkPlan({ blueprint, found }: { blueprint: string; found: number }) {
  const { t } = useTranslation('coverage')
  const said = useSaid()
  const bank = useBankId()
  const [papers, setPapers] = useState(found + 5)
  const [wanted, setWanted] = useState<number>()
  const { data, error, isFetching } = useQuery({
    queryKey: ['banks', bank, 'work-plan', blueprint, wanted],
    enabled: wanted !== undefined,
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/banks/{bank}/work-plan', {
          params: { path: { bank }, query: { blueprint, papers: String(wanted) } },
          signal,
        }),
      ),
  })
  const workbook = useAct(() =>
    download(`/api/banks/${bank}/work-plan.xlsx?blueprint=${encodeURIComponent(blueprint)}&papers=${wanted}`),
  )
  return (
    <Card title={t('plan')} size="small">
      <Flex vertical gap={12}>
        <Flex gap={8} align="center" wrap>
          <label htmlFor="further">{t('plan.papers')}</label>
          <InputNumber
            id="further"
            min={1}
            max={99}
            precision={0}
            value={papers}
            onChange={(value) => setPapers(value ?? 1)}
          />
          <Button type="primary" loading={isFetching} onClick={() => setWanted(papers)}>
            {t('plan.go')}
          </Button>
          {data && (
            <Button icon={<DownloadOutlined />} loading={workbook.isPending} onClick={() => workbook.mutate()}>
              {t('plan.workbook')}
            </Button>
          )}
        </Flex>
        {error && <RefusalNote error={error} />}
        {data && data.steps.length === 0 && <Alert type="success" title={t('plan.nothing', { count: data.found })} />}
        {data && data.steps.length > 0 && (
          <List
            size="small"
            dataSource={data.steps}
            renderItem={({ sentence }) => <List.Item>{said(sentence)}</List.Item>}
          />
        )}
        {data && data.bare > 0 && <Alert type="info" title={t('plan.bare', { count: data.bare })} />}
        {data?.stopped.map((why) => (
          <Alert key={why.en} type="warning" title={said(why)} />
        ))}
      </Flex>
    </Card>
  )
}
