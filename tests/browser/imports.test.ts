/** Bringing a messy file in, as a writer does; and taking it back, as an officer does. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { importFile } from '../../server/imports/import-file.ts'
import { plainWorkbookBytes } from '../../server/templates/write-workbook.ts'
import { BANK, emptyBank, type Program, sample, testProgram } from '../support/app.ts'
import { hasBrowser, keepPicture, openConsole, seriousFaults } from '../support/browser.ts'
import { testFolder } from '../support/database.ts'
import { readHere } from '../support/read-here.ts'

const browser = hasBrowser()
const folder = testFolder()
let program: Program
let shown: Awaited<ReturnType<typeof openConsole>>
beforeAll(async () => {
  if (!browser) return
  program = await testProgram()
  await emptyBank(program)
  const { deps, by } = program
  await importFile(deps, BANK, sample('electrician-l3-element-table.xlsx'), {}, by('officer'))
  shown = await openConsole(program)
})

const MESSY = [
  ['三级电工题库', '', '', '', '', '', ''],
  ['题目类型说明', '题目内容（题干）', 'A', 'B', 'C', '正确答案(必填)', '难度'],
  ['单选', '1、用兆欧表测量绝缘电阻前应（ ）。', '短接两端检查指针回零', '通电', '接地', 'Ａ', '易'],
  ['单选', '熔断器在电路中起（ ）保护作用。', '短路', '欠压', '失压', 'F', '中'],
  ['判断', '停电检修前必须验电。', '', '', '', '√', '较易'],
  ['多选', '属于绝缘材料的有（ ）。', '橡胶', '陶瓷', '铜', 'A,B', ''],
  ['单选', '', '甲', '乙', '丙', 'A', ''],
]
const items = () => program.deps.db.read.all<{ state: string }>(sql`SELECT state FROM items WHERE bank = ${BANK}`)

test.skipIf(!browser)(
  'a writer sees what a messy file holds, what is refused and why, and takes the rest',
  async () => {
    const path = join(folder, '某校题库.xlsx')
    writeFileSync(path, await plainWorkbookBytes('题', MESSY))
    const page = await shown.as('命题员', [{ role: 'writer', scope: '6-31-01-03' }])
    await page.goto(`${shown.origin}/banks/${BANK}/imports`)
    await page.getByRole('heading', { name: '导入试题' }).waitFor()
    await keepPicture(page, 'imports-start')
    expect(await seriousFaults(page)).toEqual([])
    await page.locator('input[type=file]').setInputFiles(path)
    await page.getByRole('heading', { name: '试读结果：某校题库.xlsx' }).waitFor()
    expect(items()).toEqual([])

    // Columns are guesses: they are shown on the file's own rows, and set right there.
    await page.getByText('带“推测”的列请核对后再导入').waitFor()
    await page.getByRole('cell', { name: '停电检修前必须验电。' }).waitFor()
    await keepPicture(page, 'imports-mapping')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('tab', { name: /问题/ }).click()
    await page.getByText('答案不是本题的选项').first().waitFor()
    await page.getByRole('cell', { name: 'F 正确答案(必填)' }).first().waitFor()
    await keepPicture(page, 'imports-issues')
    expect(await seriousFaults(page)).toEqual([])

    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: '下载批注后的工作簿' }).click()
    const copy = await saved
    expect(copy.suggestedFilename()).toBe('某校题库-annotated.xlsx')
    await copy.saveAs(join(folder, 'copy.xlsx'))
    expect((await readHere(join(folder, 'copy.xlsx'))).sheets[0]?.rows).toHaveLength(MESSY.length)

    await page.getByRole('button', { name: '导入3题' }).click()
    await page.getByText('已导入：新增3题（草稿），更新0题。').waitFor()
    await page.getByText('2行被拒收').waitFor()
    await keepPicture(page, 'imports-done')
    expect(items().map(({ state }) => state)).toEqual(['draft', 'draft', 'draft'])

    await page.getByRole('button', { name: '换一个文件' }).click()
    writeFileSync(
      path,
      await plainWorkbookBytes(
        '题',
        MESSY.filter(([, stem]) => !/熔断器|^$/.test(stem!) || stem === ''),
      ),
    )
    const clean = MESSY.filter((row, at) => at < 3 || row[0] === '判断' || row[0] === '多选')
    writeFileSync(path, await plainWorkbookBytes('题', clean))
    await page.locator('input[type=file]').setInputFiles(path)
    await page.getByText('没有变化：全部3行已在题库中').waitFor()
    expect(items()).toHaveLength(3)
  },
)

test.skipIf(!browser)('an officer takes an import back with a reason; a writer is not shown it', async () => {
  const page = await shown.as('考务员', [{ role: 'officer', scope: '6-31-01-03' }], { dark: true, width: 820 })
  await page.goto(`${shown.origin}/banks/${BANK}/imports`)
  await page.getByRole('cell', { name: '某校题库.xlsx' }).waitFor()
  await keepPicture(page, 'imports-past-dark')
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('button', { name: '撤销' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('理由').fill('来源有误')
  await dialog.getByRole('button', { name: '撤销' }).click()
  await page.getByText('已撤销：停用3题，恢复0题').waitFor()
  expect(items().map(({ state }) => state)).toEqual(['retired', 'retired', 'retired'])

  const writer = await shown.as('命题员', [{ role: 'writer', scope: '6-31-01-03' }])
  await writer.goto(`${shown.origin}/banks/${BANK}/imports`)
  await writer.getByRole('heading', { name: '导入试题' }).waitFor()
  expect(await writer.getByText('历次导入').count()).toBe(0)
})

const told = (...rows: string[][]) => plainWorkbookBytes('题', [['题型', '题干', '选项A', '选项B', '答案'], ...rows])
const choice = (stem: string, key = 'A') => ['单选题', stem, '铜芯电缆', '橡胶绝缘子', key]

test.skipIf(!browser)(
  'a wrong row is corrected on the page, looked at again and imported; the file stays',
  async () => {
    const path = join(folder, '待改.xlsx')
    const bytes = await told(choice('导体材料是（ ）。', 'F'), choice('验电器应（ ）。'), choice('', 'B'))
    writeFileSync(path, bytes)
    const page = await shown.as('命题员', [{ role: 'writer', scope: '6-31-01-03' }])
    await page.goto(`${shown.origin}/banks/${BANK}/imports`)
    await page.locator('input[type=file]').setInputFiles(path)
    await page.getByText('2行会被拒收').waitFor()
    await page
      .getByRole('row', { name: /答案不是本题的选项/ })
      .getByRole('button', { name: '改正' })
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/^E2/).fill('A')
    await keepPicture(page, 'imports-mend')
    expect(await seriousFaults(page)).toEqual([])
    await dialog.getByRole('button', { name: '改好了' }).click()
    const other = page.getByRole('row', { name: /题干为空/ }).getByRole('button', { name: '改正' })
    await other.click()
    await dialog.getByRole('button', { name: '不导入此行' }).click()
    await page.getByText('已改正1格、不导入1行，尚未重新试读').waitFor()
    await keepPicture(page, 'imports-unlooked')
    await page.getByRole('button', { name: '重新试读' }).click()
    await page.getByText('可导入：新增2题，更新0题。').waitFor()
    await page.getByRole('tab', { name: /改正/ }).click()
    await page.getByRole('cell', { name: 'E2' }).waitFor()
    await page.getByText('“题”第4行').waitFor()
    await keepPicture(page, 'imports-mended')
    expect(await seriousFaults(page)).toEqual([])
    expect(page.url()).not.toContain('E2')
    await page.getByRole('button', { name: '导入2题' }).click()
    await page.getByText('已导入：新增2题').waitFor()
    const contents = program.deps.db.read.all<{ key: string }>(
      sql`SELECT content->>'$.key' AS key FROM revisions JOIN items ON item = id WHERE content->>'$.stem' = '导体材料是（ ）。'`,
    )
    expect(contents.map(({ key }) => JSON.parse(key))).toEqual([{ options: ['a'] }])
  },
)

test.skipIf(!browser)(
  'rows much like others stand beside them before the import; what was wanted of them is done after it',
  async () => {
    const { deps, by } = program
    const near = (who: string, then = '方可开始工作') =>
      `低压线路检修作业之前，${who}必须先停电、验电并可靠接地，${then}（ ）。`
    const cable = (what: string) => `电缆敷设完成以后，应当用兆欧表测量各相${what}，合格后方可送电（ ）。`
    const path = join(folder, '相近.xlsx')
    for (const [name, stem] of [
      ['命题员', cable('绝缘电阻')],
      ['别人', '变压器投入运行之前，应当检查油位、油色和各部密封情况，并做好记录（ ）。'],
    ] as const) {
      writeFileSync(path, await told(choice(stem)))
      await importFile(deps, BANK, path, { acceptMapping: true }, by(name))
    }
    writeFileSync(
      path,
      await told(
        choice(near('作业人员')),
        choice(near('工作人员')),
        choice(cable('的绝缘阻值')),
        choice('变压器投入运行之前，应当检查油位、油色和各部分密封情况，并做好登记（ ）。'),
      ),
    )
    const pairOfRows = /“题”第2行.*“题”第3行/
    const look = async (page: Awaited<ReturnType<typeof shown.as>>, ...expanded: RegExp[]) => {
      await page.goto(`${shown.origin}/banks/${BANK}/imports`)
      await page.locator('input[type=file]').setInputFiles(path)
      await page.getByRole('tab', { name: /相近试题/ }).click()
      for (const name of expanded)
        await page
          .getByRole('row', { name })
          .getByRole('button', { name: /展开|Expand/ })
          .click()
    }
    const writer = await shown.as('命题员', [{ role: 'writer', scope: '6-31-01-03' }], { width: 1000, dark: true })
    // Their own item of the bank is read for it; of another's they are told that there is one.
    await look(writer, /题库第\d+题/)
    await writer.locator('ins', { hasText: '电' }).first().waitFor()
    const unseen = writer.getByRole('row', { name: /题库中他人的试题/ })
    expect(await unseen.getByRole('button', { name: /展开|Expand/ }).isVisible()).toBe(false)
    await writer
      .getByRole('row', { name: /题库第\d+题/ })
      .getByRole('button', { name: '不导入此行' })
      .click()
    await unseen.getByRole('button', { name: '都保留' }).click()
    expect(await writer.getByRole('button', { name: '提为互斥' }).count()).toBe(0)
    await keepPicture(writer, 'imports-near-dark')
    expect(await seriousFaults(writer)).toEqual([])
    await writer.getByRole('button', { name: '重新试读' }).click()
    await writer.getByText('可导入：新增3题').waitFor()

    const officer = await shown.as('考务员', [{ role: 'officer', scope: '6-31-01-03' }])
    await look(officer, pairOfRows)
    await officer.locator('del', { hasText: '业' }).first().waitFor()
    await officer.getByRole('row', { name: pairOfRows }).getByRole('button', { name: '提为互斥' }).click()
    await officer.getByText('导入后提为互斥').waitFor()
    await keepPicture(officer, 'imports-near')
    expect(await seriousFaults(officer)).toEqual([])
    const relations = () => program.deps.db.read.all(sql`SELECT sort, state FROM relations WHERE bank = ${BANK}`)
    expect(relations()).toEqual([])
    await officer.getByRole('button', { name: '导入4题' }).click()
    await officer.getByText('已导入：新增4题').waitFor()
    expect(relations()).toEqual([{ sort: 'enemies', state: 'proposed' }])
    await officer.getByRole('tab', { name: /相近试题/ }).click()
    await officer.getByText('提为互斥', { exact: true }).first().waitFor()
  },
)
