/** Handing items in: all of them, or what is wrong with them. */
import { useTranslation } from 'react-i18next'
import type { ItemContent } from '../../../core/item.ts'
import type { ContentFault } from '../../../core/item-checks.ts'
import { api, ask } from '../../api/client.ts'
import { useSaid } from '../../words/index.ts'
import { useFieldName } from './field-name.ts'

export type Listed = { item: string; revision: number }
type Faulty = { outcome: 'faulty'; items: { item: string; number: string; faults: ContentFault[] }[] }
export type SubmitResult = { outcome: 'submitted'; submitted: number } | Faulty

const isFaulty = (reply: unknown): reply is Faulty =>
  reply !== null && typeof reply === 'object' && (reply as { outcome?: unknown }).outcome === 'faulty'

/** Throws a `Refusal` when nobody may, or no longer at these revisions. */
export async function submitItems(bank: string, items: Listed[]): Promise<SubmitResult> {
  const call = await api.POST('/api/banks/{bank}/submissions', { params: { path: { bank } }, body: { items } })
  const fault: unknown = call.error
  return isFaulty(fault) ? fault : ask(Promise.resolve(call))
}

export function FaultList({ faults, content }: { faults: readonly ContentFault[]; content?: ItemContent }) {
  const { t } = useTranslation('items')
  const said = useSaid()
  const fieldName = useFieldName(content)
  return (
    <ul style={{ margin: 0, paddingInlineStart: 20 }} aria-label={t('faults')}>
      {faults.map(({ field, code, message }) => (
        <li key={`${field} ${code}`}>
          {fieldName(field)}: {said(message)}
        </li>
      ))}
    </ul>
  )
}
