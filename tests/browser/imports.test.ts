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
