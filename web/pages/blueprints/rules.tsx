/** Every rule of the blueprint as a row that can be switched on and off, each with its sentence. */
import { Alert, Card, Switch, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Blueprint } from '../../../core/blueprint/blueprint.ts'
import { overlapWords, perPointWords } from '../../../core/blueprint/words.ts'
import type { Words } from '../../../core/words.ts'
import { useSaid } from '../../words/index.ts'
import { resolved } from './editor.tsx'
import { type Change, Title } from './writing.tsx'

type Line = { id: string; sentence: Words; fixed: boolean }

export function Rules({ draft, change }: { draft: Blueprint; change: Change<Blueprint> }) {
  const { t } = useTranslation('blueprints')
  const said = useSaid()
  const off = draft.off ?? []
  const { off: _, ...on } = draft
  const all = resolved(on)
  const lines: Line[] = all.ok
    ? [
        ...all.blueprint.rules.map(({ id, sentence }) => ({ id, sentence, fixed: /^section\.\d+$/.test(id) })),
        ...(all.blueprint.perPoint === null ? [] : [free('per-point', perPointWords(all.blueprint.perPoint))]),
        free('overlap', overlapWords(all.blueprint.overlap)),
        ...(all.blueprint.earlier.lastSets === null
          ? []
          : [
              free('earlier.sets', {
                zh: `不用最近 ${all.blueprint.earlier.lastSets} 套用过的试题`,
                en: `no item of the last ${all.blueprint.earlier.lastSets} sets`,
              }),
            ]),
        ...(all.blueprint.earlier.usedBefore === null
          ? []
          : [
              free('earlier.day', {
                zh: `不用 ${all.blueprint.earlier.usedBefore} 以来用过的试题`,
                en: `no item used since ${all.blueprint.earlier.usedBefore}`,
              }),
            ]),
        free('enemies', { zh: '互斥试题不在同一卷', en: 'enemies never meet in one paper' }),
        free('groups', { zh: '同组试题整组入卷', en: 'items of one group enter a paper together' }),
      ]
    : []
  const turn = (id: string, wanted: boolean) => {
    const next = wanted ? off.filter((one) => one !== id) : [...off, id]
    change({ off: next.length ? next : undefined })
  }
  return (
    <Card title={<Title text={t('rules')} />}>
      {!all.ok && <Alert type="info" showIcon title={t('rules.contradiction')} />}
      {all.ok && (
        <Table<Line>
          size="small"
          rowKey="id"
          dataSource={lines}
          pagination={{ defaultPageSize: 15, hideOnSinglePage: true, showSizeChanger: true }}
          columns={[
            {
              title: t('rules.on'),
              width: 80,
              render: (_, { id, fixed, sentence }) => (
                <Switch
                  size="small"
                  aria-label={t('rules.switch', { rule: said(sentence) })}
                  checked={!off.includes(id)}
                  disabled={fixed}
                  onChange={(wanted) => turn(id, wanted)}
                />
              ),
            },
            { title: t('rules.sentence'), render: (_, { sentence }) => said(sentence) },
          ]}
        />
      )}
    </Card>
  )
}

const free = (id: string, sentence: Words): Line => ({ id, sentence, fixed: false })
