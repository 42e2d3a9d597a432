/** A defense blueprint being written: how many topics each candidate gets, and how often a topic may come. */
import { Card, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import type { DefenseBlueprint } from '../../../core/blueprint/practical.ts'
import { Light } from './light.tsx'
import { Desk, Keeping, NameField, NumberField, type Opened, useWriting } from './writing.tsx'

/** Topics and uses cannot contradict each other. */
const none: [] = []

export function DefenseEditor(opened: Opened<DefenseBlueprint>) {
  const { t } = useTranslation('blueprints')
  const writing = useWriting('defense', opened, { topics: 3 })
  const { name, draft, papers, change, setName, setPapers } = writing
  return (
    <Desk
      aside={
        <>
          <Light
            bank={opened.bank}
            kind="defense"
            blueprint={draft}
            papers={papers}
            setPapers={setPapers}
            contradictions={none}
          />
          <Keeping holds writing={writing} />
        </>
      }
    >
      <Card>
        <Form layout="vertical">
          <NameField name={name} setName={setName} />
          <NumberField
            id="topics"
            label={t('topics')}
            min={1}
            max={20}
            value={draft.topics}
            set={(topics) => change({ topics: topics ?? 1 })}
          />
          <NumberField
            id="max-use"
            label={t('max-use.topic')}
            min={1}
            max={1000}
            value={draft.maxUse}
            set={(maxUse) => change({ maxUse })}
          />
        </Form>
      </Card>
    </Desk>
  )
}
