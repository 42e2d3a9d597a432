import { truncateSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import * as XLSX from 'xlsx'
import type { Workbook } from '../../core/row/sheet.ts'
import { decodeText, delimiterOf } from '../../server/imports/read/csv.ts'
import { readFileAs } from '../../server/imports/read/file.ts'
import { readWorkbook } from '../../server/imports/read/workbook.ts'
import { plainWorkbookBytes } from '../../server/templates/write-workbook.ts'
import { packZip } from '../../server/templates/zip.ts'
import { pixel, relationships, temporaryFolder, writeXlsx, xlsxParts } from '../support/workbooks.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const strings = (...items: string[]) => `<sst xmlns="${MAIN}">${items.map((item) => `<si>${item}</si>`).join('')}</sst>`
const rows = (body: string) => `<sheetData>${body}</sheetData>`

/** Reads without a process of its own, which costs half a second each. */
async function readHere(path: string): Promise<Pick<Workbook, 'sheets' | 'pictures'>> {
  const workbook: Pick<Workbook, 'sheets' | 'pictures'> = { sheets: [], pictures: [] }
  await readFileAs({ path, name: basename(path) }, async (message) => {
    const sheet = workbook.sheets.at(-1)
    if (message.is === 'sheet')
      workbook.sheets.push({ name: message.name, hidden: message.hidden, rows: [], merges: [] })
    if (message.is === 'rows') sheet?.rows.push(...message.rows)
    if (message.is === 'merges') sheet?.merges.push(...message.merges)
    if (message.is === 'picture') workbook.pictures.push(message.picture)
  })
  return workbook
}

const refusal = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) })

