/** The archive of a sitting: what is missing is entered, an archive is consulted with another's word and two present. */
import { beforeAll, expect, test } from 'vitest'
import { archiveStore } from '../../server/sittings/archive-store.ts'
import { BANK, type Program, testProgram } from '../support/app.ts'
import { hasBrowser, keepPicture, openConsole, seriousFaults } from '../support/browser.ts'
import { sealedSet, withCustodians } from '../support/custody.ts'
import { archivedSitting, plannedSitting } from '../support/sittings.ts'

const browser = hasBrowser()
const scope = '6-31-01-03'
let program: Program
let shown: Awaited<ReturnType<typeof openConsole>>
let sitting: string
let set: string
beforeAll(async () => {
  if (!browser) return
  program = await testProgram()
  await withCustodians(program)
  set = await sealedSet(program)
  sitting = await archivedSitting(program, set)
  shown = await openConsole(program)
})

test.skipIf(!browser)(
  'an officer enters where materials lie, a supervisor lets the archive be consulted, two are present',
  async () => {
    const officer = await shown.as('考务员', [{ role: 'officer', scope }])
    await officer.goto(`${shown.origin}/banks/${BANK}/sittings/${sitting}`)
    await officer.getByRole('button', { name: '档案', exact: true }).click()
    await officer.getByText('缺5项材料').waitFor()
    await keepPicture(officer, 'archive')
    expect(await seriousFaults(officer)).toEqual([])

    await officer.getByRole('button', { name: '登记：座次表' }).click()
    const entry = officer.getByRole('dialog')
    await entry.getByRole('button', { name: '登记' }).click()
    await entry.getByText('请填写').waitFor()
    await entry.getByLabel('存放位置').fill('档案室3柜2层')
    expect(await seriousFaults(officer)).toEqual([])
    await entry.getByRole('button', { name: '登记' }).click()
    await officer.getByText('缺4项材料').waitFor()
    const { db } = program.deps
    expect((await archiveStore(db.read).entries(sitting)).get('seats')).toMatchObject({
      medium: 'paper',
      place: '档案室3柜2层',
      present: true,
      by: '考务员',
    })
    const [volume] = await Promise.all([
      officer.waitForEvent('download'),
      officer.getByRole('button', { name: '打印卷宗封面与目录' }).click(),
    ])
    expect(volume.suggestedFilename()).toBe(`archive-${sitting}.pdf`)

    await officer.getByRole('button', { name: '申请查阅' }).click()
    const asking = officer.getByRole('dialog')
    await asking.getByLabel('查阅人').fill('周工')
    await asking.getByLabel('查阅事由').fill('考生申诉')
    await asking.getByRole('button', { name: '提交申请' }).click()
    await officer.getByText('待批准', { exact: true }).waitFor()
    expect(await officer.getByRole('button', { name: '批准', exact: true }).count()).toBe(0)

    const supervisor = await shown.as('督导', [{ role: 'supervisor', scope }])
    await supervisor.goto(`${shown.origin}/banks/${BANK}/sittings?tab=consultations`)
    await supervisor.getByRole('link', { name: '2027年第一批' }).waitFor()
    expect(await seriousFaults(supervisor)).toEqual([])
    await supervisor.getByRole('button', { name: '批准', exact: true }).click()
    await supervisor.getByRole('tooltip').getByRole('button', { name: '确定' }).click()
    await supervisor.getByText('已批准', { exact: true }).waitFor()
    expect(await supervisor.getByRole('button', { name: '登记查阅' }).count()).toBe(0)

    await officer.reload()
    await officer.getByRole('button', { name: '登记查阅' }).click()
    const visit = officer.getByRole('dialog')
    await visit.getByLabel('在场人员一').fill('周工')
    await visit.getByLabel('在场人员二').fill('李工')
    await visit.getByRole('button', { name: '登记' }).click()
    await visit.getByText('查阅人不能作为在场人员').waitFor()
    await visit.getByLabel('在场人员一').fill('王工')
    await visit.getByRole('button', { name: '登记' }).click()
    await officer.getByText('王工、李工').waitFor()
    await keepPicture(officer, 'archive-consulted')
    expect(await seriousFaults(officer)).toEqual([])
    expect(await archiveStore(db.read).consultations(BANK)).toMatchObject([
      { person: '周工', by: '考务员', decision: 'approved', decidedBy: '督导', present: ['王工', '李工'] },
    ])
  },
)

test.skipIf(!browser)(
  'before the lot there is nothing to enter, and nothing is consulted before it is archived',
  async () => {
    const page = await shown.as('考务员', [{ role: 'officer', scope }], { dark: true, width: 820 })
    await page.goto(`${shown.origin}/banks/${BANK}/sittings/${await plannedSitting(program)}/archive`)
    await page.getByText('抽卷后方可登记归档材料。').waitFor()
    await page.getByText('归档后方可申请查阅。').waitFor()
    await keepPicture(page, 'archive-dark')
    expect(await seriousFaults(page)).toEqual([])
    expect(await page.getByRole('button', { name: /登记：|申请查阅/ }).count()).toBe(0)
  },
)
