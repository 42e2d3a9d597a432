/** An item whose numbers are drawn, and what a paper makes of it. Apart from `content.ts`, which loads the parser. */
import type { TheoryItem } from '../item.ts'
import type { Calculation, DrawnValues } from './calculation.ts'

/** A theory item that carries a calculation. */
export type CalculationItem = TheoryItem & { calculation: Calculation }

/** What a paper prints in the item's place: `content` without places or calculation, and the values it stands on. */
export type Drawn = { content: TheoryItem; values: DrawnValues }

/** True for an item whose numbers are drawn. */
export const isCalculation = (content: { kind: string; calculation?: unknown }): content is CalculationItem =>
  content.kind === 'theory' && content.calculation !== undefined
