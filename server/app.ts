/** The service: plugins, then the routes of each feature. Tests build the same app with other deps. */
import { randomBytes } from 'node:crypto'
import multipart from '@fastify/multipart'
import swagger from '@fastify/swagger'
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify'
import { accessRoutes } from './access/routes.ts'
import { bankRoutes } from './banks/routes.ts'
import { tableRoutes } from './banks/table-routes.ts'
import { blueprintRoutes } from './blueprints/routes.ts'
import { coverageRoutes } from './coverage/routes.ts'
import { statementRoutes } from './coverage/statement-routes.ts'
import type { Deps } from './deps.ts'
import { healthRoutes } from './health.ts'
import { importRoutes } from './imports/routes.ts'
import { calculationRoutes } from './items/calculation-routes.ts'
import { itemPictureRoutes } from './items/picture-routes.ts'
import { itemReviewRoutes } from './items/review-routes.ts'
import { itemRoutes } from './items/routes.ts'
import { itemSearchRoutes } from './items/search-routes.ts'
import { itemWriteRoutes } from './items/write-routes.ts'
import { addIdempotency } from './plugins/idempotency.ts'
import { addProblems } from './plugins/problems.ts'
import { addRecord } from './plugins/record.ts'
import { addRights } from './plugins/rights.ts'
import { relationRoutes } from './relations/routes.ts'
import { setEditRoutes } from './sets/edit-routes.ts'
import { setPrintRoutes } from './sets/print-routes.ts'
import { setRoutes } from './sets/routes.ts'
import { shortageRoutes } from './sets/shortage-routes.ts'

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** A route plugin of a feature. */
export type Routes = (app: App, deps: Deps) => void

export type AppOptions = { token: string; log?: boolean; version: string }

/** One workbook of 10,000 rows with pictures stays well below this. */
const MAX_FILE_BYTES = 64 * 1024 * 1024

/** What the service's own log says of a request: the route, never the URL, which may carry a search. */
const requestLine = ({ id, method, routeOptions }: FastifyRequest) => ({ id, method, route: routeOptions?.url })

/** The app with all routes, ready to listen. `token` is what a caller proves themselves with until accounts exist. */
export async function buildApp(deps: Deps, { token, log = false, version }: AppOptions): Promise<App> {
  const app = Fastify({
    logger: log ? { serializers: { req: requestLine } } : false,
    genReqId: () => randomBytes(9).toString('base64url'),
    bodyLimit: 1024 * 1024,
    requestTimeout: 120_000,
    forceCloseConnections: 'idle',
  })
    .withTypeProvider<TypeBoxTypeProvider>()
    .setValidatorCompiler(TypeBoxValidatorCompiler)
  addProblems(app)
  addRecord(app, deps)
  addRights(app, token)
  addIdempotency(app, deps)
  await app.register(multipart, { limits: { files: 1, fields: 10, fileSize: MAX_FILE_BYTES } })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Juanku 卷库', version, description: 'Item bank, paper assembly, seal and access log.' },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
  })
  // After the document's plugin has loaded, so that it sees every route.
  await app.register(async (scope) => {
    const typed = scope as unknown as App
    for (const routes of [
      healthRoutes,
      bankRoutes,
      tableRoutes,
      relationRoutes,
      itemRoutes,
      itemWriteRoutes,
      itemReviewRoutes,
      itemSearchRoutes,
      itemPictureRoutes,
      calculationRoutes,
      importRoutes,
      blueprintRoutes,
      setRoutes,
      setEditRoutes,
      setPrintRoutes,
      shortageRoutes,
      coverageRoutes,
      statementRoutes,
      accessRoutes,
    ])
      routes(typed, deps)
    typed.get('/openapi.json', { config: { right: 'public' }, schema: { hide: true } }, async () => app.swagger())
  })
  await app.ready()
  return app
}
