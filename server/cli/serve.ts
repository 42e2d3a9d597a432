/** `juanku serve` */
import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { withDeps } from './session.ts'
import { print, say } from './terminal.ts'

export function serveCommand(root: Command): void {
  root
    .command('serve')
    .description(say('启动服务（仅本机）', 'start the service, on this machine only'))
    .option('--port <n>', say('端口', 'port'), '3210')
    .action((options: { port: string }, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { buildApp } = await import('../app.ts')
        const { logStore } = await import('../access/store.ts')
        const { act } = await import('../by.ts')
        const { checked } = await import('./input.ts')
        const { Type } = await import('../../core/schema.ts')
        const { version } = await import('../version.ts')
        const port = checked(Type.Integer({ minimum: 0, maximum: 65_535 }), Number(options.port))
        const token = randomBytes(24).toString('base64url')
        const app = await buildApp(deps, { token, log: true, version })
        const address = await app.listen({ host: '127.0.0.1', port })
        await deps.db.tx((q) => logStore(q).append(act(by, '', 'service.start', address)))
        print(say(`服务已启动：${address}（仅本机可访问）`, `Listening on ${address} (this machine only)`))
        print(say(`令牌（每次启动更换）：${token}`, `Token, new at every start: ${token}`))
        print(`  curl -H 'Authorization: Bearer ${token}' ${address}/api/banks`)
        print(
          say(`接口文档：${address}/openapi.json　按 Ctrl+C 停止`, `API: ${address}/openapi.json — Ctrl+C stops it`),
        )
        await new Promise<void>((resolve) => {
          process.once('SIGINT', resolve)
          process.once('SIGTERM', resolve)
        })
        // Requests under way are answered, then the database is closed.
        await app.close()
        await deps.db.tx((q) => logStore(q).append(act({ ...by, at: deps.now() }, '', 'service.stop', address)))
      }),
    )
}
