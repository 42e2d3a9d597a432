/** The assessment plan: ways with weights that sum up to 100, and who passes. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Card, Descriptions, Empty, Flex, Form, Input, InputNumber, Radio, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Loaded } from '../../ui/page.tsx'
import { useSaid } from '../../words/index.ts'
import { History, Statement } from './statement-form.tsx'

type Plan = paths['/api/banks/{bank}/assessment-plans']['post']['requestBody']['content']['application/json']['content']

const WAYS = ['theory', 'practical', 'safety', 'ethics', 'review'] as const

export function PlanCard() {
  const { t } = useTranslation('coverage')
  const said = useSaid()
  const bank = useBankId()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const query = useQuery({
    queryKey: ['banks', bank, 'plans'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/assessment-plans', { params: { path: { bank } } })),
  })
  return (
    <Card
      title={t('assessment')}
      extra={may('filing.state', bank) && <Button onClick={() => setOpen(true)}>{t('edit')}</Button>}
    >
      <Loaded query={query}>
        {(plans) => {
          const newest = plans.toSorted((a, b) => b.version - a.version)[0]
          const initial: Plan = newest?.content ?? {
            ways: [
              { way: 'theory', weight: 30, pass: 60, minutes: 90 },
              { way: 'practical', weight: 70, pass: 60, minutes: 120 },
            ],
            rule: 'each',
            pass: 60,
            note: '',
          }
          return (
            <>
              {newest ? (
                <Flex vertical gap={12}>
                  <Descriptions
                    size="small"
                    column={1}
                    items={[
                      ...newest.content.ways.map(({ way, weight, pass, minutes }) => ({
                        key: way,
                        label: t(`way.${way}`),
                        children: t('way.line', { weight, pass, minutes: minutes ?? '—' }),
                      })),
                      { key: 'rule', label: t('pass-rule'), children: t(`pass-rule.${newest.content.rule}`) },
                      ...(newest.content.note
                        ? [{ key: 'note', label: t('note'), children: newest.content.note }]
                        : []),
                    ]}
                  />
                  <Flex gap={6} wrap>
                    {newest.clauses.map(({ id, sentence, met, binding }) => (
                      <Tag key={id} color={met ? 'success' : binding ? 'error' : 'warning'}>
                        {said(sentence)}
                      </Tag>
                    ))}
                  </Flex>
                </Flex>
              ) : (
                <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('assessment.none')} />
              )}
              <History
                entries={plans.map(({ version, reason, by, at }) => ({
                  reason,
                  by,
                  at,
                  label: t('version', { version }),
                }))}
              />
              {open && (
                <Statement<Plan>
                  title={t('assessment')}
                  initial={initial}
                  close={() => setOpen(false)}
                  save={(content, reason) =>
                    ask(
                      api.POST('/api/banks/{bank}/assessment-plans', {
                        params: { path: { bank } },
                        body: {
                          content: {
                            ...content,
                            note: content.note ?? '',
                            ways: content.ways.map((way) => ({ ...way, minutes: way.minutes ?? null })),
                          },
                          reason,
                        },
                      }),
                    )
                  }
                >
                  <Ways />
                  <Form.Item name="rule" label={t('pass-rule')}>
                    <Radio.Group
                      options={(['each', 'weighted'] as const).map((value) => ({
                        value,
                        label: t(`pass-rule.${value}`),
                      }))}
                    />
                  </Form.Item>
                  <Form.Item name="pass" label={t('pass')}>
                    <InputNumber min={0} max={100} />
                  </Form.Item>
                  <Form.Item name="note" label={t('note')}>
                    <Input.TextArea maxLength={2000} rows={3} />
                  </Form.Item>
                </Statement>
              )}
            </>
          )
        }}
      </Loaded>
    </Card>
  )
}

/** The ways with their weights, which are to sum up to 100. */
function Ways() {
  const { t } = useTranslation('coverage')
  const form = Form.useFormInstance<Plan>()
  const ways = Form.useWatch('ways', form) ?? []
  const sum = ways.reduce((total, way) => total + (way?.weight ?? 0), 0)
  const free = WAYS.filter((name) => !ways.some((way) => way?.way === name))
  return (
    <Form.List name="ways">
      {(fields, { add, remove }) => (
        <Flex vertical gap={8} style={{ marginBottom: 16 }}>
          {fields.map(({ key, name }) => (
            <Flex key={key} gap={8} align="center" wrap>
              <span style={{ width: 120 }}>{t(`way.${ways[name]?.way ?? 'theory'}`)}</span>
              <Form.Item name={[name, 'weight']} noStyle>
                <InputNumber
                  min={0}
                  max={100}
                  prefix={t('way.weight')}
                  suffix="%"
                  aria-label={t('way.weight')}
                  style={{ width: 150 }}
                />
              </Form.Item>
              <Form.Item name={[name, 'pass']} noStyle>
                <InputNumber
                  min={0}
                  max={100}
                  prefix={t('way.pass')}
                  aria-label={t('way.pass')}
                  style={{ width: 130 }}
                />
              </Form.Item>
              <Form.Item name={[name, 'minutes']} noStyle>
                <InputNumber
                  min={1}
                  max={2880}
                  prefix={t('way.minutes')}
                  aria-label={t('way.minutes')}
                  style={{ width: 140 }}
                />
              </Form.Item>
              <Button type="text" danger onClick={() => remove(name)}>
                {t('way.remove')}
              </Button>
            </Flex>
          ))}
          <Flex gap={8} wrap>
            {free.map((way) => (
              <Button key={way} size="small" onClick={() => add({ way, weight: 0, pass: 60, minutes: null })}>
                + {t(`way.${way}`)}
              </Button>
            ))}
          </Flex>
          <Alert type={sum === 100 ? 'success' : 'warning'} title={t('way.sum', { sum })} />
        </Flex>
      )}
    </Form.List>
  )
}
