/** Pages of the head, the supervisor and the administrator on the sample bank. */
import { generateSync } from 'otplib'
import { beforeAll, expect, test } from 'vitest'
import { record } from '../../server/access/record.ts'
import { accountStore } from '../../server/accounts/store.ts'
import { bankStore } from '../../server/banks/store.ts'
import { act } from '../../server/by.ts'
import { BANK, type Program, sampleProgram } from '../support/app.ts'
import { hasBrowser, keepPicture, openConsole, seriousFaults } from '../support/browser.ts'
import { PASSWORD, TOTP } from '../support/signed-in.ts'

const browser = hasBrowser()
const scope = '6-31-01-03'
let program: Program
let shown: Awaited<ReturnType<typeof openConsole>>
beforeAll(async () => {
  if (!browser) return
  program = await sampleProgram()
  shown = await openConsole(program)
})

test.skipIf(!browser)('the supervisor sees coverage, verifies the log and takes the filing report', async () => {
  const page = await shown.as('督导', [{ role: 'supervisor', scope }])
  await page.getByRole('heading', { name: /电工/ }).first().waitFor()
  await keepPicture(page, 'home-supervisor')
  await page.getByRole('link', { name: '覆盖率与备案' }).click()
  await page.getByText('备案要求', { exact: true }).first().waitFor()
  for (const [tab, name] of [
    ['备案要求', 'rules'],
    ['范围×难度', 'map'],
    ['鉴定点', 'points'],
    ['统计', 'counts'],
    ['标准与方案', 'statements'],
  ] as const) {
    await page.getByRole('tab', { name: tab }).click()
    await page.getByRole('tabpanel').waitFor()
    await keepPicture(page, `coverage-${name}`)
    expect([tab, await seriousFaults(page)]).toEqual([tab, []])
  }
  const [report] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '备案报告' }).click(),
  ])
  expect(report.suggestedFilename()).toBe(`filing-${BANK}.zip`)
  await page.getByRole('link', { name: '访问日志' }).click()
  await page.getByRole('tab', { name: '校验' }).click()
  await page.getByRole('button', { name: '开始校验' }).click()
  await page.getByText(/日志完整/).waitFor()
  await keepPicture(page, 'log-verified')
  await page.getByRole('tab', { name: '记录', exact: true }).click()
  await page.getByLabel('操作').fill('filing.report')
  await page.getByRole('button', { name: '查询' }).click()
  await page.getByRole('cell', { name: '督导' }).first().waitFor()
  expect(page.url()).toContain('did=filing.report')
  await keepPicture(page, 'log')
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('tab', { name: '查阅规则' }).click()
  await page.getByLabel('一小时内视为大量的题数').fill('250')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('已保存，并记入日志').waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('link', { name: '各题库总览' }).click()
  await page.getByText('6-31-01-03').waitFor()
  await keepPicture(page, 'overview')
  expect(await seriousFaults(page)).toEqual([])
})

test.skipIf(!browser)(
  'the administrator makes a bank and a person, and gives the person a role; nothing else is shown',
  async () => {
    const page = await shown.as('管理员', [{ role: 'administrator', scope: '*' }])
    const menu = page.getByRole('navigation')
    await menu.getByText('账号').waitFor()
    expect(await menu.innerText()).not.toMatch(/试题|覆盖率|日志/)
    await page.getByRole('link', { name: '设置' }).click()
    await page.getByLabel('职业（工种）').fill('钳工')
    await page.getByLabel('职业编码').fill('6-20-01-01')
    await page.getByLabel('等级').click()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '建立题库' }).click()
    await page.getByText('题库已建立').waitFor()
    expect((await bankStore(program.deps.db.read).all()).map(({ id }) => id)).toContain('6-20-01-01.5')
    await keepPicture(page, 'settings')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('link', { name: '账号', exact: true }).click()
    await page.getByRole('button', { name: '新建账号' }).click()
    await page.getByRole('dialog').getByLabel('姓名').fill('赵工')
    await page.getByRole('button', { name: '新建账号' }).last().click()
    await page.getByText('赵工的初始口令').waitFor()
    await page.getByRole('button', { name: '已交付' }).click()
    await page.getByRole('row', { name: /赵工/ }).getByRole('button', { name: '授予角色' }).click()
    await page.getByRole('dialog').getByLabel('角色').click()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByLabel('范围').click()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '授予角色' }).last().click()
    await page.getByText('已授予，并记入日志').waitFor()
    const store = accountStore(program.deps.db.read)
    const grants = await store.grants((await store.byName('赵工'))!.id)
    expect(grants.map(({ role, ended }) => [role, ended])).toEqual([['writer', null]])
    await keepPicture(page, 'accounts')
    expect(await seriousFaults(page)).toEqual([])
  },
)

test.skipIf(!browser)(
  'the page about the installation says when it was last backed up, or that it never was',
  async () => {
    const { deps, by } = program
    const grants = [{ role: 'administrator', scope: '*' }] as const
    const page = await shown.as('管理员', grants)
    await page.getByRole('link', { name: '关于' }).click()
    await page.getByText('从未备份').waitFor()
    await keepPicture(page, 'about-never')
    expect(await seriousFaults(page)).toEqual([])
    // The browser's clock is the real one.
    await record(deps.db, act({ ...by('管理员'), at: Date.now() - 3_600_000 }, '', 'backup', 'one'))
    for (const [name, look] of [
      ['about', {}],
      ['about-tablet-dark', { dark: true, width: 820 }],
    ] as const) {
      const other = await shown.as('管理员', grants, look)
      await other.goto(`${shown.origin}/about`)
      await other.getByText('上次备份').waitFor()
      expect(await other.getByText(/从未备份|juanku backup/).count()).toBe(0)
      await keepPicture(other, name)
      expect(await seriousFaults(other)).toEqual([])
    }
  },
)

test.skipIf(!browser)('a session that ended asks to sign in again, and the page goes on where it was', async () => {
  const page = await shown.as('审题员', [{ role: 'reviewer', scope }])
  await page.goto(`${shown.origin}/banks/${BANK}/coverage?tab=points`)
  await page.getByRole('tab', { name: '鉴定点' }).waitFor()
  await page.context().clearCookies()
  await page.getByRole('link', { name: '首页', exact: true }).click()
  await page.getByText('登录已失效').waitFor()
  await page.getByLabel('口令').fill(PASSWORD)
  await page.getByLabel('验证码').fill(generateSync({ secret: TOTP, epoch: Math.floor(program.clock.now / 1000) }))
  await page.getByRole('button', { name: '继续' }).click()
  await page.getByText('登录已失效').waitFor({ state: 'hidden' })
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('审题员')
})
