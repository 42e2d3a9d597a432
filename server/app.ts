/** The service: plugins, then the routes of each feature. Tests build the same app with other deps. */
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyServerOptions,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify'
import { nanoid } from 'nanoid'
import { Type } from '../core/schema.ts'
import { accessRoutes } from './access/routes.ts'
import { bySession } from './accounts/cookies.ts'
import { accountManageRoutes } from './accounts/manage-routes.ts'
import { accountRoutes } from './accounts/routes.ts'
import { bankRoutes } from './banks/routes.ts'
import { tableRoutes } from './banks/table-routes.ts'
import { blueprintRoutes } from './blueprints/routes.ts'
import type { Listening } from './config.ts'
import { addConsole } from './console.ts'
import { coverageRoutes } from './coverage/routes.ts'
import { statementRoutes } from './coverage/statement-routes.ts'
import { ceremonyRoutes } from './custody/ceremony-routes.ts'
import { outsideRoutes } from './custody/outside-routes.ts'
import { registerRoutes } from './custody/register-routes.ts'
import { custodyRoutes } from './custody/routes.ts'
import type { Deps } from './deps.ts'
import { healthRoutes } from './health.ts'
import { importRoutes } from './imports/routes.ts'
import { calculationRoutes } from './items/calculation-routes.ts'
import { itemPictureRoutes } from './items/picture-routes.ts'
import { itemReviewRoutes } from './items/review-routes.ts'
import { itemRoutes } from './items/routes.ts'
import { itemSearchRoutes } from './items/search-routes.ts'
import { addSight } from './items/sight.ts'
import { itemWriteRoutes } from './items/write-routes.ts'
import { serializerCompiler, validatorCompiler } from './plugins/compile.ts'
import { addHardening, REQUESTS_PER_MINUTE } from './plugins/hardening.ts'
import { addIdempotency } from './plugins/idempotency.ts'
import { addProblems } from './plugins/problems.ts'
import { addRecord } from './plugins/record.ts'
import { addRights, type Identify } from './plugins/rights.ts'
import { type LogTarget, serviceLog } from './plugins/service-log.ts'
import { relationRoutes } from './relations/routes.ts'
import { setEditRoutes } from './sets/edit-routes.ts'
import { setPrintRoutes } from './sets/print-routes.ts'
import { setRoutes } from './sets/routes.ts'
import { shortageRoutes } from './sets/shortage-routes.ts'
import { archiveRoutes } from './sittings/archive-routes.ts'
import { sittingRoutes } from './sittings/routes.ts'

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** A route plugin of a feature. */
export type Routes = (app: App, deps: Deps) => void

export type AppOptions = {
  /** Cookies without HTTPS, for trying the service out on one machine. */
  plainLoopback?: boolean
  /** How the app finds out who asks; by their session when it is not said. */
  identify?: Identify
  log?: LogTarget
  version: string
  listening?: Pick<Listening, 'tls' | 'proxies'>
  requestsPerMinute?: number
  /** The folder of the console's built files; its own by default. */
  pages?: string
}

/** One workbook of 10,000 rows with pictures stays well below this. */
const MAX_FILE_BYTES = 64 * 1024 * 1024

/** The app with all routes, ready to listen. */
export async function buildApp(
  deps: Deps,
  {
    plainLoopback = false,
    identify,
    log = false,
    version,
    listening = { tls: undefined, proxies: [] },
    requestsPerMinute = REQUESTS_PER_MINUTE,
    pages,
  }: AppOptions,
): Promise<App> {
  const { tls, proxies } = listening
  const options: FastifyServerOptions = {
    logger: serviceLog(log),
    // Only a proxy that is named may say who the client is.
    trustProxy: proxies.length ? [...proxies] : false,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    genReqId: () => nanoid(12),
    bodyLimit: 1024 * 1024,
    requestTimeout: 120_000,
    forceCloseConnections: 'idle',
  }
  // Requests and replies are the same over TLS; only the server's type would differ.
  const app = Fastify(tls ? ({ ...options, https: tls } as FastifyServerOptions) : options)
    .withTypeProvider<TypeBoxTypeProvider>()
    .setValidatorCompiler(validatorCompiler)
    .setSerializerCompiler(serializerCompiler)
  addProblems(app)
  const mode = { plainLoopback }
  // Before the rights, which read the cookie.
  await app.register(cookie)
  await addHardening(app, { encrypted: tls !== undefined || proxies.length > 0, requestsPerMinute })
  addRecord(app, deps)
  addRights(app, deps, identify ?? bySession(deps, mode))
  addSight(app, deps)
  addIdempotency(app, deps)
  await app.register(multipart, { limits: { files: 1, fields: 10, fileSize: MAX_FILE_BYTES } })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Juanku 卷库', version, description: 'Item bank, paper assembly, seal and access log.' },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-juanku-session' } } },
      security: [{ session: [] }],
    },
  })
  // After the document's plugin has loaded, so that it sees every route.
  await app.register(async (scope) => {
    const typed = scope as unknown as App
    for (const routes of [
      healthRoutes,
      accountRoutes(mode),
      accountManageRoutes,
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
      custodyRoutes,
      ceremonyRoutes,
      registerRoutes,
      outsideRoutes,
      sittingRoutes,
      archiveRoutes,
      coverageRoutes,
      statementRoutes,
      accessRoutes,
    ])
      routes(typed, deps)
    typed.get(
      '/openapi.json',
      { config: { right: 'public' }, schema: { hide: true, response: { 200: Type.Unknown() } } },
      async () => app.swagger(),
    )
    await addConsole(typed, pages)
  })
  await app.ready()
  return app
}
