/** Blueprints of every kind being written: scopes and modules added, ordered by drag and by keyboard, removed. */
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Blueprint } from '../../core/blueprint/blueprint.ts'
import { createBank } from '../../server/banks/create.ts'
import { blueprintStore } from '../../server/blueprints/store.ts'
import { BANK, type Program, sampleProgram } from '../support/app.ts'
import { hasBrowser, keepPicture, openConsole, seriousFaults } from '../support/browser.ts'

const browser = hasBrowser()
const officer = [{ role: 'officer', scope: '6-31-01-03' }] as const
let program: Program
let shown: Awaited<ReturnType<typeof openConsole>>
beforeAll(async () => {
  if (!browser) return
  program = await sampleProgram()
  const { deps, by } = program
  const second = { occupationCode: '6-31-01-03', occupation: '电工', trade: null, level: 2, standard: '' }
  await createBank(deps.db, second, by('admin'))
  shown = await openConsole(program)
})
const newest = async (kind: 'theory' | 'practical' | 'defense', name: string, bank = BANK) =>
  (await blueprintStore(program.deps.db.read).newest(bank, kind, name))?.content

async function begin(page: Page, kind: string, bank = BANK) {
  await page.goto(`${shown.origin}/banks/${bank}/blueprints`)
  await page.getByRole('button', { name: '空白计划' }).click()
  await page.getByRole('menuitem', { name: kind }).click()
}

test.skipIf(!browser)('scopes of a theory blueprint are removed, added and put in order', async () => {
  const page = await shown.as('考务员', officer)
  await begin(page, '理论')
  await page.getByLabel('名称', { exact: true }).fill('按范围')
  await page.getByRole('button', { name: '按细目表1级' }).click()
  const weights = page.getByRole('region', { name: '鉴定范围比重' })
  const order = async () =>
    (await weights.locator('tbody .figures').allInnerTexts()).filter((text) => /^[A-Z]$/.test(text))
  const before = await order()
  expect(before.length).toBeGreaterThan(1)
  const [first, second] = before as [string, string]
  // By keyboard.
  await page.getByRole('button', { name: `${second}上移` }).press('Enter')
  await expect.poll(order).toEqual([second, first, ...before.slice(2)])
  // By the handle.
  const rows = weights.locator('tbody tr.ant-table-row')
  await rows.nth(1).locator('[draggable=true]').dragTo(rows.nth(0))
  await expect.poll(order).toEqual(before)
  const weight = await page.getByLabel(`${first}的比重`).inputValue()
  await page.getByRole('button', { name: `删除${first}` }).click()
  await expect.poll(order).toEqual(before.slice(1))
  await page.getByText('计划自相矛盾').first().waitFor()
  await page.getByLabel('增加范围').click()
  await page.keyboard.type(`${first} `)
  await page.keyboard.press('Enter')
  await expect.poll(order).toEqual([...before.slice(1), first])
  expect(await page.getByLabel(`${first}的比重`).inputValue()).toBe(weight)
  await keepPicture(page, 'blueprint-scopes')
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('button', { name: '保存为新版本' }).click()
  await page.getByText('已保存为第1版').waitFor()
  const { scopes } = (await newest('theory', '按范围')) as Blueprint
  expect(scopes?.map(({ scope }) => scope)).toEqual([...before.slice(1), first])
})

test.skipIf(!browser)('a scope takes items or marks, exactly or within bounds, instead of a weight', async () => {
  const page = await shown.as('考务员', officer)
  await begin(page, '理论')
  await page.getByLabel('名称', { exact: true }).fill('按题数')
  await page.getByRole('button', { name: '按细目表1级' }).click()
  const weights = page.getByRole('region', { name: '鉴定范围比重' })
  const [first, second] = (await weights.locator('tbody .figures').allInnerTexts()).filter((text) =>
    /^[A-Z]$/.test(text),
  ) as [string, string]
  const by = async (scope: string, unit: string) => {
    await page.getByLabel(`${scope}的分配方式`).click()
    await page
      .getByRole('option', { name: unit, exact: true })
      .or(page.locator(`[title="${unit}"]`))
      .last()
      .click()
  }
  await by(first, '题数')
  const exact = await page.getByLabel(`${first}最少`).inputValue()
  // The items its weight came to.
  expect(Number(exact)).toBeGreaterThan(0)
  expect(await page.getByLabel(`${first}最多`).inputValue()).toBe(exact)
  await by(second, '分值')
  await page.getByLabel(`${second}最少`).fill('2')
  await page.getByLabel(`${second}最多`).fill('40.5')
  await page.getByLabel(`${second}最多`).press('Tab')
  await keepPicture(page, 'blueprint-amounts')
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('button', { name: '保存为新版本' }).click()
  await page.getByText('已保存为第1版').waitFor()
  const { scopes } = (await newest('theory', '按题数')) as Blueprint
  expect(scopes?.slice(0, 2)).toEqual([
    { scope: first, count: Number(exact) },
    { scope: second, minMarks: 2, maxMarks: 40.5 },
  ])
})

