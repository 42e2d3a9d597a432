/**
 * The types of the service's interface, made from its own OpenAPI document:
 * `npm run api-types` writes them, a test fails while they differ.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'
import { buildApp } from '../../server/app.ts'
import { openDeps } from '../../server/deps.ts'

export const SCHEMA = fileURLToPath(new URL('schema.d.ts', import.meta.url))

type Operation = { responses: Record<string, { content?: Record<string, { schema: object }> }> }
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas?: Record<string, object> } }

/** The text of `schema.d.ts` for the service as it is. Every error has one form, so it stands once. */
export async function schemaText(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'juanku-schema-'))
  const deps = await openDeps(
    { dataDir: join(dir, 'data'), keysDir: join(dir, 'keys'), databaseKey: undefined },
    () => 0,
  )
  try {
    const app = await buildApp(deps, { version: '' })
    const document = structuredClone(app.swagger()) as unknown as Document
    await app.close()
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
    const problem = operations.flatMap(({ responses }) => responses['422']?.content?.['application/json']?.schema ?? [])
    document.components.schemas = { ...document.components.schemas, Problem: problem[0]! }
    for (const { responses } of operations)
      for (const status of Object.keys(responses)) if (!status.startsWith('2')) delete responses[status]
    const tree = await openapiTS(document as unknown as Parameters<typeof openapiTS>[0], { alphabetize: true })
    return `/** Made by \`npm run api-types\` from the service's OpenAPI document. */\n\n${astToString(tree)}`
  } finally {
    await deps.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(SCHEMA, await schemaText())
