/** What people call a sealed object: "理论第3组 第2套 A卷 答案". */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { setsQuery } from './queries.ts'

export type Subject = { object: 'paper' | 'key' | 'set'; set: string; paper: number | null; form: string }

export function useSetName(bank: string): (set: string) => string {
  const { t } = useTranslation(['custody', 'common'])
  const { data } = useQuery(setsQuery(bank))
  return (id) => {
    const set = data?.find((one) => one.id === id)
    return set ? t('set.name', { kind: t(`common:kind.${set.kind}`), number: set.number }) : id
  }
}

export function useObjectName(bank: string): (subject: Subject) => string {
  const { t } = useTranslation('custody')
  const setName = useSetName(bank)
  return ({ object, set, paper, form }) =>
    [
      setName(set),
      paper === null ? '' : t('paper.number', { number: paper }),
      form ? t('form', { form }) : '',
      t(`object.${object}`),
    ]
      .filter(Boolean)
      .join(' ')
}
