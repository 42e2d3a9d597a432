import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { moduleAt } from '#built'
import { digestOf, sha256 } from '../../core/canonical.ts'
import { practicalPaper } from '../../core/paper/practical.ts'
import { parseText, plainText } from '../../core/text.ts'
import { unpackZip } from '../../server/templates/zip.ts'
import { startPool } from '../../server/workers/pool.ts'
import type { PrintableDocument, PrinterJobs } from '../../server/workers/printer.ts'
import { caseItem } from '../support/gallery.ts'
import { awkwardSections, bank, choice, documentsOf, picked, pictures, task } from '../support/papers.ts'
import { sampleBank, sampleSections } from '../support/sample-papers.ts'

const printer = startPool<PrinterJobs>(moduleAt('workers/printer'))
afterAll(() => printer.close())
const wordOf = async (document: PrintableDocument, more: Record<string, Uint8Array> = {}) => {
  const made = await printer.call('word', { document, pictures: { ...pictures, ...more }, createdAt: 0 })
  if (!made) throw new Error('This document has no Word file.')
  return Buffer.from(made)
}
const bodyOf = async (docx: Buffer) =>
  (await unpackZip(docx)).find(({ name }) => name === 'word/document.xml')!.bytes.toString('utf8')
/** The words of a body in their order, equations left out, without spaces. */
const wordsOf = (xml: string) =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map(([, text]) =>
      text!
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"')
        .replace(/&apos;/g, "'")
        .replace(/&amp;/g, '&'),
    )
    .join('')
    .replace(/\s/g, '')

const sections = () => [...awkwardSections(), { type: 'case' as const, marks: 20, items: [picked(caseItem(), 'k')] }]

test('the same document gives the same bytes', async () => {
  const { paper } = documentsOf(sections())
  const [one, other] = [await wordOf(paper), await wordOf(paper)]
  expect(sha256(other)).toBe(sha256(one))
})

test('headings are headings, formulas equations, tables tables, pictures pictures; items keep together', async () => {
  const body = await bodyOf(await wordOf(documentsOf(sections()).paper))
  expect(body.match(/<w:pStyle w:val="Heading1"\/>/g)).toHaveLength(6)
  expect(body).toContain('<w:pStyle w:val="Title"/>')
  expect(body.match(/<m:oMath>/g)!.length).toBeGreaterThan(10)
  expect(body).toContain('<m:f>')
  expect(body.match(/<w:tbl>/g)!.length).toBe(2)
  expect(body.match(/<w:drawing>/g)!.length).toBe(2)
  expect(body).toContain('<w:keepNext/>')
  expect(body).toContain('<w:keepLines/>')
  expect(body).not.toContain('undefined')
})

const literal = (text: string) =>
  /[$<₀-₉⁰-⁹⁻|*_-]|\]\(sha256/.test(text) ? undefined : plainText(parseText(text)).replace(/\s/g, '')

test('every stem and option of a hundred items is in the Word file, in order', async () => {
  const sample = await sampleBank()
  const { paper, key } = documentsOf(sampleSections(sample, 'word'))
  const words = wordsOf(await bodyOf(await wordOf(paper, sample.pictures)))
  let at = 0
  let seen = 0
  for (const { items, type } of paper.sections)
    for (const { stem, options } of items)
      for (const text of [...(type === 'true_false' ? [] : [stem]), ...options.map((option) => option.text)]) {
        const wanted = literal(text)?.replace(/（[\s　]*）/g, '（）')
        if (wanted === undefined) continue
        const found = words.indexOf(wanted, at)
        expect(found, wanted).toBeGreaterThanOrEqual(at)
        at = found
        seen += 1
      }
  expect(seen).toBeGreaterThan(250)
  const answers = wordsOf(await bodyOf(await wordOf(key, sample.pictures)))
  for (const { items } of key.sections)
    for (const { number, answer } of items) expect(answers).toContain(`${number}.${answer}`)
})

test('the practical documents have Word files with their tables; others have none', async () => {
  const made = practicalPaper({
    bank,
    paperNumber: '01',
    paperId: 'P1',
    tasks: [{ id: 'x', digest: digestOf('item', task), content: task }],
  })
  const [preparation, tasks, marking] = await Promise.all(
    [made.preparation, made.tasks, made.marking].map(async (document) => wordsOf(await bodyOf(await wordOf(document)))),
  )
  expect(preparation).toContain('塑料铜芯线')
  expect(tasks).toContain('按图安装接线')
  expect(tasks).toContain('带电接线')
  expect(marking).toContain('布置不合理，每处扣2分')
  expect(
    await printer.call('word', { document: { kind: 'draw-list', head: made.tasks.head, draws: [] }, createdAt: 0 }),
  ).toBeUndefined()
})

test('a formula that Word has no form for is refused by its place', async () => {
  const { paper } = documentsOf([
    { type: 'single', marks: 2, items: [picked(choice('求$\\genfrac{}{}{0pt}{}{a}{b}$（ ）', ['甲', '乙']), 'i')] },
  ])
  await expect(wordOf(paper)).rejects.toMatchObject({
    code: 'input.invalid',
    message: expect.stringMatching(/Item 1: .*Word/),
  })
})

const soffice = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path))
const writer = soffice !== undefined && existsSync('/usr/lib/libreoffice/program/libswlo.so')
if (!writer) {
  if (process.env['CI']) throw new Error('LibreOffice Writer is missing: install libreoffice-writer.')
  console.warn('\n*** LibreOffice Writer is not installed: opening Word files is not tested ***\n')
}

/** Text of each page of a PDF, in the order of the file, without spaces. */
const pagesOf = (file: string) =>
  execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' })
    .split('\f')
    .map((page) => page.replace(/\s/g, ''))
    .filter((page) => page !== '')

test.skipIf(!writer)(
  'LibreOffice opens paper, key and practical documents and shows every word of them, page by page in their order',
  async () => {
    const { paper, key } = documentsOf(sections())
    const practical = practicalPaper({
      bank,
      paperNumber: '01',
      paperId: 'P1',
      tasks: ['x', 'y'].map((id) => ({ id, digest: digestOf('item', task), content: task, weight: 50 })),
    })
    const { preparation, tasks, marking } = practical
    const documents = { paper, key, preparation, tasks, marking }
    const folder = mkdtempSync(join(tmpdir(), 'juanku-word-'))
    try {
      const bodies = new Map<string, string>()
      for (const [name, document] of Object.entries(documents)) {
        const docx = await wordOf(document)
        writeFileSync(join(folder, `${name}.docx`), docx)
        bodies.set(name, await bodyOf(docx))
      }
      const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
      const files = [...bodies.keys()].map((name) => join(folder, `${name}.docx`))
      const ran = spawnSync(soffice!, [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files])
      expect(ran.status).toBe(0)
      for (const [name, body] of bodies) {
        const pages = pagesOf(join(folder, `${name}.pdf`))
        const parts = body
          .split('</w:p>')
          .map(wordsOf)
          .filter((words) => words.length > 3 && !words.includes('_'))
          .flatMap((words) => words.match(/[\u4e00-\u9fff]{2,12}/g) ?? [])
        expect(parts.length, name).toBeGreaterThan(15)
        // Each part is on the page of the one before it, or on a later one.
        let page = 0
        const missing = parts.filter((part) => {
          const at = pages.findIndex((text, index) => index >= page && text.includes(part))
          if (at >= 0) page = at
          return at < 0
        })
        // What goes over a page's end has a foot and a head in its middle.
        expect(missing.length, `${name}: ${missing.join(' ')}`).toBeLessThan(pages.length)
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
  180_000,
)
