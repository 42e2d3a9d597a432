import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { State } from './types.ts'

const colours: Record<State, string | undefined> = {
  draft: undefined,
  submitted: 'blue',
  approved: 'green',
  retired: 'default',
}

/** An item's state; an approved one that is being changed says so. */
export function StateTag({ state, approved }: { state: State; approved?: number | null }) {
  const { t } = useTranslation(['common', 'items'])
  return (
    <>
      <Tag color={colours[state]} style={{ color: 'inherit' }}>
        {t(`state.${state}`)}
      </Tag>
      {approved != null && (state === 'draft' || state === 'submitted') && (
        <Tag color="green" style={{ color: 'inherit' }}>
          {t('items:in-use', { revision: approved })}
        </Tag>
      )}
    </>
  )
}
