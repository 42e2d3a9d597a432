/** `core/` is pure: a change there can be judged by reading it. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../core/', import.meta.url)
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
const packages =
  /^(typebox(\/value)?|seedrandom|mathjs(\/number)?|highs|safe-stable-stringify|node:crypto|markdown-it)$/
const impure =
  /\bDate\.now|new Date\(\s*\)|Math\.random|\bprocess\.|setTimeout|setInterval|localeCompare|toLocale\w*String|Intl\.|\bfetch\(|random(Bytes|UUID|Int|Fill)|generateKeyPair|getRandomValues|performance\.now/

test('the walk sees the files', () => expect(files.length).toBeGreaterThan(15))

test.each(files)('core/%s imports only core and pure computing, and knows no clock, chance or place', (file) => {
  const text = readFileSync(new URL(file, root), 'utf8')
  const imported = [...text.matchAll(/\b(?:from|import)(?:\s+|\s*\(\s*)'([^']+)'/g)].map(([, name]) => name!)
  const strangers = imported.filter((name) =>
    name.startsWith('.') ? !new URL(name, new URL(file, root)).href.startsWith(root.href) : !packages.test(name),
  )
  expect(strangers).toEqual([])
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  expect(code.match(impure)?.[0]).toBeUndefined()
})

test('one file alone reads Markdown with a library, so that there is one parser', () => {
  const folders = ['core', 'server', 'import-templates'].map((name) => new URL(`../../${name}/`, import.meta.url))
  const importers = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(
        (file) =>
          /\.m?[jt]s$/.test(file) &&
          /'(markdown-it|marked|micromark)\b/.test(readFileSync(new URL(file, folder), 'utf8')),
      )
      .map((file) => new URL(file, folder).pathname),
  )
  expect(importers).toEqual([new URL('text.ts', root).pathname])
})
