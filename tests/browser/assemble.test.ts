/** From a blueprint to an approved set: an officer makes one, meets a shortage, mends it and assembles; another person approves. */
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { BANK, type Program, sampleProgram } from '../support/app.ts'
import { hasBrowser, keepPicture, openConsole, seriousFaults } from '../support/browser.ts'

const browser = hasBrowser()
let program: Program
let shown: Awaited<ReturnType<typeof openConsole>>
beforeAll(async () => {
  if (!browser) return
  program = await sampleProgram()
  shown = await openConsole(program)
})
const rows = <T>(query: ReturnType<typeof sql>) => program.deps.db.read.all<T>(query)
const sets = () =>
  rows<{ id: string; approved_by: string | null }>(sql`SELECT id, approved_by FROM sets WHERE bank = ${BANK}`)

test.skipIf(!browser)(
  'an officer makes a blueprint, meets a shortage, mends it and assembles; another approves',
  async () => {
    const page = await shown.as('考务员', [{ role: 'officer', scope: '6-31-01-03' }])
    await page.goto(`${shown.origin}/banks/${BANK}/blueprints`)
    await page.getByText('还没有组卷计划').waitFor()
    await page.getByRole('button', { name: '空白计划' }).click()
    await page.getByRole('menuitem', { name: '理论' }).click()
    await page.getByLabel('名称', { exact: true }).fill('三级理论')
    const count = page.getByLabel('第1部分的题数')
    await count.fill('300')
    await page.getByRole('button', { name: '按细目表1级' }).click()
    await page.getByText('每卷300题，满分300分').waitFor()
    await page.getByText('100 / 100').waitFor()
    await keepPicture(page, 'blueprint-edit')
    expect(await seriousFaults(page)).toEqual([])

    // Weights that do not sum up are told at once, and cannot be saved.
    const weight = page.getByLabel('A的比重')
    const before = await weight.inputValue()
    await weight.fill('1')
    await page.getByText('计划自相矛盾').first().waitFor()
    expect(await page.getByRole('button', { name: '保存为新版本' }).isDisabled()).toBe(true)
    await weight.fill(before)
    await page.getByRole('button', { name: '保存为新版本' }).click()
    await page.getByText('已保存为第1版').waitFor()
    await page.getByText('组不出10份').waitFor()
    await keepPicture(page, 'blueprint-short')

    await page.getByRole('link', { name: '套卷', exact: true }).click()
    await page.getByLabel('组卷计划').click()
    await page.getByTitle(/三级理论/).click()
    await page.getByRole('button', { name: '开始组卷' }).click()
    await page.getByText('题库组不出10份试卷').waitFor()
    await page.getByText(/需补写\d+题/).waitFor()
    await keepPicture(page, 'set-shortage')
    expect(await seriousFaults(page)).toEqual([])
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: '下载补题工作簿' }).click()
    expect((await saved).suggestedFilename()).toBe(`shortage-${BANK}.xlsx`)
    expect(sets()).toEqual([])

    await page.getByRole('link', { name: '修改计划' }).click()
    await count.fill('20')
    await page.getByRole('button', { name: '保存为新版本' }).click()
    await page.getByText('已保存为第2版').waitFor()
    await page.getByText('可以组出10份').waitFor()
    await page.getByRole('link', { name: '套卷', exact: true }).click()
    await page.getByLabel('组卷计划').click()
    await page.getByTitle(/三级理论 · 第2版/).click()
    await page.getByLabel('份数').fill('3')
    await page.getByRole('button', { name: '开始组卷' }).click()
    await page.getByRole('heading', { name: '理论第1套' }).waitFor()
    await page.getByText('任意两卷没有共有的试题').waitFor()
    await page.locator('canvas').nth(3).waitFor()
    await keepPicture(page, 'set')
    expect(await seriousFaults(page)).toEqual([])
    expect(await page.getByRole('button', { name: '审批通过' }).count()).toBe(0)

    await page.getByRole('tab', { name: '逐题调整' }).click()
    await page.getByRole('button', { name: '换题：第1题' }).click()
    await page.getByRole('button', { name: '换入第1个' }).click()
    await page.getByText('已调整，全部规则仍满足').waitFor()
    await keepPicture(page, 'set-items')
    expect(await seriousFaults(page)).toEqual([])
    expect(rows(sql`SELECT kind FROM set_steps`)).toEqual([{ kind: 'replace' }])

    const [set] = sets()
    const other = await shown.as('督导员', [{ role: 'supervisor', scope: '6-31-01-03' }], { dark: true, width: 820 })
    await other.goto(`${shown.origin}/banks/${BANK}/sets/${set!.id}`)
    await other.getByText('全部规则满足').waitFor()
    expect(await other.getByRole('tab', { name: '逐题调整' }).count()).toBe(0)
    await keepPicture(other, 'set-approve-dark')
    expect(await seriousFaults(other)).toEqual([])
    await other.getByRole('button', { name: '审批通过' }).click()
    await other
      .getByRole('tooltip')
      .getByRole('button', { name: /确\s*定/ })
      .click()
    await expect.poll(() => sets()[0]!.approved_by, { timeout: 20_000 }).toBe('督导员')
    await other.getByText('已审批').first().waitFor()
  },
)
