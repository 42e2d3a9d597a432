/** The console says everything in both languages. */
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = (language: string) => new URL(`../../web/words/${language}/`, import.meta.url)
const pages = readdirSync(folder('zh'))
type Catalogue = Record<string, string>
const words = async (language: string, page: string): Promise<Catalogue> =>
  ((await import(new URL(page, folder(language)).href)) as { default: Catalogue }).default
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name).sort()

test('both languages have the same pages', () => expect(readdirSync(folder('en'))).toEqual(pages))

test.each(pages)('%s: the same keys, none empty, with the same values filled in', async (page) => {
  const [zh, en] = [await words('zh', page), await words('en', page)]
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
  for (const [key, text] of Object.entries(zh)) {
    expect([key, text.trim() === '', en[key]!.trim() === '']).toEqual([key, false, false])
    // "1 item" may leave its number out.
    if (!key.endsWith('_one')) expect([key, holes(en[key]!)]).toEqual([key, holes(text)])
  }
  expect(Object.entries(en).filter(([key, text]) => key !== 'chinese' && /\p{Script=Han}/u.test(text))).toEqual([])
})

test('every word is in Chinese in the Chinese catalogue', async () => {
  const foreign: string[] = []
  for (const page of pages)
    for (const [key, text] of Object.entries(await words('zh', page)))
      if (
        !/\p{Script=Han}/u.test(text.replace(/\{\{\w+\}\}/g, '')) &&
        /[a-z]{3}/i.test(text.replace(/\{\{\w+\}\}/g, ''))
      )
        foreign.push(`${page} ${key}: ${text}`)
  expect(foreign).toEqual([])
})
