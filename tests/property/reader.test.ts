/** Our reader against another on workbooks made at random, and against files that were spoiled in every way. */
import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import * as XLSX from 'xlsx'
import { AppError } from '../../core/errors.ts'
import { kindOf } from '../../core/row/kind.ts'
import { readRows } from '../../core/row/read.ts'
import { readWorkbook } from '../../server/imports/read/workbook.ts'
import { plainWorkbookBytes } from '../../server/templates/write-workbook.ts'
import { type Part, packZip, unpackZip } from '../../server/templates/zip.ts'
import { wordTable, writeDocx } from '../support/documents.ts'
import { itemCells } from '../support/item-workbook.ts'
import { readHere } from '../support/read-here.ts'
import { seededRandom } from '../support/seeded.ts'
import { pixel, temporaryFolder } from '../support/workbooks.ts'

const folder = temporaryFolder()
afterAll(folder.remove)
const long = process.env['JUANKU_LONG'] !== undefined

const value = fc.oneof(
  fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .filter((text) => text.isWellFormed() && !/\p{Cc}|_x[0-9a-f]{4}_/iu.test(text)),
  fc.integer({ min: -1e9, max: 1e9 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((number) => Number(number.toPrecision(12))),
  fc.boolean(),
  fc.constant(null),
)

test('sheets read as the other reader reads them', async () => {
  const path = folder.path('other.xlsx')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(value, { maxLength: 8 }), { minLength: 1, maxLength: 25 }),
      fc.boolean(),
      fc.boolean(),
      async (rows, shared, packed) => {
        const book = XLSX.utils.book_new()
        XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), '题')
        writeFileSync(
          path,
          XLSX.write(book, { type: 'buffer', bookType: 'xlsx', bookSST: shared, compression: packed }),
        )
        const ours = (await readHere(path)).sheets[0]?.rows
        const other = XLSX.read(readFileSync(path), { type: 'buffer' }).Sheets['题']!
        const lines = XLSX.utils.sheet_to_json<unknown[]>(other, { header: 1, raw: true, defval: '', blankrows: true })
        const wanted = lines.flatMap((line, index) => {
          const cells = line.map((cell) => (typeof cell === 'boolean' ? String(cell).toUpperCase() : String(cell)))
          while (cells.at(-1) === '') cells.pop()
          return cells.some((cell) => cell.trim() !== '') ? [{ number: index + 1, cells }] : []
        })
        expect(ours).toEqual(wanted)
      },
    ),
    { numRuns: long ? 2000 : 150 },
  )
})

