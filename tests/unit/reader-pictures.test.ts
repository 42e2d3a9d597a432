/** Pictures that are a cell's content, as WPS and Excel keep them. */
import { afterAll, expect, test } from 'vitest'
import { sha256 } from '../../core/canonical.ts'
import { readRows } from '../../core/row/read.ts'
import { readHere } from '../support/read-here.ts'
import { pixel, relationships, temporaryFolder, writeXlsx } from '../support/workbooks.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

const text = (reference: string, value: string) => `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`
const header = `<row r="1">${['题型', '题干', '选项A', '选项B', '答案'].map((name, column) => text(`${'ABCDE'[column]}1`, name)).join('')}</row>`
const mark = (bytes: Buffer) => `![](sha256:${sha256(bytes)})`
const books = (extra: string, target: string) =>
  relationships(
    ['r1', 'worksheet', 'worksheets/sheet1.xml'],
    ['r2', 'sharedStrings', 'sharedStrings.xml'],
    ['r3', 'styles', 'styles.xml'],
  ).replace('</Relationships>', `<Relationship Id="r9" Type="${extra}" Target="${target}"/></Relationships>`)

test.each([
  'http://www.wps.cn/officeDocument/2020/cellImage',
  'http://www.wps.cn/officeDocument/2023/relationships/cellimage',
])('DISPIMG of WPS, by a relationship of type %s', async (type) => {
  const path = writeXlsx(
    folder.path('wps.xlsx'),
    `<sheetData>${header}<row r="2">${text('A2', '单选题')}${text('B2', '如图所示的元件是（ ）。')}<c r="C2" t="str"><f>_xlfn.DISPIMG("ID_A1",1)</f><v>=DISPIMG("ID_A1",1)</v></c><c r="D2" t="str"><v>=DISPIMG("ID_B2",1)</v></c>${text('E2', 'A')}</row></sheetData>`,
    {
      'xl/_rels/workbook.xml.rels': books(type, 'cellimages.xml'),
      'xl/cellimages.xml': `<etc:cellImages xmlns:etc="e" xmlns:xdr="x" xmlns:a="a" xmlns:r="r">${['ID_A1', 'ID_B2'].map((name, index) => `<etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="${index}" name="${name}"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="p${index + 1}"/></xdr:blipFill></xdr:pic></etc:cellImage>`).join('')}</etc:cellImages>`,
      'xl/_rels/cellimages.xml.rels': relationships(['p1', 'image', 'media/1.png'], ['p2', 'image', 'media/2.png']),
      'xl/media/1.png': pixel(1),
      'xl/media/2.png': pixel(2),
    },
  )
  const { rows } = readRows(await readHere(path), { kind: 'theory', table: null })
  expect(rows[1]).toMatchObject({
    outcome: 'item',
    issues: [],
    content: { stem: '如图所示的元件是（ ）。', options: [{ text: mark(pixel(1)) }, { text: mark(pixel(2)) }] },
  })
})

test('a picture placed in a cell of Excel', async () => {
  const type = (name: string) => `http://schemas.microsoft.com/office/2022/10/relationships/${name}`
  const path = writeXlsx(
    folder.path('excel.xlsx'),
    `<sheetData>${header}<row r="2">${text('A2', '单选题')}${text('B2', '图中元件是（ ）。')}<c r="C2" t="e" vm="2"><v>#VALUE!</v></c>${text('D2', '电容')}${text('E2', 'A')}</row></sheetData>`,
    {
      'xl/_rels/workbook.xml.rels': books(type('richValueRel'), 'richData/richValueRel.xml').replace(
        '</Relationships>',
        `<Relationship Id="r5" Type="${type('rdRichValue')}" Target="richData/rdrichvalue.xml"/><Relationship Id="r6" Type="${type('rdRichValueStructure')}" Target="richData/rdrichvaluestructure.xml"/><Relationship Id="r7" Type="x/sheetMetadata" Target="metadata.xml"/></Relationships>`,
      ),
      'xl/metadata.xml':
        '<metadata xmlns="m" xmlns:x="x"><futureMetadata name="XLRICHVALUE" count="2"><bk><extLst><ext><x:rvb i="1"/></ext></extLst></bk><bk><extLst><ext><x:rvb i="0"/></ext></extLst></bk></futureMetadata><valueMetadata count="2"><bk><rc t="1" v="0"/></bk><bk><rc t="1" v="1"/></bk></valueMetadata></metadata>',
      'xl/richData/rdrichvaluestructure.xml':
        '<rvStructures xmlns="m"><s t="_localImage"><k n="CalcOrigin" t="i"/><k n="_rvRel:LocalImageIdentifier" t="i"/></s></rvStructures>',
      'xl/richData/rdrichvalue.xml':
        '<rvData xmlns="m"><rv s="0"><v>5</v><v>1</v></rv><rv s="0"><v>5</v><v>0</v></rv></rvData>',
      'xl/richData/richValueRel.xml':
        '<richValueRels xmlns="m" xmlns:r="r"><rel r:id="a"/><rel r:id="b"/></richValueRels>',
      'xl/richData/_rels/richValueRel.xml.rels': relationships(
        ['a', 'image', '../media/1.png'],
        ['b', 'image', '../media/2.png'],
      ),
      'xl/media/1.png': pixel(1),
      'xl/media/2.png': pixel(2),
    },
  )
  const { rows } = readRows(await readHere(path), { kind: 'theory', table: null })
  expect(rows[1]).toMatchObject({ outcome: 'item', content: { options: [{ text: mark(pixel(2)) }, { text: '电容' }] } })
})

test('a picture whose part is missing leaves an empty cell, which is said', async () => {
  const path = writeXlsx(
    folder.path('gone.xlsx'),
    `<sheetData>${header}<row r="2">${text('A2', '单选题')}${text('B2', '图')}<c r="C2" t="str"><v>=DISPIMG("ID_A1",1)</v></c>${text('D2', '乙')}${text('E2', 'B')}</row></sheetData>`,
  )
  const { rows } = readRows(await readHere(path), { kind: 'theory', table: null })
  expect(rows[1]).toMatchObject({ outcome: 'refused', issues: [{ code: 'option-gap' }] })
})
