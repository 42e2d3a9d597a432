/** The filing rules that hold for a bank. */
import { useQuery } from '@tanstack/react-query'
import { Button, Card, Descriptions, Flex, Form, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Loaded } from '../../ui/page.tsx'
import { History, Statement } from './statement-form.tsx'

type Rules = paths['/api/banks/{bank}/filing-rules']['put']['requestBody']['content']['application/json']['content']

const RULES = ['theory-items', 'theory-papers', 'practical-papers', 'defense-topics'] as const

export function RulesCard() {
  const { t } = useTranslation('coverage')
  const bank = useBankId()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const query = useQuery({
    queryKey: ['banks', bank, 'filing-rules'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/filing-rules', { params: { path: { bank } } })),
  })
  return (
    <Card
      title={t('filing-rules')}
      extra={may('filing.state', bank) && <Button onClick={() => setOpen(true)}>{t('edit')}</Button>}
    >
      <Loaded query={query}>
        {({ inForce, history }) => (
          <>
            <Descriptions
              size="small"
              column={1}
              items={[
                { key: 'document', label: t('filing-rules.document'), children: inForce.document },
                { key: 'reading', label: t('filing-rules.reading'), children: t(`filing-rules.${inForce.reading}`) },
                ...RULES.map((rule) => ({
                  key: rule,
                  label: t(`rule.${rule}`),
                  children: <span className="figures">≥ {inForce.rules[rule].needed}</span>,
                })),
              ]}
            />
            <History
              entries={history.map(({ content, ...rest }) => ({
                ...rest,
                label: RULES.map((rule) => content.rules[rule].needed).join(' / '),
              }))}
            />
            {open && (
              <Statement<Rules>
                title={t('filing-rules')}
                initial={inForce}
                close={() => setOpen(false)}
                save={(content, reason) => {
                  const rules = Object.fromEntries(
                    RULES.map((rule) => [rule, { ...inForce.rules[rule], ...content.rules[rule] }]),
                  ) as Rules['rules']
                  return ask(
                    api.PUT('/api/banks/{bank}/filing-rules', {
                      params: { path: { bank } },
                      body: { content: { ...inForce, ...content, rules }, reason },
                    }),
                  )
                }}
              >
                <Form.Item name="document" label={t('filing-rules.document')} rules={[{ required: true }]}>
                  <Input maxLength={200} />
                </Form.Item>
                <Form.Item name="reading" label={t('filing-rules.reading')}>
                  <Radio.Group
                    options={(['and', 'or'] as const).map((value) => ({ value, label: t(`filing-rules.${value}`) }))}
                  />
                </Form.Item>
                {RULES.map((rule) => (
                  <Flex key={rule} gap={8}>
                    <Form.Item name={['rules', rule, 'needed']} label={t(`rule.${rule}`)} rules={[{ required: true }]}>
                      <InputNumber min={0} max={1_000_000} precision={0} style={{ width: 120 }} />
                    </Form.Item>
                    <Form.Item
                      name={['rules', rule, 'source', 'zh']}
                      label={t('filing-rules.source')}
                      rules={[{ required: true }]}
                      style={{ flex: 1 }}
                    >
                      <Input maxLength={500} />
                    </Form.Item>
                  </Flex>
                ))}
              </Statement>
            )}
          </>
        )}
      </Loaded>
    </Card>
  )
}
