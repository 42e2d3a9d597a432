/** A file that a caller sends, in a private folder of its own for as long as it is needed, with what came before it. */
import type { FastifyRequest } from 'fastify'
import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { AppError } from '../../core/errors.ts'
import { Corrections } from '../../core/row/corrections.ts'
import { Mapping } from '../../core/row/mapping.ts'
import { type SentFile, withFile } from '../plugins/multipart.ts'

export type Upload = Omit<SentFile, 'fields'> & {
  mapping: Mapping | undefined
  corrections: Corrections | undefined
}

/** Runs `work` over the one file of a multipart request; fields `mapping` and `corrections` before it are JSON. */
export const withUpload = <T>(request: FastifyRequest, work: (upload: Upload) => Promise<T>): Promise<T> =>
  withFile(request, ({ fields: { mapping, corrections }, ...file }) =>
    work({
      ...file,
      mapping: valueIn(Mapping, mapping, noMapping),
      corrections: valueIn(Corrections, corrections, noCorrections),
    }),
  )

function valueIn<Schema extends TSchema>(
  schema: Schema,
  text: string | undefined,
  refusal: () => AppError,
): Static<Schema> | undefined {
  if (text === undefined) return undefined
  try {
    const found: unknown = JSON.parse(text)
    if (Value.Check(schema, found)) return found as Static<Schema>
  } catch {
    // Not JSON: the same answer as for JSON of another shape.
  }
  throw refusal()
}

const noMapping = () =>
  new AppError(
    'input.invalid',
    'The field "mapping" is no mapping: send the one a dry run showed, with its fields changed. / “mapping”不是列对应关系：请在试运行结果上修改后提交。',
  )

const noCorrections = () =>
  new AppError(
    'input.invalid',
    'The field "corrections" holds no corrections: {"cells": [{"sheet", "row", "column", "text"}], "leftOut": [{"sheet", "row"}]}, at most 5,000 of each. / “corrections”不是改正内容：应为 {"cells": [{"sheet", "row", "column", "text"}], "leftOut": [{"sheet", "row"}]}，各不超过5000条。',
  )