type Base = { name: string; bytes: Buffer }
async function bases(): Promise<Base[]> {
  const rows = [
    ['题型', '题干', 'A', 'B', 'C', 'D', '答案'],
    ...Array.from({ length: 40 }, (_, index) => itemCells(index).slice(1, 8)),
  ]
  const docx = writeDocx(
    folder.path('base.docx'),
    [
      '一、单选题',
      ...Array.from({ length: 20 }, (_, index) => [
        `${index + 1}. 题干${index}是（ ）。`,
        'A. 甲',
        `B. 乙${index}\tA`,
      ]).flat(),
      wordTable([
        ['a', 'b'],
        ['1', '2'],
      ]),
      '<w:p><w:r><w:drawing><a:blip r:embed="p1"/></w:drawing></w:r></w:p>',
    ],
    { pictures: { p1: pixel(1) } },
  )
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), '题')
  return [
    { name: 'a.xlsx', bytes: await plainWorkbookBytes('题', rows) },
    { name: 'b.docx', bytes: readFileSync(docx) },
    { name: 'c.xls', bytes: XLSX.write(book, { type: 'buffer', bookType: 'biff8' }) },
    { name: 'd.ods', bytes: XLSX.write(book, { type: 'buffer', bookType: 'ods' }) },
    { name: 'e.csv', bytes: Buffer.from(rows.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n')) },
  ]
}

type Random = () => number
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!
const SNIPPETS = [
  '<',
  '>',
  '&',
  '"',
  ']]>',
  '<!DOCTYPE a>',
  '<row r="1048577">',
  'r="XFD1"',
  't="s"><v>99999</v>',
  '\u0000',
  '&#0;',
  '<c/>',
  '<mergeCell ref="A1:XFD1048576"/>',
  '<w:p>',
  '</w:p>',
  '<w:tbl><w:tr><w:tc>',
  '<m:oMath>',
]

/** A file spoiled in one of many ways: its bytes, its zip, its XML, its cells. */
async function spoiled({ bytes, name }: Base, random: Random): Promise<Buffer> {
  const zipped = bytes.subarray(0, 2).toString() === 'PK'
  const way = Math.floor(random() * (zipped ? 7 : 3))
  if (way === 0) {
    const copy = Buffer.from(bytes)
    for (let i = 0; i < 1 + random() * 20; i++) copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256)
    return copy
  }
  if (way === 1) return bytes.subarray(0, Math.floor(random() * bytes.length))
  if (way === 2) {
    const from = Math.floor(random() * bytes.length)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(Math.floor(random() * bytes.length))])
  }
  const parts = await unpackZip(bytes)
  const xml = parts.filter((part) => /\.(?:xml|rels)$/u.test(part.name))
  const one = pick(random, xml.length > 0 ? xml : parts)
  const others = parts.filter((part) => part !== one)
  const changed = (text: string): Part[] => [...others, { name: one.name, bytes: Buffer.from(text, 'utf8') }]
  const text = one.bytes.toString('utf8')
  const place = Math.floor(random() * text.length)
  if (way === 3) return packZip(others)
  if (way === 4)
    return packZip([
      ...parts,
      { name: pick(random, [one.name, one.name.toUpperCase(), `../${name}`, 'xl/vbaProject.bin']), bytes: one.bytes },
    ])
  if (way === 5) return packZip(changed(text.slice(0, place) + pick(random, SNIPPETS) + text.slice(place)))
  return packZip(changed(text.slice(0, place) + text.slice(place + 1 + Math.floor(random() * 200))))
}

/** Of this process's own time: a machine that is busy with other work makes nothing hang. */
const LIMIT_MS = 15_000
const cpuMs = (since?: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

test('spoiled files: an answer or a refusal in words, never a crash and never a hang', async () => {
  const all = await bases()
  const random = seededRandom(20_261_122)
  const counts = { read: 0, refused: 0 }
  let slowest = { ms: 0, file: '' }
  for (let index = 0; index < (long ? 2000 : 250); index++) {
    const base = pick(random, all)
    const path = folder.path(`spoiled-${base.name}`)
    writeFileSync(path, await spoiled(base, random))
    const started = process.cpuUsage()
    try {
      // One in fifty goes through the process of its own, where even a bug of a library ends in a refusal.
      const workbook = index % 50 === 0 ? await readWorkbook(path) : await readHere(path)
      if (kindOf(workbook) === 'theory-items') readRows(workbook, { kind: 'theory', table: null })
      counts.read += 1
    } catch (error) {
      if (!(error instanceof AppError)) throw new Error(`file ${index} (${base.name})`, { cause: error })
      expect(error.message).toMatch(/ \/ .*\p{Script=Han}/su)
      counts.refused += 1
    }
    const ms = cpuMs(started)
    if (ms > slowest.ms) slowest = { ms, file: `${index} ${base.name}` }
    expect(ms).toBeLessThan(LIMIT_MS)
  }
  console.info(
    `spoiled files: ${counts.read} read, ${counts.refused} refused; slowest ${slowest.ms.toFixed(0)} ms (${slowest.file})`,
  )
  expect(counts.refused).toBeGreaterThan(20)
  expect(counts.read).toBeGreaterThan(20)
}, 1_200_000)
