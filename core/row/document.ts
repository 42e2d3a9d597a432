/**
 * A Word document as sheets: tables that have a header of ours become sheets of
 * their own; practical tasks and defense topics written with labels ("名称：…")
 * become the rows their workbooks would have; the rest flows.
 */
import { defenseWords, practicalWords } from './forms.ts'
import { theoryWords } from './layout.ts'
import { cleanText, findHeader, type HeaderWords } from './mapping.ts'
import type { Row, Sheet, Workbook } from './sheet.ts'
import { plain } from './words.ts'

/** The workbook with every document in it parted; a workbook without one is returned as it is. */
export function withDocuments(workbook: Workbook): Workbook {
  if (!workbook.sheets.some(({ flow }) => flow)) return workbook
  const sheets: Sheet[] = []
  const origin = new Map<number, Sheet[]>()
  for (const [index, sheet] of workbook.sheets.entries()) {
    const parts = sheet.flow ? partsOf(sheet) : [sheet]
    origin.set(index, parts)
    sheets.push(...parts)
  }
  const pictures = workbook.pictures.map((picture) => {
    const parts = origin.get(picture.sheet) ?? []
    const home = parts.find(({ rows }) => rows.some(({ number }) => number === picture.row)) ?? parts[0]
    return { ...picture, sheet: home ? sheets.indexOf(home) : picture.sheet }
  })
  return { ...workbook, sheets, pictures }
}

function partsOf(sheet: Sheet): Sheet[] {
  const forms = taskSheets(sheet) ?? topicSheet(sheet)
  if (forms) return forms
  const tables = new Map<number, Row[]>()
  for (const row of sheet.rows)
    if (row.table !== undefined) tables.set(row.table, [...(tables.get(row.table) ?? []), row])
  const parts: Sheet[] = []
  for (const [table, rows] of tables)
    if ([theoryWords, practicalWords.tasks, defenseWords].some((words) => headed(rows, words)))
      parts.push({
        name: `${sheet.name} 表${table}`,
        hidden: false,
        merges: [],
        rows: rows.map(({ number, cells }) => ({ number, cells })),
      })
    else tables.delete(table)
  const rest = sheet.rows.filter(({ table }) => table === undefined || !tables.has(table) || !parts.length)
  return rest.some(({ table }) => table === undefined) || parts.length === 0
    ? [{ ...sheet, rows: rest }, ...parts]
    : parts
}

const headed = (rows: readonly Row[], words: HeaderWords): boolean =>
  findHeader(rows, { fieldOf: words.fieldOf, required: words.required }) !== undefined

type Labels = Readonly<Record<string, readonly string[]>>
/** What was said under one heading: `fields` by name, each with the lines below its label. */
type Labelled = { row: number; fields: Map<string, string> }

const taskLabels: Labels = {
  task: ['任务编号', '试题编号', '试题代码', '编号'],
  title: ['试题名称', '任务名称', '名称', '题目', '试题', '任务'],
  module: ['模块代码', '模块', '鉴定范围代码'],
  marks: ['配分', '分值', '总分', '本题分值'],
  preparationMinutes: ['准备时间'],
  workingMinutes: ['操作时间', '考核时间', '考试时间', '考核时限'],
  difficulty: ['难度'],
  requirements: ['考核要求', '操作要求', '试题要求', '具体考核要求', '考核内容'],
  criticalFailures: ['否定项', '否定项说明'],
  source: ['出处', '来源'],
}
const topicLabels: Labels = {
  id: ['编号', '题号'],
  title: ['题目', '答辩题目', '答辩题'],
  scope: ['范围代码', '鉴定范围代码'],
  minutes: ['答辩时间', '时间'],
  difficulty: ['难度'],
  expectedPoints: ['答题要点', '参考要点', '参考答案'],
  scoringPoints: ['评分要点', '评分标准'],
  followUps: ['追问', '追问题'],
  source: ['出处', '来源'],
}

const LABELLED =
  /^\s*(?:[(（]?[一二三四五六七八九十\d]+[)）、.．]\s*)?[【[]?\s*([\p{Script=Han}]{2,8})\s*(?:[(（][^)）]{0,12}[)）])?\s*(?:[】\]]\s*[:：]?|[:：])\s*(.*)$/su

