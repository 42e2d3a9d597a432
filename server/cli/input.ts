/** Checking what a person typed against the schema that the service uses too. */
import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { AppError } from '../../core/errors.ts'

/** `value`, or `input.usage` naming each field that is wrong. */
export function checked<Schema extends TSchema>(schema: Schema, value: unknown): Static<Schema> {
  if (Value.Check(schema, value)) return value as Static<Schema>
  const wrong = [...Value.Errors(schema, value)].map(
    ({ instancePath, message }) => `${instancePath.slice(1).replaceAll('/', '.') || 'value'}: ${message}`,
  )
  throw new AppError('input.usage', `Wrong input. / 输入有误。\n${[...new Set(wrong)].slice(0, 20).join('\n')}`)
}
