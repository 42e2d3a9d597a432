/** Many items at once, a reviewer's queue, and the editors of practical tasks and defense topics. */
import { beforeAll, expect, test } from 'vitest'
import { reviewPolicy } from '../../server/banks/policy.ts'
import { lifeStore } from '../../server/items/life-store.ts'
import { itemStore } from '../../server/items/store.ts'
import { submitItems } from '../../server/items/submit.ts'
import { BANK, emptyBank, type Program, testProgram } from '../support/app.ts'
import { addDrafts, theoryItem } from '../support/banks.ts'
import { hasBrowser, keepPicture, openConsole, seriousFaults } from '../support/browser.ts'

const browser = hasBrowser()
const occupation = '6-31-01-03'
const writer = [{ role: 'writer', scope: occupation }] as const
const reviewer = [{ role: 'reviewer', scope: occupation }] as const
const officer = [{ role: 'officer', scope: occupation }] as const

let program: Program
let shown: Awaited<ReturnType<typeof openConsole>>
let drafts: string[]
beforeAll(async () => {
  if (!browser) return
  program = await testProgram()
  await emptyBank(program)
  const contents = Array.from({ length: 6 }, (_, at) => theoryItem({ stem: `第${at + 1}种情形可以带电测量。` }))
  drafts = await addDrafts(program.deps.db, BANK, contents, program.by('命题员甲'))
  shown = await openConsole(program)
})

const address = (path: string) => `${shown.origin}/banks/${BANK}/${path}`
async function stored(id: string) {
  const { item, life } = await lifeStore(program.deps.db.read).one(BANK, id)
  const revision = await itemStore(program.deps.db.read).revision(item.id, item.revision)
  return { item, life, content: revision!.content }
}
const idIn = (url: string) => /\/items\/([0-9a-f-]{36})/.exec(url)![1]!

test.skipIf(!browser)('an officer changes many items at once, undoes it, and gives them out for review', async () => {
  const page = await shown.as('考务员', officer)
  await shown.as('审题员', reviewer)
  await page.goto(address('items'))
  await page.getByLabel('全选本页').check()
  await page.getByRole('button', { name: '批量修改' }).click()
  await page.getByRole('combobox', { name: '修改内容' }).click()
  await page.getByTitle('出处').click()
  await page.getByLabel('新值').fill('2025版教材')
  await page.getByRole('button', { name: '预览' }).click()
  await page.getByText('将修改6题').waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await keepPicture(page, 'items-bulk')
  expect((await stored(drafts[0]!)).content.source).not.toBe('2025版教材')
  await page.getByLabel('理由').fill('统一出处')
  await page.getByRole('button', { name: '修改6题' }).click()
  await page.getByText('已修改6题').waitFor()
  for (const id of drafts) expect((await stored(id)).content.source).toBe('2025版教材')

  await page.getByLabel('全选本页').check()
  await page.getByRole('button', { name: '批量修改' }).click()
  await page.getByRole('button', { name: '撤销' }).click()
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  await page.getByText('已撤销6题').waitFor()
  for (const id of drafts) expect((await stored(id)).content.source).not.toBe('2025版教材')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: '指派' }).click()
  await page.getByRole('combobox', { name: '人员' }).click()
  await page.getByTitle('审题员').click()
  await page.getByRole('dialog').getByRole('button', { name: '指派' }).click()
  await page.getByText('已指派6项').waitFor()
  expect((await stored(drafts[0]!)).life.reviewers).toEqual(['审题员'])
})

test.skipIf(!browser)(
  'a reviewer goes through what waits by keyboard, and approves together what was shown',
  async () => {
    const { deps, by } = program
    const newest = await Promise.all(drafts.map(async (id) => (await stored(id)).item))
    await submitItems(
      deps,
      BANK,
      newest.map(({ id, revision }) => ({ item: id, revision })),
      by('命题员甲'),
    )
    const page = await shown.as('审题员', reviewer)
    await page.goto(address('items/review'))
    await page.getByText('0 / 6').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await keepPicture(page, 'items-queue')
    await page.locator('#verdict-check-all').waitFor()
    await page.keyboard.press('c')
    await page.keyboard.press('a')
    await page.getByText('1 / 6').waitFor()
    await page.locator('#verdict-reasons').waitFor()
    await page.keyboard.press('r')
    await page.keyboard.type('说法含糊')
    await page.getByRole('button', { name: '退回修改' }).click()
    await page.getByText('2 / 6').waitFor()
    const states = async () => (await Promise.all(drafts.map(stored))).map(({ item }) => item.state).sort()
    expect(await states()).toEqual(['approved', 'draft', 'submitted', 'submitted', 'submitted', 'submitted'])

    await page.goto(address('items?state=submitted'))
    await page.getByLabel('全选本页').check()
    await page.getByRole('button', { name: '通览并审定（4）' }).click()
    const policy = await reviewPolicy(deps.db.read, BANK)
    for (const { text } of policy.checklist) await page.getByRole('checkbox', { name: text.zh }).check()
    expect(await seriousFaults(page)).toEqual([])
    await keepPicture(page, 'items-approve')
    await page.getByRole('button', { name: '审定以上4题' }).click()
    await page.getByText('已审定4题').waitFor()
    expect((await states()).filter((state) => state === 'approved')).toHaveLength(5)
  },
)

