import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { AppError } from '../../core/errors.ts'
import type { Custodian } from '../../core/seal/format.ts'
import { privateKey, publicHex } from '../../core/seal/keys.ts'
import { makeSealed, type Sealed, type Sealing } from '../../server/custody/make.ts'
import { openSealed, verifySealed } from '../../server/custody/open.ts'
import { newCustodian } from '../../server/custody/passphrase.ts'

const installation = privateKey('ed25519', randomBytes(32))
const names = ['ann', 'bob', 'cyd', 'dan', 'eve']
const passphrase = (name: string) => `the passphrase of ${name}`
let people: Custodian[] = []
const digest = '0'.repeat(64)
const sealing: Sealing = {
  id: 'object-1',
  kind: 'paper',
  bank: 'b',
  set: 's',
  paper: { id: 'p', number: 1, form: 'A' },
  documentDigest: digest,
  blueprint: { name: 'plan', version: 1, digest },
  engine: 'e/1',
  poolDigest: digest,
  certificateDigest: digest,
  seedCommitment: digest,
  sealedAt: 1000,
  sealedBy: 'ada',
  notBefore: 2000,
  threshold: 2,
  log: { size: 1, hash: digest },
}
const files = [
  { name: 'paper.pdf', bytes: randomBytes(5000) },
  { name: 'paper.json', bytes: Buffer.from('{"题":1}') },
]
const open = (sealed: Pick<Sealed, 'body' | 'envelope'>, who: string[], now = 2000) =>
  openSealed(
    sealed.body,
    sealed.envelope,
    new Map(who.map((name) => [name, passphrase(name)])),
    now,
    publicHex(installation),
  )
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'opened',
    (error: AppError) => error.code,
  )

beforeAll(async () => {
  people = await Promise.all(names.map((name) => newCustodian(name, passphrase(name))))
})

const subsets = (of: string[]) =>
  Array.from({ length: 2 ** of.length }, (_, bits) => of.filter((_, i) => (bits >> i) & 1))

test.each([
  [2, 2],
  [2, 3],
  [3, 4],
  [3, 5],
])('any %i of %i custodians open the same bytes, fewer do not', async (k, n) => {
  const sealed = await makeSealed({ ...sealing, threshold: k }, files, people.slice(0, n), installation)
  for (const who of subsets(names.slice(0, n)).filter((who) => Math.abs(who.length - k) <= 1)) {
    if (who.length >= k) expect((await open(sealed, who)).files).toEqual(files)
    else expect(await codeOf(open(sealed, who))).toBe('seal.quorum')
  }
})

test('a wrong passphrase is named, and nothing opens', async () => {
  const sealed = await makeSealed(sealing, files, people.slice(0, 3), installation)
  const passphrases = new Map([
    ['ann', passphrase('ann')],
    ['bob', 'not the one'],
  ])
  await expect(openSealed(sealed.body, sealed.envelope, passphrases, 2000)).rejects.toMatchObject({
    code: 'seal.passphrase',
    message: expect.stringMatching(/bob(?!.*ann)/),
  })
})

test('nothing opens before its time', async () => {
  const sealed = await makeSealed(sealing, files, people.slice(0, 3), installation)
  expect(await codeOf(open(sealed, ['ann', 'bob'], 1999))).toBe('seal.too-early')
})

test('body and envelope of two objects do not go together', async () => {
  const one = await makeSealed(sealing, files, people.slice(0, 3), installation)
  const other = await makeSealed(sealing, files, people.slice(0, 3), installation)
  expect(await codeOf(open({ body: one.body, envelope: other.envelope }, ['ann', 'bob']))).toBe('seal.broken')
})

test('a sealed object of another installation is refused', async () => {
  const sealed = await makeSealed(sealing, files, people.slice(0, 3), privateKey('ed25519', randomBytes(32)))
  expect(await codeOf(open(sealed, ['ann', 'bob']))).toBe('seal.broken')
})

test('one bit changed anywhere in either file is noticed without opening', async () => {
  const { body, envelope } = await makeSealed(sealing, files, people.slice(0, 3), installation)
  fc.assert(
    fc.property(fc.boolean(), fc.nat(), fc.nat({ max: 7 }), (inBody, at, bit) => {
      const both = { body: Buffer.from(body), envelope: Buffer.from(envelope) }
      const bytes = inBody ? both.body : both.envelope
      bytes[at % bytes.length]! ^= 1 << bit
      expect(() => verifySealed(both.body, both.envelope, publicHex(installation))).toThrow()
    }),
    { numRuns: 3000 },
  )
})

test('a file cut at any length is noticed', async () => {
  const { body, envelope } = await makeSealed(sealing, files, people.slice(0, 3), installation)
  for (let size = 0; size < body.length; size += 97)
    expect(() => verifySealed(body.subarray(0, size), envelope, undefined)).toThrow()
})

test('what was sealed stands nowhere in the two files', async () => {
  const canary = Buffer.from('绝缘电阻canary')
  const { body, envelope } = await makeSealed(sealing, [{ name: 'a', bytes: canary }], people.slice(0, 3), installation)
  for (const bytes of [body, envelope]) expect(bytes.includes(canary)).toBe(false)
})

test('what could not be read again is not sealed: names too long, too many custodians', async () => {
  const wrong = [
    makeSealed({ ...sealing, sealedBy: 'x'.repeat(201) }, files, people.slice(0, 3), installation),
    makeSealed(sealing, files, [{ ...people[0]!, name: '' }, people[1]!], installation),
    makeSealed(
      sealing,
      files,
      Array.from({ length: 21 }, (_, i) => ({ ...people[i % 5]!, name: `n${i}` })),
      installation,
    ),
  ]
  for (const attempt of wrong) expect(await codeOf(attempt)).toBe('input.invalid')
})
