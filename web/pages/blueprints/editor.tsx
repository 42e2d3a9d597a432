/** A theory blueprint being written: what is typed is resolved here at every stroke, and tried on the bank soon after. */
import { Card, Flex, Form, Select } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Blueprint } from '../../../core/blueprint/blueprint.ts'
import { onDay } from '../../../core/blueprint/on-day.ts'
import { type Resolution, resolveBlueprint } from '../../../core/blueprint/resolve.ts'
import { Levels } from './levels.tsx'
import { Light } from './light.tsx'
import { Rules } from './rules.tsx'
import { Sections } from './sections.tsx'
import { Weights } from './weights.tsx'
import { Desk, Keeping, NameField, NumberField, type Opened, Title, TitleField, useWriting } from './writing.tsx'

const none: [] = []
const today = () => new Date().toISOString().slice(0, 10)
export const resolved = (draft: Blueprint): Resolution => resolveBlueprint(onDay(draft, today()))

export function Editor(opened: Opened<Blueprint>) {
  const { t } = useTranslation('blueprints')
  const writing = useWriting('theory', opened, {
    sections: [{ type: 'single', count: 80, marks: 1 }],
    perPoint: { max: 1 },
  })
  const { name, draft, papers, change, setName, setPapers } = writing
  const resolution = useMemo(() => resolved(draft), [draft])
  const items = draft.sections.reduce((sum, { count }) => sum + count, 0)
  return (
    <Desk
      aside={
        <>
          <Light
            bank={opened.bank}
            kind="theory"
            blueprint={draft}
            papers={papers}
            setPapers={setPapers}
            contradictions={resolution.ok ? none : resolution.contradictions}
          />
          <Keeping holds={resolution.ok} writing={writing} />
        </>
      }
    >
      <Card>
        <Form layout="vertical">
          <Flex gap={16} wrap>
            <NameField name={name} setName={setName} />
            <TitleField title={draft.title} set={(title) => change({ title })} />
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
      <Sections bank={opened.bank} draft={draft} change={change} />
      <Weights bank={opened.bank} draft={draft} change={change} resolution={resolution} />
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
    </Desk>
  )
}

/** `old` with the fields given; undefined ones go, and with the last of them the whole. */
function part<T extends object>(
  old: T | undefined,
  fields: Partial<Record<keyof T, number | undefined>>,
): T | undefined {
  const next = Object.fromEntries(Object.entries({ ...old, ...fields }).filter(([, value]) => value !== undefined))
  return Object.keys(next).length ? (next as T) : undefined
}
