/** Where the item was used, once nobody can sit those papers any more; and what it may not meet. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Empty, Flex } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useMay } from '../../app/me.ts'
import { Loaded } from '../../ui/page.tsx'
import { useTimes } from '../../ui/times.tsx'
import { itemKey } from './queries.ts'
import type { RevisionView } from './types.ts'

export function Uses({ bank, id, view }: { bank: string; id: string; view: RevisionView }) {
  const { t } = useTranslation(['items', 'common'])
  const may = useMay()
  const { day } = useTimes()
  const query = useQuery({
    queryKey: [...itemKey(bank, id), 'uses'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/items/{id}/uses', { params: { path: { bank, id } } })),
  })
  return (
    <Flex vertical gap={12}>
      {may('relation.read', bank) && (
        <Link to={`/banks/${bank}/relations` as string} search={{ item: view.id, kind: view.content.kind } as never}>
          {t('uses.relations')}
        </Link>
      )}
      <Loaded query={query}>
        {(uses) =>
          uses.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('uses.none')} />
          ) : (
            <ul style={{ margin: 0, paddingInlineStart: 18 }}>
              {uses.map(({ set, kind, number, sittings }) => {
                const name = t('uses.set', { kind: t(`common:kind.${kind}`), number })
                return (
                  <li key={set}>
                    {may('set.read', bank) ? <Link to={`/banks/${bank}/sets/${set}` as string}>{name}</Link> : name}
                    {' · '}
                    {sittings.map((sitting) => `${sitting.name} ${day(sitting.starts)}`).join(t('uses.and'))}
                  </li>
                )
              })}
            </ul>
          )
        }
      </Loaded>
    </Flex>
  )
}
