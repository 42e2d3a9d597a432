/** A sitting from its plan to its end: the lot, copies room by room, what happened. */
import { beforeAll, expect, test } from 'vitest'
import { sittingStore } from '../../server/sittings/store.ts'
import { BANK, type Program, testProgram } from '../support/app.ts'
import { hasBrowser, keepPicture, openConsole, seriousFaults } from '../support/browser.ts'
import { sealedSet, withCustodians } from '../support/custody.ts'

const browser = hasBrowser()
let program: Program
let shown: Awaited<ReturnType<typeof openConsole>>
beforeAll(async () => {
  if (!browser) return
  program = await testProgram()
  await withCustodians(program)
  await sealedSet(program)
  shown = await openConsole(program)
})

test.skipIf(!browser)(
  'an officer plans a sitting, draws its paper, counts copies and explains what is missing',
  async () => {
    const page = await shown.as('考务员', [{ role: 'officer', scope: '6-31-01-03' }])
    await page.goto(`${shown.origin}/banks/${BANK}/sittings`)
    await page.getByText('还没有考试安排。').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: '安排考试' }).click()
    const plan = page.getByRole('dialog')
    await plan.getByLabel('名称').fill('11月电工三级')
    await plan.getByLabel('地点').fill('培训楼')
    await plan.getByLabel('起止时间').click()
    await page.keyboard.type('2026-11-23 09:00')
    await page.keyboard.press('Enter')
    await page.keyboard.type('2026-11-23 10:30')
    await page.keyboard.press('Enter')
    await plan.getByLabel('考场').fill('第1考场')
    await keepPicture(page, 'sitting-plan')
    await plan.getByRole('button', { name: '保存' }).click()
    await page.getByRole('heading', { name: '11月电工三级' }).waitFor()

    await page.getByLabel('选择套卷').click()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '抽签' }).click()
    await page.getByRole('tooltip').getByRole('button', { name: '确定' }).click()
    await page.getByText('抽签种子').waitFor()

    await page.getByLabel('第1考场发放份数').fill('30')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByLabel('第1考场回收份数').fill('29')
    await page.getByLabel('差异原因').fill('1份污损留存')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByText('1：1份污损留存').waitFor()
    await page.getByLabel('情况').fill('无异常')
    await page.getByRole('button', { name: '登记情况' }).click()
    await page.getByText('无异常').first().waitFor()
    await keepPicture(page, 'sitting')
    expect(await seriousFaults(page)).toEqual([])
    const [record] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '考试记录' }).click(),
    ])
    expect(record.suggestedFilename()).toMatch(/^sitting-.+\.pdf$/)

    const [line] = await sittingStore(program.deps.db.read).all(BANK)
    const { rooms, row, incidents } = await sittingStore(program.deps.db.read).require(BANK, line!.id)
    expect(rooms).toMatchObject([{ room: '第1考场', issued: 30, collected: 29, explanation: '1份污损留存' }])
    expect([row.state, row.paper === null, incidents.length]).toEqual(['drawn', false, 1])
  },
)
