/** The banks the person has a part in, and the one the page is about. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../api/client.ts'
import type { paths } from '../api/schema.d.ts'

export type Bank = paths['/api/banks']['get']['responses'][200]['content']['application/json'][number]

export const banksQuery = queryOptions({
  queryKey: ['banks'],
  queryFn: () => ask(api.GET('/api/banks')),
  staleTime: 60_000,
})

/** The bank in the page's address. */
export function useBankId(): string {
  const { bank } = useParams({ strict: false }) as { bank?: string }
  if (bank === undefined) throw new Error('this page is about no bank')
  return bank
}

/** A bank as people say it: "电工（PLC）三级". */
export function useBankName(): (bank: Pick<Bank, 'occupation' | 'trade' | 'level'>) => string {
  const { t } = useTranslation()
  return ({ occupation, trade, level }) =>
    t('bank', { name: trade ? `${occupation}（${trade}）` : occupation, level: t(`level.${level as 1}`) })
}

export function useBanks(): Bank[] {
  return useQuery(banksQuery).data ?? []
}
