/** Items that must not meet in one paper, and families of variants: proposed by people or a search, decided by another. */
import { PlusOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Empty, Flex, Segmented, Skeleton, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAddress } from '../../ui/use-address.ts'
import { Watermark } from '../../ui/watermark.tsx'
import { kinds } from '../items/types.ts'
import { FindSimilar } from './find-similar.tsx'
import { Propose } from './propose.tsx'
import { type Kind, relationsQuery, type State, states } from './queries.ts'
import { RelationCard } from './relation-card.tsx'

export default function Relations() {
  const { t } = useTranslation(['relations', 'common'])
  const bank = useBankId()
  const may = useMay()
  const [look, change] = useAddress()
  const [proposing, setProposing] = useState(false)
  const kind = kinds.find((one) => one === look['kind']) ?? 'theory'
  const item = look['item']
  // What waits for a word comes first; of one item, all of them.
  const state = look['state'] ?? (item ? 'all' : 'proposed')
  const wanted = states.find((one) => one === state)
  const query = useInfiniteQuery(relationsQuery(bank, kind, wanted, item))
  const shown = query.data?.pages.flatMap(({ relations }) => relations) ?? []
  const proposes = may('relation.propose', bank)
  return (
    <Page
      title={t('title')}
      sub={t('sub')}
      actions={
        proposes && (
          <>
            <FindSimilar key={kind} bank={bank} kind={kind} />
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setProposing(true)}>
              {t('propose')}
            </Button>
          </>
        )
      }
    >
      <Flex gap={12} wrap align="center" style={{ marginBottom: 16 }}>
        <Segmented<State | 'all'>
          aria-label={t('state')}
          value={wanted ?? 'all'}
          onChange={(next) => change({ state: next })}
          options={[...states, 'all' as const].map((value) => ({ value, label: t(`state.${value}`) }))}
        />
        <Segmented<Kind>
          aria-label={t('kind')}
          value={kind}
          onChange={(next) => change({ kind: next, item: undefined })}
          options={kinds.map((value) => ({ value, label: t(`common:kind.${value}`) }))}
        />
        {item && (
          <Tag closable={{ 'aria-label': t('of-one.all') }} onClose={() => change({ item: undefined })}>
            {t('of-one')}
          </Tag>
        )}
      </Flex>
      {query.error && <RefusalNote error={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton active paragraph={{ rows: 6 }} />}
      {query.data && shown.length === 0 && (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={t(wanted === 'proposed' && proposes ? 'none.proposed' : 'none')}
        />
      )}
      <Watermark>
        <Flex vertical gap={16}>
          {shown.map((relation) => (
            <RelationCard key={relation.id} bank={bank} relation={relation} />
          ))}
        </Flex>
      </Watermark>
      {query.hasNextPage && (
        <Flex justify="center" style={{ marginTop: 16 }}>
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </Flex>
      )}
      {proposing && <Propose bank={bank} close={() => setProposing(false)} />}
    </Page>
  )
}
