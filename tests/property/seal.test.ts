import { type KeyObject, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { AppError } from '../../core/errors.ts'
import { type Custodian, decode, type SealedShare, SUITE } from '../../core/seal/format.ts'
import { privateKey, publicHex } from '../../core/seal/keys.ts'
import { openShare } from '../../core/seal/seal.ts'
import { dealShares, makeEnvelope, makeSealed, type Sealed, type Sealing } from '../../server/custody/make.ts'
import { joinShares, openSealed, openWith, verifySealed } from '../../server/custody/open.ts'
import { newCustodian, unlock } from '../../server/custody/passphrase.ts'

const installation = privateKey('ed25519', randomBytes(32))
const names = ['ann', 'bob', 'cyd', 'dan', 'eve']
const passphrase = (name: string) => `the passphrase of ${name}`
let people: Custodian[] = []
const secrets = new Map<string, KeyObject>()
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
  for (const person of people) secrets.set(person.name, await unlock(person, passphrase(person.name)))
})

const subsets = (of: string[]) =>
  Array.from({ length: 2 ** of.length }, (_, bits) => of.filter((_, i) => (bits >> i) & 1))

const rules = [2, 3, 4, 5].flatMap((n) => Array.from({ length: n - 1 }, (_, i) => [i + 2, n] as const))

test.each(rules)('any %i of %i custodians join the key, no smaller number does', async (k, n) => {
  const sealed = await makeSealed({ ...sealing, threshold: k }, files, people.slice(0, n), installation)
  const { statement: envelope } = decode('envelope', sealed.envelope)
  // Each key is unlocked once: argon2id is slow on purpose.
  const shares = new Map(
    envelope.shares.map((share) => [
      share.name,
      { name: share.name, share: openShare(envelope.id, share, secrets.get(share.name)!) },
    ]),
  )
  for (const who of subsets(names.slice(0, n))) {
    const joined = joinShares(
      sealed.manifest,
      envelope,
      who.map((name) => shares.get(name)!),
    )
    if (who.length >= k) expect(openWith(sealed.body, await joined).files).toEqual(files)
    else expect(await codeOf(joined)).toBe('seal.quorum')
  }
})

test('fewer shares than the threshold give another key, not a part of this one', async () => {
  const sealed = await makeSealed({ ...sealing, threshold: 3 }, files, people.slice(0, 4), installation)
  const { statement: envelope } = decode('envelope', sealed.envelope)
  const two = envelope.shares
    .slice(0, 2)
    .map((share) => ({ name: share.name, share: openShare(envelope.id, share, secrets.get(share.name)!) }))
  // An envelope that lies about its threshold does not make two shares enough.
  await expect(joinShares(sealed.manifest, { threshold: 2 }, two)).rejects.toMatchObject({ code: 'seal.broken' })
})

test('passphrases alone open both files, on any machine', async () => {
  const sealed = await makeSealed(sealing, files, people.slice(0, 3), installation)
  expect((await open(sealed, ['ann', 'cyd'])).files).toEqual(files)
  expect(await codeOf(open(sealed, ['ann']))).toBe('seal.quorum')
})

test('a damaged, foreign, exchanged or repeated share is named', async () => {
  const sealed = await makeSealed(sealing, files, people.slice(0, 3), installation)
  const other = await makeSealed({ ...sealing, id: 'object-2' }, files, people.slice(0, 3), installation)
  const { statement: mine } = decode('envelope', sealed.envelope)
  const { statement: foreign } = decode('envelope', other.envelope)
  const [ann, bob] = mine.shares as [SealedShare, SealedShare]
  const flipped = (bob.data.startsWith('0') ? '1' : '0') + bob.data.slice(1)
  const wrong: Record<string, SealedShare> = {
    damaged: { ...bob, data: flipped },
    'of another object': foreign.shares[1]!,
    'with another commitment': { ...bob, share: ann.share },
    "ann's under bob's name": { ...ann, name: 'bob', publicKey: bob.publicKey },
  }
  for (const [what, share] of Object.entries(wrong))
    expect(() => openShare(mine.id, share, secrets.get('bob')!), what).toThrow(/custodian bob /)
  const share = { name: 'ann', share: openShare(mine.id, ann, secrets.get('ann')!) }
  await expect(joinShares(sealed.manifest, mine, [share, { ...share, name: 'bob' }])).rejects.toThrow(
    /bob is there twice/,
  )
  await expect(joinShares(sealed.manifest, mine, [share, share])).rejects.toThrow(/ann is there twice/)
})

// Each in the long run; here each of the envelope, of the body's head, and every 23rd after it.
const HEAD = 2000
const NEXT = process.env['JUANKU_LONG'] ? 1 : 23
test('every single byte of a 20 kB object, flipped, is noticed without opening', async () => {
  const big = [{ name: 'paper.pdf', bytes: randomBytes(20_000) }]
  const { body, envelope } = await makeSealed(sealing, big, people.slice(0, 3), installation)
  expect(body.length).toBeGreaterThan(20_000)
  expect(() => verifySealed(body, envelope, publicHex(installation))).not.toThrow()
  for (const bytes of [body, envelope])
    for (let at = 0; at < bytes.length; at += bytes === body && at > HEAD ? NEXT : 1) {
      bytes[at]! ^= 0x41
      expect(() => verifySealed(body, envelope, publicHex(installation)), String(at)).toThrow()
      bytes[at]! ^= 0x41
    }
})

test('a suite this program does not know is named', async () => {
  const { body } = await makeSealed(sealing, files, people.slice(0, 3), installation)
  const other = Buffer.from(body.toString('latin1').replace(SUITE, SUITE.replace('x25519', 'sm2sm2')), 'latin1')
  expect(() => verifySealed(other, undefined, undefined)).toThrow(/sm2sm2/)
})

test('shares dealt anew open the same body; those who left do not count any more', async () => {
  const sealed = await makeSealed(sealing, files, people.slice(0, 3), installation)
  const { statement: first } = decode('envelope', sealed.envelope)
  const old = ['ann', 'bob'].map((name) => {
    const share = first.shares.find((one) => one.name === name)!
    return { name, share: openShare(first.id, share, secrets.get(name)!) }
  })
  const key = await joinShares(sealed.manifest, first, old)
  const shares = await dealShares(first.id, key, people.slice(2, 5), 2)
  const envelope = makeEnvelope(sealed.manifest, { generation: 2, threshold: 2, shares }, installation)
  expect((await open({ body: sealed.body, envelope }, ['dan', 'eve'])).files).toEqual(files)
  expect(await codeOf(open({ body: sealed.body, envelope }, ['ann', 'dan']))).toBe('input.invalid')
  // A first envelope names the custodians that the manifest names, and no others.
  const forged = makeEnvelope(sealed.manifest, { generation: 1, threshold: 2, shares }, installation)
  expect(await codeOf(open({ body: sealed.body, envelope: forged }, ['dan', 'eve']))).toBe('seal.broken')
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
