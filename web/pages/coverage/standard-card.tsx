/** The occupational standard behind a bank. */
import { useQuery } from '@tanstack/react-query'
import { Button, Card, Descriptions, Empty, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Loaded } from '../../ui/page.tsx'
import { History, Statement } from './statement-form.tsx'

type Standard = paths['/api/banks/{bank}/standard']['put']['requestBody']['content']['application/json']['content']

export function StandardCard() {
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
