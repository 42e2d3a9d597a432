/**
 * The filing report as a value, and the signed statement about it: canonical
 * JSON under the installation's Ed25519 key, so that anybody checks it offline.
 * Papers appear as numbers and digests only.
 */
import { type KeyObject, sign, verify } from 'node:crypto'
import { Value } from 'typebox/value'
import { relaxations } from '../accounts/rights.ts'
import { canonicalBytes, digestOf } from '../canonical.ts'
import { AppError } from '../errors.ts'
import { ItemKind } from '../item.ts'
import { Anchor } from '../log.ts'
import { closed, nullable, Sha256, type Static, Type } from '../schema.ts'
import { publicHex, publicKey } from '../seal/keys.ts'
import { Coverage } from './coverage.ts'
import { UseCounts } from './use.ts'

const Count = Type.Integer({ minimum: 0 })
const Time = Type.Integer({ minimum: 0, description: 'Unix time in ms' })

/** A sealed paper: which one, by number, and the digests of its document and of what lies sealed. */
export const SealedPaper = closed({
  id: Type.String(),
  kind: ItemKind,
  set: Count,
  paper: Count,
  state: Type.String(),
  documentDigest: nullable(Sha256),
  cipherDigest: Sha256,
  sealedAt: Time,
})
export type SealedPaper = Static<typeof SealedPaper>

/** Custody and secrecy as the program holds them now; people are numbers. `schemes` are "2/3": any two of three open. */
export const CustodyFacts = closed({
  custodians: Count,
  schemes: Type.Array(Type.String()),
  sealedObjects: Count,
  blindSets: Count,
  reviewersPerItem: Count,
  /** What a small body has relaxed of the separation of roles. */
  relaxations: Type.Array(Type.Enum([...relaxations])),
  suite: Type.String(),
})

/** What a blueprint still yields, as numbers: which cell ends it is for the work plan, not for a report that leaves the house. */
export const FiledYield = closed({
  blueprint: Type.String(),
  kind: Type.Enum(['theory', 'practical']),
  found: Count,
  upper: Count,
})
export type FiledYield = Static<typeof FiledYield>

export const FilingReport = closed({
  format: Type.Literal('juanku-filing/1'),
  at: Time,
  bank: closed({
    id: Type.String(),
    occupationCode: Type.String(),
    occupation: Type.String(),
    trade: nullable(Type.String()),
    level: Type.Integer({ minimum: 1, maximum: 5 }),
  }),
  coverage: Coverage,
  /** Use and yield tell about use: only in a report made by whoever may know. */
  use: Type.Optional(UseCounts),
  yields: Type.Optional(Type.Array(FiledYield)),
  planVersion: nullable(Type.Integer({ minimum: 1 })),
  sealed: Type.Array(SealedPaper),
  custody: CustodyFacts,
  /** Years from a sitting that records are kept, by the settings in force. */
  retention: closed({ paperYears: Count, electronicYears: Count }),
  /** Rules, standard and plan as they were stated, with reasons: what differs from the municipal rules is seen here. */
  statements: Type.Array(closed({ what: Type.Enum(['rules', 'standard', 'plan']), reason: Type.String(), at: Time })),
  log: Anchor,
})
export type FilingReport = Static<typeof FilingReport>

/** Names a report by its value: printed at the foot of every page. Hex SHA-256. */
export const filingDigest = (report: FilingReport): string => digestOf('juanku-filing/1', report)

/** The report with the digests of the files laid out beside it. */
export const SignedFiling = closed({
  report: FilingReport,
  files: Type.Array(closed({ name: Type.String(), digest: Sha256 })),
  installation: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  signature: Type.String({ pattern: '^[0-9a-f]{128}$' }),
})
export type SignedFiling = Static<typeof SignedFiling>

const DOMAIN = 'juanku-filing/1\n'
const statement = ({ signature: _, ...filing }: SignedFiling) =>
  Buffer.concat([Buffer.from(DOMAIN), canonicalBytes(filing)])

/** Signs a report and the files beside it with the installation's key. */
export function signFiling(report: FilingReport, files: SignedFiling['files'], key: KeyObject): SignedFiling {
  const filing = { report, files, installation: publicHex(key), signature: '' }
  return { ...filing, signature: sign(null, statement(filing), key).toString('hex') }
}

/** Reads a signed report. Throws `file.wrong` when it is none, `seal.broken` when its signature does not hold. */
export function readFiling(text: string): SignedFiling {
  let filing: unknown
  try {
    filing = JSON.parse(text)
  } catch {
    // Said below: it is no report.
  }
  if (!Value.Check(SignedFiling, filing))
    throw new AppError('file.wrong', 'This file is no filing report of Juanku. / 该文件不是卷库的备案报告。')
  const key = publicKey('ed25519', filing.installation)
  if (!verify(null, statement(filing), key, Buffer.from(filing.signature, 'hex')))
    throw new AppError(
      'seal.broken',
      'The signature of this report does not hold: it was changed. / 报告签名不符，已被改动。',
    )
  return filing
}
