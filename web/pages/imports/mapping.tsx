/** Which column was understood as what, on the file's own rows; set right here, and kept for the next file of its kind. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Card, Flex, Input, List, Popconfirm, Select, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { Watermark } from '../../ui/watermark.tsx'
import type { Kind, Mapping, Report } from './run.ts'

const letters = 'abcdefghij'
const fields: Record<Kind, readonly string[]> = {
  theory: [
    'type',
    'stem',
    'options',
    ...[...letters].map((letter) => `option-${letter}`),
    'key',
    'pointCode',
    'pointName',
    ...[1, 2, 3, 4, 5, 6].map((level) => `level-${level}`),
    'difficulty',
    'agreement',
    'marks',
    'seconds',
    'rationale',
    'source',
    'family',
    'fixed',
    'picture',
    'id',
    'number',
    'part',
    'marker',
    'variables',
    'constraints',
    'formula',
    'distractors',
    'unit',
    'rounding',
    'bounds',
  ],
  practical: [
    'task',
    'title',
    'module',
    'marks',
    'preparationMinutes',
    'workingMinutes',
    'difficulty',
    'requirements',
    'criticalFailures',
    'source',
    'audience',
    'group',
    'name',
    'spec',
    'unit',
    'count',
    'note',
    'element',
    'requirement',
    'rule',
    'marker',
  ],
  defense: [
    'id',
    'title',
    'scope',
    'minutes',
    'difficulty',
    'expectedPoints',
    'scoringPoints',
    'followUps',
    'source',
    'marker',
  ],
}

/** What a field is called: "option-c" is the option C, "attribute:x" the attribute x. */
export function useFieldName(): (field: string) => string {
  const { t, i18n } = useTranslation('imports')
  return (field) => {
    const option = /^option-([a-j])$/.exec(field)?.[1]
    if (option) return t('field.option', { letter: option.toUpperCase() })
    const level = /^level-(\d)$/.exec(field)?.[1]
    if (level) return t('field.level', { level })
    if (field.startsWith('attribute:')) return t('field.attribute', { name: field.slice(10) })
    return i18n.exists(`imports:field.${field}`) ? t(`field.${field as 'stem'}`) : field
  }
}

export function MappingView({
  report,
  mapping,
  samples,
  change,
}: {
  report: Report
  mapping: Mapping
  samples: Report['samples']
  /** Absent where nothing can be changed any more. */
  change?: ((mapping: Mapping) => void) | undefined
}) {
  const { t } = useTranslation('imports')
  const nameOf = useFieldName()
  const set = (at: number, column: number, field: string | null) =>
    change?.({
      ...mapping,
      blocks: mapping.blocks.map((block, index) =>
        index === at
          ? {
              ...block,
              columns: block.columns.map((one) => (one.column === column ? { ...one, field, certain: true } : one)),
            }
          : block,
      ),
    })
  const known = fields[mapping.kind]
  return (
    <Flex vertical gap={16}>
      {!report.certain && <Alert type="warning" showIcon title={t('mapping.guessed')} />}
      {mapping.blocks.slice(0, 40).map(({ sheet, headerRow, layout, type, columns }, at) => {
        const rows = samples.find((one) => one.sheet === sheet && one.headerRow === headerRow)?.rows ?? []
        return (
          <section key={`${sheet} ${headerRow}`}>
            <Typography.Title level={3} style={{ fontSize: 15 }}>
              {t(headerRow === 0 ? 'mapping.headless' : 'mapping.block', { sheet, row: headerRow })}{' '}
              {type && <Tag>{t(`type.${type}`)}</Tag>}
            </Typography.Title>
            {layout === 'flow' ? (
              <Typography.Text type="secondary">{t('mapping.flow')}</Typography.Text>
            ) : (
              <Watermark>
                <section aria-label={t('mapping.rows', { sheet })} style={{ overflowX: 'auto' }}>
                  <Table
                    size="small"
                    bordered
                    pagination={false}
                    tableLayout="auto"
                    rowKey="row"
                    dataSource={rows}
                    locale={{ emptyText: t('mapping.no-rows') }}
                    columns={[
                      { title: t('row'), dataIndex: 'row', width: 56, className: 'figures' },
                      ...columns.map(({ column, header, field, certain }) => ({
                        key: String(column),
                        width: 180,
                        title: (
                          <Flex vertical gap={4}>
                            <span>
                              {header || t('mapping.unnamed', { column: column + 1 })}{' '}
                              {!certain && <Tag color="orange">{t('mapping.guess')}</Tag>}
                            </span>
                            <Select
                              size="small"
                              aria-label={t('mapping.field-of', { header: header || column + 1 })}
                              disabled={!change}
                              status={certain ? undefined : 'warning'}
                              value={field ?? ''}
                              onChange={(value) => set(at, column, value || null)}
                              showSearch={{ optionFilterProp: 'label' }}
                              popupMatchSelectWidth={200}
                              style={{ width: 160 }}
                              options={[
                                { value: '', label: t('mapping.unread') },
                                ...(field !== null && !known.includes(field)
                                  ? [{ value: field, label: nameOf(field) }]
                                  : []),
                                ...known.map((value) => ({ value, label: nameOf(value) })),
                              ]}
                            />
                          </Flex>
                        ),
                        render: (_: unknown, { cells }: { cells: string[] }) => cells[column] ?? '',
                      })),
                    ]}
                  />
                </section>
              </Watermark>
            )}
          </section>
        )
      })}
    </Flex>
  )
}

