/** A file that a caller sends, in a private folder of its own for as long as it is needed, with the mapping that came before it. */
import type { FastifyRequest } from 'fastify'
import { Value } from 'typebox/value'
import { AppError } from '../../core/errors.ts'
import { Mapping } from '../../core/row/mapping.ts'
import { type SentFile, withFile } from '../plugins/multipart.ts'

export type Upload = Omit<SentFile, 'fields'> & { mapping: Mapping | undefined }

/** Runs `work` over the one file of a multipart request; a field `mapping` before it is the mapping as JSON. */
export const withUpload = <T>(request: FastifyRequest, work: (upload: Upload) => Promise<T>): Promise<T> =>
  withFile(request, ({ fields: { mapping }, ...file }) =>
    work({ ...file, mapping: mapping === undefined ? undefined : mappingFrom(mapping) }),
  )

function mappingFrom(text: string): Mapping {
  try {
    const found: unknown = JSON.parse(text)
    if (Value.Check(Mapping, found)) return found
  } catch {
    // Not JSON: the same answer as for JSON of another shape.
  }
  throw new AppError(
    'input.invalid',
    'The field "mapping" is no mapping: send the one a dry run showed, with its fields changed. / “mapping”不是列对应关系：请在试运行结果上修改后提交。',
  )
}
