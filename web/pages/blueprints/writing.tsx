/** What writing a blueprint of any kind has in common: the draft that is kept, its name, saving it as a new version. */
import { Button, Card, Flex, Form, InputNumber, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import type { Line } from './blueprints.tsx'

type Kept<Content> = { name: string; draft: Content; papers: number }

/** Sums of weights and shares without the tail that binary fractions leave. */
export const round = (n: number) => Number(n.toFixed(3))

/** A draft is kept for as long as the tab is open: a reload loses nothing. */
export function useWriting<Content extends object>({
  bank,
  kind,
  saved,
  from,
  blank,
  named,
  made,
  close,
}: {
  bank: string
  kind: Line['kind']
  /** The version that is edited. */
  saved: string | undefined
  /** What it starts from; without, a new one from `blank`. */
  from: Content | undefined
  blank: Content
  named: string
  made: (id: string) => void
  close: () => void
}) {
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
  return {
    state,
    keep: (next: Partial<Kept<Content>>) =>
      setState((old) => {
        const all = { ...old, ...next }
        sessionStorage.setItem(keptAs, JSON.stringify(all))
        return all
      }),
    changed: from === undefined || saved === undefined || JSON.stringify(from) !== JSON.stringify(state.draft),
    save,
    discard: () => {
      forget()
      close()
    },
  }
}

type Writing = Pick<ReturnType<typeof useWriting>, 'changed' | 'save' | 'discard'>

/** Saving and leaving; `holds` is false while the draft contradicts itself. */
export function Keeping({
  name,
  named,
  holds,
  writing: { changed, save, discard },
}: {
  name: string
  named: string
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
