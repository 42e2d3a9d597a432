/** Checking what a person typed against the schema that the service uses too. */
import { readFileSync } from 'node:fs'
import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { AppError } from '../../core/errors.ts'

/** What a JSON file holds; what is no JSON is a value of the wrong shape like any other. */
export function jsonFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** `value`, or `input.usage` naming each field that is wrong. */
export function checked<Schema extends TSchema>(schema: Schema, value: unknown): Static<Schema> {
  if (Value.Check(schema, value)) return value as Static<Schema>
  const wrong = [...Value.Errors(schema, value)].map(
    ({ instancePath, message }) => `${instancePath.slice(1).replaceAll('/', '.') || 'value'}: ${message}`,
  )
  throw new AppError('input.usage', `Wrong input. / 输入有误。\n${[...new Set(wrong)].slice(0, 20).join('\n')}`)
}

/** Unix time in ms of what a person wrote, e.g. 2027-01-10T08:00+08:00; undefined stays so. */
export function timeOf(text: string): number
export function timeOf(text: string | undefined): number | undefined
export function timeOf(text: string | undefined): number | undefined {
  const time = text === undefined ? undefined : Date.parse(text)
  if (Number.isNaN(time))
    throw new AppError('input.usage', `No time: ${text}. Write 2027-01-10T08:00+08:00. / 时间格式有误。`)
  return time
}
