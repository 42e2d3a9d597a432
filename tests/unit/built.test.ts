/** The built program is used only while nothing it was built from has changed since. */
import { copyFileSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { ROOT } from '#built'
import { testFolder } from '../support/database.ts'

/** A project of one module, its files as old as `ages` says in minutes; where its module begins. */
async function moduleOf(ages: Record<string, number>): Promise<string> {
  const folder = testFolder()
  const all = { 'core/item.ts': 60, 'server/cli/main.ts': 60, 'package-lock.json': 60, ...ages }
  for (const [path, minutes] of Object.entries(all)) {
    const file = join(folder, path)
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, '')
    const at = new Date(Date.UTC(2026, 0, 1, 12, -minutes))
    utimesSync(file, at, at)
  }
  copyFileSync(new URL('server/built.mjs', ROOT), join(folder, 'server/built.mjs'))
  const { moduleAt } = await import(pathToFileURL(join(folder, 'server/built.mjs')).href)
  return moduleAt('cli/main').href.slice(pathToFileURL(folder).href.length + 1)
}

test.each([
  ['no build', {}, 'server/cli/main.ts'],
  ['a build after every change', { 'server/dist/built': 30 }, 'server/dist/cli/main.js'],
  ['the service changed since', { 'server/dist/built': 30, 'server/cli/main.ts': 29 }, 'server/cli/main.ts'],
  ['the core changed since', { 'server/dist/built': 30, 'core/item.ts': 29 }, 'server/cli/main.ts'],
  ['the packages changed since', { 'server/dist/built': 30, 'package-lock.json': 29 }, 'server/cli/main.ts'],
  ['what was built is no source', { 'server/dist/built': 30, 'server/dist/a.ts': 1 }, 'server/dist/cli/main.js'],
])('%s', async (_, ages, path) => {
  expect(await moduleOf(ages)).toBe(path)
})
