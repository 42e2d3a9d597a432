/**
 * Sealing and opening one large object, argon2id included, against the bare
 * cipher over the same bytes in the same run.
 *
 *   node --import tsx tests/bench/seal.ts [MB]
 *
 * 10 MB by default, for three custodians of whom two open it. Times are medians of
 * five in a warm process; to reach: 3 s each for 10 MB.
 */
import { createCipheriv, randomBytes } from 'node:crypto'
import { cpus } from 'node:os'
import { privateKey } from '../../core/seal/keys.ts'
import { makeSealed } from '../../server/custody/make.ts'
import { openSealed, verifySealed } from '../../server/custody/open.ts'
import { newCustodian } from '../../server/custody/passphrase.ts'

const MB = Number(process.argv[2] ?? 10)
const REPEATS = 5
const LIMIT_MS = 3000
const digest = '0'.repeat(64)
const sealing = {
  id: 'object',
  kind: 'paper' as const,
  bank: 'b',
  set: 's',
  paper: { id: 'p', number: 1, form: 'A' },
  documentDigest: digest,
  blueprint: { name: 'plan', version: 1, digest },
  engine: 'e/1',
  poolDigest: digest,
  certificateDigest: digest,
  seedCommitment: digest,
  sealedAt: 0,
  sealedBy: 'bench',
  notBefore: 0,
  threshold: 2,
  log: { size: 1, hash: digest },
}

const times: number[] = []
async function median(work: () => Promise<unknown> | unknown): Promise<number> {
  times.length = 0
  await work()
  for (let i = 0; i < REPEATS; i++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(REPEATS / 2)]!
}

const bytes = randomBytes(MB * 1_000_000)
const files = [{ name: 'paper.pdf', bytes }]
const installation = privateKey('ed25519', randomBytes(32))
const names = ['a', 'b', 'c']
const passphrases = new Map(names.slice(0, 2).map((name) => [name, `the passphrase of ${name}`]))
const people = await Promise.all(names.map((name) => newCustodian(name, `the passphrase of ${name}`)))
const sealed = await makeSealed(sealing, files, people, installation)

const bare = await median(() => {
  const cipher = createCipheriv('aes-256-gcm', randomBytes(32), randomBytes(12))
  return [cipher.update(bytes), cipher.final()]
})
const seal = await median(() => makeSealed(sealing, files, people, installation))
const open = await median(() => openSealed(sealed.body, sealed.envelope, passphrases, 1))
const check = await median(() => verifySealed(sealed.body, sealed.envelope, undefined))

console.log(`${cpus()[0]!.model}, node ${process.version}; ${MB} MB, 2 of 3 custodians, median of ${REPEATS}`)
const line = (name: string, ms: number) =>
  console.log(
    `${name.padEnd(28)} ${ms.toFixed(0).padStart(6)} ms   ${(ms / bare).toFixed(1).padStart(6)} × the bare cipher`,
  )
line('AES-256-GCM alone', bare)
line('seal', seal)
line('open (argon2id twice)', open)
line('verify without opening', check)
if (MB <= 10 && Math.max(seal, open) > LIMIT_MS) {
  console.error(`slower than ${LIMIT_MS} ms`)
  process.exitCode = 1
}
