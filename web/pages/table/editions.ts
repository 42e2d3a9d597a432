/** Editions of a bank's element tables, and what the page does with one. */
import { useQuery } from '@tanstack/react-query'
import type { ElementTable } from '../../../core/element-table.ts'
import { parentOf } from '../../../core/scope-code.ts'
import { api, ask, askRaw } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { useMay } from '../../app/me.ts'

export type Edition = paths['/api/banks/{bank}/tables']['get']['responses'][200]['content']['application/json'][number]
export type Kind = Edition['kind']
export type { ElementTable }

export const useEditions = (bank: string) =>
  useQuery({
    queryKey: ['banks', bank, 'tables'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/tables', { params: { path: { bank } } })),
  })

export const useEdition = (bank: string, kind: Kind, table: string, enabled = true) =>
  useQuery({
    queryKey: ['banks', bank, 'tables', kind, table],
    queryFn: () =>
      ask(api.GET('/api/banks/{bank}/tables/{table}', { params: { path: { bank, table }, query: { kind } } })),
    enabled,
  })

/** The id of a kind's edition in force, null for none: what a new edition starts from. */
export const inForceOf = (editions: readonly Edition[], kind: Kind): string | null =>
  editions.find((one) => one.kind === kind && one.inForce)?.id ?? null

/** Puts a table in force as a new edition. The service refuses it when another than `base` is in force by now. */
export const putInForce = (bank: string, table: ElementTable, base: string | null) =>
  ask(api.POST('/api/banks/{bank}/tables', { params: { path: { bank } }, body: { base, table } }))

/** The tables that a workbook holds; nothing is written. */
export async function readWorkbook(bank: string, file: File): Promise<ElementTable[]> {
  const body = new FormData()
  body.append('file', file, file.name)
  const reply = await askRaw(new Request(`/api/banks/${bank}/tables/read`, { method: 'POST', body }))
  return (await reply.json()) as ElementTable[]
}

/** Approved items by the code of a scope or point, as far as the person may see coverage. */
export function useItemCounts(bank: string, kind: Kind): ReadonlyMap<string, number> | undefined {
  const allowed = useMay()('coverage.read', bank)
  const { data } = useQuery({
    queryKey: ['banks', bank, 'coverage'],
    queryFn: () => ask(api.GET('/api/banks/{bank}/coverage', { params: { path: { bank } } })),
    enabled: allowed,
  })
  if (!data) return undefined
  if (kind === 'practical') {
    const counts = new Map<string, number>()
    for (const { code, tasks } of data.practical.modules)
      for (let at: string | undefined = code; at !== undefined; at = parentOf(at))
        counts.set(at, (counts.get(at) ?? 0) + tasks)
    return counts
  }
  return new Map([...data.theory.scopes, ...data.theory.perPoint].map(({ code, items }) => [code, items]))
}

/** A line of the tree: a scope, or a point below a lowest scope. */
export type Line = {
  key: string
  sort: 'scope' | 'point'
  code: string
  name: string
  weight: number | null
  /** What the scopes right below sum to; null where there are none. */
  below: number | null
  importance: 'X' | 'Y' | 'Z' | null
  mode: 'mandatory' | 'pick_one' | 'drawn' | null
  minutes: number | null
  points: number
  children?: Line[]
}

/** The tree of a table in its order. */
export function treeOf({ scopes, points }: Pick<ElementTable, 'scopes' | 'points'>): Line[] {
  const lines = new Map<string, Line>()
  const tops: Line[] = []
  const hang = (line: Line) => {
    const parent = lines.get(parentOf(line.code) ?? '')
    if (!parent) tops.push(line)
    else if (parent.children) parent.children.push(line)
    else parent.children = [line]
  }
  const all = scopes.map(({ code, name, weight, mode = null, minutes = null }): Line => {
    const none = { below: null, importance: null, points: 0 }
    return { key: `scope ${code}`, sort: 'scope', code, name, weight, mode, minutes, ...none }
  })
  for (const line of all) lines.set(line.code, line)
  for (const line of all) hang(line)
  for (const { code, name, importance } of points) {
    for (let at = parentOf(code); at !== undefined; at = parentOf(at)) {
      const above = lines.get(at)
      if (above) above.points++
    }
    hang({
      key: `point ${code}`,
      sort: 'point',
      code,
      name,
      weight: null,
      below: null,
      importance,
      mode: null,
      minutes: null,
      points: 0,
    })
  }
  for (const line of lines.values()) {
    const under = line.children?.filter(({ sort }) => sort === 'scope') ?? []
    if (under.length > 0) line.below = sumOf(under)
  }
  return tops
}

/** Weights to a thousandth, as the service compares them. */
export const sumOf = (lines: readonly Pick<Line, 'weight'>[]): number =>
  Number(lines.reduce((sum, { weight }) => sum + (weight ?? 0), 0).toFixed(3))
