/** The items of a bank at work: written, submitted, returned, mended, approved; two people at one item. */
import { PNG } from 'pngjs'
import { beforeAll, expect, test } from 'vitest'
import { assignItems } from '../../server/items/assign.ts'
import { lifeStore } from '../../server/items/life-store.ts'
import { itemStore } from '../../server/items/store.ts'
import { BANK, type Program, sampleProgram } from '../support/app.ts'
import { hasBrowser, keepPicture, openConsole, seriousFaults } from '../support/browser.ts'

const browser = hasBrowser()
let program: Program
let shown: Awaited<ReturnType<typeof openConsole>>
let bank: string
beforeAll(async () => {
  if (!browser) return
  program = await sampleProgram()
  bank = BANK
  shown = await openConsole(program)
})

const occupation = '6-31-01-03'
const writer = [{ role: 'writer', scope: occupation }] as const
const reviewer = [{ role: 'reviewer', scope: occupation }] as const
const officer = [{ role: 'officer', scope: occupation }] as const

/** A picture of a few pixels, as somebody would drop it. */
function picture(): Buffer {
  const png = new PNG({ width: 60, height: 30 })
  png.data.fill(120)
  return PNG.sync.write(png)
}

/** The item in the page's address, as the database holds it. */
async function stored(id: string) {
  const { item, life } = await lifeStore(program.deps.db.read).one(bank, id)
  const revision = await itemStore(program.deps.db.read).revision(item.id, item.revision)
  return { item, life, content: revision!.content }
}
const idIn = (url: string) => /\/items\/([^/?]+)/.exec(url)![1]!

test.skipIf(!browser)('a writer writes, a reviewer returns, the writer mends, the reviewer approves', async () => {
  const page = await shown.as('命题员甲', writer)
  await page.goto(`${shown.origin}/banks/${bank}/items/new`)
  const stem = page.locator('#field-stem')
  await stem.fill('通过电阻的电流为（ ）。')
  await stem.press('End')
  await page.getByRole('button', { name: '公式' }).first().click()
  await page.keyboard.type('I=\\frac{U}{R}')
  await stem.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(field.value.length, field.value.length))
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: picture() })
  await page.locator('.as-printed img[alt="图片"]').waitFor()
  await page.locator('.as-printed img[alt="I=\\\\frac{U}{R}"]').waitFor()

  // Nothing is sent while something is wrong, and it is said where.
  await page.getByRole('button', { name: '保存并送审' }).click()
  await page.getByRole('alert').first().waitFor()
  expect(await page.getByRole('list', { name: '需要修改的地方' }).innerText()).toContain('选项A: 不能为空。')
  for (const [at, text] of ['22 A', '2.2 A', '0.22 A', '220 A'].entries())
    await page.locator(`#field-options-${'abcd'[at]}`).fill(text)
  await page.getByRole('radio', { name: 'B为正确答案' }).check()
  await page.getByRole('button', { name: '上移B' }).click()
  await page.locator('#field-point').click()
  await page.keyboard.type('A-A-A-001')
  await page
    .getByTitle(/^A-A-A-001 /)
    .first()
    .click()

  // A closed tab loses nothing.
  await page.waitForTimeout(500)
  await page.reload()
  await page.getByText('已恢复上次未保存的内容。').waitFor()
  expect(await page.locator('#field-options-b').inputValue()).toBe('2.2 A')
  expect(await seriousFaults(page)).toEqual([])
  await keepPicture(page, 'item-editor')
  await page.getByRole('button', { name: '保存并送审' }).click()
  await page.waitForURL(/\/items\/[0-9a-f-]{36}$/)
  const id = idIn(page.url())
  const first = await stored(id)
  expect(first.item.state).toBe('submitted')
  expect(first.content).toMatchObject({
    stem: expect.stringMatching(/\$I=\\frac\{U\}\{R\}\$[\s\S]*!\[\]\(sha256:[0-9a-f]{64}\)/),
    options: [{ id: 'b', text: '2.2 A' }, { id: 'a' }, { id: 'c' }, { id: 'd' }],
    key: { options: ['b'] },
  })
  expect((first.content as { point: string }).point).toBe('A-A-A-001')

  const judge = await shown.as('审题员', reviewer)
  await judge.goto(`${shown.origin}/banks/${bank}/items/${id}`)
  await judge.getByRole('button', { name: '审定通过' }).waitFor()
  await judge.getByLabel('写批注').fill('请写明电阻值')
  await judge.getByRole('button', { name: '添加批注' }).click()
  await judge.getByText('请写明电阻值').first().waitFor()
  await judge.getByLabel('意见').fill('条件不全')
  expect(await seriousFaults(judge)).toEqual([])
  await keepPicture(judge, 'item-review')
  await judge.getByRole('button', { name: '退回修改' }).click()
  await judge.getByText('已退回', { exact: true }).first().waitFor()
  expect((await stored(id)).life).toMatchObject({ state: 'draft', returned: true })

  await page.reload()
  await page.getByText('条件不全').first().waitFor()
  expect(await page.getByRole('button', { name: '送审', exact: true }).isDisabled()).toBe(true)
  await page.getByRole('link', { name: '编辑' }).click()
  await page.locator('#field-stem').waitFor()
  await page.locator('#field-stem').fill(`100 Ω电阻接在220 V上，${await page.locator('#field-stem').inputValue()}`)
  await page.getByLabel('修改说明').fill('补充条件')
  await page.getByRole('button', { name: '保存并送审' }).click()
  await page.waitForURL(new RegExp(`/items/${id}$`))
  expect((await stored(id)).life).toMatchObject({ state: 'submitted', revision: 2 })

  await judge.reload()
  await judge.getByRole('tab', { name: '历史' }).click()
  await judge.locator('ins', { hasText: '100 Ω电阻接在220 V上' }).first().waitFor()
  await keepPicture(judge, 'item-history')
  await judge.getByRole('button', { name: '全部确认' }).click()
  await judge.getByRole('button', { name: '审定通过' }).click()
  await judge.getByText('第2版在用').first().waitFor()
  expect((await stored(id)).item).toMatchObject({ state: 'approved', approved: 2 })
})

