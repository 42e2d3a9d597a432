/** One import from the person's side: a file looked at first, then taken, with progress, and cancelled on demand. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Corrections } from '../../../core/row/corrections.ts'
import { api, ask, askRaw, Refusal } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { type Progress, watchProgress } from '../../api/watch.ts'

export type Report = paths['/api/banks/{bank}/imports']['post']['responses'][200]['content']['application/json']
export type Mapping = NonNullable<Report['mapping']>
export type Kind = 'theory' | 'practical' | 'defense'
export type Pair = NonNullable<Report['near']>[number]
/** What a person wants of two that are much alike. */
export type Wanted = 'keep' | 'family' | 'enemies'

/** How a file is to be read; `kind` is found out where it is not given, `wanted` is done once it is imported. */
export type Choices = {
  kind?: Kind | undefined
  near?: boolean
  mapping?: Mapping | undefined
  keepAs?: string | undefined
  corrections?: Corrections | undefined
  wanted?: Readonly<Record<string, Wanted>>
}

/** A pair by its places, which are the same before and after the import. */
export const pairKey = ({ sheet, row, other }: Pair): string =>
  JSON.stringify([sheet, row, other.row === undefined ? other.item : [other.sheet, other.row]])

const form = (file: File, { mapping, corrections }: Choices) => {
  const data = new FormData()
  if (mapping) data.append('mapping', JSON.stringify(mapping))
  if (corrections) data.append('corrections', JSON.stringify(corrections))
  data.append('file', file, file.name)
  return data
}

/** The request for the annotated copy of a file: nothing is written. */
export const annotatedRequest = (bank: string, file: File, choices: Choices): Request =>
  new Request(`/api/banks/${bank}/imports/annotated${choices.kind ? `?kind=${choices.kind}` : ''}`, {
    method: 'POST',
    body: form(file, choices),
  })

/** Proposes that two items are a family, or enemies: another person decides. */
export const proposal = (bank: string, sort: Exclude<Wanted, 'keep'>, items: string[], reason: string) =>
  api.POST('/api/banks/{bank}/relations', { params: { path: { bank } }, body: { sort, items, reason } })

export type Work = {
  file: File | undefined
  choices: Choices
  report: Report | undefined
  progress: Progress | undefined
  running: 'look' | 'import' | undefined
  error: unknown
}
const idle: Work = {
  file: undefined,
  choices: {},
  report: undefined,
  progress: undefined,
  running: undefined,
  error: undefined,
}

export function useImport(bank: string) {
  const [work, setWork] = useState<Work>(idle)
  const queries = useQueryClient()
  const { t } = useTranslation('imports')
  const watch = useRef('')

  /** Hands in the relations that were wanted of pairs, now that their items are there. */
  async function propose({ near }: Report, wanted: Readonly<Record<string, Wanted>>) {
    for (const pair of near ?? []) {
      const sort = wanted[pairKey(pair)]
      if (sort && sort !== 'keep' && pair.item && pair.other.item)
        await ask(proposal(bank, sort, [pair.item, pair.other.item], t('near.reason')))
    }
  }

  async function send(how: 'look' | 'import', file: File, choices: Choices) {
    watch.current = crypto.randomUUID()
    const over = new AbortController()
    setWork((old) => ({ ...old, file, choices, running: how, progress: undefined, error: undefined }))
    const query = new URLSearchParams({
      watch: watch.current,
      ...(choices.kind && { kind: choices.kind }),
      ...(choices.near && { near: 'true' }),
      ...(how === 'look' ? { dryRun: 'true' } : { acceptMapping: 'true' }),
      ...(how === 'import' && choices.keepAs?.trim() && { keepMappingAs: choices.keepAs.trim() }),
    })
    const url = `/api/banks/${bank}/imports`
    void watchProgress(
      `${url}/running/${watch.current}`,
      (progress) => setWork((old) => ({ ...old, progress })),
      over.signal,
    )
    try {
      const reply = await askRaw(new Request(`${url}?${query}`, { method: 'POST', body: form(file, choices) }))
      const report = (await reply.json()) as Report
      setWork((old) => ({ ...old, report, running: undefined }))
      if (how === 'look') return
      await propose(report, choices.wanted ?? {})
      await queries.invalidateQueries({ queryKey: ['banks', bank] })
    } catch (error) {
      const cancelled = error instanceof Refusal && error.problem.code === 'work.cancelled'
      setWork((old) => ({ ...old, running: undefined, error: cancelled ? undefined : error }))
    } finally {
      over.abort()
    }
  }

  return {
    work,
    look: (file: File, choices: Choices) => send('look', file, choices),
    take: (choices: Choices) => (work.file ? send('import', work.file, choices) : undefined),
    /** Asks the service to stop; what it had not published is gone. */
    cancel: () =>
      ask(
        api.DELETE('/api/banks/{bank}/imports/running/{watch}', { params: { path: { bank, watch: watch.current } } }),
      ).catch(() => undefined),
    restart: () => setWork(idle),
  }
}