/** "试题一" and "任务2": a label that is counted. */
const COUNTED = /^(试题|任务)[一二三四五六七八九十]+$/u
/** A heading that counts the records and says nothing else: "答辩题2", "试题三". */
const COUNT_ALONE = /^\s*(?:答辩|试|操作)?(?:题目?|任务)\s*(?:[一二三四五六七八九十]+|\d+)\s*$/u

function fieldFor(labels: Labels, text: string): { field: string; said: string } | undefined {
  const found = LABELLED.exec(text)
  const word = plain(found?.[1] ?? '').replace(COUNTED, '$1')
  const field = Object.entries(labels).find(([, words]) => words.includes(word))?.[0]
  return field === undefined ? undefined : { field, said: found?.[2] ?? '' }
}

/** Lines under labels; a label of `starts` that was said already begins the next record. */
function* records(
  rows: readonly Row[],
  labels: Labels,
  starts: readonly string[],
): Generator<Labelled & { rows: Row[] }> {
  let open: (Labelled & { rows: Row[] }) | undefined
  let field = ''
  for (const row of rows) {
    const said = row.table === undefined ? fieldFor(labels, cleanText(row.cells.join('\t'))) : undefined
    if (said && starts.includes(said.field) && (!open || open.fields.has(said.field) || open.rows.length > 0)) {
      if (open) yield open
      open = { row: row.number, fields: new Map(), rows: [] }
    }
    if (!open) continue
    const text = row.table === undefined ? cleanText(row.cells.join('\t')) : ''
    if (said) {
      field = said.field
      open.fields.set(field, said.said.trim())
    } else if (COUNT_ALONE.test(text)) field = ''
    else if (row.table === undefined && !isTableTitle(row) && field !== '')
      open.fields.set(field, [open.fields.get(field) ?? '', text].filter((part) => part !== '').join('\n'))
    else {
      open.rows.push(row)
      field = ''
    }
  }
  if (open) yield open
}

const isTableTitle = ({ cells }: Row): boolean =>
  /准备通知单|考场准备|考生准备|评分记录表|评分表|配分与评分/u.test(cells.join(''))

const withoutUnit = (text: string): string => text.replace(/\s*(?:分钟?|min(?:utes)?)[。.]?$/iu, '')

/** Practical tasks: labelled lines, and the tables of their preparation notices and marking records. */
function taskSheets(sheet: Sheet): Sheet[] | undefined {
  const isMarking = (row: Row) => {
    const words = new Set(row.cells.map(plain))
    return (
      ['考核要素', '考核内容', '考核项目'].some((word) => words.has(word)) &&
      ['配分', '分值'].some((word) => words.has(word))
    )
  }
  if (!sheet.rows.some((row) => row.table !== undefined && isMarking(row))) return undefined
  const tasks: Row[] = [
    {
      number: 0,
      cells: ['任务编号', '名称', '模块代码', '配分', '准备时间', '操作时间', '难度', '考核要求', '否定项', '出处'],
    },
  ]
  const preparation: Row[] = [
    { number: 0, cells: ['任务编号', '用途', '类别', '名称', '规格', '单位', '数量', '备注'] },
  ]
  const marking: Row[] = [{ number: 0, cells: ['任务编号', '考核要素', '考核要求', '配分', '评分标准'] }]
  for (const { row, fields, rows } of records(sheet.rows, taskLabels, ['task', 'title'])) {
    if (fields.size < 2 && rows.length === 0) continue
    const id = fields.get('task') || `${sheet.name}-${row}`
    const said = (field: string) => fields.get(field) ?? ''
    tasks.push({
      number: row,
      cells: [
        id,
        said('title'),
        said('module'),
        withoutUnit(said('marks')),
        withoutUnit(said('preparationMinutes')),
        withoutUnit(said('workingMinutes')),
        said('difficulty'),
        said('requirements'),
        withoutNumbers(said('criticalFailures')),
        said('source'),
      ],
    })
    readTables(id, rows, { preparation, marking, isMarking })
  }
  if (tasks.length === 1) return undefined
  return [
    { name: sheet.name, hidden: false, merges: [], rows: tasks },
    { name: `${sheet.name} 准备通知单`, hidden: false, merges: [], rows: preparation },
    { name: `${sheet.name} 评分记录表`, hidden: false, merges: [], rows: marking },
  ]
}