test.skipIf(!browser)('a section asks for scopes of its own items', async () => {
  const page = await shown.as('考务员', officer)
  await begin(page, '理论')
  await page.getByLabel('名称', { exact: true }).fill('分部分')
  const own = page.getByRole('button', { name: /第1部分自己的范围/ })
  expect(await own.getAttribute('aria-expanded')).toBe('false')
  await own.click()
  await page.getByLabel('为第1部分增加范围').click()
  await page.getByTitle(/^A /).click()
  await page.getByLabel('第1部分A最少').fill('3')
  await page.getByLabel('第1部分A最多').fill('9')
  await page.getByLabel('第1部分A最多').press('Tab')
  await page.getByText('1个范围').waitFor()
  // More of one scope than the section has items is a contradiction.
  await page.getByLabel('第1部分A最少').fill('81')
  await page.getByLabel('第1部分A最少').press('Tab')
  await page.getByText('计划自相矛盾', { exact: true }).waitFor()
  await page.getByLabel('第1部分A最少').fill('3')
  await page.getByLabel('第1部分A最少').press('Tab')
  await keepPicture(page, 'blueprint-section-scopes')
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('button', { name: '保存为新版本' }).click()
  await page.getByText('已保存为第1版').waitFor()
  const { sections } = (await newest('theory', '分部分')) as Blueprint
  expect(sections[0]?.scopes).toEqual([{ scope: 'A', min: 3, max: 9 }])
})

test.skipIf(!browser)(
  'a practical blueprint takes the modules of the table and says what does not add up',
  async () => {
    const page = await shown.as('考务员', officer, { width: 820 })
    await begin(page, '操作技能')
    await page.getByLabel('名称', { exact: true }).fill('三级操作')
    await page.getByText('还没有模块').waitFor()
    expect(await page.getByRole('button', { name: '保存为新版本' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: '按细目表' }).click()
    await page.getByText('100 / 100').waitFor()
    const modules = page.getByRole('region', { name: '模块' })
    const first = await modules.locator('tbody .figures').first().innerText()
    const weight = page.getByLabel(`${first}的比重`)
    const before = await weight.inputValue()
    await weight.fill('1')
    await page.getByText('计划自相矛盾').waitFor()
    expect(await page.getByRole('button', { name: '保存为新版本' }).isDisabled()).toBe(true)
    await weight.fill(before)
    await page.getByLabel(`${first}的选择方式`).click()
    await page.getByTitle('任选若干项').click()
    await page.getByLabel(`${first}的题数`).fill('2')
    await page.getByLabel(`${first}的时间`).fill('90')
    await page.getByLabel('总时间不多于（分钟）').fill('240')
    await page.getByText('按模块比重折算').click()
    // A reload loses nothing of what was typed.
    await page.reload()
    expect(await page.getByLabel(`${first}的题数`).inputValue()).toBe('2')
    await page.getByLabel('试卷份数').fill('3')
    await page.getByText(/可以组出3份|组不出3份/).waitFor()
    await keepPicture(page, 'blueprint-practical')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: '保存为新版本' }).click()
    await page.getByText('已保存为第1版').waitFor()
    expect(await newest('practical', '三级操作')).toMatchObject({
      marks: 'scaled',
      minutes: 240,
      modules: expect.arrayContaining([
        { module: first, mode: 'pick_n', count: 2, weight: Number(before), minutes: 90 },
      ]),
    })
  },
)

test.skipIf(!browser)('a defense blueprint is for the two highest levels', async () => {
  const page = await shown.as('考务员', officer, { dark: true })
  await page.goto(`${shown.origin}/banks/${BANK}/blueprints`)
  await page.getByRole('button', { name: '空白计划' }).click()
  await page.getByRole('menuitem', { name: '理论' }).waitFor()
  expect(await page.getByRole('menuitem', { name: '综合评审' }).count()).toBe(0)
  const bank = '6-31-01-03.2'
  await begin(page, '综合评审', bank)
  await page.getByLabel('名称', { exact: true }).fill('二级答辩')
  await page.getByLabel('每名考生题数').fill('4')
  await page.getByLabel('每题至多用于几人').fill('3')
  await page.getByText('不够10名考生抽题').waitFor()
  await page.getByText(/每题至多用于 3 人，至少需要 14 个答辩题，现有 0 个/).waitFor()
  await keepPicture(page, 'blueprint-defense-dark')
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('button', { name: '保存为新版本' }).click()
  await page.getByText('已保存为第1版').waitFor()
  expect(await newest('defense', '二级答辩', bank)).toEqual({ topics: 4, maxUse: 3 })
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByRole('button', { name: '修改' }).click()
  expect(await page.getByLabel('每名考生题数').inputValue()).toBe('4')
})
