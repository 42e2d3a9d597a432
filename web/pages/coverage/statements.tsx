/** What the body states about a bank: its standard, its assessment plan, the filing rules that hold; each change with its reason. */
import { useQuery } from '@tanstack/react-query'
import {
  Alert,
  Button,
  Card,
  Descriptions,
  Empty,
  Flex,
  Form,
  Input,
  InputNumber,
  List,
  Modal,
  Radio,
  Tag,
  Typography,
} from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Loaded } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useSaid } from '../../words/index.ts'

type Standard = paths['/api/banks/{bank}/standard']['put']['requestBody']['content']['application/json']['content']
type Plan = paths['/api/banks/{bank}/assessment-plans']['post']['requestBody']['content']['application/json']['content']
type Rules = paths['/api/banks/{bank}/filing-rules']['put']['requestBody']['content']['application/json']['content']
const WAYS = ['theory', 'practical', 'safety', 'ethics', 'review'] as const
const RULES = ['theory-items', 'theory-papers', 'practical-papers', 'defense-topics'] as const

export function Statements() {
  return (
    <Flex vertical gap={16}>
      <StandardCard />
      <PlanCard />
      <RulesCard />
    </Flex>
  )
}

type Said = { reason: string; by: string; at: number }
function History({ entries }: { entries: readonly (Said & { label: string })[] }) {
  const { t } = useTranslation('coverage')
  if (entries.length === 0) return null
  return (
    <List
      size="small"
      header={t('history')}
      dataSource={[...entries]}
      renderItem={({ label, reason, by, at }) => (
        <List.Item>
          <Flex gap={12} wrap>
            <span>{label}</span>
            <Typography.Text type="secondary">
              {by} · <Time at={at} /> · {reason}
            </Typography.Text>
          </Flex>
        </List.Item>
      )}
    />
  )
}

/** A statement's form: its fields, and the reason that is kept with it. */
function Statement<Content extends object>({
  title,
  initial,
  close,
  save,
  children,
}: {
  title: string
  initial: Content
  close: () => void
  save: (content: Content, reason: string) => Promise<unknown>
  children: React.ReactNode
}) {
  const { t } = useTranslation(['coverage', 'common'])
  const bank = useBankId()
  const [form] = Form.useForm<Content & { reason: string }>()
  const act = useAct(
    ({ reason, ...content }: Content & { reason: string }) => save(content as unknown as Content, reason.trim()),
    { changes: [['banks', bank]], quiet: true, done: t('stated'), after: close },
  )
  return (
    <Modal
      open
      title={title}
      width={720}
      okText={t('state')}
      cancelText={t('common:cancel')}
      confirmLoading={act.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      {act.error !== null && <RefusalNote error={act.error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        requiredMark={false}
        onFinish={(answer) => act.mutate(answer as Content & { reason: string })}
      >
        {children}
        <Form.Item
          name={'reason' as never}
          label={t('reason')}
          extra={t('reason.kept')}
          rules={[{ required: true, whitespace: true, message: t('reason.missing') }]}
        >
          <Input maxLength={2000} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function StandardCard() {
  const { t } = useTranslation('coverage')
  const bank = useBankId()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const query = useQuery({
    queryKey: ['banks', bank, 'standard'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/standard', { params: { path: { bank } } })),
  })
  const required = [{ required: true, whitespace: true, message: t('needed') }]
  return (
    <Card
      title={t('standard')}
      extra={may('filing.state', bank) && <Button onClick={() => setOpen(true)}>{t('edit')}</Button>}
    >
      <Loaded query={query}>
        {({ inForce, history }) => (
          <>
            {inForce ? (
              <Descriptions
                size="small"
                column={2}
                items={[
                  { key: 'name', label: t('standard.name'), children: inForce.name },
                  { key: 'code', label: t('standard.code'), children: inForce.code },
                  { key: 'edition', label: t('standard.edition'), children: inForce.edition },
                  { key: 'filing', label: t('standard.filing'), children: inForce.filingNumber ?? '—' },
                ]}
              />
            ) : (
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('standard.none')} />
            )}
            <History
              entries={history.map(({ content, ...rest }) => ({
                ...rest,
                label: `${content.code} ${content.edition}`,
              }))}
            />
            {open && (
              <Statement<Standard>
                title={t('standard')}
                initial={inForce ?? { name: '', code: '', edition: '', filingNumber: null }}
                close={() => setOpen(false)}
                save={(content, reason) =>
                  ask(
                    api.PUT('/api/banks/{bank}/standard', {
                      params: { path: { bank } },
                      body: { content: { ...content, filingNumber: content.filingNumber?.trim() || null }, reason },
                    }),
                  )
                }
              >
                <Form.Item name="name" label={t('standard.name')} rules={required}>
                  <Input maxLength={200} autoFocus />
                </Form.Item>
                <Form.Item name="code" label={t('standard.code')} rules={required}>
                  <Input maxLength={60} placeholder="GZB 6-31-01-03" />
                </Form.Item>
                <Form.Item name="edition" label={t('standard.edition')} rules={required}>
                  <Input maxLength={60} />
                </Form.Item>
                <Form.Item name="filingNumber" label={t('standard.filing')} extra={t('standard.filing.hint')}>
                  <Input maxLength={100} />
                </Form.Item>
              </Statement>
            )}
          </>
        )}
      </Loaded>
    </Card>
  )
}

function PlanCard() {
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
                    <Input.TextArea maxLength={2000} autoSize />
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

function RulesCard() {
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
