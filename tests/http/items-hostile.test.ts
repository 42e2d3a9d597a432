/** Hostile contents and pictures are refused with a message, change nothing, and the service stays alive. */
import { deflateSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { acting, stateOf } from '../support/acting.ts'
import { emptyBank, type Program, testProgram } from '../support/app.ts'
import { choice, picture, task, written } from '../support/papers.ts'

let program: Program
beforeAll(async () => {
  program = await testProgram()
  await emptyBank(program)
})

/** The reply to a save, after which nothing has changed and the service answers. */
async function refused(
  send: (by: ReturnType<typeof acting>) => Promise<{ statusCode: number; body: string; json(): never }>,
) {
  const before = stateOf(program)
  const reply = await send(acting(program, '王工'))
  expect(stateOf(program)).toBe(before)
  expect((await program.app.inject({ url: '/health/ready' })).statusCode).toBe(200)
  return reply
}

test.each<[string, object, string, string]>([
  ['a script', choice('<script>alert(1)</script>题干', ['甲', '乙']), 'stem', 'html'],
  ['an event handler in an option', choice('题干', ['甲<img src=x onerror=alert(1)>', '乙']), 'options.a', 'html'],
  ['a script in a task', { ...task, title: '<script src=//evil>' }, 'title', 'html'],
  ['\\input in a formula', choice('$\\input{/etc/passwd}$', ['甲', '乙']), 'stem', 'formula'],
  ['\\input outside of one', choice('\\input{/etc/passwd}', ['甲', '乙']), 'stem', 'tex-outside'],
  ['a definition', choice('$\\def\\x{\\x\\x}\\x$', ['甲', '乙']), 'stem', 'formula'],
  ['a link in a formula', choice('$\\href{javascript:alert(1)}{x}$', ['甲', '乙']), 'stem', 'formula'],
  ['a formula that is too long', choice(`$${'x+'.repeat(600)}x$`, ['甲', '乙']), 'stem', 'formula'],
  ['a character no font has', choice('题干\u{1F600}', ['甲', '乙']), 'stem', 'glyph'],
  ['20,000 dollars', choice('$'.repeat(20_000), ['甲', '乙']), 'stem', 'dollar'],
  ['a thousand formulas', written('essay', '$a$ '.repeat(1000), '答'), '', 'formulas-many'],
  [
    'a picture that was never uploaded',
    choice(`![](sha256:${'0'.repeat(64)})图`, ['甲', '乙']),
    'stem',
    'picture-missing',
  ],
])('%s is refused at its field', async (_, content, field, code) => {
  const reply = await refused((by) => by.post('items', { content }))
  expect([reply.statusCode, reply.json()]).toEqual([
    422,
    {
      outcome: 'faulty',
      faults: expect.arrayContaining([
        { field, code, message: { zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.any(String) } },
      ]),
    },
  ])
})

test.each([
  '{'.repeat(490) + '}'.repeat(490),
  `${'\\frac{1}{'.repeat(90)}2${'}'.repeat(90)}`,
  '\\sqrt{'.repeat(140),
  '^'.repeat(900),
])('a formula made to be hard is set or refused, and the service lives', async (tex) => {
  const reply = await acting(program, '王工').post('items', { content: choice(`题干$${tex}$`, ['甲', '乙']) })
  expect([201, 422]).toContain(reply.statusCode)
  expect((await program.app.inject({ url: '/health/ready' })).statusCode).toBe(200)
})

test('10 MB of dollars is refused as too large, 900 kB by the schema', async () => {
  const send = (size: number) => refused((by) => by.post('items', { content: choice('$'.repeat(size), ['甲', '乙']) }))
  expect((await send(10_000_000)).statusCode).toBe(413)
  expect((await send(900_000)).statusCode).toBe(400)
})

test.each([
  ['no content', {}],
  ['a field nobody knows', { ...choice('题干', ['甲', '乙']), mine: 1 }],
  ['marks that are null where there must be some', { ...task, marks: null }],
  ['another kind', { ...choice('题干', ['甲', '乙']), kind: 'oral' }],
  ['a prototype', JSON.parse('{"kind":"theory","__proto__":{"x":1}}')],
])('%s is refused by the schema', async (_, content) => {
  expect((await refused((by) => by.post('items', { content }))).statusCode).toBe(400)
})

/** A PNG header that promises `width` × `height` pixels over a few bytes of data. */
function bomb(width: number, height: number): Buffer {
  const bytes = Buffer.from(picture)
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}

const jpegHead = Buffer.from('ffd8ffc0000b080010001001011100', 'hex')

test.each([
  ['a page', Buffer.from('<html><script>alert(1)</script></html>')],
  ['a drawing with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ['nothing', Buffer.alloc(0)],
  ['a head without a body', Buffer.from(picture).subarray(0, 40)],
  ['a picture with one wrong byte', Buffer.from(Buffer.from(picture).fill(0, 60, 64))],
  ['more pixels than 20 million', bomb(30_000, 30_000)],
  ['pixels that are not there', bomb(4000, 4000)],
  ['a picture of no width', bomb(0, 100)],
  ['a JPEG head with a script behind', Buffer.concat([jpegHead, Buffer.from('<script>alert(1)</script>')])],
  ['compressed zeros', deflateSync(Buffer.alloc(4_000_000))],
])('%s is no picture', async (_, bytes) => {
  const reply = await refused((by) => by.upload(bytes))
  expect(reply.statusCode === 400 ? 'request' : (reply.json() as { code: string }).code).toMatch(
    /picture.refused|request/,
  )
})

test('a picture above 5 MiB is too large, and a picture of another type is not taken', async () => {
  expect((await refused((by) => by.upload(Buffer.alloc(6 * 1024 * 1024)))).statusCode).toBe(413)
  expect((await refused((by) => by.upload(Buffer.from(picture), 'image/svg+xml'))).statusCode).toBe(415)
})

test('people act under names of any script, `local` when none is given', async () => {
  const { deps } = program
  for (const [name, sent] of [
    ['local', undefined],
    ['张三', encodeURIComponent('张三')],
    ['li.si@example', 'li.si@example'],
  ] as const) {
    const by =
      sent === undefined ? program : { post: (_: string, body: object) => acting(program, name).post('items', body) }
    await by.post(`/api/banks/6-31-01-03.3/items`, { content: choice(`题干${name}`, ['甲', '乙']) })
    const last = deps.db.read.get<{ author: string }>(
      'SELECT author FROM revisions ORDER BY rowid DESC LIMIT 1' as never,
    )
    expect(last?.author).toBe(name)
  }
})
