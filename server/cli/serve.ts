/** `juanku serve` */
import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import type { Listening } from '../config.ts'
import { withDeps } from './session.ts'
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
    .action((options: { port: string }, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { buildApp } = await import('../app.ts')
        const { record } = await import('../access/record.ts')
        const { startAnchoring } = await import('../access/keep-anchors.ts')
        const { readListening } = await import('../config.ts')
        const { act } = await import('../by.ts')
        const { checked } = await import('./input.ts')
        const { Type } = await import('../../core/schema.ts')
        const { version } = await import('../version.ts')
        const port = checked(Type.Integer({ minimum: 0, maximum: 65_535 }), Number(options.port))
        const listening = readListening()
        const token = randomBytes(24).toString('base64url')
        const app = await buildApp(deps, { token, log: true, version, listening })
        const address = await app.listen({ host: listening.host, port })
        await record(deps.db, act(by, '', 'service.start', address))
        const stopAnchoring = startAnchoring(deps, deps.now, (error) =>
          app.log.error({ err: error as Error }, 'an anchor could not be kept'),
        )
        const where = reach(listening)
        print(say(`服务已启动：${address}（${where.zh}）`, `Listening on ${address} (${where.en})`))
        print(say(`令牌（每次启动更换）：${token}`, `Token, new at every start: ${token}`))
        print(`  curl -H 'Authorization: Bearer ${token}' ${address}/api/banks`)
        print(
          say(`接口文档：${address}/openapi.json　按 Ctrl+C 停止`, `API: ${address}/openapi.json — Ctrl+C stops it`),
        )
        const ended = await Promise.race([signalled(), deps.db.failed])
        stopAnchoring()
        // Requests under way are answered, then the database is closed.
        await app.close()
        // A disk that failed takes no last entry either: the program ends and says why.
        if (ended) throw ended
        await record(deps.db, act({ ...by, at: deps.now() }, '', 'service.stop', address))
      }),
    )
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