test.skipIf(!browser)('two people edit one item: the second is told, and takes over what both want', async () => {
  const page = await shown.as('命题员甲', writer)
  await page.goto(`${shown.origin}/banks/${bank}/items/new`)
  await page.getByRole('combobox', { name: '题型' }).click()
  await page.getByTitle('判断题').click()
  await page.locator('#field-stem').fill('线电压总是等于相电压。')
  await page.locator('#field-source').fill('甲的出处')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.waitForURL(/\/items\/[0-9a-f-]{36}$/)
  const id = idIn(page.url())
  const { deps, by } = program
  const other = await shown.as('命题员乙', writer)
  await assignItems(
    deps.db,
    bank,
    { how: 'by hand', task: 'write', pairs: [{ item: id, person: '命题员乙' }] },
    by('officer'),
  )
  for (const one of [page, other]) {
    await one.goto(`${shown.origin}/banks/${bank}/items/${id}/edit`)
    await one.locator('#field-stem').waitFor()
  }
  await other.locator('#field-stem').fill('星形联结时线电压总是等于相电压。')
  await other.getByRole('button', { name: '保存', exact: true }).click()
  await other.waitForURL(new RegExp(`/items/${id}$`))

  await page.locator('#field-source').fill('甲改的出处')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('dialog', { name: '他人已先保存' }).waitFor()
  await keepPicture(page, 'item-conflict')
  expect((await stored(id)).content).toMatchObject({ stem: '星形联结时线电压总是等于相电压。', source: '甲的出处' })
  await page.getByRole('button', { name: '合并到编辑器' }).click()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.waitForURL(new RegExp(`/items/${id}$`))
  expect(await stored(id)).toMatchObject({
    item: { revision: 3 },
    content: { stem: '星形联结时线电压总是等于相电压。', source: '甲改的出处' },
  })
})

test.skipIf(!browser)(
  'the list is filtered, sorted, paged and opened by keyboard; the address says what is seen',
  async () => {
    const page = await shown.as('考务员', officer)
    await page.goto(`${shown.origin}/banks/${bank}/items`)
    await page.getByRole('row').nth(3).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await keepPicture(page, 'items')
    const first = await page.getByRole('row').nth(1).innerText()
    await page.getByRole('button', { name: '下一页' }).click()
    await page.waitForURL(/cursor=/)
    await expect.poll(() => page.getByRole('row').nth(1).innerText()).not.toBe(first)
    await page.goBack()
    await expect.poll(() => page.getByRole('row').nth(1).innerText()).toBe(first)
    await page.getByLabel('搜索题干、选项').fill('电阻')
    await page.keyboard.press('Enter')
    await page.waitForURL(/text=/)
    await expect.poll(() => page.getByRole('row').nth(1).innerText()).toContain('电阻')
    await page.getByRole('button', { name: '我的视图' }).click()
    await page.getByRole('button', { name: '保存当前筛选为视图' }).click()
    await page.getByLabel('视图名称').fill('电阻题')
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await page.goto(`${shown.origin}/banks/${bank}/items?text=%E6%81%90%E9%BE%99%E5%8C%96%E7%9F%B3`)
    await page.getByText('没有符合条件的试题').waitFor()
    await page.getByRole('button', { name: '我的视图（1）' }).click()
    await page.getByRole('button', { name: '电阻题', exact: true }).click()
    await page.waitForURL(/text=/)
    await page.locator('tbody tr[data-row-key]').first().focus()
    await page.keyboard.press(' ')
    await page.getByText('已选1题').waitFor()
    // With shift, all from the box chosen last.
    await page
      .getByRole('row')
      .nth(3)
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] })
    await page.getByText('已选3题').waitFor()
    await page.getByRole('checkbox', { name: '全选本页' }).check()
    expect(await page.locator('tr.chosen').count()).toBe(await page.locator('tr[data-row-key]').count())
    await page.getByRole('columnheader', { name: '难度' }).getByRole('button').click()
    await page.waitForURL(/sort=difficulty/)
    await page.locator('th[aria-sort=ascending]', { hasText: '难度' }).waitFor()
    await page.locator('tbody tr[data-row-key]').first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/items\/[0-9a-f-]{36}$/)
    await page.getByRole('heading', { name: '印刷效果' }).waitFor()
  },
)
