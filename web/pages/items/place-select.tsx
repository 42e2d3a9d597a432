/** A place in the element table, chosen from its tree or by a few letters of its code or name. */
import { useQuery } from '@tanstack/react-query'
import { TreeSelect } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemContent } from '../../../core/item.ts'
import { useMay } from '../../app/me.ts'
import { tableQuery } from './queries.ts'
import type { Kind } from './types.ts'

type Node = { value: string; title: string; selectable: boolean; children?: Node[] }
/** What may be chosen: points, lowest scopes, or anything. */
type Choice = 'points' | 'scopes' | 'any'

type Table = { scopes: { code: string; name: string }[]; points: { code: string; name: string; importance: string }[] }

function treeOf({ scopes, points }: Table, choice: Choice): Node[] {
  const nodes = new Map<string, Node>()
  const top: Node[] = []
  const add = (code: string, name: string, selectable: boolean) => {
    const node: Node = { value: code, title: `${code} ${name}`, selectable }
    nodes.set(code, node)
    const parent = nodes.get(code.slice(0, Math.max(0, code.lastIndexOf('-'))))
    if (parent) parent.children = [...(parent.children ?? []), node]
    else top.push(node)
  }
  for (const { code, name } of scopes) add(code, name, choice !== 'points')
  if (choice !== 'scopes') for (const { code, name } of points) add(code, name, true)
  return top
}

export function PlaceSelect({
  bank,
  kind,
  choice,
  value,
  onChange,
  id,
  label,
  placeholder,
  width = '100%',
}: {
  bank: string
  kind: Kind
  choice: Choice
  value: string | null
  onChange: (code: string | null) => void
  id?: string
  label?: string
  placeholder?: string
  width?: number | string
}) {
  const { t } = useTranslation('items')
  const may = useMay()
  const { data, isLoading } = useQuery({
    ...tableQuery(bank, kind === 'practical' ? 'practical' : 'theory'),
    enabled: may('table.read', bank),
  })
  const tree = useMemo(() => (data ? treeOf(data, choice) : []), [data, choice])
  return (
    <TreeSelect
      id={id}
      aria-label={label}
      style={{ width }}
      popupMatchSelectWidth={420}
      loading={isLoading}
      treeData={tree}
      value={value ?? undefined}
      onChange={(code: string | undefined) => onChange(code ?? null)}
      showSearch={{ treeNodeFilterProp: 'title' }}
      allowClear
      placeholder={placeholder ?? t('place.choose')}
      notFoundContent={t('place.none')}
    />
  )
}

/** Where a content stands in its element table; null while unassigned. */
export const placeIn = (content: ItemContent): string | null =>
  content.kind === 'theory' ? content.point : content.kind === 'practical' ? content.module : content.scope

/** The name and importance of a place, by its code. */
export function usePlaces(
  bank: string,
  kind: Kind,
): (code: string | null) => { name: string; importance?: string } | undefined {
  const may = useMay()
  const { data } = useQuery({
    ...tableQuery(bank, kind === 'practical' ? 'practical' : 'theory'),
    enabled: may('table.read', bank),
  })
  const places = useMemo(() => {
    const all = new Map<string, { name: string; importance?: string }>()
    for (const { code, name } of data?.scopes ?? []) all.set(code, { name })
    for (const { code, name, importance } of data?.points ?? []) all.set(code, { name, importance })
    return all
  }, [data])
  return (code) => (code === null ? undefined : places.get(code))
}
