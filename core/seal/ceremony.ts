/**
 * Opening a sealed object is a ceremony: an officer asks, a supervisor approves, k
 * custodians give their shares within fifteen minutes, the officer takes out what
 * was opened once, and it is closed. Here is who may take which step when; the
 * server brings time, shares and the record.
 */
import type { Words } from '../words.ts'

export const LIMITS = {
  /** From the first custodian to the last. */
  windowMs: 15 * 60_000,
  /** An approval nobody used lapses. */
  approvalMs: 24 * 3_600_000,
  /** What was opened is kept in memory no longer. */
  openMs: 2 * 3_600_000,
  wrongTries: 3,
} as const

export type CeremonyState = 'requested' | 'approved' | 'opened' | 'taken' | 'closed' | 'ended'

/** `composers` know the paper already: who assembled or edited its set, nobody where it was blind. Times are Unix ms. */
export type Ceremony = {
  state: CeremonyState
  composers: readonly string[]
  officer: string
  supervisor: string | null
  approved: number | null
  shares: readonly { custodian: string; person: string }[]
  threshold: number
  until: number | null
  wrong: number
  opened: number | null
}

export type CeremonyStep =
  | { do: 'approve'; person: string }
  | { do: 'share'; custodian: string; person: string }
  | { do: 'wrong' }
  | { do: 'open' }
  | { do: 'take'; person: string }
  | { do: 'again'; person: string }
  | { do: 'close'; person: string }
  | { do: 'end'; person: string }

export type Refusal = { code: 'ceremony.person' | 'ceremony.state'; message: Words }
export type CeremonyOutcome = { ceremony: Ceremony } | { refusal: Refusal }

export type CeremonyPart = 'composer' | 'officer' | 'supervisor' | 'custodian'
/** The parts people play in a ceremony; nobody plays two. */
export const CEREMONY_PARTS: readonly CeremonyPart[] = ['composer', 'officer', 'supervisor', 'custodian']

const partNames: Record<CeremonyPart, Words> = {
  composer: { zh: '组卷人', en: 'composer of the set' },
  officer: { zh: '考务员', en: 'exam officer' },
  supervisor: { zh: '批准人', en: 'supervisor' },
  custodian: { zh: '保管人', en: 'custodian' },
}

/** The part `person` plays already and which excludes `part`, or undefined. One composer may have had several hands in a set. */
export function partTaken(
  { composers, officer, supervisor, shares }: Pick<Ceremony, 'composers' | 'officer' | 'supervisor' | 'shares'>,
  part: CeremonyPart,
  person: string,
): CeremonyPart | undefined {
  const taken: CeremonyPart[] = []
  if (composers.includes(person)) taken.push('composer')
  if (officer === person) taken.push('officer')
  if (supervisor === person) taken.push('supervisor')
  if (shares.some((share) => share.person === person)) taken.push('custodian')
  return taken.find((found) => found !== part || found === 'custodian')
}

/** The refusal of `person` in `part`, or undefined. */
export function refusedPart(ceremony: Ceremony, part: CeremonyPart, person: string): Refusal | undefined {
  const taken = partTaken(ceremony, part, person)
  if (!taken) return undefined
  const [is, wants] = [partNames[taken], partNames[part]]
  return {
    code: 'ceremony.person',
    message: {
      zh: `${person}在本次启封中已是${is.zh}，不得再任${wants.zh}，须由他人担任。`,
      en: `${person} is ${is.en} here and cannot be ${wants.en} too: another person must.`,
    },
  }
}

/** What time alone has made of a ceremony at `at`, or undefined. */
export function lapsed(ceremony: Ceremony, at: number): { state: 'ended' | 'closed'; why: Words } | undefined {
  const { state, approved, until, opened } = ceremony
  if (state === 'approved' && until !== null && at > until)
    return { state: 'ended', why: { zh: '超过15分钟未集齐保管人', en: 'the fifteen minutes passed' } }
  if (state === 'approved' && until === null && approved !== null && at > approved + LIMITS.approvalMs)
    return { state: 'ended', why: { zh: '批准已过24小时', en: 'the approval lapsed after 24 hours' } }
  if ((state === 'opened' || state === 'taken') && opened !== null && at > opened + LIMITS.openMs)
    return { state: 'closed', why: { zh: '启封满两小时，自动结束', en: 'closed two hours after it was opened' } }
  return undefined
}

