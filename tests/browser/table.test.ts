/** The element table as an officer keeps it: looked at, weights mended with live sums, put in force, compared. */
import { beforeAll, expect, test } from 'vitest'
import { bankStore } from '../../server/banks/store.ts'
import { importFile } from '../../server/imports/import-file.ts'
import { BANK, emptyBank, type Program, sample, testProgram } from '../support/app.ts'
import { hasBrowser, keepPicture, openConsole, seriousFaults } from '../support/browser.ts'

const browser = hasBrowser()
let program: Program
let shown: Awaited<ReturnType<typeof openConsole>>
beforeAll(async () => {
  if (!browser) return
  program = await testProgram()
  await emptyBank(program)
  shown = await openConsole(program)
})
const inForce = async () => (await bankStore(program.deps.db.read).table(BANK, 'theory'))?.content

test.skipIf(!browser)(
  'a table comes from a workbook, is edited with live sums, and its editions are compared',
  async () => {
    const page = await shown.as('考务员', [{ role: 'officer', scope: '6-31-01-03' }])
    await page.goto(`${shown.origin}/banks/${BANK}/table`)
    await page.getByText('题库还没有细目表').waitFor()
    await page.locator('input[type=file]').setInputFiles(sample('electrician-l3-element-table.xlsx'))
    const dialog = page.getByRole('dialog')
    await dialog.getByText('理论知识').waitFor()
    expect(await inForce()).toBeUndefined()
    for (const left of [2, 1]) {
      const buttons = dialog.getByRole('button', { name: '启用此版本' })
      await expect.poll(() => buttons.count(), { timeout: 10_000 }).toBe(left)
      await buttons.first().click()
    }
    await expect.poll(() => dialog.getByText('已启用').count(), { timeout: 10_000 }).toBe(2)
    await dialog.getByRole('button', { name: '关闭' }).first().click()
    const { deps, by } = program
    await importFile(deps, BANK, sample('electrician-l3-theory.xlsx'), {}, by('writer'))

    await page.reload()
    await page.getByRole('columnheader', { name: '已审定试题' }).waitFor()
    await page.getByText('100 / 100').waitFor()
    await keepPicture(page, 'table')
    expect(await seriousFaults(page)).toEqual([])

    const before = (await inForce())!
    const [first, second] = before.scopes.filter(({ code }) => !code.includes('-'))
    await page.getByRole('button', { name: '修改' }).click()
    await page.getByLabel('新版本名称').fill('2027版')
    const weight = (code: string) => page.getByLabel(`${code}的比重`, { exact: true })
    await weight(first!.code).fill(String(first!.weight + 1))
    await page.getByText('101，应为100').waitFor()
    await keepPicture(page, 'table-edit')
    expect(await seriousFaults(page)).toEqual([])
    expect(await page.getByRole('button', { name: '启用此版本' }).isDisabled()).toBe(true)
    // A reload loses nothing of what was typed.
    await page.reload()
    await page.getByRole('button', { name: '修改' }).click()
    expect(await weight(first!.code).inputValue()).toBe(String(first!.weight + 1))
    await weight(first!.code).fill(String(first!.weight))
    await page.getByLabel(`${second!.code}的名称`, { exact: true }).fill('相关知识与技能')
    await page.getByRole('button', { name: '启用此版本' }).click()
    await page.getByText(/已启用/).waitFor()
    expect(await inForce()).toMatchObject({ edition: '2027版' })
    expect((await inForce())!.scopes.find(({ code }) => code === second!.code)!.name).toBe('相关知识与技能')

    await page.getByRole('tab', { name: '版本差异' }).click()
    await page.getByRole('row').filter({ hasText: '相关知识与技能' }).first().waitFor()
    await keepPicture(page, 'table-changes')
    expect(page.url()).toContain('tab=changes')
    expect(await seriousFaults(page)).toEqual([])
  },
)

test.skipIf(!browser)('a writer sees the table and changes nothing', async () => {
  const page = await shown.as('命题员', [{ role: 'writer', scope: '6-31-01-03' }], { dark: true, width: 820 })
  await page.goto(`${shown.origin}/banks/${BANK}/table`)
  await page.getByText('100 / 100').waitFor()
  await keepPicture(page, 'table-writer-dark')
  expect(await seriousFaults(page)).toEqual([])
  expect(await page.getByRole('button', { name: '修改' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: '从工作簿导入' }).count()).toBe(0)
})
