/** Enemies and families: found by a search or proposed by a person, decided by another, side by side. */
import { beforeAll, expect, test } from 'vitest'
import { itemNumber } from '../../core/item-number.ts'
import { itemStore } from '../../server/items/store.ts'
import { relationStore } from '../../server/relations/store.ts'
import { BANK, emptyBank, type Program, testProgram } from '../support/app.ts'
import { addDrafts, theoryItem } from '../support/banks.ts'
import { hasBrowser, keepPicture, openConsole, seriousFaults } from '../support/browser.ts'

const browser = hasBrowser()
const scope = '6-31-01-03'
let program: Program
let shown: Awaited<ReturnType<typeof openConsole>>
let drafts: string[]
const said = (number: number) => itemNumber({ bank: BANK, kind: 'theory', number })
const relations = () => relationStore(program.deps.db.read).page(BANK, 'theory', { limit: 100 })
const stateOf = async (id: string) => (await itemStore(program.deps.db.read).find(BANK, id))!.state
beforeAll(async () => {
  if (!browser) return
  program = await testProgram()
  await emptyBank(program)
  const stems = [
    '三相异步电动机的额定转速为1440r/min时，其同步转速为1500r/min。',
    '三相异步电动机的额定转速为960r/min时，其同步转速为1000r/min。',
    '停电检修作业前必须验电并挂接地线，方可开始工作。',
    '停电检修作业前必须验电并装设接地线，方可开始工作。',
    '变压器油的作用是绝缘和散热。',
    '电流互感器的二次侧不得开路。',
  ]
  const contents = stems.map((stem) => theoryItem({ stem }))
  drafts = await addDrafts(program.deps.db, BANK, contents, program.by('命题员'))
  shown = await openConsole(program)
})

test.skipIf(!browser)(
  'an officer looks for near-duplicates and proposes enemies; a reviewer decides, side by side',
  async () => {
    const officer = await shown.as('考务员', [{ role: 'officer', scope }])
    await officer.goto(`${shown.origin}/banks/${BANK}/relations`)
    await officer.getByText('没有待裁定的提议').waitFor()
    expect(await seriousFaults(officer)).toEqual([])
    await officer.getByRole('button', { name: '查找近似试题' }).click()
    const finding = officer.getByRole('dialog')
    await finding.getByRole('button', { name: '开始查找' }).click()
    await finding.getByText('新增2条提议').waitFor()
    await finding.getByText(/题库6题，比较了6题/).waitFor()
    await keepPicture(officer, 'relations-found')
    expect(await seriousFaults(officer)).toEqual([])
    await finding.getByRole('button', { name: '关闭', exact: true }).last().click()
    await officer.getByText('仅数值或图不同').waitFor()

    await officer.getByRole('button', { name: '提出互斥或同族' }).click()
    const proposing = officer.getByRole('dialog')
    await proposing.getByLabel('试题编号').fill(`${said(5)}、${said(6)}`)
    await officer.keyboard.press('Enter')
    await proposing.getByLabel('理由').fill('互相提示')
    await keepPicture(officer, 'relations-propose')
    expect(await seriousFaults(officer)).toEqual([])
    await proposing.getByRole('button', { name: '提交' }).click()
    await officer.getByText('由您提出，须由他人裁定。').waitFor()
    // What one proposed oneself is not decided by oneself.
    const own = officer.locator('.ant-card').filter({ hasText: '互相提示' })
    expect(await own.getByRole('button', { name: '不成立' }).count()).toBe(0)
    await keepPicture(officer, 'relations')

    const reviewer = await shown.as('审题员', [{ role: 'reviewer', scope }])
    await reviewer.goto(`${shown.origin}/banks/${BANK}/relations`)
    const card = (text: string) => reviewer.locator('.ant-card').filter({ hasText: text })
    await card('互相提示').waitFor()
    await keepPicture(reviewer, 'relations-reviewer')
    expect(await seriousFaults(reviewer)).toEqual([])
    await card('互相提示').getByRole('button', { name: '互斥', exact: true }).click()
    await card('互相提示').waitFor({ state: 'hidden' })
    await card('额定转速').getByRole('button', { name: '同族', exact: true }).click()
    await card('额定转速').waitFor({ state: 'hidden' })

    // The difference is marked; all but the one that stays are retired.
    expect(await card('停电检修').locator('ins').allInnerTexts()).not.toEqual([])
    await card('停电检修').getByLabel('裁定理由（可不填）').fill('同一题')
    await card('停电检修').getByRole('button', { name: '保留一题' }).click()
    await reviewer.getByRole('dialog').getByLabel(said(3)).check()
    expect(await seriousFaults(reviewer)).toEqual([])
    await reviewer.getByRole('button', { name: '停用其余1题' }).click()
    await card('停电检修').waitFor({ state: 'hidden' })
    expect([await stateOf(drafts[2]!), await stateOf(drafts[3]!)]).toEqual(['draft', 'retired'])
    expect(
      (await relations()).map(({ decision, decidedBy, state }) => [decision, decidedBy, state]).toSorted(),
    ).toEqual([
      ['enemies', '审题员', 'accepted'],
      ['family', '审题员', 'accepted'],
      ['merge', '审题员', 'accepted'],
    ])

    await reviewer.getByText('已成立', { exact: true }).click()
    await card('互相提示').getByLabel('撤销理由').fill('不相干')
    await card('互相提示').getByRole('button', { name: '撤销' }).click()
    await card('互相提示').waitFor({ state: 'hidden' })
    // A merge is not taken back.
    expect(await card('停电检修').getByRole('button', { name: '撤销' }).count()).toBe(0)
  },
)

test.skipIf(!browser)('relations on a tablet in the dark', async () => {
  const page = await shown.as('考务员', [{ role: 'officer', scope }], { dark: true, width: 820 })
  await page.goto(`${shown.origin}/banks/${BANK}/relations?state=all`)
  await page.getByText('已撤销', { exact: true }).last().waitFor()
  await keepPicture(page, 'relations-dark')
  expect(await seriousFaults(page)).toEqual([])
})