test.skipIf(!browser)(
  'a practical task is written with marks that add up, a defense topic with its points',
  async () => {
    const page = await shown.as('命题员甲', writer)
    await page.goto(address('items/new?kind=practical'))
    await page.locator('#field-title').fill('三相异步电动机正反转控制线路的安装')
    await page.locator('#field-requirements').fill('按图接线，通电试车。')
    await page.getByLabel('考核内容 1').fill('接线')
    await page.getByLabel('分值 1').fill('60')
    await page.getByRole('region', { name: '评分记录表' }).getByText('还差40分').waitFor()
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByText('分值合计60，应为100。').first().waitFor()
    await page.getByRole('region', { name: '评分记录表' }).getByRole('button', { name: '添加一行' }).click()
    await page.getByLabel('考核内容 2').fill('试车')
    expect(await page.getByLabel('分值 2').inputValue()).toBe('40')
    await page.getByRole('region', { name: '考场准备' }).getByRole('button', { name: '添加一行' }).click()
    await page.getByLabel('名称 1').fill('交流接触器')
    expect(await seriousFaults(page)).toEqual([])
    await keepPicture(page, 'item-practical')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.waitForURL(/\/items\/[0-9a-f-]{36}$/)
    expect((await stored(idIn(page.url()))).content).toMatchObject({
      kind: 'practical',
      marks: 200,
      marking: [
        { element: '接线', marks: 120 },
        { element: '试车', marks: 80 },
      ],
      site: [{ name: '交流接触器' }],
    })

    await page.goto(address('items/new?kind=defense'))
    await page.locator('#field-title').fill('试述恒压供水系统的调试。')
    await page.getByLabel('答题要点 1').fill('参数设定')
    await page.getByLabel('评分要点 1').fill('步骤完整')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.waitForURL(/\/items\/[0-9a-f-]{36}$/)
    expect((await stored(idIn(page.url()))).content).toMatchObject({
      kind: 'defense',
      expectedPoints: ['参数设定'],
      scoringPoints: [{ text: '步骤完整', marks: 20 }],
    })
  },
)

test.skipIf(!browser)('a calculation item shows its draws; dark and on a tablet nothing gets lost', async () => {
  const page = await shown.as('命题员甲', writer, { dark: true, width: 820 })
  await page.goto(address('items/new'))
  await page.getByRole('combobox', { name: '题型' }).click()
  await page.getByTitle('计算题').click()
  await page.locator('#field-stem').fill('电压为 {{U}} V，求电流。')
  await page.locator('#field-key').fill('{{答案}} A')
  await page.getByRole('switch', { name: '每份试卷随机取数' }).click()
  // A machine that is busy may refuse at first: the draws have a budget of time.
  const drawn = page.getByText(/取数1,000次/)
  await expect
    .poll(
      async () => {
        await page.getByRole('button', { name: /试取1,000次/ }).click()
        return drawn.waitFor({ timeout: 15_000 }).then(
          () => true,
          () => false,
        )
      },
      { timeout: 200_000 },
    )
    .toBe(true)
  expect(await seriousFaults(page)).toEqual([])
  await keepPicture(page, 'item-calculation-dark')
  await page.goto(address('items'))
  await page.getByRole('row').nth(2).waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await keepPicture(page, 'items-dark')
  await page.goto(address(`items/${drafts[0]}`))
  await page.getByRole('heading', { name: '印刷效果' }).waitFor()
  await page.waitForTimeout(500)
  expect(await seriousFaults(page)).toEqual([])
  await keepPicture(page, 'item-dark')
})