describe('.xlsx', () => {
  test('cells of every type, as the author saw them', async () => {
    const path = writeXlsx(
      folder.path('types.xlsx'),
      rows(
        '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><r><t>导</t></r><r><t>体</t></r></is></c><c r="D2" t="b"><v>1</v></c><c r="E2" t="e"><v>#REF!</v></c><c r="F2" t="str"><f>A2</f><v>值</v></c></row>' +
          '<row r="4"><c r="A4"><v>0.30000000000000004</v></c><c r="B4" s="1"><v>0.5</v></c><c r="C4" s="2"><v>0.729166666666667</v></c><c r="D4" s="3"><v>45292</v></c><c r="E4" s="4"><v>1.5</v></c><c r="F4" t="s"><v>1</v></c><c r="G4" t="s"><v>2</v></c></row>' +
          '<row r="9"><c r="A9" s="1"/></row>',
      ),
      {
        'xl/sharedStrings.xml': strings(
          '<t>题干</t><rPh sb="0" eb="2"><t>ティガン</t></rPh>',
          '<r><t>10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r><r><t> 倍</t></r>',
          '<t xml:space="preserve">甲_x000D_乙_x005F_x0041_</t>',
        ),
        'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="170" formatCode="0.00&quot; V&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="20"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>`,
      },
    )
    const { sheets } = await readHere(path)
    expect(sheets[0]?.rows).toEqual([
      { number: 2, cells: ['题干', '', '导体', 'TRUE', '#REF!', '值'] },
      { number: 4, cells: ['0.3', '50%', '17:30', '2024/1/1', '1.50 V', '10<sup>2</sup> 倍', '甲\r乙_x0041_'] },
    ])
  })

  test('Chinese stays whole across chunks', async () => {
    const lines = Array.from({ length: 3000 }, (_, index) => [`第${index}题绝缘电阻测量𠮷`, '汉'.repeat(index % 7)])
    const path = folder.path('chinese.xlsx')
    writeFileSync(path, await plainWorkbookBytes('题', lines))
    const read = (await readHere(path)).sheets[0]?.rows.map(({ cells }) => cells)
    expect(read).toEqual(lines.map(([one = '', two = '']) => (two === '' ? [one] : [one, two])))
  })

  test('merges, hidden sheets and pictures tied to their row', async () => {
    const drawing = `<xdr:wsDr xmlns:xdr="x" xmlns:a="a" xmlns:r="r">${[
      [6, 500, 'p2'],
      [6, 10, 'p1'],
      [2, 0, 'p3'],
    ]
      .map(
        ([row, x, id]) =>
          `<xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>${x}</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:pic><a:blip r:embed="${id}"/></xdr:pic></xdr:oneCellAnchor>`,
      )
      .join('')}</xdr:wsDr>`
    const path = writeXlsx(
      folder.path('pictures.xlsx'),
      `${rows('<row r="1"><c r="A1"><v>1</v></c></row>')}<mergeCells><mergeCell ref="A1:B3"/></mergeCells><drawing r:id="d1"/>`,
      {
        'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:q="x"><sheets><sheet name="题" state="hidden" q:id="r1"/></sheets></workbook>`,
        'xl/worksheets/_rels/sheet1.xml.rels': relationships(['d1', 'drawing', '../drawings/drawing1.xml']),
        'xl/drawings/drawing1.xml': drawing,
        'xl/drawings/_rels/drawing1.xml.rels': relationships(
          ['p1', 'image', '../media/1.png'],
          ['p2', 'image', '/xl/media/2.png'],
          ['p3', 'image', '../media/3.emf'],
        ),
        'xl/media/1.png': pixel(1),
        'xl/media/2.png': pixel(2),
        'xl/media/3.emf': 'no picture',
      },
    )
    const { sheets, pictures } = await readHere(path)
    expect(sheets[0]).toMatchObject({ hidden: true, merges: [{ top: 1, left: 0, bottom: 3, right: 1 }] })
    expect(pictures.map(({ row, column, media, bytes }) => [row, column, media, Buffer.from(bytes)])).toEqual([
      [3, 1, 'other', Buffer.alloc(0)],
      [7, 1, 'image/png', pixel(1)],
      [7, 1, 'image/png', pixel(2)],
    ])
  })

  const one = rows('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => `<row r="${index + 1}"><c r="A${index + 1}"><v>1</v></c></row>`).join(
      '',
    )
  test.each([
    ['shared strings missing', () => xlsxParts(one), 'file.unreadable', /shared strings are missing/],
    [
      'a shared string that is not there',
      () => xlsxParts(one, { 'xl/sharedStrings.xml': strings() }),
      'file.unreadable',
      /not in the shared strings/,
    ],
    [
      'truncated XML',
      () => xlsxParts('', { 'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData><row r="1">` }),
      'file.unreadable',
      /damaged/,
    ],
    [
      'wrong UTF-8',
      () => xlsxParts('', { 'xl/worksheets/sheet1.xml': Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe]) }),
      'file.unreadable',
      /damaged/,
    ],
    [
      'a DOCTYPE',
      () => xlsxParts(one, { 'xl/sharedStrings.xml': '<!DOCTYPE sst [<!ENTITY a "b">]><sst/>' }),
      'file.wrong',
      /document type/,
    ],
    ['rows out of order', () => xlsxParts(rows('<row r="2"/><row r="1"/>')), 'file.unreadable', /damaged/],
    [
      'a far column',
      () => xlsxParts(rows('<row r="3"><c r="XFD3"><v>1</v></c></row>')),
      'file.wrong',
      /Row 3 has text far to the right/,
    ],
    ['a part twice', () => [...xlsxParts(one), ...xlsxParts(one)], 'file.unreadable', /two parts named/],
    [
      'a sheet missing',
      () => xlsxParts('', { 'xl/worksheets/sheet1.xml': null }),
      'file.unreadable',
      /sheet 1 is missing/,
    ],
    ['macros', () => xlsxParts(one, { 'xl/vbaProject.bin': 'x' }), 'file.wrong', /macros/],
    [
      'links to other files',
      () => xlsxParts(one, { 'xl/externalLinks/externalLink1.xml': '<a/>' }),
      'file.wrong',
      /refers to other files/,
    ],
    [
      'a bomb',
      () => xlsxParts('', { 'xl/worksheets/sheet1.xml': Buffer.alloc(40_000_000, 0x20) }),
      'file.wrong',
      /200 times/,
    ],
    ['too many rows', () => xlsxParts(rows(many(200_001))), 'file.wrong', /more than 200,000 rows/],
    ['any other zip', () => [{ name: 'a.txt', bytes: Buffer.from('a') }], 'file.unreadable', /not a workbook/],
  ] as const)('%s: refused with its own message', async (_, parts, code, message) => {
    const path = folder.path('bad.xlsx')
    writeFileSync(path, packZip(parts()))
    await expect(readHere(path)).rejects.toEqual(refusal(code, message))
    await expect(readHere(path)).rejects.toHaveProperty('message', expect.stringMatching(/ \/ .*[\u4e00-\u9fff]/))
  })

  test('a false dimension costs nothing, rows and cells may go without references', async () => {
    const path = writeXlsx(
      folder.path('dimension.xlsx'),
      `<dimension ref="A1:XFD1048576"/>${rows('<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c/><c><v>3</v></c></row>')}`,
    )
    expect((await readHere(path)).sheets[0]?.rows).toEqual([
      { number: 1, cells: ['1', '2'] },
      { number: 3, cells: ['', '3'] },
    ])
  })

  test('a cut zip, a zip with flipped bytes', async () => {
    const path = folder.path('cut.xlsx')
    writeXlsx(path, rows('<row r="1"><c r="A1"><v>1</v></c></row>'))
    truncateSync(path, 500)
    await expect(readHere(path)).rejects.toEqual(refusal('file.unreadable', /not a workbook/))
  })
})

