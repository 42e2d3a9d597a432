/** What waits for whom and how a bank reviews: home, the item's page, the review policy. */
import { beforeAll, expect, test } from 'vitest'
import { policyInForce, setReviewPolicy } from '../../server/banks/policy.ts'
import { registerOutside } from '../../server/custody/outside.ts'
import { uses } from '../../server/db/schema.ts'
import { askConsultation } from '../../server/sittings/consult.ts'
import { BANK, type Program, testProgram } from '../support/app.ts'
import { approveNewest } from '../support/approved.ts'
import { addDrafts, theoryItem } from '../support/banks.ts'
import { hasBrowser, keepPicture, openConsole, seriousFaults } from '../support/browser.ts'
import { sealedSet, withCustodians } from '../support/custody.ts'
import { archivedSitting } from '../support/sittings.ts'

const browser = hasBrowser()
const scope = '6-31-01-03'
/** As long as the console takes what it read for fresh, and a little. */
const FRESH_MS = 10_500
let program: Program
let shown: Awaited<ReturnType<typeof openConsole>>
let item: string
beforeAll(async () => {
  if (!browser) return
  program = await testProgram()
  await withCustodians(program)
  const { deps, by } = program
  const set = await sealedSet(program, 1)
  const [used] = await addDrafts(deps.db, BANK, [theoryItem()], by('命题员'))
  item = used!
  await approveNewest(deps.db, [item], 'reviewer', program.clock.now)
  await deps.db.tx(async (q) => {
    await q.insert(uses).values({ set, item })
  })
  const sitting = await archivedSitting(program, set)
  await askConsultation(deps.db, BANK, sitting, { person: '周工', reason: '申诉' }, by('officer'))
  const file = { name: 'paper.pdf', bytes: Buffer.from('%PDF-1.7\n') }
  const papers = [{ files: [file], keyFiles: [], items: [] }]
  await registerOutside(deps, BANK, { kind: 'theory', title: '旧卷', source: '档案室', papers }, by('composer'))
  shown = await openConsole(program)
})

test.skipIf(!browser)('home names the sets and consultations that wait for a supervisor', async () => {
  const page = await shown.as('督导', [{ role: 'supervisor', scope }])
  await page.getByRole('link', { name: '1件档案查阅待批准' }).waitFor()
  await keepPicture(page, 'home-waiting')
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('link', { name: '理论第2套' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(page.url()).toMatch(/\/sets\//)
})

test.skipIf(!browser)('an item says where it was used once the sitting is over', async () => {
  const page = await shown.as('审题员', [{ role: 'reviewer', scope }])
  await page.goto(`${shown.origin}/banks/${BANK}/items/${item}?tab=uses`)
  await page.getByText('理论第1套').waitFor()
  await page.getByText('2027年第一批').waitFor()
  await keepPicture(page, 'item-uses')
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('link', { name: '与其他试题的互斥、同族' }).click()
  await page.getByText('没有符合条件的关系').waitFor()
  expect(page.url()).toContain(`item=${item}`)
})

test.skipIf(!browser)('an officer sets how the bank reviews; of two at once the second is told', async () => {
  const page = await shown.as('考务员', [{ role: 'officer', scope }], { dark: true, width: 820 })
  await page.goto(`${shown.origin}/banks/${BANK}/settings`)
  await page.getByText('两人审定').click()
  await page.getByLabel('审题期限（天）').fill('7')
  await page.getByRole('button', { name: '增加一项' }).click()
  expect(await page.getByRole('button', { name: '保存' }).isDisabled()).toBe(true)
  await page.getByLabel('第5项（中文）').fill('不涉及商标')
  await page.getByLabel('第5项（英文）').fill('Names no brand')
  await page.getByRole('button', { name: '第5项上移' }).click()
  await page.getByRole('button', { name: '删除第1项' }).click()
  await keepPicture(page, 'bank-settings-dark')
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('已保存，并记入日志').waitFor()
  const { version, policy } = await policyInForce(program.deps.db.read, BANK)
  expect([version, policy.reviewers, policy.days]).toEqual([1, 2, 7])
  expect(policy.checklist.map(({ text }) => text.zh.slice(0, 4))).toEqual([
    '题干清楚',
    '符合所标',
    '不涉及商',
    '文字、符',
  ])

  await setReviewPolicy(program.deps.db, BANK, { base: 1, policy: { ...policy, days: 9 } }, program.by('另一人'))
  await page.getByLabel('审题期限（天）').fill('5')
  // Seen on coming back to the page, once what was read is no longer fresh; what is written still starts from the first.
  await page.waitForTimeout(FRESH_MS)
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
  await page.getByText('他人已启用第2版。').waitFor()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('现行审题规则为第2版').waitFor()
  expect((await policyInForce(program.deps.db.read, BANK)).policy.days).toBe(9)
  // What was typed stays until the newer one is taken.
  expect(await page.getByLabel('审题期限（天）').inputValue()).toBe('5')
  await page.getByRole('button', { name: '改从第2版开始' }).click()
  expect(await page.getByLabel('审题期限（天）').inputValue()).toBe('9')
  await page.getByLabel('审题期限（天）').fill('5')
  await page.getByRole('button', { name: '保存' }).click()
  await expect.poll(async () => (await policyInForce(program.deps.db.read, BANK)).policy.days).toBe(5)
})
