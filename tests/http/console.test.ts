/** How the service hands out its console. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { SCHEMA, schemaText } from '../../web/api/make-schema.ts'
import { type Program, testProgram } from '../support/app.ts'
import { testFolder } from '../support/database.ts'

let app: Program['app']
beforeAll(async () => {
  const { deps } = await testProgram()
  const pages = `${join(testFolder(), 'pages')}/`
  mkdirSync(join(pages, 'assets'), { recursive: true })
  writeFileSync(join(pages, 'index.html'), '<!doctype html><meta name="csp-nonce" content="{{nonce}}">')
  writeFileSync(join(pages, 'assets', 'main-1.js'), 'export {}')
  writeFileSync(join(pages, 'secret.txt'), 'not an asset')
  app = await buildApp(deps, { version: 'test', pages })
})
const get = (url: string, accept = 'text/html') => app.inject({ method: 'GET', url, headers: { accept } })

test('any address of the console is its page, whose styles carry a nonce of that reply alone', async () => {
  const seen = new Set<string>()
  for (const url of ['/', '/banks/6-31-01-03.3/items/1?tab=2', '/log']) {
    const reply = await get(url)
    const nonce = reply.body.match(/content="([^"]+)"/)![1]!
    expect(reply.statusCode).toBe(200)
    expect(reply.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}';`)
    expect(reply.headers['content-security-policy']).toContain("script-src 'self';")
    expect(reply.headers['cache-control']).toBe('no-store')
    seen.add(nonce)
  }
  expect(seen.size).toBe(3)
})

test('what is no page of the console stays not found', async () => {
  for (const [url, accept] of [
    ['/api/nothing', 'text/html'],
    ['/health/nothing', 'text/html'],
    ['/assets/none.js', '*/*'],
    ['/favicon.ico', 'image/*'],
    ['/assets/..%2fsecret.txt', '*/*'],
    ['/assets/%2e%2e/secret.txt', '*/*'],
  ] as const) {
    const reply = await get(url, accept)
    expect([url, reply.statusCode]).toEqual([url, 404])
    expect(reply.body).not.toContain('not an asset')
  }
})

test('a built file may be kept for good, since its name holds its digest', async () => {
  const reply = await get('/assets/main-1.js', '*/*')
  expect([reply.statusCode, reply.body]).toEqual([200, 'export {}'])
  expect(reply.headers['cache-control']).toContain('immutable')
})

test('where the console was not built the page says how to build it', async () => {
  const { deps } = await testProgram()
  const bare = await buildApp(deps, { version: 'test', pages: `${testFolder()}/` })
  const reply = await bare.inject({ method: 'GET', url: '/', headers: { accept: 'text/html' } })
  await bare.close()
  expect(reply.body).toContain('npm run build')
})

test('the console’s client is made from the interface as it is (npm run api-types)', async () => {
  expect(readFileSync(SCHEMA, 'utf8') === (await schemaText())).toBe(true)
})
