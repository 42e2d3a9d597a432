import { expect, test } from 'vitest'
import {
  CEREMONY_PARTS,
  type Ceremony,
  type CeremonyPart,
  type CeremonyStep,
  LIMITS,
  refusedPart,
  takeStep,
} from '../../core/seal/ceremony.ts'
import { clockFault } from '../../core/seal/clock.ts'
import { alarmsOf, heldCopies, type RegisterEntry, yearsAfter } from '../../core/seal/register.ts'

const fresh: Ceremony = {
  state: 'requested',
  composers: ['composer'],
  officer: 'officer',
  supervisor: null,
  approved: null,
  shares: [],
  threshold: 2,
  until: null,
  wrong: 0,
  opened: null,
}

/** Takes steps one after the other, a second apart; gives the last outcome. */
function run(steps: CeremonyStep[], from = fresh, at = 1000) {
  let ceremony = from
  for (const [index, step] of steps.entries()) {
    const outcome = takeStep(ceremony, step, at + index * 1000)
    if ('refusal' in outcome) return outcome.refusal.code
    ceremony = outcome.ceremony
  }
  return ceremony
}
const after = (steps: CeremonyStep[]) => run(steps) as Ceremony
const approve: CeremonyStep = { do: 'approve', person: 'super' }
const share = (name: string, person = name): CeremonyStep => ({ do: 'share', custodian: name, person })

test('an opening goes from request to close, one step after the other', () => {
  const done = after([
    approve,
    share('ann'),
    share('bob'),
    { do: 'open' },
    { do: 'take', person: 'officer' },
    { do: 'again', person: 'officer' },
    { do: 'close', person: 'super' },
  ])
  expect(done.state).toBe('closed')
})

// Each part against each other part: the same person in two of them is refused.
const someone: Record<CeremonyPart, (person: string) => Partial<Ceremony>> = {
  composer: (person) => ({ composers: [person] }),
  officer: (person) => ({ officer: person }),
  supervisor: (person) => ({ supervisor: person }),
  custodian: (person) => ({ shares: [{ custodian: 'x', person }] }),
}
const pairs = CEREMONY_PARTS.flatMap((one) => CEREMONY_PARTS.map((other) => [one, other] as const))
test.each(pairs)('whoever is %s is not %s too', (one, other) => {
  const held = { ...fresh, composers: [], officer: '-', ...someone[one]('eve') }
  const twice = one === other && one !== 'custodian'
  expect(refusedPart(held, other, 'eve')?.code).toBe(twice ? undefined : 'ceremony.person')
  expect(refusedPart(held, other, 'somebody else')).toBeUndefined()
})

test.each<[string, CeremonyStep[], CeremonyStep]>([
  ['the officer approves', [], { do: 'approve', person: 'officer' }],
  ['the composer approves', [], { do: 'approve', person: 'composer' }],
  ['the officer gives a share', [approve], share('officer')],
  ['the supervisor gives a share', [approve], share('super')],
  ['the composer gives a share', [approve], share('composer')],
  ['one person gives two shares', [approve, share('ann')], share('safe', 'ann')],
  ['a share comes twice', [approve, share('ann')], share('ann', 'bob')],
  [
    'the supervisor takes it out',
    [approve, share('ann'), share('bob'), { do: 'open' }],
    { do: 'take', person: 'super' },
  ],
  ['a custodian closes', [approve, share('ann'), share('bob'), { do: 'open' }], { do: 'close', person: 'ann' }],
])('%s: refused', (_, before, step) => {
  expect(after(before).state).toBeDefined()
  expect(run([...before, step])).toBe('ceremony.person')
})

test.each<[string, CeremonyStep[], CeremonyStep]>([
  ['a share before approval', [], share('ann')],
  ['opening with one share of two', [approve, share('ann')], { do: 'open' }],
  [
    'taking out twice',
    [approve, share('ann'), share('bob'), { do: 'open' }, { do: 'take', person: 'officer' }],
    { do: 'take', person: 'officer' },
  ],
  [
    'printing again before anything was taken',
    [approve, share('ann'), share('bob'), { do: 'open' }],
    { do: 'again', person: 'officer' },
  ],
  ['a second approval', [approve], { do: 'approve', person: 'other' }],
  ['calling off what is open', [approve, share('ann'), share('bob'), { do: 'open' }], { do: 'end', person: 'officer' }],
])('%s: not now', (_, before, step) => {
  expect(run([...before, step])).toBe('ceremony.state')
})

