/** The archive of a sitting: what must be kept, where it lies and until when, what is missing, and who consulted it. */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, Button, Card, Flex, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask, download } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Loaded, Page } from '../../ui/page.tsx'
import { Time } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { Wide } from '../../ui/wide.tsx'
import { useLanguage, useSaid } from '../../words/index.ts'
import { Consultations } from './consultations.tsx'
import { EnterMaterial } from './enter-material.tsx'
import { sittingQuery } from './queries.ts'
import type { Material } from './types.ts'

const isMissing = ({ needed, present }: Material) => needed && !present

export default function ArchivePage() {
  const { t } = useTranslation('sittings')
  const bank = useBankId()
  const { sitting } = useParams({ strict: false }) as { sitting: string }
  const view = useQuery(sittingQuery(bank, sitting))
  const key = [...sittingQuery(bank, sitting).queryKey, 'archive']
  const list = useQuery({
    queryKey: key,
    queryFn: () =>
      ask(api.GET('/api/banks/{bank}/sittings/{sitting}/archive', { params: { path: { bank, sitting } } })),
  })
  const volume = useAct(() => download(`/api/banks/${bank}/sittings/${sitting}/volume`))
  return (
    <Page
      title={view.data ? t('archive.of', { name: view.data.name }) : t('archive.title')}
      sub={<Link to={`/banks/${bank}/sittings/${sitting}` as string}>{t('archive.back')}</Link>}
      actions={
        <Button loading={volume.isPending} onClick={() => volume.mutate()}>
          {t('archive.volume')}
        </Button>
      }
    >
      <Loaded query={view}>
        {({ state }) => (
          <Flex vertical gap={16}>
            <Loaded query={list}>
              {(lines) => <Materials lines={lines} sitting={sitting} begun={state !== 'planned'} changes={[key]} />}
            </Loaded>
            <Card title={t('consult.title')}>
              <Consultations sitting={{ id: sitting, archived: state === 'archived' }} />
            </Card>
          </Flex>
        )}
      </Loaded>
    </Page>
  )
}

type MaterialsProps = { lines: readonly Material[]; sitting: string; begun: boolean; changes: string[][] }

function Materials({ lines, sitting, begun, changes }: MaterialsProps) {
  const { t } = useTranslation('sittings')
  const bank = useBankId()
  const may = useMay()
  const said = useSaid()
  const { language } = useLanguage()
  const [entering, setEntering] = useState<Material>()
  const missing = lines.filter(isMissing)
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  return (
    <Card title={t('archive.materials')}>
      {!begun ? (
        <Alert type="info" showIcon title={t('archive.later')} style={{ marginBottom: 12 }} />
      ) : missing.length ? (
        <Alert
          type="warning"
          showIcon
          title={t('archive.missing', { count: missing.length })}
          description={list.format(missing.map(({ words }) => said(words)))}
          style={{ marginBottom: 12 }}
        />
      ) : (
        <Alert type="success" showIcon title={t('archive.complete')} style={{ marginBottom: 12 }} />
      )}
      <Wide label={t('archive.materials')} least={860}>
        <Table
          size="middle"
          rowKey="material"
          dataSource={[...lines]}
          pagination={false}
          columns={[
            { title: t('archive.material'), render: (_, { words }) => said(words) },
            { title: t('archive.state'), render: (_, line) => <State line={line} /> },
            {
              title: t('archive.place'),
              render: (_, { inProgram, place }) =>
                inProgram ? (
                  <Typography.Text type="secondary">{t('archive.in-program')}</Typography.Text>
                ) : (
                  place || '—'
                ),
            },
            { title: t('archive.medium'), render: (_, { medium }) => t(`archive.medium.${medium}`) },
            {
              title: t('archive.until'),
              render: (_, { keptUntil }) => (
                <time dateTime={keptUntil} className="figures">
                  {keptUntil}
                </time>
              ),
            },
            {
              title: t('archive.by'),
              render: (_, { by, at }) =>
                by === null || at === null ? (
                  '—'
                ) : (
                  <>
                    {by} · <Time at={at} />
                  </>
                ),
            },
            ...(begun && may('archive.enter', bank)
              ? [
                  {
                    title: <span className="sr-only">{t('actions')}</span>,
                    align: 'right' as const,
                    render: (_: unknown, line: Material) => (
                      <Button
                        size="small"
                        aria-label={t('archive.enter-of', { material: said(line.words) })}
                        onClick={() => setEntering(line)}
                      >
                        {t('enter')}
                      </Button>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Wide>
      {entering && (
        <EnterMaterial line={entering} sitting={sitting} changes={changes} close={() => setEntering(undefined)} />
      )}
    </Card>
  )
}

function State({ line }: { line: Material }) {
  const { t } = useTranslation('sittings')
  if (line.present) return <Tag color="success">{t('archive.present')}</Tag>
  return line.needed ? <Tag color="error">{t('archive.lacking')}</Tag> : <Tag>{t('archive.not-needed')}</Tag>
}
