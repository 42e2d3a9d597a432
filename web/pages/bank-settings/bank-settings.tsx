/** How a bank reviews: how many must approve, how long it may take, what each reviewer answers; other rules are linked. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Card, Flex, Form, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { MoveButtons, moved } from '../../ui/order.tsx'
import { Loaded, Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import { policyQuery } from '../items/queries.ts'

type InForce = paths['/api/banks/{bank}/review-policy']['get']['responses'][200]['content']['application/json']
type Policy = InForce['policy']
type Question = Policy['checklist'][number]

const MOST_QUESTIONS = 20

export default function BankSettings() {
  const { t } = useTranslation('bank-settings')
  const bank = useBankId()
  const may = useMay()
  const query = useQuery({
    queryKey: [...policyQuery(bank).queryKey, 'version'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/review-policy', { params: { path: { bank } } })),
  })
  return (
    <Page title={t('title')} sub={t('sub')}>
      <Flex vertical gap={16} style={{ maxWidth: 900 }}>
        <Loaded query={query}>
          {(inForce) => <ReviewPolicy bank={bank} inForce={inForce} look={() => void query.refetch()} />}
        </Loaded>
        <Card title={t('elsewhere')}>
          <Flex vertical gap={8} align="flex-start">
            {may('coverage.read', bank) && (
              <Link to={`/banks/${bank}/coverage` as string} search={{ tab: 'statements' } as never}>
                {t('elsewhere.filing')}
              </Link>
            )}
            {may('log.settings') ? (
              <Link to={'/log' as string} search={{ tab: 'rules' } as never}>
                {t('elsewhere.reading')}
              </Link>
            ) : (
              <span>{t('elsewhere.reading-supervisor')}</span>
            )}
          </Flex>
        </Card>
      </Flex>
    </Page>
  )
}

/** What is written starts from the version that was in force when it began; a newer one is shown, not overwritten. */
function ReviewPolicy({
  bank,
  inForce: { version, policy: found },
  look,
}: {
  bank: string
  inForce: InForce
  /** Looks again what is in force. */
  look: () => void
}) {
  const { t } = useTranslation('bank-settings')
  const [policy, setPolicy] = useState<Policy>(found)
  const [base, setBase] = useState(version)
  const { reviewers, days, checklist } = policy
  const setQuestions = (next: Question[]) => setPolicy({ ...policy, checklist: next })
  const save = useAct(
    () => ask(api.POST('/api/banks/{bank}/review-policy', { params: { path: { bank } }, body: { base, policy } })),
    {
      changes: [policyQuery(bank).queryKey],
      quiet: true,
      done: t('saved'),
      after: (saved) => setBase(saved.version),
    },
  )
  const unsaid = checklist.some(({ text }) => text.zh.trim() === '' || text.en.trim() === '')
  return (
    <Card title={t('review')}>
      <Form layout="vertical">
        <Form.Item label={t('reviewers')}>
          <Radio.Group
            value={reviewers}
            onChange={({ target }) => setPolicy({ ...policy, reviewers: Number(target.value) })}
            options={([1, 2] as const).map((value) => ({ value, label: t(`reviewers.${value}`) }))}
          />
        </Form.Item>
        <Form.Item label={t('days')} htmlFor="review-days">
          <InputNumber
            id="review-days"
            min={1}
            max={365}
            precision={0}
            value={days}
            onChange={(next) => next !== null && setPolicy({ ...policy, days: next })}
            style={{ width: 110 }}
          />
        </Form.Item>
      </Form>
      <p>{t('checklist')}</p>
      <Flex vertical gap={8}>
        {checklist.map(({ id, text }, at) => (
          <Flex key={id} gap={8} align="center" wrap>
            {(['zh', 'en'] as const).map((language) => (
              <Input
                key={language}
                lang={language}
                aria-label={t(`question.${language}`, { no: at + 1 })}
                placeholder={t(`question.${language}`, { no: at + 1 })}
                value={text[language]}
                maxLength={300}
                onChange={({ target }) =>
                  setQuestions(
                    checklist.map((one) => (one.id === id ? { id, text: { ...text, [language]: target.value } } : one)),
                  )
                }
                style={{ flex: '1 1 240px' }}
              />
            ))}
            <span>
              <MoveButtons
                at={at}
                of={checklist.length}
                up={t('question.up', { no: at + 1 })}
                down={t('question.down', { no: at + 1 })}
                order={(from, to) => setQuestions(moved(checklist, from, to))}
              />
              <Button
                size="small"
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('question.remove', { no: at + 1 })}
                onClick={() => setQuestions(checklist.filter((one) => one.id !== id))}
              />
            </span>
          </Flex>
        ))}
        <Flex gap={8} wrap>
          <Button
            icon={<PlusOutlined />}
            disabled={checklist.length >= MOST_QUESTIONS}
            onClick={() => setQuestions([...checklist, { id: freeId(checklist), text: { zh: '', en: '' } }])}
          >
            {t('question.add')}
          </Button>
          <Button
            type="primary"
            disabled={unsaid}
            loading={save.isPending}
            onClick={() => save.mutate(undefined, { onError: look })}
          >
            {t('save')}
          </Button>
        </Flex>
        {save.error !== null && <RefusalNote error={save.error} />}
        {version > base && (
          <Alert
            type="warning"
            showIcon
            title={t('newer', { version })}
            action={
              <Button
                size="small"
                onClick={() => {
                  setPolicy(found)
                  setBase(version)
                  save.reset()
                }}
              >
                {t('newer.take', { version })}
              </Button>
            }
          />
        )}
      </Flex>
    </Card>
  )
}

/** A name for a new question that none has; it is kept with each verdict. */
function freeId(checklist: readonly Question[]): string {
  for (let no = checklist.length + 1; ; no++)
    if (!checklist.some(({ id }) => id === `question-${no}`)) return `question-${no}`
}
