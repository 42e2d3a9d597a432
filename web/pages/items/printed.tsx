/** An item as it will be printed, and beside it what only those with the right see: key, rationale, marking. */
import { Descriptions, Flex, Typography } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CasePart, DefenseTopic, ItemContent, Key, Option, PracticalTask, TheoryItem } from '../../../core/item.ts'
import { marksText } from '../../../core/marks.ts'
import { parseText, plainText } from '../../../core/text.ts'
import { ItemText, type PictureSource } from '../../ui/item-text.tsx'

export const letterAt = (at: number): string => String.fromCharCode(65 + at)

type Shown = { pictures: PictureSource }

/** The question as a candidate meets it. */
export function Printed({ content, pictures }: { content: ItemContent } & Shown) {
  return (
    <div className="as-printed">
      {content.kind === 'theory' && <Theory item={content} pictures={pictures} />}
      {content.kind === 'practical' && <Practical task={content} pictures={pictures} />}
      {content.kind === 'defense' && <p>{content.title}</p>}
    </div>
  )
}

function Theory({ item, pictures }: { item: TheoryItem } & Shown) {
  return (
    <>
      <ItemText text={item.stem} pictures={pictures} />
      <Options options={item.options} pictures={pictures} />
      {item.parts?.map((part, at) => (
        <div key={part.id} style={{ marginTop: 8 }}>
          <ItemText text={part.stem} pictures={pictures} lead={`(${at + 1}) `} />
          <Options options={part.options} pictures={pictures} />
        </div>
      ))}
    </>
  )
}

/** Short options stand side by side, as on paper. */
function Options({ options, pictures }: { options: readonly Option[] } & Shown) {
  if (options.length === 0) return null
  const longest = Math.max(...options.map(({ text }) => plainText(parseText(text)).length))
  const pictured = options.some(({ text }) => text.includes('![]('))
  const columns = pictured || longest > 16 ? 1 : longest > 7 ? 2 : 4
  return (
    <div
      style={{
        display: 'grid',
        gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
        gap: '2px 16px',
        marginTop: 4,
      }}
    >
      {options.map(({ id, text }, at) => (
        <ItemText key={id} text={text} pictures={pictures} lead={`${letterAt(at)}. `} />
      ))}
    </div>
  )
}

function Practical({ task, pictures }: { task: PracticalTask } & Shown) {
  const { t } = useTranslation('items')
  return (
    <>
      <Typography.Title level={3} style={{ fontSize: 17, marginTop: 0, textAlign: 'center' }}>
        {task.title}
      </Typography.Title>
      <Flex gap={16} wrap style={{ marginBottom: 8 }}>
        <span>{t('printed.marks', { marks: marksText(task.marks) })}</span>
        <span>{t('printed.preparation', { minutes: task.preparationMinutes })}</span>
        <span>{t('printed.working', { minutes: task.workingMinutes })}</span>
      </Flex>
      <ItemText text={task.requirements} pictures={pictures} />
      {(['site', 'candidate'] as const).map(
        (list) =>
          task[list].length > 0 && (
            <Section key={list} title={t(`field.${list}`)}>
              <Grid
                head={[
                  t('field.group'),
                  t('field.name'),
                  t('field.spec'),
                  t('field.unit'),
                  t('field.count'),
                  t('field.note'),
                ]}
                rows={task[list].map(({ group, name, spec, unit, count, note }) => [
                  t(`group.${group}`),
                  name,
                  spec,
                  unit,
                  count,
                  note,
                ])}
              />
            </Section>
          ),
      )}
    </>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section style={{ marginTop: 12 }}>
      <strong>{title}</strong>
      <div style={{ overflowX: 'auto' }}>{children}</div>
    </section>
  )
}

