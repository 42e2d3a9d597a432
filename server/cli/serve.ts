/** `juanku serve` */
import type { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import type { By } from '../by.ts'
import type { Listening } from '../config.ts'
import type { Deps } from '../deps.ts'
import type { LogTarget } from '../plugins/service-log.ts'
import { bySystem, withProgram } from './session.ts'
import { print, say } from './terminal.ts'

export function serveCommand(root: Command): void {
  root
    .command('serve')
    .description(
      say(
        '启动服务（默认仅本机；JUANKU_HOST、JUANKU_TLS_CERT、JUANKU_PROXY）',
        'start the service, on this machine only unless JUANKU_HOST, JUANKU_TLS_CERT or JUANKU_PROXY say otherwise',
      ),
    )
    .option('--port <n>', say('端口', 'port'), '3210')
    .option(
      '--plain-loopback',
      say(
        '试用：不经HTTPS，Cookie不带 __Host- 与 Secure',
        'for trying out: no HTTPS, cookies without __Host- and Secure',
      ),
    )
    .action((options: { port: string; plainLoopback?: boolean }, command: Command) =>
      withProgram(command, async (deps) => {
        const { readListening } = await import('../config.ts')
        const listening = readListening()
        const { plainLoopback = false } = options
        if (
          plainLoopback &&
          (listening.tls !== undefined || listening.proxies.length > 0 || listening.host !== '127.0.0.1')
        )
          throw new AppError(
            'input.usage',
            '--plain-loopback is for this machine only: leave it out with JUANKU_HOST, JUANKU_TLS_CERT or JUANKU_PROXY. / --plain-loopback 仅供本机试用，不得与 JUANKU_HOST、JUANKU_TLS_CERT、JUANKU_PROXY 同用。',
          )
        await runService(deps, bySystem(command), { port: options.port, plainLoopback, listening }, ({ address }) => {
          const where = reach(listening)
          print(say(`服务已启动：${address}（${where.zh}）`, `Listening on ${address} (${where.en})`))
          if (plainLoopback)
            print(
              say(
                '明文回环模式：仅供本机试用，会话Cookie未受HTTPS保护。',
                'Plain loopback mode: for trying out on this machine only; its cookies are not protected by HTTPS.',
              ),
            )
          print(
            say(
              `控制台：${address}　接口文档：${address}/openapi.json　按 Ctrl+C 停止`,
              `Console: ${address} — API: ${address}/openapi.json — Ctrl+C stops it`,
            ),
          )
        })
      }),
    )
}

/** `log`: where the service's own log goes, standard output by default. */
type Running = { port: string; plainLoopback: boolean; listening: Listening; log?: LogTarget }

/** Serves until it is told to stop; `started` says where. Throws what broke the database, when that ends it. */
export async function runService(
  deps: Deps,
  by: By,
  { port: given, plainLoopback, listening, log = true }: Running,
  started: (at: { address: string }) => void,
): Promise<void> {
  const { buildApp } = await import('../app.ts')
  const { record } = await import('../access/record.ts')
  const { startAnchoring } = await import('../access/keep-anchors.ts')
  const { act } = await import('../by.ts')
  const { checked } = await import('./input.ts')
  const { Type } = await import('../../core/schema.ts')
  const { version } = await import('../version.ts')
  const port = checked(Type.Integer({ minimum: 0, maximum: 65_535 }), Number(given))
  const app = await buildApp(deps, { plainLoopback, log, version, listening })
  const address = await app.listen({ host: listening.host, port })
  await record(deps.db, act(by, '', 'service.start', address))
  const stopAnchoring = startAnchoring(deps, deps.now, (error) =>
    app.log.error({ err: error as Error }, 'an anchor could not be kept'),
  )
  started({ address })
  const ended = await Promise.race([signalled(), deps.db.failed])
  stopAnchoring()
  // Requests under way are answered, then the database is closed.
  await app.close()
  // A disk that failed takes no last entry either: the program ends and says why.
  if (ended) throw ended
  await record(deps.db, act({ ...by, at: deps.now() }, '', 'service.stop', address))
}

const signalled = () =>
  new Promise<undefined>((resolve) => {
    const stop = () => resolve(undefined)
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })

/** Who can reach the service, in words. */
function reach({ tls, proxies }: Listening) {
  if (tls) return { zh: 'TLS加密', en: 'encrypted by TLS' }
  if (proxies.length) return { zh: `由代理${proxies.join('、')}转发`, en: `behind the proxy ${proxies.join(', ')}` }
  return { zh: '仅本机可访问', en: 'this machine only' }
}
