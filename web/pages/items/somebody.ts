import { useTranslation } from 'react-i18next'
import { useSaid } from '../../words/index.ts'
import type { ItemHistory } from './types.ts'

export type Somebody = ItemHistory['revisions'][number]['author']

/** Writers and reviewers do not learn each other's names: "审题员1", or "我". */
export function useSaidSomebody(): (person: Somebody) => string {
  const { t } = useTranslation('items')
  const said = useSaid()
  return ({ called, self }) => (self ? t('me') : said(called))
}
