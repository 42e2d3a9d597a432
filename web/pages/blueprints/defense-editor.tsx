/** A defense blueprint being written: how many topics each candidate gets, and how often a topic may come. */
import { Card, Col, Flex, Form, Input, Row } from 'antd'
import { useTranslation } from 'react-i18next'
import type { DefenseBlueprint } from '../../../core/blueprint/practical.ts'
import { Light } from './light.tsx'
import { Keeping, NumberField, useWriting } from './writing.tsx'

/** Topics and uses cannot contradict each other. */
const none: [] = []

export function DefenseEditor({
  bank,
  from,
  name: named,
  saved,
  made,
  close,
}: {
  bank: string
  from: DefenseBlueprint | undefined
  name: string
  saved: string | undefined
  made: (id: string) => void
  close: () => void
}) {
  const { t } = useTranslation('blueprints')
  const blank: DefenseBlueprint = { topics: 3 }
  const { state, keep, ...writing } = useWriting({ bank, kind: 'defense', saved, from, blank, named, made, close })
  const { name, draft, papers } = state
  return (
    <Row gutter={[16, 16]}>
      <Col xs={24} lg={16}>
        <Card>
          <Form layout="vertical">
            <Form.Item label={t('name')} htmlFor="blueprint-name">
              <Input
                id="blueprint-name"
                value={name}
                maxLength={100}
                onChange={({ target }) => keep({ name: target.value })}
              />
            </Form.Item>
            <NumberField
              id="topics"
              label={t('topics')}
              min={1}
              max={20}
              value={draft.topics}
              set={(topics) => keep({ draft: { ...draft, topics: topics ?? 1 } })}
            />
            <NumberField
              id="max-use"
              label={t('max-use.topic')}
              min={1}
              max={1000}
              value={draft.maxUse}
              set={(maxUse) => {
                const { maxUse: _, ...rest } = draft
                keep({ draft: maxUse === undefined ? rest : { ...rest, maxUse } })
              }}
            />
          </Form>
        </Card>
      </Col>
      <Col xs={24} lg={8}>
        <Flex vertical gap={16}>
          <Light
            bank={bank}
            kind="defense"
            blueprint={draft}
            papers={papers}
            setPapers={(n) => keep({ papers: n })}
            contradictions={none}
          />
          <Keeping name={name} named={named} holds writing={writing} />
        </Flex>
      </Col>
    </Row>
  )
}
