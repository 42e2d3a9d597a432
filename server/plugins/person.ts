/** The names people act under until there are accounts. */
import { type Static, Type } from '../../core/schema.ts'

const FORM = '^[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,59}$'

/** Letters and digits of any script, with `. _ @ -` inside; at most 60. */
export const Person = Type.String({ pattern: FORM })
export type Person = Static<typeof Person>

const form = new RegExp(FORM, 'u')

/** True when a name is of that form. */
export const isPerson = (name: string): boolean => form.test(name)
