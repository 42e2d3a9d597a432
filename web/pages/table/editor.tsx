/** Writing a new edition of an element table. */
import { Alert, Button, Flex, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/me.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useAddress } from '../../ui/use-address.ts'
import { type ElementTable, putInForce } from './editions.ts'
import { beginRemap } from './remaps.ts'
import { Tree, treeFaults } from './tree.tsx'

type Writing = { base: string | null; draft: ElementTable }

/** A draft is kept for as long as the tab is open: a reload loses nothing. */
export function Editor({
  bank,
  table,
  inForce,
  close,
}: {
  bank: string
  table: ElementTable
  inForce: string | null
  close: () => void
}) {
  const { t } = useTranslation(['table', 'common'])
  const keptAs = `juanku.table.${bank}.${table.kind}`
  // The edition in force when the writing began stays with it: somebody else's meanwhile is not overwritten.
  const [{ base, draft }, setWriting] = useState<Writing>(() => {
    const kept = sessionStorage.getItem(keptAs)
    return kept ? (JSON.parse(kept) as Writing) : { base: inForce, draft: { ...table, edition: '' } }
  })
  const keep = (next: ElementTable) => {
    sessionStorage.setItem(keptAs, JSON.stringify({ base, draft: next }))
    setWriting({ base, draft: next })
  }
  const end = () => {
    sessionStorage.removeItem(keptAs)
    close()
  }
  const may = useMay()
  const [, setAddress] = useAddress()
  const edition = { ...draft, edition: draft.edition.trim() }
  const put = useAct(() => putInForce(bank, edition, base), {
    changes: [['banks', bank]],
    done: ({ displaced }) => (displaced > 0 ? t('put.displaced', { count: displaced }) : t('put.done')),
    quiet: true,
    after: end,
  })
  /** Items move with the new edition, once another person applies it; until then what was typed is kept. */
  const remap = () => {
    beginRemap(bank, edition)
    close()
    setAddress({ edition: undefined, tab: 'remap', remap: 'new' })
  }
  const faults = treeFaults(draft)
  return (
    <Flex vertical gap={12}>
      <Flex gap={12} wrap align="center">
        <label htmlFor="edition-name">{t('edition.new')}</label>
        <Input
          id="edition-name"
          value={draft.edition}
          maxLength={100}
          placeholder={table.edition}
          onChange={({ target }) => keep({ ...draft, edition: target.value })}
          style={{ width: 260 }}
        />
        <Button
          type="primary"
          loading={put.isPending}
          disabled={faults > 0 || edition.edition === ''}
          onClick={() => put.mutate()}
        >
          {t('put')}
        </Button>
        {may('table.remap', bank) && (
          <Button disabled={faults > 0 || edition.edition === ''} onClick={remap}>
            {t('remap.with')}
          </Button>
        )}
        <Button onClick={end}>{t('common:cancel')}</Button>
      </Flex>
      {put.error !== null && <RefusalNote error={put.error} />}
      {faults > 0 && <Alert type="warning" showIcon title={t('faults', { count: faults })} />}
      <Tree
        bank={bank}
        kind={draft.kind}
        table={draft}
        alter={(line, change) =>
          keep({
            ...draft,
            scopes: draft.scopes.map((one) =>
              line.sort === 'scope' && one.code === line.code ? { ...one, ...change } : one,
            ),
            points: draft.points.map((one) =>
              line.sort === 'point' && one.code === line.code ? { ...one, ...change } : one,
            ),
          })
        }
      />
    </Flex>
  )
}