function Grid({ head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] }) {
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell) => (
            <th key={cell}>{cell}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row
          <tr key={at}>
            {cells.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column
              <td key={column}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function KeyText({ value, options, pictures }: { value: Key; options: readonly Option[] } & Shown) {
  const { t } = useTranslation('items')
  if ('truth' in value) return <strong>{t(value.truth ? 'key.true' : 'key.false')}</strong>
  if ('text' in value) return <ItemText text={value.text} pictures={pictures} />
  const letters = options.flatMap(({ id }, at) => (value.options.includes(id) ? [letterAt(at)] : []))
  return <strong>{letters.join('') || '—'}</strong>
}

/** Key, rationale, marking rules: what a candidate never sees. */
export function KeyOf({ content, pictures }: { content: ItemContent } & Shown) {
  return (
    <div className="as-printed">
      {content.kind === 'theory' && <TheoryKey item={content} pictures={pictures} />}
      {content.kind === 'practical' && <Marking task={content} />}
      {content.kind === 'defense' && <DefenseKey topic={content} />}
    </div>
  )
}

function TheoryKey({ item, pictures }: { item: TheoryItem } & Shown) {
  const { t } = useTranslation('items')
  const parts: readonly CasePart[] = item.parts ?? []
  return (
    <Flex vertical gap={8}>
      {item.type !== 'case' && <KeyText value={item.key} options={item.options} pictures={pictures} />}
      {parts.map((part, at) => (
        <Flex key={part.id} gap={8}>
          <span>({at + 1})</span>
          <KeyText value={part.key} options={part.options} pictures={pictures} />
        </Flex>
      ))}
      {item.rationale.trim() !== '' && (
        <div>
          <Typography.Text type="secondary">{t('field.rationale')}</Typography.Text>
          <ItemText text={item.rationale} pictures={pictures} />
        </div>
      )}
      {item.calculation && (
        <Descriptions size="small" column={1} bordered>
          <Descriptions.Item label={t('calculation.formula')}>
            <code>{item.calculation.formula}</code> {item.calculation.unit}
          </Descriptions.Item>
          {item.calculation.variables.map(({ name, values }) => (
            <Descriptions.Item key={name} label={name}>
              {'list' in values ? values.list.join(', ') : `${values.from} … ${values.to} (${values.step})`}
            </Descriptions.Item>
          ))}
          {item.calculation.distractors.length > 0 && (
            <Descriptions.Item label={t('calculation.distractors')}>
              <code>{item.calculation.distractors.join('; ')}</code>
            </Descriptions.Item>
          )}
        </Descriptions>
      )}
    </Flex>
  )
}

function Marking({ task }: { task: PracticalTask }) {
  const { t } = useTranslation('items')
  return (
    <>
      <Section title={t('field.marking')}>
        <Grid
          head={[t('field.element'), t('field.requirement'), t('field.marks'), t('field.rule')]}
          rows={task.marking.map(({ element, requirement, marks, rule }) => [
            element,
            requirement,
            marksText(marks),
            rule,
          ])}
        />
      </Section>
      {task.criticalFailures.length > 0 && (
        <Section title={t('field.criticalFailures')}>
          <Lines of={task.criticalFailures} />
        </Section>
      )}
    </>
  )
}

function Lines({ of }: { of: readonly string[] }) {
  return (
    <ol style={{ margin: 0 }}>
      {of.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line
        <li key={at}>{line}</li>
      ))}
    </ol>
  )
}

function DefenseKey({ topic }: { topic: DefenseTopic }) {
  const { t } = useTranslation('items')
  return (
    <>
      <Section title={t('field.expectedPoints')}>
        <Lines of={topic.expectedPoints} />
      </Section>
      <Section title={t('field.scoringPoints')}>
        <Grid
          head={[t('field.scoringPoint'), t('field.marks')]}
          rows={topic.scoringPoints.map(({ text, marks }) => [text, marksText(marks)])}
        />
      </Section>
      {topic.followUps.length > 0 && (
        <Section title={t('field.followUps')}>
          <Lines of={topic.followUps} />
        </Section>
      )}
    </>
  )
}
