/** The lot of a sitting. */
import { useQuery } from '@tanstack/react-query'
import { Button, Card, Descriptions, Flex, Popconfirm, Select, Space, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useSetName } from '../custody/object-name.ts'
import { registerQuery } from '../custody/queries.ts'
import type { Sitting } from './types.ts'

/** The lot by which the paper and its spare come; drawn before everybody, and drawn again from its seed by anybody. */
export function Lot({ view, changes }: { view: Sitting; changes: string[][] }) {
  const { t } = useTranslation('sittings')
  const bank = useBankId()
  const may = useMay()
  const setName = useSetName(bank)
  const register = useQuery(registerQuery(bank))
  const [sets, setSets] = useState<string[]>([])
  const draw = useAct(
    (chosen: string[]) =>
      ask(
        api.POST('/api/banks/{bank}/sittings/{sitting}/draw', {
          params: { path: { bank, sitting: view.id } },
          body: { sets: chosen },
        }),
      ),
    { changes, quiet: true, done: t('lot.done') },
  )
  const sealed = [
    ...new Set(
      register.data
        ?.filter(({ kind, destroyed, voided }) => kind === 'paper' && !destroyed && !voided)
        .map(({ set }) => set),
    ),
  ]
  return (
    <Card title={t('lot')}>
      {view.draw ? (
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: 'paper', label: t('lot.paper'), children: <b className="figures">{view.draw.paper}</b> },
            {
              key: 'spare',
              label: t('lot.spare'),
              children: <span className="figures">{view.draw.spare ?? '—'}</span>,
            },
            {
              key: 'from',
              label: t('lot.from'),
              children: t('lot.candidates', { count: view.draw.candidates.length }),
            },
            {
              key: 'seed',
              label: t('lot.seed'),
              children: (
                <Typography.Text copyable code>
                  {view.draw.seed}
                </Typography.Text>
              ),
            },
          ]}
        />
      ) : may('sitting.plan', bank) ? (
        <Flex vertical gap={12}>
          <span>{t('lot.what')}</span>
          {draw.error !== null && <RefusalNote error={draw.error} />}
          <Space>
            <Select
              mode="multiple"
              aria-label={t('lot.sets')}
              placeholder={t('lot.sets')}
              value={sets}
              onChange={setSets}
              style={{ minWidth: 260 }}
              notFoundContent={t('lot.none')}
              options={sealed.map((value) => ({ value, label: setName(value) }))}
            />
            <Popconfirm title={t('lot.sure')} onConfirm={() => draw.mutate(sets)}>
              <Button type="primary" disabled={sets.length === 0} loading={draw.isPending}>
                {t('lot.go')}
              </Button>
            </Popconfirm>
          </Space>
        </Flex>
      ) : (
        <Typography.Text type="secondary">{t('not-drawn')}</Typography.Text>
      )}
    </Card>
  )
}
