/**
 * The spread of difficulty and importance a named plan starts from; a blueprint
 * of one's own says otherwise. Levels 2 and 1 are asked harder items, and none of
 * the easiest.
 */
import type { TablePlan } from '../../core/blueprint/from-table.ts'

export const commonSpread = (level: number): Pick<TablePlan, 'difficulty' | 'importance'> => ({
  difficulty:
    level <= 2
      ? [
          { level: 2, share: 5, tolerance: 5 },
          { level: 3, share: 39, tolerance: 12 },
          { level: 4, share: 48, tolerance: 12 },
          { level: 5, share: 8, tolerance: 6 },
        ]
      : [
          { level: 1, share: 8, tolerance: 5 },
          { level: 2, share: 25, tolerance: 7 },
          { level: 3, share: 45, tolerance: 8 },
          { level: 4, share: 19, tolerance: 6 },
          { level: 5, share: 3, tolerance: 3 },
        ],
  importance: [
    { level: 'X', min: 75 },
    { level: 'Z', max: 8 },
  ],
})
