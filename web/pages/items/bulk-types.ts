/** What is done to several items at once. */
import type { FoundItem, Kind } from './types.ts'

export type About = { kind: Kind; chosen: readonly FoundItem[]; clear: () => void }

export type What = 'approve' | 'assign' | 'change'
