/** What waits for a reviewer, one after another, by keyboard: checked, approved or returned, on to the next. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Card, Col, Empty, Flex, Progress, Row, Typography } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemContent } from '../../../core/item.ts'
import { useBankId } from '../../app/banks.ts'
import { picturesOfItem } from '../../ui/item-text.tsx'
import { Loaded, Page } from '../../ui/page.tsx'
import { useAddress } from '../../ui/use-address.ts'
import { Watermark } from '../../ui/watermark.tsx'
import { Changes } from './changes.tsx'
import { Comments } from './comments.tsx'
import { KeyOf, Printed } from './printed.tsx'
import { contentQuery, diffQuery, historyQuery, waitingQuery } from './queries.ts'
import { VerdictPanel } from './verdict-panel.tsx'

export default function Queue() {
  const { t } = useTranslation('items')
  const bank = useBankId()
  const query = useQuery(waitingQuery(bank))
  return (
    <Page title={t('queue')} sub={<Link to={`/banks/${bank}/items` as string}>{t('back')}</Link>}>
      <Loaded query={query}>
        {({ items }) => (
          <Line bank={bank} waiting={items.filter(({ task }) => task === 'review').map(({ item }) => item)} />
        )}
      </Loaded>
    </Page>
  )
}

/** Keeps the order it began with: what is done goes out of the list, what comes in later stands at its end. */
function useLine(waiting: readonly string[]) {
  const [order, setOrder] = useState(waiting)
  const fresh = waiting.filter((id) => !order.includes(id))
  if (fresh.length > 0) setOrder([...order, ...fresh])
  return { order, done: order.filter((id) => !waiting.includes(id)).length }
}

function Line({ bank, waiting }: { bank: string; waiting: readonly string[] }) {
  const { t } = useTranslation('items')
  const [look, change] = useAddress()
  const { order, done } = useLine(waiting)
  const asked = look['item']
  const here = asked !== undefined && waiting.includes(asked) ? asked : waiting[0]
  const go = (step: 1 | -1) => {
    const at = waiting.indexOf(here ?? '')
    const next = waiting[(at + step + waiting.length) % waiting.length]
    if (next !== undefined) change({ item: next }, true)
  }
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && event.target.closest('input,textarea,[role=combobox]') !== null
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'j' || event.key === 'ArrowRight') go(1)
      else if (event.key === 'k' || event.key === 'ArrowLeft') go(-1)
      else if (event.key === 'c') document.getElementById('verdict-check-all')?.click()
      else if (event.key === 'a') document.getElementById('verdict-approve')?.click()
      else if (event.key === 'r') document.getElementById('verdict-reasons')?.focus()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', keys)
    return () => window.removeEventListener('keydown', keys)
  })
  if (here === undefined)
    return (
      <Card>
        <Empty description={t(done > 0 ? 'queue.done' : 'queue.empty', { count: done })} />
      </Card>
    )
  return (
    <>
      <Flex gap={12} align="center" wrap style={{ marginBottom: 12 }}>
        <Button onClick={() => go(-1)}>{t('queue.before')}</Button>
        <Button onClick={() => go(1)}>{t('queue.next')}</Button>
        <Progress
          percent={Math.round((done / Math.max(1, order.length)) * 100)}
          format={() => `${done} / ${order.length}`}
          aria-label={t('queue.progress')}
          style={{ width: 200, margin: 0 }}
        />
        <Typography.Text type="secondary">{t('queue.keys')}</Typography.Text>
      </Flex>
      <One key={here} bank={bank} id={here} />
    </>
  )
}

function One({ bank, id }: { bank: string; id: string }) {
  const { t } = useTranslation('items')
  const history = useQuery(historyQuery(bank, id))
  const revision = history.data && String(history.data.revision)
  const content = useQuery({ ...contentQuery(bank, id, revision), enabled: revision !== undefined })
  const base = history.data?.approved
  const diff = useQuery({
    ...diffQuery(bank, id, String(base), revision ?? ''),
    enabled: base != null && revision !== undefined && String(base) !== revision,
  })
  return (
    <Loaded query={content}>
      {(view) => (
        <Row gutter={[16, 16]}>
          <Col xs={24} xl={15}>
            <Flex vertical gap={16}>
              <Card
                title={
                  <h2 style={{ margin: 0, fontSize: 16 }}>
                    <Link to={`/banks/${bank}/items/${view.id}` as string}>{view.number}</Link>
                  </h2>
                }
                extra={t('revision-no', { no: view.revision })}
              >
                <Watermark>
                  <Printed content={view.content as ItemContent} pictures={picturesOfItem(bank, view.id)} />
                  <div style={{ marginTop: 16, borderTop: '1px dashed', paddingTop: 12 }}>
                    <KeyOf content={view.content as ItemContent} pictures={picturesOfItem(bank, view.id)} />
                  </div>
                </Watermark>
              </Card>
              {diff.data && diff.data.changes.length > 0 && (
                <Card size="small" title={t('queue.since', { revision: base ?? 0 })}>
                  <Changes changes={diff.data.changes} content={view.content as ItemContent} />
                </Card>
              )}
              {history.data && (
                <Card size="small" title={t('comments')}>
                  <Comments bank={bank} id={id} view={view} history={history.data} />
                </Card>
              )}
            </Flex>
          </Col>
          <Col xs={24} xl={9}>
            {history.data && (
              <VerdictPanel bank={bank} id={id} view={view} history={history.data} done={() => undefined} />
            )}
          </Col>
        </Row>
      )}
    </Loaded>
  )
}