describe('other files', () => {
  test.each([
    ['an empty file', 'empty.xlsx', '', 'file.unreadable', /0 bytes/],
    ['text named .xlsx', 'text.xlsx', '你好', 'file.unreadable', /not a workbook/],
    ['a PDF', 'a.pdf', '%PDF-1.7 …', 'file.unreadable', /a PDF/],
    ['a web page named .xls', 'page.xls', '<html><table></table></html>', 'file.unreadable', /web page/],
    ['bytes of nothing known', 'a.csv', Buffer.from([1, 0, 2, 0xff]), 'file.unreadable', /neither a workbook nor text/],
    ['a quotation mark that never closes', 'q.csv', '题干,答案\n"甲,√\n', 'file.unreadable', /quotation marks/],
    [
      'an old workbook that is damaged',
      'old.xls',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      'file.unreadable',
      /not a workbook/,
    ],
    [
      'a workbook under a password',
      'locked.xlsx',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'file.wrong',
      /password/,
    ],
  ] as const)('%s: refused', async (_, name, content, code, message) => {
    writeFileSync(folder.path(name), content)
    await expect(readHere(folder.path(name))).rejects.toEqual(refusal(code, message))
  })

  const GB18030 = Buffer.from('cce2b8c92cb4f0b0b80ab5bccce5cac72c9534b2350a', 'hex')
  test('text in UTF-8, with and without BOM, UTF-16 and GB18030', () => {
    expect(decodeText(Buffer.from('\ufeff题干', 'utf8'))).toBe('题干')
    expect(decodeText(Buffer.from('题干𠮷', 'utf8'))).toBe('题干𠮷')
    expect(decodeText(Buffer.from('\ufeff题干', 'utf16le'))).toBe('题干')
    expect(decodeText(Buffer.from('\ufeff题干', 'utf16le').swap16())).toBe('题干')
    expect(decodeText(GB18030)).toBe('题干,答案\n导体是,𠮷\n')
  })

  test.each([
    ['题干,答案\n"甲;乙;丙",√', ','],
    ['题干\t答案\n甲，乙\t√', '\t'],
    ['题干;答案\n甲,乙;√', ';'],
    ['题干\n甲', ','],
  ])('the delimiter of %j', (text, delimiter) => {
    expect(delimiterOf(text)).toBe(delimiter)
  })

  test('rows keep their numbers, quotes their line ends, a guarded formula its text', async () => {
    writeFileSync(folder.path('a.csv'), '\ufeff题干,答案\r\n\r\n"甲""乙\n丙",√\r\n他说"好",×\r\n\'=1+1,√\r\n')
    const { sheets } = await readHere(folder.path('a.csv'))
    expect(sheets).toMatchObject([
      {
        name: 'a',
        rows: [
          { number: 1, cells: ['题干', '答案'] },
          { number: 3, cells: ['甲"乙\n丙', '√'] },
          { number: 4, cells: ['他说"好"', '×'] },
          { number: 5, cells: ['=1+1', '√'] },
        ],
      },
    ])
  })

  test.each(['biff8', 'ods', 'xlsb', 'xlsx'] as const)('a workbook saved as %s reads alike', async (bookType) => {
    const lines = [['题干', '答案', '分数'], ['导体是（ ）', 'A', 0.5], [], ['𠮷', '√', 12]]
    const book = XLSX.utils.book_new()
    const sheet = XLSX.utils.aoa_to_sheet(lines)
    sheet['!merges'] = [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }]
    XLSX.utils.book_append_sheet(book, sheet, '题')
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['藏']]), '暗')
    book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }
    const path = folder.path(`book.${bookType === 'biff8' ? 'xls' : bookType}`)
    writeFileSync(path, XLSX.write(book, { type: 'buffer', bookType }))
    const read = await readHere(path)
    expect(read.sheets[0]).toEqual({
      name: '题',
      hidden: false,
      rows: [
        { number: 1, cells: ['题干', '答案', '分数'] },
        { number: 2, cells: ['导体是（ ）', 'A', '0.5'] },
        { number: 4, cells: ['𠮷', '√', '12'] },
      ],
      merges: [{ top: 2, left: 0, bottom: 3, right: 0 }],
    })
    // The library writes no visibility into .ods.
    if (bookType !== 'ods') expect(read.sheets[1]?.hidden).toBe(true)
  })
})

