/** A large foreign workbook of items that all differ, written without a library so that making it is quick. */
import { writeFileSync } from 'node:fs'
import { packZip } from '../../server/templates/zip.ts'
import { xlsxParts } from './workbooks.ts'

const HEADER = ['序号', '题型', '题干', '选项A', '选项B', '选项C', '选项D', '答案', '难度', '分数', '解析', '出处']
const SUBJECTS = [
  '断路器',
  '接触器',
  '热继电器',
  '变压器',
  '电动机',
  '万用表',
  '兆欧表',
  '变频器',
  '软启动器',
  '互感器',
]
const ASPECTS = [
  '额定电流',
  '绝缘电阻',
  '动作时间',
  '温升限值',
  '接线方式',
  '检修周期',
  '选用原则',
  '校验方法',
  '防护等级',
  '故障现象',
]
const LEVELS = ['易', '较易', '中等', '较难', '难']

/** The cells of item `index`: a single choice with twelve filled columns. */
export function itemCells(index: number): string[] {
  const subject = SUBJECTS[index % 10] ?? ''
  const aspect = ASPECTS[Math.floor(index / 10) % 10] ?? ''
  const text = (letter: string) => `${letter}${subject}的${aspect}按第${index}号记录的${letter}栏取值，并由两人复核`
  return [
    String(index + 1),
    '单选题',
    `关于第${index}号设备${subject}的${aspect}，下列说法中符合现行规程要求的是（ ）。`,
    text('甲'),
    text('乙'),
    text('丙'),
    text('丁'),
    'ABCD'.charAt(index % 4),
    LEVELS[index % 5] ?? '',
    '1',
    `规程第${index % 90}条第${index % 7}款：${subject}的${aspect}以第${index}号记录为准。`,
    `教材第${index % 400}页`,
  ]
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Writes `rows` items, from number `first` on, into an .xlsx at `path`, texts as shared strings as spreadsheet programs do. */
export function writeItemWorkbook(path: string, rows: number, first = 0): void {
  const strings: string[] = []
  const known = new Map<string, number>()
  const reference = (text: string) => {
    const found = known.get(text)
    if (found !== undefined) return found
    known.set(text, strings.length)
    return strings.push(`<si><t>${escaped(text)}</t></si>`) - 1
  }
  const line = (cells: string[], row: number) =>
    `<row r="${row}">${cells.map((text, column) => `<c r="${String.fromCharCode(65 + column)}${row}" t="s"><v>${reference(text)}</v></c>`).join('')}</row>`
  const lines = [
    line(HEADER, 1),
    ...Array.from({ length: rows }, (_, index) => line(itemCells(first + index), index + 2)),
  ]
  const parts = xlsxParts(`<sheetData>${lines.join('')}</sheetData>`, {
    'xl/sharedStrings.xml': `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${strings.join('')}</sst>`,
  })
  writeFileSync(path, packZip(parts))
}
