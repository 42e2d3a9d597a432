/** One item: as printed, its key, where it stands in its life, and all that may be done with it. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button, Card, Col, Descriptions, Flex, Row, Switch, Tabs, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ItemContent } from '../../../core/item.ts'
import { marksText } from '../../../core/marks.ts'
import { api, ask } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { picturesOfItem } from '../../ui/item-text.tsx'
import { Loaded, Page } from '../../ui/page.tsx'
import { Time } from '../../ui/times.tsx'
import { useAddress } from '../../ui/use-address.ts'
import { Watermark } from '../../ui/watermark.tsx'
import { Comments } from './comments.tsx'
import { History } from './history.tsx'
import { LifeActions } from './life-actions.tsx'
import { placeIn, usePlaces } from './place-select.tsx'
import { KeyOf, Printed } from './printed.tsx'
import { contentQuery, historyQuery, itemKey } from './queries.ts'
import { useSaidSomebody } from './somebody.ts'
import { StateTag } from './state-tag.tsx'
import type { ItemHistory, RevisionView } from './types.ts'
import { Uses } from './uses.tsx'
import { VerdictPanel } from './verdict-panel.tsx'

/** The item in the address: its id, or its number as people say it. */
export function useItemId(): string {
  const { id } = useParams({ strict: false }) as { id?: string }
  if (id === undefined) throw new Error('this page is about no item')
  return id
}

export default function ItemPage() {
  const bank = useBankId()
  const id = useItemId()
  const may = useMay()
  return may('item.content', bank) ? <Whole bank={bank} id={id} /> : <Question bank={bank} id={id} />
}

