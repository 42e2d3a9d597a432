/** The occupational standard a bank is built on (国家职业标准, or a standard a body filed its own). */
import { closed, nullable, type Static, Type } from '../schema.ts'

/** `filingNumber` where a body filed a standard of its own; null for the national one. */
export const Standard = closed({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  code: Type.String({ minLength: 1, maxLength: 60, description: 'e.g. GZB 6-31-01-03' }),
  edition: Type.String({ minLength: 1, maxLength: 60, description: 'e.g. 2018年版' }),
  filingNumber: nullable(Type.String({ minLength: 1, maxLength: 100 })),
})
export type Standard = Static<typeof Standard>