/** The mapping as it is being set right: read the file again with it, or keep it with the import. */
export function MappingEditor({
  report,
  keepAs,
  setKeepAs,
  again,
}: {
  report: Report
  keepAs: string
  setKeepAs: (name: string) => void
  again: (mapping: Mapping) => void
}) {
  const { t } = useTranslation('imports')
  const [changed, setChanged] = useState<Mapping>()
  const { mapping } = report
  if (!mapping) return null
  return (
    <Flex vertical gap={16}>
      <MappingView report={report} mapping={changed ?? mapping} samples={report.samples} change={setChanged} />
      <Flex gap={12} wrap align="center">
        <Button type="primary" disabled={!changed} onClick={() => changed && again(changed)}>
          {t('mapping.again')}
        </Button>
        <label htmlFor="keep-as">{t('mapping.keep')}</label>
        <Input
          id="keep-as"
          value={keepAs}
          onChange={({ target }) => setKeepAs(target.value)}
          maxLength={100}
          placeholder={t('mapping.keep.example')}
          style={{ width: 240 }}
        />
      </Flex>
    </Flex>
  )
}

/** Mappings that people kept for this bank: used by themselves for files with the same headers. */
export function KeptMappings({ bank }: { bank: string }) {
  const { t } = useTranslation(['imports', 'common'])
  const key = ['banks', bank, 'import-mappings']
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: () => ask(api.GET('/api/banks/{bank}/import-mappings', { params: { path: { bank } } })),
  })
  const forget = useAct(
    (id: string) => ask(api.DELETE('/api/banks/{bank}/import-mappings/{id}', { params: { path: { bank, id } } })),
    { changes: [key], done: t('kept.gone') },
  )
  if (error) return <RefusalNote error={error} />
  if (!data || data.length === 0) return null
  return (
    <Card title={<h2 style={{ margin: 0, fontSize: 16 }}>{t('kept')}</h2>}>
      <List
        size="small"
        dataSource={data}
        renderItem={({ id, name, kind, at, mapping }) => (
          <List.Item
            actions={[
              <Popconfirm key="gone" title={t('kept.sure')} onConfirm={() => forget.mutate(id)}>
                <Button size="small">{t('kept.forget')}</Button>
              </Popconfirm>,
            ]}
          >
            <List.Item.Meta
              title={
                <>
                  {name} <Tag>{t(`common:kind.${kind}`)}</Tag>
                </>
              }
              description={
                <>
                  {mapping.blocks
                    .flatMap(({ columns }) => columns.map(({ header }) => header))
                    .slice(0, 12)
                    .join(' · ')}{' '}
                  <Time at={at} />
                </>
              }
            />
          </List.Item>
        )}
      />
    </Card>
  )
}