/** For who may read items without their keys. */
function Question({ bank, id }: { bank: string; id: string }) {
  const query = useQuery({
    queryKey: [...itemKey(bank, id), 'question'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/items/{id}', { params: { path: { bank, id } } })),
  })
  return (
    <Loaded query={query}>
      {({ spoken, state, approved, title, options, parts, type }) => (
        <Page title={spoken} sub={<StateTag state={state} approved={approved} />}>
          <Card>
            <Watermark>
              <Printed
                content={{ kind: type === null ? 'defense' : 'theory', stem: title, title, options, parts } as never}
                pictures={picturesOfItem(bank, id)}
              />
            </Watermark>
          </Card>
        </Page>
      )}
    </Loaded>
  )
}

function Whole({ bank, id }: { bank: string; id: string }) {
  const { t } = useTranslation('items')
  const [look] = useAddress()
  const content = useQuery(contentQuery(bank, id, look['revision']))
  const history = useQuery(historyQuery(bank, id))
  return (
    <Loaded query={content}>
      {(view) => (
        <Page
          title={view.number}
          sub={
            <Flex gap={8} align="center" wrap>
              <Link to={`/banks/${bank}/items` as string}>{t('back')}</Link>
              <StateTag state={view.state} approved={view.approved} />
              {history.data?.quarantined && (
                <Tag color="red" style={{ color: 'inherit' }}>
                  {t('quarantined')}
                </Tag>
              )}
              <span>{t('revision-of', { revision: view.revision, newest: view.newest })}</span>
            </Flex>
          }
          actions={history.data && <LifeActions bank={bank} id={id} view={view} history={history.data} />}
        >
          <Shown bank={bank} id={id} view={view} history={history.data} />
        </Page>
      )}
    </Loaded>
  )
}

function Shown({
  bank,
  id,
  view,
  history,
}: {
  bank: string
  id: string
  view: RevisionView
  history: ItemHistory | undefined
}) {
  const { t } = useTranslation('items')
  const navigate = useNavigate()
  const [look, change] = useAddress()
  const pictures = picturesOfItem(bank, view.id)
  const content = view.content as ItemContent
  const hideKey = look['key'] === 'hidden'
  const tab = look['tab'] ?? 'comments'
  const comments = history?.revisions.flatMap(({ comments }) => comments).length ?? 0
  return (
    <Row gutter={[16, 16]}>
      <Col xs={24} xl={15}>
        <Flex vertical gap={16}>
          {view.revision < view.newest && (
            <Alert
              type="info"
              showIcon
              title={t('older-revision', { revision: view.revision, newest: view.newest })}
              action={
                <Button size="small" onClick={() => change({ revision: String(view.newest) })}>
                  {t('show-newest')}
                </Button>
              }
            />
          )}
          {history && <Returned history={history} />}
          <Card
            title={<h2 style={{ margin: 0, fontSize: 16 }}>{t('as-printed')}</h2>}
            extra={
              <Flex gap={8} align="center">
                <span id="show-key">{t('show-key')}</span>
                <Switch
                  aria-labelledby="show-key"
                  size="small"
                  checked={!hideKey}
                  onChange={(on) => change({ key: on ? undefined : 'hidden' }, true)}
                />
              </Flex>
            }
          >
            <Watermark>
              <Printed content={content} pictures={pictures} />
              {!hideKey && (
                <div style={{ marginTop: 16, borderTop: '1px dashed', paddingTop: 12 }}>
                  <Typography.Title level={3} style={{ fontSize: 14 }}>
                    {t(content.kind === 'theory' ? 'key' : 'key.marking')}
                  </Typography.Title>
                  <KeyOf content={content} pictures={pictures} />
                </div>
              )}
            </Watermark>
          </Card>
          <Card>
            <Tabs
              activeKey={tab}
              destroyOnHidden
              onChange={(next) => change({ tab: next === 'comments' ? undefined : next }, true)}
              items={[
                {
                  key: 'comments',
                  label: comments > 0 ? t('comments.count', { count: comments }) : t('comments'),
                  children: history && <Comments bank={bank} id={id} view={view} history={history} />,
                },
                {
                  key: 'history',
                  label: t('history'),
                  children: history && <History bank={bank} id={id} view={view} history={history} />,
                },
                { key: 'uses', label: t('uses'), children: <Uses bank={bank} id={id} view={view} /> },
              ]}
            />
          </Card>
        </Flex>
      </Col>
      <Col xs={24} xl={9}>
        <Flex vertical gap={16}>
          {history && (
            <VerdictPanel
              bank={bank}
              id={id}
              view={view}
              history={history}
              done={() => {
                if (look['revision'] !== undefined) void navigate({ to: `/banks/${bank}/items/${id}` as string })
              }}
            />
          )}
          <Attributes bank={bank} content={content} />
          {history && <Life history={history} />}
        </Flex>
      </Col>
    </Row>
  )
}

/** What the last reviewer wants mended, first of all. */
function Returned({ history }: { history: ItemHistory }) {
  const { t } = useTranslation('items')
  const newest = history.revisions.find(({ no }) => no === history.revision)
  const verdict = newest?.verdicts.at(-1)
  if (history.state !== 'draft' || verdict?.verdict !== 'returned') return null
  return <Alert type="warning" showIcon title={t('returned')} description={verdict.reasons} />
}

function Attributes({ bank, content }: { bank: string; content: ItemContent }) {
  const { t } = useTranslation('items')
  const places = usePlaces(bank, content.kind)
  const place = placeIn(content)
  const known = places(place)
  const theory = content.kind === 'theory' ? content : undefined
  const lines: [string, string | undefined][] = [
    [t(`place.${content.kind}`), place === null ? t('unplaced') : `${place} ${known?.name ?? ''}`],
    [t('field.importance'), known?.importance && t(`importance.${known.importance as 'X'}`)],
    [t('field.difficulty'), t(`difficulty.${(content.difficulty ?? 'unknown') as 1}`)],
    [t('field.agreement'), theory?.agreement?.toString()],
    [t('field.marks'), theory?.marks ? marksText(theory.marks) : undefined],
    [t('field.seconds'), theory?.seconds?.toString()],
    [t('field.minutes'), content.kind === 'defense' ? String(content.minutes) : undefined],
    [t('field.fixedOrder'), theory?.fixedOrder ? t('flag.true') : undefined],
    [t('field.family'), theory?.family ?? undefined],
    [t('field.source'), content.source],
    ...Object.entries(content.attributes ?? {}),
  ]
  return (
    <Card title={<h2 style={{ margin: 0, fontSize: 16 }}>{t('attributes')}</h2>}>
      <Descriptions
        size="small"
        column={1}
        items={lines.flatMap(([label, children]) => (children ? [{ key: label, label, children }] : []))}
      />
    </Card>
  )
}

/** Tasks, holds and the end of an item. */
function Life({ history }: { history: ItemHistory }) {
  const { t } = useTranslation('items')
  const said = useSaidSomebody()
  const open = history.tasks.filter(({ ended }) => ended === null)
  if (open.length === 0 && history.quarantines.length === 0 && !history.retired) return null
  return (
    <Card title={<h2 style={{ margin: 0, fontSize: 16 }}>{t('life')}</h2>}>
      <Flex vertical gap={8}>
        {open.map(({ task, person, due }) => (
          <span key={`${task} ${person.called.en}`}>
            <Tag>{t(`task.${task}`)}</Tag> {said(person)} · {t('due')} <Time at={due} />
          </span>
        ))}
        {history.quarantines.map(({ reason, at, ended, endReason }) => (
          <span key={at}>
            <Tag color={ended === null ? 'red' : undefined} style={{ color: 'inherit' }}>
              {t('quarantine')}
            </Tag>{' '}
            <Time at={at} /> {reason}
            {ended !== null && (
              <>
                {' '}
                → <Time at={ended} /> {endReason}
              </>
            )}
          </span>
        ))}
        {history.retired && (
          <span>
            <Tag>{t('retired')}</Tag> <Time at={history.retired.at} /> {history.retired.reason}
          </span>
        )}
      </Flex>
    </Card>
  )
}
