/**
 * A page of the items' table: plain rows of a plain table. Fifty rows of the
 * library's cells and boxes took the browser longer than their way from the
 * database; these look alike and cost half of it.
 */
import { CaretDownOutlined, CaretUpOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Empty, theme } from 'antd'
import { type CSSProperties, Fragment, type KeyboardEvent, memo, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { parseText, plainText } from '../../../core/text.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { RowLink } from '../../ui/row-link.tsx'
import { useTimes } from '../../ui/times.tsx'
import type { ChangeAddress } from '../../ui/use-address.ts'
import { usePlaces } from './place-select.tsx'
import { waitingQuery } from './queries.ts'
import { type FoundItem, type Kind, type State, states } from './types.ts'

export const columnNames = [
  'type',
  'state',
  'title',
  'point',
  'difficulty',
  'changed',
  'waits',
  'created',
  'code',
  'revision',
] as const
export type ColumnName = (typeof columnNames)[number]

/** Widths in px; the text takes what is left. */
const WIDTHS: Record<ColumnName | 'number', number | undefined> = {
  number: 168,
  type: 84,
  state: 96,
  title: undefined,
  point: 130,
  difficulty: 88,
  changed: 124,
  waits: 96,
  created: 124,
  code: 120,
  revision: 80,
}
const SORTED = ['number', 'point', 'difficulty', 'changed'] as const
type Sorted = (typeof SORTED)[number]
const isSorted = (name: string): name is Sorted => (SORTED as readonly string[]).includes(name)

type Props = {
  kind: Kind
  items: readonly FoundItem[]
  columns: readonly ColumnName[]
  chosen: readonly FoundItem[]
  choose: (items: FoundItem[]) => void
  sort: string
  /** What is said where there are none; undefined while they are on their way. */
  empty: string | undefined
  change: ChangeAddress
}

/** Drawn anew for other rows, and not because they are on their way. */
export const Rows = memo(function Rows({ kind, items, columns, chosen, choose, sort, empty, change }: Props) {
  const { t } = useTranslation(['items', 'common'])
  const { token } = theme.useToken()
  const bank = useBankId()
  const may = useMay()
  const navigate = useNavigate()
  const cells = useCells(bank, kind)
  /** The row whose box was clicked last: with shift, all from there on go along. */
  const last = useRef<string>(undefined)

  const selecting = (['item.write', 'item.review', 'item.assign', 'item.bulk'] as const).some((right) =>
    may(right, bank),
  )
  const ids = new Set(chosen.map(({ id }) => id))
  const set = (some: readonly FoundItem[], to: boolean) => {
    const touched = new Set(some.map(({ id }) => id))
    choose([...chosen.filter(({ id }) => !touched.has(id)), ...(to ? some : [])])
  }
  const pick = (item: FoundItem, to: boolean, withShift: boolean) => {
    const from = withShift ? items.findIndex(({ id }) => id === last.current) : -1
    const here = items.indexOf(item)
    last.current = item.id
    set(from < 0 ? [item] : items.slice(Math.min(from, here), Math.max(from, here) + 1), to)
  }
  const picked = items.filter(({ id }) => ids.has(id)).length

  const by = (name: Sorted) => {
    const next = sort === name ? `-${name}` : sort === `-${name}` ? undefined : name
    change({ sort: next === 'number' ? undefined : next, cursor: undefined })
  }
  const heading = (name: ColumnName | 'number') => {
    if (name === 'title') return t(kind === 'theory' ? 'column.stem' : 'column.title')
    if (name === 'point') return t(kind === 'theory' ? 'column.point' : 'column.module')
    return t(`column.${name}`)
  }
  const shown = ['number' as const, ...columns]
  const colours = {
    '--ground': token.colorBgContainer,
    '--line': token.colorBorderSecondary,
    '--head': token.colorFillQuaternary,
    '--over': token.colorFillTertiary,
    '--chosen': token.colorPrimaryBg,
    '--accent': token.colorPrimary,
    '--quiet': token.colorTextSecondary,
    '--mark': token.colorFillQuaternary,
    '--approved': token.colorSuccessBg,
    '--approved-line': token.colorSuccessBorder,
    '--submitted': token.colorInfoBg,
    '--submitted-line': token.colorInfoBorder,
  } as CSSProperties
  return (
    <table className="rows" style={colours}>
      <colgroup>
        {selecting && <col style={{ width: 32 }} />}
        {shown.map((name) => (
          <col key={name} style={{ width: WIDTHS[name] }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {selecting && (
            <th scope="col">
              <input
                type="checkbox"
                aria-label={t('select-all')}
                checked={items.length > 0 && picked === items.length}
                ref={(box) => {
                  if (box) box.indeterminate = picked > 0 && picked < items.length
                }}
                onChange={({ currentTarget }) => set(items, currentTarget.checked)}
              />
            </th>
          )}
          {shown.map((name) =>
            isSorted(name) ? (
              <th key={name} scope="col" aria-sort={sortOf(sort, name)}>
                <button type="button" onClick={() => by(name)}>
                  {heading(name)}
                  <Order of={sortOf(sort, name)} />
                </button>
              </th>
            ) : (
              <th key={name} scope="col">
                {heading(name)}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => {
          const to = `/banks/${bank}/items/${item.id}`
          const open = () => void navigate({ to })
          return (
            <tr
              key={item.id}
              data-row-key={item.id}
              tabIndex={0}
              className={ids.has(item.id) ? 'chosen' : undefined}
              onKeyDown={(event) => rowKey(event, open)}
              onDoubleClick={open}
            >
              {selecting && (
                <td>
                  <input
                    type="checkbox"
                    aria-label={t('select', { number: item.spoken })}
                    checked={ids.has(item.id)}
                    onChange={({ currentTarget, nativeEvent }) =>
                      pick(item, currentTarget.checked, (nativeEvent as MouseEvent).shiftKey)
                    }
                  />
                </td>
              )}
              <td>
                <RowLink to={to}>{item.spoken}</RowLink>
              </td>
              {columns.map((name) => (
                <Fragment key={name}>{cells[name](item)}</Fragment>
              ))}
            </tr>
          )
        })}
        {items.length === 0 && (
          <tr className="none">
            <td colSpan={shown.length + (selecting ? 1 : 0)}>
              {empty === undefined ? ' ' : <Empty description={empty} />}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  )
})

const sortOf = (sort: string, name: string) =>
  sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : 'none'

function Order({ of }: { of: 'ascending' | 'descending' | 'none' }) {
  return (
    <span className="order" aria-hidden="true">
      <CaretUpOutlined className={of === 'ascending' ? 'on' : undefined} />
      <CaretDownOutlined className={of === 'descending' ? 'on' : undefined} />
    </span>
  )
}

/** The cell of each column, its words looked up once and not for each row. */
function useCells(bank: string, kind: Kind): Record<ColumnName, (item: FoundItem) => ReactNode> {
  const { t } = useTranslation(['items', 'common'])
  const { day, minute } = useTimes()
  const places = usePlaces(bank, kind)
  const waits = useWaits(bank)
  const stateNames = Object.fromEntries(states.map((state) => [state, t(`common:state.${state}`)])) as Record<
    State,
    string
  >
  const difficulties = ['unknown', 1, 2, 3, 4, 5].map((level) => t(`difficulty.${level as 1}`))
  const unplaced = t('unplaced')
  return {
    type: ({ type }) => <td>{type === null ? '' : t(`type.${type as 'single'}`)}</td>,
    state: ({ state, approved }) => (
      <td>
        <span className={`mark ${state}`}>{stateNames[state]}</span>
        {approved !== null && (state === 'draft' || state === 'submitted') && (
          <span className="mark approved">{t('in-use', { revision: approved })}</span>
        )}
      </td>
    ),
    title: ({ title }) => {
      const text = plainText(parseText(title))
      return <td title={text}>{text}</td>
    },
    point: ({ point }) => {
      if (point === null) return <td className="quiet">{unplaced}</td>
      const name = places(point)?.name
      return (
        <td title={name}>
          <span className="figures">{point}</span> {name}
        </td>
      )
    },
    difficulty: ({ difficulty }) => <td>{difficulties[difficulty ?? 0]}</td>,
    changed: ({ changed }) => (
      <td>
        <time title={minute(changed)}>{day(changed)}</time>
      </td>
    ),
    waits: ({ id }) => <td title={waits(id)}>{waits(id)}</td>,
    created: ({ created }) => <td>{day(created)}</td>,
    code: ({ code }) => <td title={code ?? undefined}>{code}</td>,
    revision: ({ revision }) => <td>{revision}</td>,
  }
}

/** Up and down go from row to row, Enter opens one. */
export function rowKey(event: KeyboardEvent<HTMLElement>, open: () => void): void {
  const row = event.currentTarget
  if (event.target !== row) return
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key] as
    | 'nextElementSibling'
    | 'previousElementSibling'
    | undefined
  if (step) {
    event.preventDefault()
    const to = row[step]
    if (to instanceof HTMLElement) to.focus()
  } else if (event.key === 'Enter') open()
  else if (event.key === ' ') {
    event.preventDefault()
    row.querySelector<HTMLInputElement>('input[type=checkbox]')?.click()
  }
}

/** Who an item waits for: people's names for who assigns, else only what waits for oneself. */
function useWaits(bank: string): (id: string) => string {
  const { t } = useTranslation('items')
  const may = useMay()
  const all = may('item.assign', bank)
  const { data } = useQuery(waitingQuery(bank, all))
  const byItem = new Map<string, string[]>()
  for (const { item, task, person } of data?.items ?? []) {
    const who = task === 'assign' ? t('task.assign') : `${t(`task.${task}`)} · ${person ?? t('me')}`
    byItem.set(item, [...(byItem.get(item) ?? []), who])
  }
  return (id) => byItem.get(id)?.join('; ') ?? ''
}
