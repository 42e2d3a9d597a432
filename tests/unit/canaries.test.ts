import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesBelow, filesThatTell } from '../support/canaries.ts'
import { testFolder } from '../support/database.ts'

const TEXT = '绝缘电阻应不小于多少'

test('a text is found in a file in every encoding, wherever it stands', () => {
  const dir = testFolder()
  const around = (before: string) => Buffer.from(`${before}${TEXT}之后`)
  const written: Record<string, Buffer> = {
    plain: around('前'),
    'utf-16': Buffer.from(`前${TEXT}`, 'utf16le'),
    hex: Buffer.from(around('x').toString('hex')),
    ...Object.fromEntries(
      ['', 'a', 'ab', 'abc'].map((before) => [`base64-${before}`, Buffer.from(around(before).toString('base64'))]),
    ),
    percent: Buffer.from(encodeURIComponent(`前${TEXT}`)),
    escaped: Buffer.from(JSON.stringify(TEXT).replace(/\P{ASCII}/gu, (c) => `\\u${c.charCodeAt(0).toString(16)}`)),
  }
  for (const [name, bytes] of Object.entries(written)) writeFileSync(join(dir, name), bytes)
  writeFileSync(join(dir, 'other'), '绝缘电阻')
  expect(filesThatTell([dir], [TEXT]).sort()).toEqual(
    filesBelow(dir)
      .filter((file) => !file.endsWith('other'))
      .sort(),
  )
})
