import { expect, test } from 'vitest'
import { waitAfter } from '../../core/accounts/lockout.ts'
import { passwordFaults } from '../../core/accounts/password.ts'
import { allRights, excludes, gives, mayDo, type Relaxation, roles } from '../../core/accounts/rights.ts'
import { fewestPeople, flows } from '../../core/accounts/small-body.ts'
import { startHasher } from '../../server/accounts/hasher.ts'
import { accountStore } from '../../server/accounts/store.ts'
import { newRecoveryCodes, newTotp, totpStep } from '../../server/accounts/totp.ts'
import { newId } from '../../server/by.ts'
import { testDb } from '../support/database.ts'
import { person } from '../support/signed-in.ts'

const BANK = '6-31-01-03.3'

test('an administrator has no right to any content, and content no right to accounts', () => {
  const content = allRights.filter((right) => /^(item|set|blueprint|relation|paper|coverage)\./.test(right))
  expect(content.length).toBeGreaterThan(20)
  expect(content.filter((right) => gives('administrator', right))).toEqual([])
  for (const right of allRights.filter((one) => /^account\.(manage|grant|policy)$/.test(one)))
    expect(roles.filter((role) => gives(role, right))).toEqual(['administrator'])
})

test.each([
  ['the bank itself', BANK, BANK, true],
  ['another level', BANK, '6-31-01-03.4', false],
  ['an occupation', '6-31-01-03', BANK, true],
  ['an occupation whose code only begins alike', '6-31-01-0', BANK, false],
  ['another occupation', '6-31-01-04', BANK, false],
])('a role in %s', (_, scope, bank, reached) => {
  expect(mayDo([{ role: 'officer', scope }], 'set.assemble', bank)).toBe(reached)
})

test.each([
  ['short', '11 letters', false],
  ['a common password', 'password12345', false],
  ['a common password in disguise', 'P@ssw0rd!2026', false],
  ['a run of keys', 'qwertyuiop1234', false],
  ['digits', '123456789012345', false],
  ['one character', 'aaaaaaaaaaaaaa', false],
  ['a repeated year', '20262026202620', false],
  ['the product', 'juankujuanku2026', false],
  ['the name', 'zhang.sanfeng.2026', false],
  ['Chinese words of the trade', '题库试卷考试密码管理员你好', false],
  ['several words', 'Korb-7-Fenster-Salz', true],
  ['a passphrase', 'seven green bottles of ink', true],
  ['Chinese', '窗外梧桐滴雨灯下旧书三卷', true],
])('as a password, %s', (_, password, taken) => {
  expect(passwordFaults(password, 'modern', ['zhang.sanfeng']).length === 0).toBe(taken)
})

test('等保三级 asks for three classes of characters', () => {
  expect(passwordFaults('seven green bottles of ink', 'level-3', [])).toHaveLength(1)
  expect(passwordFaults('Seven green bottles of ink', 'level-3', [])).toEqual([])
})

test('waits double from one minute to one hour', () => {
  expect([1, 4, 5, 6, 7, 11, 100].map((n) => waitAfter(n) / 60_000)).toEqual([0, 0, 1, 2, 4, 60, 60])
})

test('a full queue of passwords is refused at once, and what waited is served', async () => {
  const hasher = startHasher({ atOnce: 1, waiting: 1 })
  const [first, second, third] = await Promise.allSettled([1, 2, 3].map(() => hasher.hash('Korb-7-Fenster-Salz')))
  expect([first!.status, second!.status]).toEqual(['fulfilled', 'fulfilled'])
  expect(third).toMatchObject({ status: 'rejected', reason: { code: 'service.busy' } })
  const hashed = await hasher.hash('ｋorb-7-Fenster-Salz')
  expect(hashed).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  expect(await hasher.verify(hashed, 'korb-7-Fenster-Salz')).toBe(true)
  expect(await hasher.verify(hashed, 'Korb-7-Fenster-Salz')).toBe(false)
  expect(await hasher.verify(undefined, 'nobody has this password')).toBe(false)
})

test('a code of an authenticator is taken once, and only around its time', async () => {
  const { generateSync } = await import('otplib')
  const { secret, uri } = newTotp('王五')
  expect(uri).toContain(secret)
  const at = 1_700_000_000_000
  const code = generateSync({ secret, epoch: at / 1000 })
  const step = totpStep(secret, code, 0, at)!
  expect(step).toBe(Math.floor(at / 30_000))
  expect(totpStep(secret, code, step, at)).toBeUndefined()
  expect(totpStep(secret, code, 0, at + 120_000)).toBeUndefined()
  expect(totpStep(secret, 'abcdef', 0, at)).toBeUndefined()
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const one of codes) expect(one).toMatch(/^([A-Z2-9]{4}-){2}[A-Z2-9]{4}$/)
})

const every = Object.values(flows)
const blindOnly = Object.entries(flows).flatMap(([name, steps]) => (name === 'a set, seen' ? [] : [steps]))

test.each<[number, string, readonly Relaxation[], typeof every]>([
  [6, 'every flow', [], every],
  [5, 'every flow when sets are made blind', [], blindOnly],
  [4, 'the same with an administrator who holds other roles', ['administrator-content'], blindOnly],
])('%i people run %s, fewer do not; the database lets them hold these roles', async (count, _, lifted, wanted) => {
  const people = fewestPeople(wanted, 6, lifted)!
  expect(people).toHaveLength(count)
  const db = await testDb()
  await db.tx((q) =>
    accountStore(q).insertPolicy({
      id: newId(1),
      passwords: 'modern',
      relaxations: [...lifted],
      reason: 'test',
      by: 'test',
      at: 1,
    }),
  )
  for (const [index, held] of people.entries())
    await person(
      db,
      `person ${index}`,
      held.map((role) => ({ role, scope: role === 'administrator' ? '*' : BANK })),
      2,
    )
})

test.each([
  [
    'administrator and reviewer',
    { role: 'administrator', scope: '*' },
    { role: 'reviewer', scope: BANK },
    'administrator-content',
  ],
  [
    'custodian and officer of one bank',
    { role: 'custodian', scope: BANK },
    { role: 'officer', scope: BANK },
    'custodian-officer',
  ],
  [
    'custodian of an occupation, officer of its bank',
    { role: 'custodian', scope: '6-31-01-03' },
    { role: 'officer', scope: BANK },
    'custodian-officer',
  ],
  [
    'officer of an occupation, custodian of its bank',
    { role: 'officer', scope: '6-31-01-03' },
    { role: 'custodian', scope: BANK },
    'custodian-officer',
  ],
  [
    'custodian and officer of two banks',
    { role: 'custodian', scope: BANK },
    { role: 'officer', scope: '6-31-01-03.4' },
    undefined,
  ],
] as const)('%s: program and database agree', async (_, held, wanted, broken) => {
  expect(excludes([held], wanted)).toBe(broken)
  const both = async (relaxed: Relaxation[]) => {
    const db = await testDb()
    const policy = {
      id: newId(1),
      passwords: 'modern' as const,
      relaxations: relaxed,
      reason: 'test',
      by: 'test',
      at: 1,
    }
    if (relaxed.length) await db.tx((q) => accountStore(q).insertPolicy(policy))
    return person(db, 'somebody', [held, wanted], 2)
  }
  if (!broken) return void (await both([]))
  await expect(both([])).rejects.toThrow(/administrator holds no other|custodian is no exam officer/)
  await both([broken])
})
