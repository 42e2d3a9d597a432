/**
 * The console's pages: built files under a strict policy. Every address that is
 * no file and no API is the one page, whose router reads the address; its
 * `style-src` nonce is new for each reply, since antd writes the variables of a look at run time.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyReply } from 'fastify'
import { ROOT } from '#built'
import type { App } from './app.ts'

/** What `npm run build` made. */
export const BUILT = fileURLToPath(new URL('web/dist/', ROOT))

const NOT_BUILT = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>卷库</title>
<p>控制台尚未构建，请运行 <code>npm run build</code> 后刷新。</p><p lang="en">The console is not built yet: run <code>npm run build</code>, then reload.</p></html>`

const POLICY = 'content-security-policy'
const HTML = 'text/html; charset=utf-8'
const page = { config: { right: 'public' as const }, schema: { hide: true, produces: ['text/html'] } }

/** Adds the console; `dir` holds the built files. */
export async function addConsole(app: App, dir: string = BUILT): Promise<void> {
  const index = existsSync(`${dir}index.html`) ? readFileSync(`${dir}index.html`, 'utf8') : undefined
  await app.register(fastifyStatic, { root: dir, serve: false, preCompressed: true, cacheControl: false })

  app.get('/assets/*', { config: { right: 'public' }, schema: { hide: true } }, (request, reply) => {
    // The name holds the content's digest: such a file never changes.
    void reply.header('cache-control', 'public, max-age=31536000, immutable')
    return reply.sendFile(request.url.split('?')[0]!.slice(1))
  })

  const showPage = (reply: FastifyReply) => {
    if (index === undefined) return reply.type(HTML).send(NOT_BUILT)
    const nonce = randomBytes(16).toString('base64')
    const policy = String(reply.getHeader(POLICY)).replace("style-src 'self'", `$& 'nonce-${nonce}'`)
    return reply.header(POLICY, policy).type(HTML).send(index.replace('{{nonce}}', nonce))
  }
  app.get('/', page, (_, reply) => showPage(reply))
  app.get('/*', page, (request, reply) => {
    if (/^\/(?:api|health|assets)(?:\/|$)/.test(request.url) || !acceptsPages(request.headers.accept))
      return reply.callNotFound()
    return showPage(reply)
  })
}

const acceptsPages = (accept: string | undefined) => accept?.includes('text/html') ?? false
