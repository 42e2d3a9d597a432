/** Re-mappings of a bank's items to another edition, as the service shows them, and one being made. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, ask } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import type { ElementTable, Kind } from './editions.ts'

type Stored = paths['/api/banks/{bank}/remaps/{remap}']['get']['responses'][200]['content']['application/json']
export type RemapLine = Stored['line']
export type Report = Stored['report']
export type Choices = { places: Record<string, string | null>; items: Record<string, string | null> }

/** Without a table the items go from the edition before to the one in force. */
export type RemapDraft = { table?: ElementTable; choices: Choices; reason: string }

export const remapsKey = (bank: string) => ['banks', bank, 'remaps'] as const

export const useRemaps = (bank: string) =>
  useQuery({
    queryKey: remapsKey(bank),
    queryFn: () => ask(api.GET('/api/banks/{bank}/remaps', { params: { path: { bank } } })),
  })

export const useRemap = (bank: string, remap: string) =>
  useQuery({
    queryKey: [...remapsKey(bank), remap],
    queryFn: () => ask(api.GET('/api/banks/{bank}/remaps/{remap}', { params: { path: { bank, remap } } })),
  })

/** What the draft would do to the bank as it is now; nothing is written. */
export const usePreview = (bank: string, kind: Kind, { table, choices }: RemapDraft) =>
  useQuery({
    queryKey: [...remapsKey(bank), 'preview', kind, table ?? 'in force', choices],
    queryFn: () =>
      ask(
        api.POST('/api/banks/{bank}/remaps/preview', {
          params: { path: { bank } },
          body: { kind, choices, ...(table && { table }) },
        }),
      ),
    placeholderData: keepPreviousData,
  })

const keptAs = (bank: string, kind: Kind) => `juanku.remap.${bank}.${kind}`
const fresh = (table?: ElementTable): RemapDraft => ({
  ...(table && { table }),
  choices: { places: {}, items: {} },
  reason: '',
})

/** Begins a re-mapping to a table that is not in force yet. */
export const beginRemap = (bank: string, table: ElementTable): void =>
  sessionStorage.setItem(keptAs(bank, table.kind), JSON.stringify(fresh(table)))

/** The re-mapping being made; kept for as long as the tab is open. */
export function useRemapDraft(bank: string, kind: Kind) {
  const [draft, setDraft] = useState<RemapDraft>(() => {
    const kept = sessionStorage.getItem(keptAs(bank, kind))
    return kept ? (JSON.parse(kept) as RemapDraft) : fresh()
  })
  return {
    draft,
    keep(next: RemapDraft) {
      sessionStorage.setItem(keptAs(bank, kind), JSON.stringify(next))
      setDraft(next)
    },
    end: () => sessionStorage.removeItem(keptAs(bank, kind)),
  }
}
