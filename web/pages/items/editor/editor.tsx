/** Writing an item, new or known, with how it will be printed beside it. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Alert, App, Button, Card, Col, Form, Input, Popconfirm, Row, Typography } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemContent } from '../../../../core/item.ts'
import { type ContentFault, contentFaults } from '../../../../core/item-checks.ts'
import { useBankId } from '../../../app/banks.ts'
import { useMe } from '../../../app/me.ts'
import { Loaded, Page } from '../../../ui/page.tsx'
import { RefusalNote } from '../../../ui/refusal.tsx'
import { useAct } from '../../../ui/use-act.ts'
import { useAddress } from '../../../ui/use-address.ts'
import { Watermark } from '../../../ui/watermark.tsx'
import { KeyOf, Printed } from '../printed.tsx'
import { contentQuery, historyQuery, itemKey, itemsKey, waitingKey } from '../queries.ts'
import { kindIn } from '../search-state.ts'
import { FaultList, submitItems } from '../submit.tsx'
import { blankContent, emptyFaults } from './blank.ts'
import { ConflictDialog } from './conflict.tsx'
import { DefenseForm } from './defense-form.tsx'
import { type Draft, useDraft } from './draft.ts'
import { Faults } from './field.tsx'
import { PicturesHere, picturesFor } from './pictures.ts'
import { PracticalForm } from './practical-form.tsx'
import { type Conflict, saveContent } from './save.ts'
import { TheoryForm } from './theory-form.tsx'

export default function EditorPage() {
  const bank = useBankId()
  const { id } = useParams({ strict: false }) as { id?: string }
  return id === undefined ? <New bank={bank} /> : <Known key={id} bank={bank} id={id} />
}

/** Somebody else in the same tab does not find it. */
function useKey(bank: string, what: string): string {
  return `juanku.draft.${useMe().name}.${bank}.${what}`
}

function New({ bank }: { bank: string }) {
  const { t } = useTranslation('items')
  const [look] = useAddress()
  const kind = kindIn(look)
  const [first] = useState((): Draft => ({ base: undefined, content: blankContent(kind) }))
  return <Editor key={kind} bank={bank} title={t(`new.${kind}`)} kept={`new.${kind}`} first={first} />
}

function Known({ bank, id }: { bank: string; id: string }) {
  const history = useQuery(historyQuery(bank, id))
  return <Loaded query={history}>{({ revision }) => <Newest bank={bank} id={id} revision={revision} />}</Loaded>
}

/** Editing begins with the newest revision as it was when the page was opened. */
function Newest({ bank, id, revision }: { bank: string; id: string; revision: number }) {
  const { t } = useTranslation('items')
  const [base] = useState(revision)
  const query = useQuery(contentQuery(bank, id, String(base)))
  return (
    <Loaded query={query}>
      {(view) => (
        <Editor
          bank={bank}
          id={view.id}
          title={t('edit.title', { number: view.number })}
          kept={view.id}
          first={{ base: view.revision, content: view.content as ItemContent }}
        />
      )}
    </Loaded>
  )
}