/** Entries one a line, without the numbers they carry in a document. */
const withoutNumbers = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*[(（]?\d{1,2}\s*[)）、.．]\s*/u, ''))
    .join('\n')

type Tables = { preparation: Row[]; marking: Row[]; isMarking: (row: Row) => boolean }

const groupOf = (text: string): string | undefined => /材料|设备|工.{0,3}[量卡具]|考场|场地/u.exec(text)?.[0]
const groupName = (word: string): string =>
  word === '材料' || word === '设备' ? word : word === '考场' || word === '场地' ? '考场' : '工量卡具'

/** Rows of the tables under a task; the line above a table says for whom and what it lists. */
function readTables(id: string, rows: readonly Row[], { preparation, marking, isMarking }: Tables): void {
  let audience = '考场'
  let group = '材料'
  let header: Map<string, number> | undefined
  let isRecord = false
  let element = ''
  for (const [index, row] of rows.entries()) {
    const text = row.cells.join('')
    if (row.table === undefined) {
      if (/考生/u.test(text)) audience = '考生'
      else if (/考场准备|考场/u.test(text)) audience = '考场'
      const named = groupOf(text.replace(/考场准备(?:通知单)?|考生准备(?:通知单)?/gu, ''))
      if (named) group = groupName(named)
      header = undefined
      continue
    }
    if (rows[index - 1]?.table !== row.table || !header) {
      isRecord = isMarking(row)
      header = new Map(row.cells.map((cell, column) => [plain(cell), column]))
      element = ''
      continue
    }
    const at = (...names: string[]) => {
      const name = names.find((one) => header?.has(one))
      return name === undefined ? '' : cleanText(row.cells[header?.get(name) ?? -1] ?? '')
    }
    if (isRecord) {
      const marks = withoutUnit(at('配分', '分值'))
      element = at('考核要素', '考核内容', '考核项目') || element
      if (marks !== '' && !/^(?:合计|总分|总计)/u.test(plain(text.replace(/^\d+/u, ''))))
        marking.push({
          number: row.number,
          cells: [
            id,
            element,
            at('考核要求', '考核要点', '要求', '要点', '评分要素', '技术要求'),
            marks,
            at('评分标准', '扣分标准'),
          ],
        })
    } else if (at('名称', '品名') !== '')
      preparation.push({
        number: row.number,
        cells: [
          id,
          at('用途') || audience,
          at('类别') || group,
          at('名称', '品名'),
          at('规格', '型号规格', '规格型号'),
          at('单位'),
          at('数量'),
          at('备注'),
        ],
      })
  }
}

/** Defense topics: a record for each topic, points and follow-ups one a line. */
function topicSheet(sheet: Sheet): Sheet[] | undefined {
  const said = new Set(
    sheet.rows.flatMap(({ cells, table }) =>
      table === undefined ? (fieldFor(topicLabels, cleanText(cells.join('\t')))?.field ?? []) : [],
    ),
  )
  if (!['title', 'expectedPoints', 'scoringPoints'].every((field) => said.has(field))) return undefined
  const order = [
    'id',
    'title',
    'scope',
    'minutes',
    'difficulty',
    'expectedPoints',
    'scoringPoints',
    'followUps',
    'source',
  ]
  const rows: Row[] = [
    { number: 0, cells: ['编号', '题目', '范围代码', '时间', '难度', '答题要点', '评分要点', '追问', '出处'] },
  ]
  for (const { row, fields } of records(sheet.rows, topicLabels, said.has('id') ? ['id'] : ['title'])) {
    const cells = order.map((field) => {
      const text = fields.get(field) ?? ''
      if (field === 'minutes') return withoutUnit(text)
      if (field === 'scoringPoints') return withoutNumbers(text).split('\n').map(withBar).join('\n')
      return field.endsWith('Points') || field === 'followUps' ? withoutNumbers(text) : text
    })
    rows.push({ number: row, cells })
  }
  return [{ name: sheet.name, hidden: false, merges: [], rows }]
}

/** "要点（20分）" as the workbook writes it: "要点 | 20". */
const withBar = (line: string): string => {
  const found = /^(.*?)\s*[（(]?\s*(\d+(?:\.5)?)\s*分\s*[)）]?\s*[。；;]?$/u.exec(line)
  return found && !/[|｜]/u.test(line) ? `${found[1]} | ${found[2]}` : line
}
