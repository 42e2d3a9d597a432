/** What everybody present at an opening sees of it, on whichever screen: who has come, who is still needed, what was printed. */
import { setTimeout as pause } from 'node:timers/promises'
import { digestOf } from '../../core/canonical.ts'
import { closed, nullable, type Static, Type } from '../../core/schema.ts'
import { SealedKind } from '../../core/seal/format.ts'
import type { Deps } from '../deps.ts'
import { endLapsed } from './ceremony.ts'
import { type CeremonyRow, ceremonyStore, holdCeremony } from './ceremony-store.ts'
import { readSeal } from './envelopes.ts'
import type { SealRow } from './store.ts'

const Time = Type.Integer({ description: 'Unix time in ms' })

/** Which sealed object an opening is of. */
const Subject = closed({
  object: SealedKind,
  set: Type.String(),
  paper: nullable(Type.Integer()),
  form: Type.String({ description: '"A" or "B"; empty for what is not of one form' }),
})

export const OpeningLine = closed({
  id: Type.String(),
  seal: Type.String(),
  subject: Subject,
  sitting: nullable(Type.String()),
  reason: Type.String(),
  state: Type.Enum(['requested', 'approved', 'opened', 'taken', 'closed', 'ended']),
  officer: Type.String(),
  supervisor: nullable(Type.String()),
  requested: Time,
  until: nullable(Type.Integer({ description: 'the last custodian must have come by then, Unix time in ms' })),
  wrong: Type.Integer(),
  opened: nullable(Time),
  closed: nullable(Time),
  endReason: nullable(Type.String()),
})
export type OpeningLine = Static<typeof OpeningLine>

export const OpeningView = closed({
  ...OpeningLine.properties,
  notBefore: Time,
  threshold: Type.Integer(),
  custodians: Type.Array(Type.String(), { description: 'whose shares open it; any `threshold` of them' }),
  given: Type.Array(closed({ custodian: Type.String(), at: Time })),
  copies: Type.Array(
    closed({
      first: Type.Integer(),
      last: Type.Integer(),
      recipient: Type.String(),
      spoiled: Type.Integer(),
      at: Time,
    }),
  ),
  now: Time,
  digest: Type.String({ description: 'to ask what is new since' }),
})
export type OpeningView = Static<typeof OpeningView>

export function openingLine(row: CeremonyRow, { object, set, form, manifest }: SealRow): OpeningLine {
  const { approved: _, bank: _bank, ...shown } = row
  return { ...shown, subject: { object, set, paper: manifest.paper?.number ?? null, form } }
}

/** How long a request waits for news, and how often it looks. */
const WAIT_MS = 20_000
const LOOK_MS = 400

/**
 * The opening as it stands. With the digest of what the asker saw last, the
 * reply waits until something is new, or twenty seconds: everybody's screen
 * follows, and the log has one entry for each reply. Throws `ceremony.missing`.
 */
export async function watchOpening(
  deps: Deps,
  bank: string,
  id: string,
  seen: string | undefined,
  gone: AbortSignal,
): Promise<OpeningView> {
  const { db, now } = deps
  await endLapsed(deps)
  const { seal } = await holdCeremony(db.read, bank, id, 0)
  const { envelope } = await readSeal(deps, seal)
  const custodians = envelope.shares.map(({ name }) => name)
  const store = ceremonyStore(db.read)
  const look = async (): Promise<OpeningView> => {
    const row = (await store.find(bank, id))!
    const given = (await store.shares(id)).map(({ custodian, at }) => ({ custodian, at }))
    const copies = (await store.copies(id)).map(({ ceremony: _, reason: _why, ...run }) => run)
    const { notBefore } = seal.manifest
    const view = {
      ...openingLine(row, seal),
      notBefore,
      threshold: envelope.threshold,
      custodians,
      given,
      copies,
    }
    return { ...view, now: now(), digest: digestOf('opening-view/1', view) }
  }
  let view = await look()
  for (let waited = 0; view.digest === seen && waited < WAIT_MS && !gone.aborted; waited += LOOK_MS) {
    await pause(LOOK_MS)
    await endLapsed(deps)
    view = await look()
  }
  return view
}