describe('limits of the process', () => {
  const words = (seed: number, length: number) =>
    Array.from({ length }, (_, index) => String.fromCharCode(0x4e00 + ((seed * 7919 + index * 104_729) % 20_000))).join(
      '',
    )

  test('10,000 rows are read; time, memory and a signal end a reading', async () => {
    const path = folder.path('wide.xlsx')
    const lines = Array.from({ length: 10_000 }, (_, row) =>
      Array.from({ length: 12 }, (_, column) => words(row * 12 + column, 12)),
    )
    writeFileSync(path, await plainWorkbookBytes('题', lines))
    expect((await readWorkbook(path)).sheets[0]?.rows).toHaveLength(10_000)

    writeXlsx(path, rows('<row><c t="s"><v>7</v></c></row>'), {
      'xl/sharedStrings.xml': strings(...Array.from({ length: 60_000 }, (_, index) => `<t>${words(index, 200)}</t>`)),
    })
    await expect(readWorkbook(path, { timeoutMs: 50 })).rejects.toEqual(
      refusal('file.unreadable', /longer than 0.05 seconds/),
    )
    await expect(readWorkbook(path, { memoryMb: 20 })).rejects.toEqual(refusal('file.wrong', /more than 20 MiB/))
    const cancel = new AbortController()
    setTimeout(() => cancel.abort(), 100)
    await expect(readWorkbook(path, { signal: cancel.signal })).rejects.toMatchObject({ code: 'work.cancelled' })
    expect((await readWorkbook(path)).sheets[0]?.rows).toEqual([{ number: 1, cells: [words(7, 200)] }])
  })
})
