/** What the item pages pass around, as the service answers it. */
import type { paths } from '../../api/schema.d.ts'

type Reply<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Data } } } }
}
  ? Data
  : never

export type FoundPage = Reply<'/api/banks/{bank}/items/search'>
export type FoundItem = FoundPage['items'][number]
export type Kind = FoundItem['kind']
export type State = FoundItem['state']
export type ItemHistory = Reply<'/api/banks/{bank}/items/{id}/history'>
export type RevisionView = Reply<'/api/banks/{bank}/items/{id}/content'>
export type FieldChange = Reply<'/api/banks/{bank}/items/{id}/diff'>['changes'][number]
export type WaitingItem = Reply<'/api/banks/{bank}/waiting'>['items'][number]
export type Policy = Reply<'/api/banks/{bank}/review-policy'>['policy']
export type SavedView = Reply<'/api/banks/{bank}/views'>[number]

export const kinds: readonly Kind[] = ['theory', 'practical', 'defense']
export const states: readonly State[] = ['draft', 'submitted', 'approved', 'retired']
export const theoryTypes = [
  'single',
  'multiple',
  'true_false',
  'fill_in',
  'short_answer',
  'calculation',
  'essay',
  'case',
] as const
export type TheoryTypeName = (typeof theoryTypes)[number]
export const levels = [1, 2, 3, 4, 5] as const
