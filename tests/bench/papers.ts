/**
 * Papers of a hundred items: our printer against pdfmake as it comes, in one run.
 *
 *   node --import tsx tests/bench/papers.ts [papers of the memory run]
 *
 * Papers are drawn from the sample bank, figures, tables and formulas in them.
 * CPU is user and system time of the process, medians of warm papers; "cold" is
 * the first paper of a fresh process, fonts and formulas included. pdfmake prints
 * the same words, formulas as their source and without pictures: less than ours.
 */
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { moduleAt } from '#built'
import type { TheoryPaper } from '../../core/paper/theory.ts'
import { parseText, plainText } from '../../core/text.ts'
import { theoryPaperPdf } from '../../server/print/theory-paper.ts'
import { startPool } from '../../server/workers/pool.ts'
import type { PrinterJobs } from '../../server/workers/printer.ts'
import { documentsOf } from '../support/papers.ts'
import { sampleBank, sampleSections } from '../support/sample-papers.ts'

const WARM = 12
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/** CPU milliseconds of a piece of work. */
async function cpu(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

const bank = await sampleBank()
const paperOf = (n: number): TheoryPaper => documentsOf(sampleSections(bank, `paper ${n}`), 'A', `seed ${n}`).paper
const options = { createdAt: 0, pictures: bank.pictures }
const print = (n: number) => {
  const paper = paperOf(n)
  return cpu(() => theoryPaperPdf(paper, options))
}

type PdfMake = {
  addFonts(fonts: object): void
  setUrlAccessPolicy(policy: () => boolean): void
  setLocalAccessPolicy(policy: (path: string) => boolean): void
  createPdf(definition: object): { getBuffer(): Promise<Buffer> }
}

/** pdfmake's own entry with the same face, a plain stack of the paper's words. */
function plainPdfmake(): (paper: TheoryPaper) => Promise<Buffer> {
  const require = createRequire(import.meta.url)
  const pdfmake = require('pdfmake') as PdfMake
  const face = require.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf')
  pdfmake.addFonts({ song: { normal: face, bold: face, italics: face, bolditalics: face } })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => path === face)
  const words = (text: string) => plainText(parseText(text))
  return (paper) =>
    pdfmake
      .createPdf({
        defaultStyle: { font: 'song', fontSize: 10.5 },
        content: paper.sections.flatMap(({ items }) =>
          items.map(({ number, stem, options }) => ({
            unbreakable: true,
            stack: [
              { text: `${number}. ${words(stem)}` },
              { columns: options.map(({ letter, text }) => ({ text: `${letter}. ${words(text)}` })) },
            ],
          })),
        ),
      })
      .getBuffer()
}

async function pagesPerSecond(papers: number, threads: number): Promise<number> {
  const pool = startPool<PrinterJobs>(moduleAt('workers/printer'), { threads })
  const made = (n: number) => pool.call('render', { document: paperOf(n), ...options })
  await Promise.all(Array.from({ length: threads * 4 }, (_, n) => made(n)))
  const start = performance.now()
  const files = await Promise.all(Array.from({ length: papers }, (_, n) => made(n)))
  const seconds = (performance.now() - start) / 1000
  await pool.close()
  const pages = files.reduce(
    (sum, file) => sum + Buffer.from(file).toString('latin1').split('/Type /Page\n').length - 1,
    0,
  )
  return pages / seconds
}

async function main(): Promise<void> {
  const many = Number(process.argv[2] ?? 200)
  const self = fileURLToPath(import.meta.url)
  const [processor] = cpus()
  console.log(
    `papers: 100 items, 6 figures; Node ${process.version}, ${cpus().length} × ${processor?.model ?? 'unknown'}`,
  )
  const cold = Number(execFileSync(process.execPath, ['--import', import.meta.resolve('tsx'), self, '--cold']))
  for (let n = 0; n < 6; n++) await print(n)
  const warm: number[] = []
  for (let n = 0; n < WARM; n++) warm.push(await print(100 + n))
  console.log(
    `warm ${median(warm).toFixed(0)} ms CPU (${Math.min(...warm).toFixed(0)}–${Math.max(...warm).toFixed(0)}), cold ${cold.toFixed(0)} ms`,
  )
  const plain = plainPdfmake()
  const others: number[] = []
  for (let n = 0; n < 6; n++) {
    const paper = paperOf(n)
    others.push(await cpu(() => plain(paper)))
  }
  const baseline = median(others)
  console.log(`pdfmake as it comes: ${baseline.toFixed(0)} ms CPU = ${(baseline / median(warm)).toFixed(1)} × ours`)
  const resident: number[] = []
  for (let n = 0; n < many; n++) {
    await print(200 + n)
    if ((n + 1) % Math.ceil(many / 5) === 0) resident.push(process.memoryUsage.rss() / 2 ** 20)
  }
  console.log(`memory over ${many} papers: ${resident.map((mib) => mib.toFixed(0)).join(', ')} MiB`)
  console.log(`two workers: ${(await pagesPerSecond(24, 2)).toFixed(1)} pages a second`)
}

if (process.argv[2] === '--cold') console.log(await print(0))
else await main()
