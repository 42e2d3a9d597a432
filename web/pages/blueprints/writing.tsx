/** What writing a blueprint of any kind has in common: the draft that is kept, its name, the page, saving it as a new version. */
import { Button, Card, Col, Flex, Form, Input, InputNumber, Row, Tag, Typography } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import type { Line } from './blueprints.tsx'

type Kept<Content> = { name: string; draft: Content; papers: number }

/** What an editor is opened with. */
export type Opened<Content> = {
  bank: string
  /** What it starts from; without, a new one. */
  from: Content | undefined
  name: string
  /** The version that is edited. */
  saved: string | undefined
  made: (id: string) => void
  close: () => void
}

/** Changes the draft; undefined takes a field out. */
export type Change<Content> = (change: { [K in keyof Content]?: Content[K] | undefined }) => void

/** Sums of weights and shares without the tail that binary fractions leave. */
export const round = (n: number) => Number(n.toFixed(3))

/** A draft is kept for as long as the tab is open: a reload loses nothing. A new one starts from `blank`. */
export function useWriting<Content extends object>(
  kind: Line['kind'],
  { bank, saved, from, name: named, made, close }: Opened<Content>,
  blank: Content,
) {
  const { t } = useTranslation('blueprints')
  const keptAs = `juanku.blueprint.${bank}.${saved ?? `new.${kind}`}`
  const [state, setState] = useState<Kept<Content>>(() => {
    const kept = sessionStorage.getItem(keptAs)
    if (kept && !(saved === undefined && from)) return JSON.parse(kept) as Kept<Content>
    return { name: named, draft: from ?? blank, papers: 10 }
  })
  const forget = () => sessionStorage.removeItem(keptAs)
  const save = useAct(
    () =>
      ask(
        api.POST('/api/banks/{bank}/blueprints', {
          params: { path: { bank } },
          body: { kind, name: state.name.trim(), content: state.draft as never },
        }),
      ),
    {
      changes: [['banks', bank, 'blueprints']],
      done: ({ version }) => t('saved', { version }),
      quiet: true,
      after: ({ id }) => {
        forget()
        made(id)
      },
    },
  )
  const keep = (next: Partial<Kept<Content>>) =>
    setState((old) => {
      const all = { ...old, ...next }
      sessionStorage.setItem(keptAs, JSON.stringify(all))
      return all
    })
  const change: Change<Content> = (part) => {
    const next = { ...state.draft, ...part } as Content
    for (const field of Object.keys(part) as (keyof Content)[]) if (part[field] === undefined) delete next[field]
    keep({ draft: next })
  }
  const changed = from === undefined || saved === undefined || JSON.stringify(from) !== JSON.stringify(state.draft)
  return {
    ...state,
    named,
    change,
    setName: (name: string) => keep({ name }),
    setPapers: (papers: number) => keep({ papers }),
    changed,
    save,
    discard: () => {
      forget()
      close()
    },
  }
}

/** What is written on one side; on the other what it comes to, in sight while one scrolls. */
export function Desk({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return (
    <Row gutter={[16, 16]}>
      <Col xs={24} lg={16}>
        <Flex vertical gap={16}>
          {children}
        </Flex>
      </Col>
      <Col xs={24} lg={8}>
        <div style={{ position: 'sticky', top: 16 }}>
          <Flex vertical gap={16}>
            {aside}
          </Flex>
        </div>
      </Col>
    </Row>
  )
}

export function NameField({ name, setName }: { name: string; setName: (name: string) => void }) {
  const { t } = useTranslation('blueprints')
  return (
    <Form.Item label={t('name')} htmlFor="blueprint-name" style={{ flex: '1 1 220px' }}>
      <Input id="blueprint-name" value={name} maxLength={100} onChange={({ target }) => setName(target.value)} />
    </Form.Item>
  )
}

/** What stands on the papers above their parts. */
export function TitleField({ title, set }: { title: string | undefined; set: (title: string | undefined) => void }) {
  const { t } = useTranslation('blueprints')
  return (
    <Form.Item label={t('paper-title')} htmlFor="blueprint-title" style={{ flex: '2 1 260px' }}>
      <Input
        id="blueprint-title"
        value={title ?? ''}
        maxLength={200}
        onChange={({ target }) => set(target.value || undefined)}
      />
    </Form.Item>
  )
}

type Writing = Pick<ReturnType<typeof useWriting>, 'name' | 'named' | 'changed' | 'save' | 'discard'>

/** Saving and leaving; `holds` is false while the draft contradicts itself. */
export function Keeping({
  holds,
  writing: { name, named, changed, save, discard },
}: {
  holds: boolean
  writing: Writing
}) {
  const { t } = useTranslation('blueprints')
  return (
    <Card>
      <Flex vertical gap={12}>
        {save.error !== null && <RefusalNote error={save.error} />}
        <Flex gap={8} wrap align="center">
          <Button
            type="primary"
            loading={save.isPending}
            disabled={!name.trim() || !holds || (!changed && name === named)}
            onClick={() => save.mutate()}
          >
            {t('save')}
          </Button>
          <Button onClick={discard}>{t(changed ? 'discard' : 'back')}</Button>
          {changed && <Tag color="orange">{t('unsaved')}</Tag>}
        </Flex>
        <Typography.Text type="secondary">{t('save.what')}</Typography.Text>
      </Flex>
    </Card>
  )
}

export const Title = ({ text }: { text: string }) => <h2 style={{ margin: 0, fontSize: 16 }}>{text}</h2>

export function NumberField({
  id,
  label,
  value,
  set,
  ...bounds
}: {
  id: string
  label: string
  value: number | undefined
  set: (value: number | undefined) => void
  min: number
  max: number
  step?: number
}) {
  return (
    <Form.Item label={label} htmlFor={id}>
      <InputNumber
        id={id}
        value={value ?? null}
        onChange={(next) => set(next ?? undefined)}
        style={{ width: 110 }}
        {...bounds}
      />
    </Form.Item>
  )
}
