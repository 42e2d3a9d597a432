/** How reading is watched: reasons, budgets, working hours, anchors, terms of keeping. */
import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Card, Flex, Form, Input, InputNumber, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { Loaded } from '../../ui/page.tsx'
import { useAct } from '../../ui/use-act.ts'

type Settings = paths['/api/log/settings']['put']['requestBody']['content']['application/json']
const ROLES = ['writer', 'reviewer', 'officer', 'custodian', 'supervisor', 'administrator'] as const
const KEY = ['log', 'settings']

export function ReadingRules() {
  const query = useQuery({ queryKey: KEY, queryFn: () => ask(api.GET('/api/log/settings')) })
  return <Loaded query={query}>{({ version, settings }) => <Rules key={version} settings={settings} />}</Loaded>
}

function Rules({ settings }: { settings: Settings }) {
  const { t } = useTranslation(['log', 'common'])
  const save = useAct(
    (body: Settings) => {
      const budgets = body.budgets.map(({ person, role, soft, hard }) => ({
        person: person?.trim() || null,
        role: role || null,
        soft: soft ?? null,
        hard: hard ?? null,
      }))
      return ask(api.PUT('/api/log/settings', { body: { ...settings, ...body, budgets } }))
    },
    { changes: [KEY], done: t('saved') },
  )
  const whole = (name: keyof Settings, min: number, max: number) => (
    <Form.Item name={name} label={t(`rule.${name as 'many'}`)} rules={[{ required: true, type: 'integer', min, max }]}>
      <InputNumber min={min} max={max} precision={0} style={{ width: 140 }} />
    </Form.Item>
  )
  return (
    <Form<Settings>
      layout="vertical"
      initialValues={settings}
      onFinish={(body) => save.mutate(body)}
      style={{ maxWidth: 860 }}
      requiredMark={false}
    >
      <Flex vertical gap={16}>
        <Card title={t('rules.reason')}>
          <Form.Item name="reason" label={t('rule.reason')}>
            <Radio.Group
              options={[
                { value: 'asked', label: t('reason.asked') },
                { value: 'required', label: t('reason.required') },
              ]}
            />
          </Form.Item>
          {whole('reasonHours', 1, 24)}
        </Card>
        <Card title={t('rules.budgets')}>
          <p>{t('rules.budgets.what')}</p>
          <Form.List name="budgets">
            {(fields, { add, remove }) => (
              <Flex vertical gap={8} align="flex-start">
                {fields.map(({ key, name }) => (
                  <Flex key={key} gap={8} wrap align="center">
                    <Form.Item name={[name, 'person']} noStyle>
                      <Input placeholder={t('budget.anybody')} aria-label={t('person')} style={{ width: 150 }} />
                    </Form.Item>
                    <Form.Item name={[name, 'role']} noStyle>
                      <Select
                        allowClear
                        placeholder={t('budget.any-role')}
                        aria-label={t('budget.role')}
                        style={{ width: 150 }}
                        options={ROLES.map((value) => ({ value, label: t(`common:role.${value}`) }))}
                      />
                    </Form.Item>
                    <Form.Item name={[name, 'soft']} noStyle>
                      <InputNumber
                        min={1}
                        prefix={t('budget.soft')}
                        aria-label={t('budget.soft')}
                        style={{ width: 190 }}
                      />
                    </Form.Item>
                    <Form.Item name={[name, 'hard']} noStyle>
                      <InputNumber
                        min={1}
                        prefix={t('budget.hard')}
                        aria-label={t('budget.hard')}
                        style={{ width: 190 }}
                      />
                    </Form.Item>
                    <Button
                      type="text"
                      aria-label={t('budget.remove')}
                      icon={<MinusCircleOutlined />}
                      onClick={() => remove(name)}
                    />
                  </Flex>
                ))}
                <Button
                  icon={<PlusOutlined />}
                  onClick={() => add({ person: null, role: null, soft: null, hard: null })}
                >
                  {t('budget.add')}
                </Button>
              </Flex>
            )}
          </Form.List>
        </Card>
        <Card title={t('rules.unusual')}>
          <Flex gap={16} wrap>
            {whole('many', 1, 1_000_000)}
            {whole('dayFrom', 0, 23)}
            {whole('dayTo', 1, 24)}
          </Flex>
        </Card>
        <Card title={t('rules.keeping')}>
          <Flex gap={16} wrap>
            {whole('anchorEntries', 1, 1_000_000)}
            {whole('anchorMinutes', 1, 10_080)}
            {whole('paperYears', 3, 100)}
            {whole('electronicYears', 5, 100)}
          </Flex>
        </Card>
        <Button type="primary" htmlType="submit" loading={save.isPending} style={{ alignSelf: 'flex-start' }}>
          {t('save')}
        </Button>
      </Flex>
    </Form>
  )
}
