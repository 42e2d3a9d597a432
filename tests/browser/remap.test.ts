/** Items re-mapped to a new edition: an officer chooses homes and proposes, another applies, and it is undone. */
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { writeElementTableWorkbook } from '../../server/templates/element-table.ts'
import { BANK } from '../support/app.ts'
import { hasBrowser, keepPicture, openConsole, seriousFaults } from '../support/browser.ts'
import { edition, filledBank, next, old, openBank, placeOf, program } from '../support/editions.ts'

const browser = hasBrowser()
const scope = '6-31-01-03'
let shown: Awaited<ReturnType<typeof openConsole>>
let items: Awaited<ReturnType<typeof filledBank>>
beforeAll(async () => {
  if (!browser) return
  await openBank()
  items = await filledBank()
  shown = await openConsole(program)
})

test.skipIf(!browser)(
  'an officer re-maps to the edition of a workbook and chooses a home; another applies it, and undoes it',
  async () => {
    const file = join(program.deps.config.dataDir, 'next.xlsx')
    await writeElementTableWorkbook(file, [next])
    const officer = await shown.as('考务员', [{ role: 'officer', scope }])
    await officer.goto(`${shown.origin}/banks/${BANK}/table`)
    await officer.locator('input[type=file]').setInputFiles(file)
    await officer.getByRole('dialog').getByRole('button', { name: '启用并重新对应试题' }).click()
    const report = (label: string) => officer.locator('.ant-statistic').filter({ hasText: label })
    await report('无处可归').getByText('1', { exact: true }).waitFor()
    await officer.getByText('1题没有新位置').waitFor()
    // Nothing is in force before another applies it.
    expect(await edition()).toBe(old.edition)
    expect(await officer.getByRole('button', { name: '提交，待他人确认' }).isDisabled()).toBe(true)
    await keepPicture(officer, 'remap-new')
    expect(await seriousFaults(officer)).toEqual([])

    // One item by itself, and back.
    await officer.getByRole('combobox', { name: /T-\d+.*的新位置/ }).click()
    await officer.keyboard.type('安全标志')
    await officer.keyboard.press('Enter')
    await officer.getByText('所有试题都有位置。').waitFor()
    await officer.getByRole('button', { name: '清除' }).click()
    await officer.getByText('1题没有新位置').waitFor()

    await officer.getByRole('combobox', { name: 'B-002的新位置' }).click()
    await officer.keyboard.type('伺服')
    await officer.keyboard.press('Enter')
    await officer.getByText('所有试题都有位置。').waitFor()
    await officer.getByLabel('理由').fill('2025版标准')
    // A reload loses nothing of what was chosen.
    await officer.reload()
    await officer.getByText('所有试题都有位置。').waitFor()
    expect(await officer.getByLabel('理由').inputValue()).toBe('2025版标准')
    await officer.getByRole('button', { name: '提交，待他人确认' }).click()
    await officer.getByText('由您提出，须由他人确认。').waitFor()
    expect(await officer.getByRole('button', { name: '确认生效' }).count()).toBe(0)
    expect(await edition()).toBe(old.edition)

    const reviewer = await shown.as('审题员', [{ role: 'reviewer', scope }])
    await reviewer.goto(officer.url())
    await reviewer.getByRole('button', { name: '确认生效' }).click()
    await reviewer
      .getByRole('tooltip')
      .getByRole('button', { name: /确\s*定/ })
      .click()
    await reviewer.getByText('已生效', { exact: true }).first().waitFor()
    await expect.poll(edition).toBe(next.edition)
    expect(await placeOf(items.homeless)).toMatchObject({ column: 'B-001', state: 'approved' })
    expect(await placeOf(items.moved)).toMatchObject({ column: 'A-003', state: 'approved' })
    await reviewer.getByRole('button', { name: '撤回' }).waitFor()
    await keepPicture(reviewer, 'remap-applied')
    expect(await seriousFaults(reviewer)).toEqual([])

    await reviewer.getByLabel('理由').fill('标准推迟实施')
    await reviewer.getByRole('button', { name: '撤回' }).click()
    await reviewer
      .getByRole('tooltip')
      .getByRole('button', { name: /确\s*定/ })
      .click()
    await reviewer.getByText('已撤回').first().waitFor()
    await expect.poll(edition).toBe(old.edition)
    expect(await placeOf(items.moved)).toMatchObject({ column: 'A-002', state: 'approved' })
  },
)

test.skipIf(!browser)('the list of re-mappings on a tablet in the dark', async () => {
  const page = await shown.as('命题员', [{ role: 'writer', scope }], { dark: true, width: 820 })
  await page.goto(`${shown.origin}/banks/${BANK}/table?tab=remap`)
  await page.getByRole('button', { name: next.edition }).first().waitFor()
  expect(await page.getByRole('button', { name: '重新对应到现行版' }).count()).toBe(0)
  await keepPicture(page, 'remap-dark')
  expect(await seriousFaults(page)).toEqual([])
})