const refuse = (code: Refusal['code'], zh: string, en: string): { refusal: Refusal } => ({
  refusal: { code, message: { zh, en } },
})
const wrongState = ({ state }: Ceremony) =>
  refuse(
    'ceremony.state',
    `本次启封的状态为 ${state}，不能进行这一步。`,
    `This ceremony is ${state}: the step does not come now.`,
  )

/** The ceremony after a step, or why there is none. `at` is Unix time in ms. */
export function takeStep(ceremony: Ceremony, step: CeremonyStep, at: number): CeremonyOutcome {
  const gone = lapsed(ceremony, at)
  if (gone)
    return refuse('ceremony.state', `本次启封已结束：${gone.why.zh}。`, `This ceremony is over: ${gone.why.en}.`)
  const { state } = ceremony
  switch (step.do) {
    case 'approve': {
      if (state !== 'requested') return wrongState(ceremony)
      const refusal = refusedPart(ceremony, 'supervisor', step.person)
      return refusal
        ? { refusal }
        : { ceremony: { ...ceremony, state: 'approved', supervisor: step.person, approved: at } }
    }
    case 'share':
      return state === 'approved' ? shared(ceremony, step, at) : wrongState(ceremony)
    case 'wrong': {
      if (state !== 'approved') return wrongState(ceremony)
      const wrong = ceremony.wrong + 1
      const until = ceremony.until ?? at + LIMITS.windowMs
      return { ceremony: { ...ceremony, wrong, until, state: wrong >= LIMITS.wrongTries ? 'ended' : 'approved' } }
    }
    case 'open':
      if (state !== 'approved' || ceremony.shares.length < ceremony.threshold) return wrongState(ceremony)
      return { ceremony: { ...ceremony, state: 'opened', opened: at } }
    case 'take':
    case 'again':
      if (state !== (step.do === 'take' ? 'opened' : 'taken')) return wrongState(ceremony)
      return step.person === ceremony.officer
        ? { ceremony: { ...ceremony, state: 'taken' } }
        : refuse(
            'ceremony.person',
            `只有在场的考务员${ceremony.officer}可以取出。`,
            `Only the exam officer present, ${ceremony.officer}, takes it out.`,
          )
    case 'close':
      if (state !== 'opened' && state !== 'taken') return wrongState(ceremony)
      return byThoseInCharge(ceremony, step.person, 'closed')
    case 'end':
      if (state !== 'requested' && state !== 'approved') return wrongState(ceremony)
      return byThoseInCharge(ceremony, step.person, 'ended')
  }
}

function shared(
  ceremony: Ceremony,
  { custodian, person }: Extract<CeremonyStep, { do: 'share' }>,
  at: number,
): CeremonyOutcome {
  const { shares } = ceremony
  if (shares.some((share) => share.custodian === custodian))
    return refuse('ceremony.person', `${custodian}的份额已交。`, `The share of ${custodian} has been given already.`)
  const refusal = refusedPart(ceremony, 'custodian', person)
  if (refusal) return { refusal }
  const until = ceremony.until ?? at + LIMITS.windowMs
  return { ceremony: { ...ceremony, shares: [...shares, { custodian, person }], until } }
}

/** A supervisor who has not approved yet may still refuse: whoever plays no other part. */
function byThoseInCharge(ceremony: Ceremony, person: string, state: 'closed' | 'ended'): CeremonyOutcome {
  const { officer, supervisor } = ceremony
  const may =
    person === officer || person === supervisor || (supervisor === null && !refusedPart(ceremony, 'supervisor', person))
  return may
    ? { ceremony: { ...ceremony, state } }
    : refuse(
        'ceremony.person',
        `只有考务员${officer}或批准人可以结束。`,
        `Only the exam officer ${officer} or the supervisor ends it.`,
      )
}
