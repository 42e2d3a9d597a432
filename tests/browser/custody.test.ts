/** A paper is opened in a ceremony, each on their own screen. */
import { beforeAll, expect, test } from 'vitest'
import { custodyStore } from '../../server/custody/store.ts'
import { BANK, type Program, testProgram } from '../support/app.ts'
import { hasBrowser, keepPicture, openConsole, seriousFaults } from '../support/browser.ts'
import { passphrase, sealedSet, withCustodians } from '../support/custody.ts'

const browser = hasBrowser()
const scope = '6-31-01-03'
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
  'an officer asks, a supervisor approves, two custodians come, the officer takes out counted copies',
  async () => {
    const officer = await shown.as('officer', [{ role: 'officer', scope }])
    await officer.goto(`${shown.origin}/banks/${BANK}/openings`)
    await officer.getByRole('button', { name: '申请启封' }).click()
    await officer.getByLabel('密封件').click()
    await officer.keyboard.press('Enter')
    await officer.getByLabel('理由').fill('11月考试')
    await officer.getByRole('button', { name: '提交申请' }).click()
    await officer.getByText('等待质量督导员或另一名考务员批准').waitFor()
    const url = officer.url()

    const supervisor = await shown.as('super', [{ role: 'supervisor', scope }])
    await supervisor.goto(url)
    await supervisor.getByRole('button', { name: '批准', exact: true }).click()
    await supervisor
      .getByRole('button', { name: '确 定' })
      .or(supervisor.getByRole('button', { name: '确定' }))
      .click()
    // The officer's screen follows by itself.
    await officer.getByText('还需2名保管人输入口令').waitFor()

    for (const [name, wrong] of [
      ['ann', true],
      ['bob', false],
    ] as const) {
      const custodian = await shown.as(name, [{ role: 'custodian', scope }])
      await custodian.goto(url)
      if (wrong) {
        await custodian.getByLabel('保管口令').fill('not this one')
        await custodian.getByRole('button', { name: '交出份额' }).click()
        await custodian.getByRole('alert').first().waitFor()
        await keepPicture(custodian, 'opening-custodian')
      }
      await custodian.getByLabel('保管口令').fill(passphrase(name))
      await custodian.getByRole('button', { name: '交出份额' }).click()
      await custodian.getByText(wrong ? '已收到 1 / 2' : '人数已足').waitFor()
    }
    await officer.getByRole('button', { name: '取用' }).waitFor()
    expect(await seriousFaults(officer)).toEqual([])
    await keepPicture(officer, 'opening-officer')
    await officer.getByRole('radio', { name: '下载原件' }).check()
    const [file] = await Promise.all([
      officer.waitForEvent('download'),
      officer.getByRole('button', { name: '取用' }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/^juanku-opened-.*\.zip$/)
    await officer.getByRole('button', { name: '关闭启封' }).click()
    await officer
      .getByRole('button', { name: '确 定' })
      .or(officer.getByRole('button', { name: '确定' }))
      .click()
    await supervisor.getByText('本次启封已关闭').waitFor()
  },
)

test.skipIf(!browser)('the register tells of every object, and a copy is entered before it is given', async () => {
  const officer = await shown.as('officer', [{ role: 'officer', scope }])
  await officer.goto(`${shown.origin}/banks/${BANK}/custody`)
  await officer.getByRole('button', { name: /第1套 A卷 试卷/ }).click()
  await officer.getByLabel('持有人').fill('档案室')
  await officer.getByLabel('地点').fill('保险柜2')
  const [file] = await Promise.all([
    officer.waitForEvent('download'),
    officer.getByRole('button', { name: '登记并下载' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/\.body$/)
  await officer.getByText('档案室').waitFor()
  await keepPicture(officer, 'register')
  expect(await seriousFaults(officer)).toEqual([])
})

test.skipIf(!browser)('a custodian registers a passphrase of their own', async () => {
  const page = await shown.as('dora', [{ role: 'custodian', scope }])
  await page.goto(`${shown.origin}/banks/${BANK}/custody?tab=custodians`)
  await page.getByLabel('保管口令').fill('a long passphrase of dora')
  await page.getByLabel('再输入一次').fill('a long passphrase of dora')
  await page.getByRole('button', { name: '保存' }).last().click()
  await page.getByText('已登记').waitFor()
  expect((await custodyStore(program.deps.db.read).custodians(BANK)).map(({ name }) => name)).toContain('dora')
  expect(await seriousFaults(page)).toEqual([])
  await keepPicture(page, 'custodians')
})