function Editor({
  bank,
  id,
  title,
  kept,
  first,
}: {
  bank: string
  id?: string
  title: string
  kept: string
  first: Draft
}) {
  const { t } = useTranslation('items')
  const { message } = App.useApp()
  const navigate = useNavigate()
  const { draft, change, forget, touched, restored } = useDraft(useKey(bank, kept), first)
  const { base, content } = draft
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [told, setTold] = useState<{ content: ItemContent; faults: ContentFault[] }>()
  const [conflict, setConflict] = useState<Conflict>()
  const pictures = useMemo(() => picturesFor(bank, id), [bank, id])
  const own = useMemo(() => [...contentFaults(content), ...emptyFaults(content)], [content])
  // What the service found holds until the text is another.
  const faults = told?.content === content ? told.faults : tried ? own : []
  const set = (next: ItemContent) => change({ base, content: next })

  const save = useAct(
    async (submits: boolean) => {
      const result = await saveContent({ bank, id, base, content, reason: reason.trim() })
      if (result.outcome !== 'saved' || !submits) return { result, handed: undefined }
      return { result, handed: await submitItems(bank, [{ item: result.id, revision: result.revision }]) }
    },
    {
      changes: [itemsKey(bank), waitingKey(bank), ...(id === undefined ? [] : [itemKey(bank, id)])],
      quiet: true,
      after: ({ result, handed }) => {
        if (result.outcome === 'conflict') return setConflict(result)
        if (result.outcome === 'faulty') return setTold({ content, faults: result.faults })
        forget()
        void message.success(
          t(handed?.outcome === 'submitted' ? 'saved.submitted' : 'saved', { number: result.number }),
        )
        void navigate({ to: `/banks/${bank}/items/${result.id}` as string })
      },
    },
  )
  const send = (submits: boolean) => {
    setTried(true)
    if (own.length > 0) return
    save.mutate(submits)
  }
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      document.getElementById('save-item')?.click()
    }
    window.addEventListener('keydown', keys)
    return () => window.removeEventListener('keydown', keys)
  }, [])

  return (
    <Page
      title={title}
      sub={touched ? t('draft.kept') : base === undefined ? '' : t('edit.base', { revision: base })}
      actions={
        <>
          {touched && (
            <Popconfirm
              title={t('draft.discard.sure')}
              onConfirm={() => {
                forget()
                void navigate({ to: `/banks/${bank}/items${id === undefined ? '' : `/${id}`}` as string })
              }}
            >
              <Button danger>{t('draft.discard')}</Button>
            </Popconfirm>
          )}
          <Button loading={save.isPending && save.variables === true} onClick={() => send(true)}>
            {t('save.submit')}
          </Button>
          <Button
            id="save-item"
            type="primary"
            loading={save.isPending && save.variables === false}
            onClick={() => send(false)}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      {restored && touched && (
        <Alert type="info" showIcon closable title={t('draft.restored')} style={{ marginBottom: 12 }} />
      )}
      {save.error != null && <RefusalNote error={save.error} />}
      {faults.length > 0 && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t('faults.count', { count: faults.length })}
          description={<FaultList faults={faults} content={content} />}
          style={{ marginBottom: 12 }}
        />
      )}
      <Faults.Provider value={faults}>
        <PicturesHere.Provider value={pictures}>
          <Row gutter={[16, 16]}>
            {/* Tables want the whole width; the preview stands below them then. */}
            <Col xs={24} xl={content.kind === 'theory' ? 14 : 24} xxl={14}>
              <Card>
                <Form layout="vertical" component="div">
                  {content.kind === 'theory' && <TheoryForm bank={bank} item={content} onChange={set} />}
                  {content.kind === 'practical' && <PracticalForm bank={bank} task={content} onChange={set} />}
                  {content.kind === 'defense' && <DefenseForm bank={bank} topic={content} onChange={set} />}
                  {id !== undefined && (
                    <Form.Item label={t('save.reason')} htmlFor="save-reason" style={{ marginBottom: 0 }}>
                      <Input
                        id="save-reason"
                        value={reason}
                        maxLength={500}
                        onChange={({ target }) => setReason(target.value)}
                      />
                    </Form.Item>
                  )}
                </Form>
              </Card>
            </Col>
            <Col xs={24} xl={content.kind === 'theory' ? 10 : 24} xxl={10}>
              <Card
                title={<h2 style={{ margin: 0, fontSize: 16 }}>{t('as-printed')}</h2>}
                style={{ position: 'sticky', top: 12 }}
                styles={{ body: { maxHeight: 'calc(100vh - 140px)', overflow: 'auto' } }}
              >
                <Watermark>
                  <Printed content={content} pictures={pictures.source} />
                  <Typography.Title level={3} style={{ fontSize: 14, marginTop: 16 }}>
                    {t(content.kind === 'theory' ? 'key' : 'key.marking')}
                  </Typography.Title>
                  <KeyOf content={content} pictures={pictures.source} />
                </Watermark>
              </Card>
            </Col>
          </Row>
        </PicturesHere.Provider>
      </Faults.Provider>
      {conflict && (
        <ConflictDialog
          conflict={conflict}
          mine={content}
          close={() => setConflict(undefined)}
          take={(next, base) => {
            setConflict(undefined)
            change({ base, content: next })
            void message.info(t('conflict.taken'))
          }}
        />
      )}
    </Page>
  )
}