test('the third wrong try ends it, the second does not', () => {
  expect(after([approve, { do: 'wrong' }, { do: 'wrong' }]).state).toBe('approved')
  expect(after([approve, { do: 'wrong' }, { do: 'wrong' }, { do: 'wrong' }]).state).toBe('ended')
})

test('fifteen minutes from the first custodian to the last', () => {
  const begun = takeStep(after([approve]), share('ann'), 10_000)
  if ('refusal' in begun) throw new Error('refused')
  const end = 10_000 + LIMITS.windowMs
  expect(takeStep(begun.ceremony, share('bob'), end)).toHaveProperty('ceremony')
  expect(takeStep(begun.ceremony, share('bob'), end + 1)).toHaveProperty('refusal.code', 'ceremony.state')
})

const boot = { at: 1_000_000_000, boot: 'a', uptime: 50_000_000 }
test.each([
  ['in step', { at: boot.at + 3_600_000, boot: 'a', uptime: boot.uptime + 3_600_000 }, undefined],
  ['a correction of a minute', { at: boot.at + 60_000, boot: 'a', uptime: boot.uptime }, undefined],
  ['put forward', { at: boot.at + 3_600_000, boot: 'a', uptime: boot.uptime + 1000 }, 'jumped'],
  ['put back', { at: boot.at - 3_600_000, boot: 'a', uptime: boot.uptime + 1000 }, 'backwards'],
  ['standing still while time passed', { at: boot.at + 1000, boot: 'a', uptime: boot.uptime + 3_600_000 }, 'backwards'],
  ['put back over a restart', { at: boot.at - 3_600_000, boot: 'b', uptime: 1000 }, 'backwards'],
  ['a day after a restart', { at: boot.at + 86_400_000, boot: 'b', uptime: 1000 }, undefined],
])('the clock %s: %j → %s', (_, now, kind) => {
  expect(clockFault(boot, now)?.kind).toBe(kind)
})

const DAY = 86_400_000
const entry: RegisterEntry = {
  object: 'p.paper',
  kind: 'paper',
  sealedAt: 0,
  notBefore: 10 * DAY,
  opened: [],
  destroyed: false,
  voided: false,
  sittings: [12 * DAY],
  intact: true,
  copies: [],
  events: [],
}
const copy = { id: 'c', part: 'print', count: 30, holder: '1考场', place: '', due: null, at: 11 * DAY } as const
const back = { copy: 'c', kind: 'returned', holder: '', place: '', at: 12 * DAY } as const
test.each<[string, Partial<RegisterEntry>, number, string[]]>([
  ['nothing is wrong before its sitting', {}, 11 * DAY, []],
  ['opened before its time', { opened: [9 * DAY, 11 * DAY] }, 11 * DAY, ['opened-early']],
  ['unopened after its sitting', {}, 13 * DAY, ['unopened']],
  ['a voided paper need not be opened', { voided: true }, 13 * DAY, []],
  ['a key need not be opened', { kind: 'key' }, 13 * DAY, []],
  ['printed copies a day after the sitting', { opened: [11 * DAY], copies: [copy] }, 13 * DAY + 1, ['not-returned']],
  ['printed copies that came back', { opened: [11 * DAY], copies: [copy], events: [back] }, 14 * DAY, []],
  [
    'an envelope past its date',
    { opened: [11 * DAY], copies: [{ ...copy, part: 'envelope', due: 11 * DAY }] },
    11 * DAY + 1,
    ['not-returned'],
  ],
  ['lost copies', { opened: [11 * DAY], copies: [copy], events: [{ ...back, kind: 'lost' }] }, 12 * DAY, ['lost']],
  ['damaged files', { intact: false }, 1, ['damaged']],
  ['retention ended', { opened: [11 * DAY] }, yearsAfter(12 * DAY, 5) + 1, ['retention-ended']],
  ['retention counts from the last sitting', { opened: [11 * DAY] }, yearsAfter(12 * DAY, 5), []],
  ['destroyed objects are silent', { destroyed: true, intact: false }, 9999 * DAY, []],
])('%s', (_, change, now, kinds) => {
  expect(alarmsOf({ ...entry, ...change }, now).map(({ kind }) => kind)).toEqual(kinds)
})

test('a copy is with whoever it was last moved to', () => {
  const moved = { copy: 'c', kind: 'moved', holder: '2考场', place: '东楼', at: 11 * DAY } as const
  expect(heldCopies({ copies: [copy], events: [moved] })).toMatchObject([
    { holder: '2考场', place: '东楼', state: 'held' },
  ])
  expect(heldCopies({ copies: [copy], events: [moved, back] })).toMatchObject([{ holder: '2考场', state: 'returned' }])
})
