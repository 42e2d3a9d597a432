/** The way in, as a new person meets it. */
import { gzipSync } from 'node:zlib'
import { generateSync } from 'otplib'
import { beforeAll, expect, test } from 'vitest'
import { addAccount, grantRole } from '../../server/accounts/manage.ts'
import { BANK, emptyBank, type Program, testProgram } from '../support/app.ts'
import { hasBrowser, keepPicture, openConsole } from '../support/browser.ts'
import { PASSWORD, person, sessionFor } from '../support/signed-in.ts'

const browser = hasBrowser()
let program: Program
let shown: Awaited<ReturnType<typeof openConsole>>
beforeAll(async () => {
  if (!browser) return
  program = await testProgram()
  await emptyBank(program)
  shown = await openConsole(program)
})

test.skipIf(!browser)('a new exam officer sets a password and an authenticator, and is at home', async () => {
  const { deps, clock, by } = program
  await person(deps.db, '管理员', [{ role: 'administrator', scope: '*' }], clock.now)
  const { password } = await addAccount(deps, { name: '考务员' }, by('管理员'))
  await grantRole(deps, '考务员', { role: 'officer', scope: '6-31-01-03' }, by('管理员'))
  const scripts: Promise<number>[] = []
  const page = await shown.newPage(undefined, {
    each: async (reply) => {
      if (reply.url().endsWith('.js')) scripts.push(reply.body().then((bytes) => gzipSync(bytes).length))
    },
  })
  await page.getByRole('heading', { name: '登录' }).waitFor()
  const script = (await Promise.all(scripts)).reduce((sum, bytes) => sum + bytes, 0)
  expect(script).toBeGreaterThan(100_000)
  expect(script).toBeLessThan(450_000)
  await keepPicture(page, 'sign-in')
  await page.getByLabel('姓名').fill('考务员')
  await page.getByLabel('口令').fill('wrong password')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('口令').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByLabel('新口令').fill(PASSWORD)
  await page.getByLabel('再输入一次').fill(PASSWORD)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '显示二维码' }).click()
  const secret = await page.locator('code').innerText()
  await keepPicture(page, 'first-steps')
  await page.getByLabel('验证器上的6位数字').fill(generateSync({ secret, epoch: Math.floor(clock.now / 1000) }))
  await page.getByRole('button', { name: '绑定', exact: true }).click()
  await page.getByRole('button', { name: '已保存，进入卷库' }).click()
  await page.getByRole('heading', { name: '考务员，您好' }).waitFor()
  await keepPicture(page, 'home-officer')
  expect(await page.getByRole('navigation').innerText()).toContain('首页')
})

test.skipIf(!browser)('English is one click away and remembered', async () => {
  const page = await shown.as('审题员', [{ role: 'reviewer', scope: '6-31-01-03' }])
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Hello, 审题员' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Hello, 审题员' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
})

test.skipIf(!browser)(
  'signing out forgets in every tab what was being written; nobody finds another’s draft',
  async () => {
    const officer = [{ role: 'officer', scope: '6-31-01-03' }] as const
    const page = await shown.as('考务员乙', officer)
    const address = `${shown.origin}/banks/${BANK}/blueprints?edit=new`
    const write = async (tab: typeof page) => {
      await tab.goto(address)
      await tab.getByLabel('名称', { exact: true }).fill('未保存的计划')
    }
    const kept = (tab: typeof page) => tab.evaluate(() => Object.values({ ...sessionStorage }).join())
    await write(page)
    // A reload keeps it; somebody else signed in in the same tab is not shown it.
    await page.reload()
    expect(await page.getByLabel('名称', { exact: true }).inputValue()).toBe('未保存的计划')
    const { deps, clock } = program
    const other = await sessionFor(deps.db, await person(deps.db, '考务员丙', officer, clock.now), 'service', clock.now)
    const [mine] = await page.context().cookies()
    await page.context().addCookies([{ ...mine!, value: other }])
    await page.goto(address)
    expect(await page.getByLabel('名称', { exact: true }).inputValue()).toBe('')
    expect(await kept(page)).not.toContain('未保存的计划')

    const second = await page.context().newPage()
    await write(page)
    await write(second)
    await page.getByRole('button', { name: '考务员丙' }).click()
    await page.getByRole('menuitem', { name: '退出登录' }).click()
    await page
      .getByRole('dialog', { name: /有未保存的内容/ })
      .getByRole('button', { name: '退出登录' })
      .click()
    for (const tab of [page, second]) {
      await tab.getByRole('heading', { name: '登录' }).waitFor()
      expect(await kept(tab)).not.toContain('未保存的计划')
    }
  },
)
