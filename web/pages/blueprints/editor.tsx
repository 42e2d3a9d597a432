/** A theory blueprint being written: what is typed is resolved here at every stroke, and tried on the bank soon after. */
import { Button, Card, Col, Flex, Form, Input, InputNumber, Row, Select, Tag, Typography } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Blueprint } from '../../../core/blueprint/blueprint.ts'
import { onDay } from '../../../core/blueprint/on-day.ts'
import { type Resolution, resolveBlueprint } from '../../../core/blueprint/resolve.ts'
import { api, ask } from '../../api/client.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import { Light } from './light.tsx'
import { Levels, Sections, Weights } from './parts.tsx'
import { Rules } from './rules.tsx'

/** Changes the draft; undefined takes a field out. */
export type Change = (change: { [K in keyof Blueprint]?: Blueprint[K] | undefined }) => void

type Kept = { name: string; draft: Blueprint; papers: number }
const today = () => new Date().toISOString().slice(0, 10)
export const resolved = (draft: Blueprint): Resolution => resolveBlueprint(onDay(draft, today()))

export function Editor({
  bank,
  from,
  name: named,
  saved,
  made,
  close,
}: {
  bank: string
  from: Blueprint | undefined
  name: string
  /** The version that is edited. */
  saved: string | undefined
  made: (id: string) => void
  close: () => void
}) {
  const { t } = useTranslation(['blueprints', 'common'])
  const keptAs = `juanku.blueprint.${bank}.${saved ?? 'new'}`
  const [state, setState] = useState<Kept>(() => {
    const kept = sessionStorage.getItem(keptAs)
    if (kept && !(saved === undefined && from)) return JSON.parse(kept) as Kept
    return { name: named, draft: from ?? { sections: [{ type: 'single', count: 80, marks: 1 }] }, papers: 10 }
  })
  const { name, draft, papers } = state
  const keep = (next: Partial<Kept>) =>
    setState((old) => {
      const all = { ...old, ...next }
      sessionStorage.setItem(keptAs, JSON.stringify(all))
      return all
    })
  const change: Change = (part) => {
    const next = { ...draft, ...part } as Blueprint
    for (const field of Object.keys(part) as (keyof Blueprint)[]) if (part[field] === undefined) delete next[field]
    keep({ draft: next })
  }
  const resolution = useMemo(() => resolved(draft), [draft])
  const changed = from === undefined || JSON.stringify(from) !== JSON.stringify(draft)
  const save = useAct(
    () =>
      ask(
        api.POST('/api/banks/{bank}/blueprints', {
          params: { path: { bank } },
          body: { kind: 'theory', name: name.trim(), content: draft as never },
        }),
      ),
    {
      changes: [['banks', bank, 'blueprints']],
      done: ({ version }) => t('saved', { version }),
      quiet: true,
      after: ({ id }) => {
        sessionStorage.removeItem(keptAs)
        made(id)
      },
    },
  )
  const discard = () => {
    sessionStorage.removeItem(keptAs)
    close()
  }
  const items = draft.sections.reduce((sum, { count }) => sum + count, 0)
  return (
    <Row gutter={[16, 16]}>
      <Col xs={24} lg={16}>
        <Flex vertical gap={16}>
          <Card>
            <Form layout="vertical">
              <Flex gap={16} wrap>
                <Form.Item label={t('name')} htmlFor="blueprint-name" style={{ flex: '1 1 220px' }}>
                  <Input
                    id="blueprint-name"
                    value={name}
                    maxLength={100}
                    onChange={({ target }) => keep({ name: target.value })}
                  />
                </Form.Item>
                <Form.Item label={t('paper-title')} htmlFor="blueprint-title" style={{ flex: '2 1 260px' }}>
                  <Input
                    id="blueprint-title"
                    value={draft.title ?? ''}
                    maxLength={200}
                    onChange={({ target }) => change({ title: target.value || undefined })}
                  />
                </Form.Item>
              </Flex>
              <Flex gap={16} wrap>
                <NumberField
                  id="minutes"
                  label={t('minutes')}
                  min={1}
                  max={600}
                  value={draft.minutes}
                  set={(minutes) => change({ minutes })}
                />
                <NumberField
                  id="pass"
                  label={t('pass')}
                  min={0}
                  max={1000}
                  step={0.5}
                  value={draft.pass}
                  set={(pass) => change({ pass })}
                />
                <NumberField
                  id="spare"
                  label={t('spare')}
                  min={0}
                  max={100}
                  value={draft.spare}
                  set={(spare) => change({ spare })}
                />
                <Form.Item label={t('forms')} htmlFor="forms">
                  <Select
                    id="forms"
                    value={(draft.forms ?? ['A']).length}
                    onChange={(n) => change({ forms: n === 2 ? ['A', 'B'] : undefined })}
                    options={[
                      { value: 1, label: 'A' },
                      { value: 2, label: 'A / B' },
                    ]}
                    style={{ width: 100 }}
                  />
                </Form.Item>
              </Flex>
            </Form>
          </Card>
          <Sections draft={draft} change={change} />
          <Weights bank={bank} draft={draft} change={change} resolution={resolution} />
          <Levels draft={draft} change={change} items={items} />
          <Card title={<Title text={t('limits')} />}>
            <Form layout="vertical">
              <Flex gap={16} wrap>
                <NumberField
                  id="per-point"
                  label={t('per-point')}
                  min={1}
                  max={1000}
                  value={draft.perPoint?.max}
                  set={(max) => change({ perPoint: max === undefined ? undefined : { max } })}
                />
                <NumberField
                  id="within-set"
                  label={t('overlap')}
                  min={0}
                  max={items}
                  value={draft.overlap?.withinSet}
                  set={(withinSet) => change({ overlap: part(draft.overlap, { withinSet }) })}
                />
                <NumberField
                  id="last-sets"
                  label={t('last-sets')}
                  min={1}
                  max={1000}
                  value={draft.overlap?.lastSets}
                  set={(lastSets) => change({ overlap: part(draft.overlap, { lastSets }) })}
                />
                <NumberField
                  id="months"
                  label={t('months')}
                  min={1}
                  max={240}
                  value={draft.overlap?.months}
                  set={(months) => change({ overlap: part(draft.overlap, { months }) })}
                />
                <NumberField
                  id="mean-min"
                  label={t('mean-min')}
                  min={1}
                  max={5}
                  step={0.1}
                  value={draft.meanDifficulty?.min}
                  set={(min) => change({ meanDifficulty: part(draft.meanDifficulty, { min }) })}
                />
                <NumberField
                  id="mean-max"
                  label={t('mean-max')}
                  min={1}
                  max={5}
                  step={0.1}
                  value={draft.meanDifficulty?.max}
                  set={(max) => change({ meanDifficulty: part(draft.meanDifficulty, { max }) })}
                />
              </Flex>
            </Form>
          </Card>
          <Rules draft={draft} change={change} />
        </Flex>
      </Col>
      <Col xs={24} lg={8}>
        <div style={{ position: 'sticky', top: 16 }}>
          <Flex vertical gap={16}>
            <Light
              bank={bank}
              draft={draft}
              papers={papers}
              setPapers={(n) => keep({ papers: n })}
              resolution={resolution}
            />
            <Card>
              <Flex vertical gap={12}>
                {save.error !== null && <RefusalNote error={save.error} />}
                <Flex gap={8} wrap align="center">
                  <Button
                    type="primary"
                    loading={save.isPending}
                    disabled={!name.trim() || !resolution.ok || (!changed && name === named)}
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
          </Flex>
        </div>
      </Col>
    </Row>
  )
}

export const Title = ({ text }: { text: string }) => <h2 style={{ margin: 0, fontSize: 16 }}>{text}</h2>

/** `old` with the fields given; undefined ones go, and with the last of them the whole. */
function part<T extends object>(
  old: T | undefined,
  fields: Partial<Record<keyof T, number | undefined>>,
): T | undefined {
  const next = Object.fromEntries(Object.entries({ ...old, ...fields }).filter(([, value]) => value !== undefined))
  return Object.keys(next).length ? (next as T) : undefined
}

function NumberField({
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
