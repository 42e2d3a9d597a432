/** One sitting: its lot, its copies room by room, what happened, and its papers for the archive. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, Card, Col, Descriptions, Flex, Popconfirm, Row, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask, download } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Loaded, Page } from '../../ui/page.tsx'
import { Time } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { Incidents } from './incidents.tsx'
import { Lot } from './lot.tsx'
import { sittingQuery, sittingsQuery } from './queries.ts'
import { Rooms } from './rooms.tsx'

export default function SittingPage() {
  const { t } = useTranslation('sittings')
  const bank = useBankId()
  const may = useMay()
  const { sitting } = useParams({ strict: false }) as { sitting: string }
  const params = { params: { path: { bank, sitting } } }
  const query = useQuery(sittingQuery(bank, sitting))
  const navigate = useNavigate()
  const changes = [sittingsQuery(bank).queryKey]
  const end = useAct(() => ask(api.POST('/api/banks/{bank}/sittings/{sitting}/end', params)), {
    changes,
    done: t('ended'),
  })
  const archive = useAct(() => ask(api.POST('/api/banks/{bank}/sittings/{sitting}/archive', params)), {
    changes,
    done: t('archived'),
  })
  const record = useAct(() => download(`/api/banks/${bank}/sittings/${sitting}/record`))
  const packing = useAct(() => download(`/api/banks/${bank}/sittings/${sitting}/packing-list`))
  const state = query.data?.state
  return (
    <Page
      title={query.data?.name ?? t('title')}
      sub={query.data?.place}
      actions={
        <>
          <Button onClick={() => void navigate({ to: `/banks/${bank}/sittings/${sitting}/archive` as string })}>
            {t('archive.title')}
          </Button>
          <Button loading={packing.isPending} onClick={() => packing.mutate()}>
            {t('packing-list')}
          </Button>
          <Button loading={record.isPending} onClick={() => record.mutate()}>
            {t('record')}
          </Button>
          {may('sitting.run', bank) && (state === 'drawn' || state === 'planned') && (
            <Popconfirm title={t('end.sure')} onConfirm={() => end.mutate()}>
              <Button type="primary" loading={end.isPending}>
                {t('end')}
              </Button>
            </Popconfirm>
          )}
          {may('sitting.run', bank) && state === 'held' && (
            <Popconfirm title={t('archive.sure')} onConfirm={() => archive.mutate()}>
              <Button type="primary" loading={archive.isPending}>
                {t('archive')}
              </Button>
            </Popconfirm>
          )}
        </>
      }
    >
      <Loaded query={query}>
        {(view) => (
          <Row gutter={[16, 16]}>
            <Col xs={24} xl={15}>
              <Flex vertical gap={16}>
                <Lot view={view} changes={changes} />
                <Rooms view={view} changes={changes} />
              </Flex>
            </Col>
            <Col xs={24} xl={9}>
              <Flex vertical gap={16}>
                <Card title={t('facts')}>
                  <Descriptions
                    size="small"
                    column={1}
                    items={[
                      { key: 'state', label: t('state'), children: <Tag>{t(`state.${view.state as 'planned'}`)}</Tag> },
                      { key: 'starts', label: t('starts'), children: <Time at={view.starts} /> },
                      { key: 'ends', label: t('ends'), children: <Time at={view.ends} /> },
                      ...view.people.map(({ person, part }) => ({
                        key: `${person} ${part}`,
                        label: t(`part.${part as 'officer'}`),
                        children: person,
                      })),
                    ]}
                  />
                </Card>
                <Incidents view={view} changes={changes} />
              </Flex>
            </Col>
          </Row>
        )}
      </Loaded>
    </Page>
  )
}
