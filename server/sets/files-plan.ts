/** A blueprint and an assembled set in JSON files. */
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { Blueprint } from '../../core/blueprint/blueprint.ts'
import { type Static, Type } from '../../core/schema.ts'
import type { Words } from '../../core/words.ts'
import { MOST_FAULTS, type Parsed } from './files-pool.ts'

/** What `check` reads of a result of `assemble`: the papers' item ids. Whatever stands beside them is left alone. */
const SetFile = Type.Object({
  papers: Type.Array(Type.Array(Type.String({ minLength: 1, maxLength: 100 })), { minItems: 1, maxItems: 10_000 }),
})
export type SetFile = Static<typeof SetFile>

/** A blueprint file, or what is wrong with it by field. */
export const parsePlan = (bytes: Uint8Array): Parsed<Blueprint> => parseJson<Blueprint>(bytes, Blueprint)

/** The papers of a result file, or what is wrong with it by field. */
export const parseSet = (bytes: Uint8Array): Parsed<SetFile> => parseJson<SetFile>(bytes, SetFile)

function parseJson<T>(bytes: Uint8Array, schema: TSchema): Parsed<T> {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    const where = error instanceof SyntaxError ? error.message : 'not UTF-8'
    return {
      ok: false,
      faults: [{ zh: `不是 UTF-8 的 JSON 文件（${where}）`, en: `not a JSON file in UTF-8 (${where})` }],
    }
  }
  if (Value.Check(schema, value)) return { ok: true, value: value as T }
  return { ok: false, faults: schemaFaults(schema, value) }
}

/** The first fault of each field, with its place as in "sections[0].type". */
function schemaFaults(schema: TSchema, value: unknown): Words[] {
  const byPlace = new Map<string, Words>()
  for (const { keyword, instancePath, params, message } of Value.Errors(schema, value)) {
    // "schema is false" is how a field that should not be there shows up beside the fault that names it.
    if (keyword === 'boolean') continue
    const place = instancePath
      .slice(1)
      .replaceAll(/\/(\d+)/g, '[$1]')
      .replaceAll('/', '.')
    const named =
      'additionalProperties' in params && Array.isArray(params.additionalProperties) ? params.additionalProperties : []
    for (const field of named) {
      const path = [place, field].filter((part) => part !== '').join('.')
      byPlace.set(path, { zh: `${path}：未知的字段，请删除`, en: `${path}: unknown field, remove it` })
    }
    if (named.length > 0 || byPlace.has(place)) continue
    byPlace.set(place, faultWords(place === '' ? 'file' : place, params, message))
  }
  const faults = [...byPlace.values()]
  const hidden = faults.length - MOST_FAULTS
  const more = hidden > 0 ? [{ zh: `另有 ${hidden} 处问题`, en: `and ${hidden} more` }] : []
  return [...faults.slice(0, MOST_FAULTS), ...more]
}

function faultWords(place: string, params: object, message: string): Words {
  if ('allowedValues' in params && Array.isArray(params.allowedValues)) {
    const values = params.allowedValues.join(', ')
    return { zh: `${place}：应为以下之一：${values}`, en: `${place}: must be one of ${values}` }
  }
  if ('requiredProperties' in params && Array.isArray(params.requiredProperties)) {
    const fields = params.requiredProperties.join(', ')
    return { zh: `${place}：缺少字段 ${fields}`, en: `${place}: lacks the field ${fields}` }
  }
  return { zh: `${place}：值不合要求（${message}）`, en: `${place}: ${message}` }
}
