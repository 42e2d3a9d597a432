/** Sealing an approved set: to whom, from when on it may be opened; once, and for good. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Card, DatePicker, Flex, Form, Result, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { Loaded } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useSaid } from '../../words/index.ts'
import { useSetName } from './object-name.ts'
import { groupsQuery, registerQuery, setsQuery } from './queries.ts'

type Answer = { set: string; group?: string; notBefore?: Dayjs; keyNotBefore?: Dayjs }

export function Sealing() {
  const { t } = useTranslation('custody')
  const said = useSaid()
  const bank = useBankId()
  const setName = useSetName(bank)
  const [form] = Form.useForm<Answer>()
  const sets = useQuery(setsQuery(bank))
  const register = useQuery(registerQuery(bank))
  const groups = useQuery(groupsQuery(bank))
  const chosen = Form.useWatch('group', form)
  const seal = useAct(
    ({ set, group, notBefore, keyNotBefore }: Answer) =>
      ask(
        api.POST('/api/banks/{bank}/sets/{set}/seal', {
          params: { path: { bank, set } },
          body: {
            ...(group && { group }),
            ...(notBefore && { notBefore: notBefore.valueOf() }),
            ...(keyNotBefore && { keyNotBefore: keyNotBefore.valueOf() }),
          },
        }),
      ),
    { changes: [['banks', bank]], quiet: true, after: () => form.resetFields() },
  )
  const sealed = new Set(register.data?.map(({ set }) => set))
  const ready = sets.data?.filter(({ id, approvedBy }) => approvedBy !== null && !sealed.has(id)) ?? []
  return (
    <Loaded query={groups}>
      {(all) => {
        const group = all.find(({ name }) => name === (chosen ?? all[0]?.name))
        if (all.length === 0)
          return <Result status="info" title={t('seal.no-group')} subTitle={t('seal.no-group.what')} />
        return (
          <Card style={{ maxWidth: 720 }}>
            <p>{t('seal.what')}</p>
            {seal.data && (
              <Alert
                type="success"
                showIcon
                title={t('seal.done', { count: seal.data.length })}
                style={{ marginBottom: 12 }}
              />
            )}
            {seal.error !== null && <RefusalNote error={seal.error} />}
            <Form<Answer>
              form={form}
              layout="vertical"
              requiredMark={false}
              initialValues={{ group: all[0]?.name }}
              onFinish={(answer) => seal.mutate(answer)}
            >
              <Form.Item name="set" label={t('seal.set')} rules={[{ required: true, message: t('seal.set.missing') }]}>
                <Select
                  loading={sets.isLoading}
                  notFoundContent={t('seal.none')}
                  options={ready.map(({ id }) => ({ value: id, label: setName(id) }))}
                />
              </Form.Item>
              <Form.Item name="group" label={t('group')}>
                <Select
                  options={all.map(({ name, threshold, members }) => ({
                    value: name,
                    label: t('group.line', { name, threshold, count: members.length }),
                  }))}
                />
              </Form.Item>
              {group?.warnings.map((warning) => (
                <Alert key={warning.en} type="warning" title={said(warning)} style={{ marginBottom: 12 }} />
              ))}
              <Flex gap={16} wrap>
                <Form.Item name="notBefore" label={t('seal.paper-from')}>
                  <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" minDate={dayjs()} />
                </Form.Item>
                <Form.Item name="keyNotBefore" label={t('seal.key-from')}>
                  <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" minDate={dayjs()} />
                </Form.Item>
              </Flex>
              <Alert type="info" title={t('seal.after')} style={{ marginBottom: 12 }} />
              <Button type="primary" htmlType="submit" loading={seal.isPending}>
                {t('seal.go')}
              </Button>
            </Form>
          </Card>
        )
      }}
    </Loaded>
  )
}
