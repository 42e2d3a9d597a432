import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { BRACKET, withoutBracket } from '../../core/paper/brackets.ts'
import { parseText, plainText } from '../../core/text.ts'
import { startPool } from '../../server/workers/pool.ts'
import type { PrinterJobs } from '../../server/workers/printer.ts'
import { testWith } from '../support/command.ts'
import { type Exhibit, exhibits } from '../support/gallery.ts'
import { difference, GOLDEN, imagesOf } from '../support/page-images.ts'
import { documentsOf } from '../support/papers.ts'
import { faultsOf, fontsOf, infoOf, lowestWords, rawText } from '../support/pdf.ts'
import { sampleBank, sampleSections } from '../support/sample-papers.ts'

const printer = startPool<PrinterJobs>(new URL('../../server/workers/printer.ts', import.meta.url))
let shown: Exhibit[] = []
beforeAll(async () => {
  shown = await exhibits(printer)
}, 180_000)
afterAll(() => printer.close())
const named = (name: string) => shown.find((exhibit) => exhibit.name === name)!.pdf

testWith('pdftoppm')('every page of the gallery looks as it was kept; `npm run gallery` makes it anew', () => {
  const images = shown.flatMap(imagesOf)
  const kept = readdirSync(GOLDEN).filter((name) => /\.\d+\.png$/.test(name))
  expect(images.map(({ name }) => name).sort()).toEqual(kept.sort())
  for (const { name, png } of images) {
    expect(existsSync(join(GOLDEN, name)), name).toBe(true)
    // Another poppler draws edges otherwise; a line that moved differs in far more cells.
    expect(difference(png, readFileSync(join(GOLDEN, name))), name).toBeLessThan(0.004)
  }
})

testWith('pdftoppm')('a word more on a page is seen', () => {
  const [first] = imagesOf({ name: 'a', pdf: named('empty-section'), pages: [1, 1] })
  const [other] = imagesOf({ name: 'b', pdf: named('rare-characters'), pages: [1, 1] })
  expect(difference(first!.png, other!.png)).toBeGreaterThan(0.004)
  expect(difference(first!.png, first!.png)).toBe(0)
})

testWith('qpdf')('every PDF is sound', () => {
  for (const { name, pdf } of shown) expect(faultsOf(pdf), name).toBe('')
})

testWith('pdffonts')('fonts are embedded and subset; title and language are set', () => {
  for (const { name, pdf } of shown) {
    for (const font of fontsOf(pdf)) expect(font, name).toMatch(/\byes\s+yes\s+yes\s+\d+\s+\d+$/)
    expect(infoOf(pdf)['Title'], name).toMatch(/^电工（三级／高级工）/)
    expect(Buffer.from(pdf).toString('latin1'), name).toMatch(/\/Lang \(zh-CN\)/)
  }
})

testWith('pdftotext')('the sample paper holds every stem and option once and in order, on A4 and on A3', async () => {
  const { paper } = documentsOf(sampleSections(await sampleBank(), 'gallery'))
  const flat = (tree: string) => tree.replace(/[\s\u00a0]/g, '')
  /** Texts without formulas, which are drawn; small digits and hyphens are set as others. */
  const plain = (text: string) => (/[$<\-₀-₉⁰-⁹|]|\]\(sha256/.test(text) ? undefined : flat(plainText(parseText(text))))
  for (const name of ['sample-paper', 'sample-paper-a3']) {
    const text = rawText(named(name))
    let at = 0
    for (const { type, items } of paper.sections)
      for (const { stem, options } of items) {
        const source = type === 'true_false' ? `${flat(BRACKET)}${withoutBracket(stem)}` : stem
        const wanted = [plain(source), ...options.map((option) => plain(`${option.letter}. ${option.text}`))]
        for (const words of wanted) {
          if (words === undefined) continue
          const found = text.indexOf(words.replace(/（[\s　]*）/g, '（）'), at)
          expect(found, `${name}: ${words}`).toBeGreaterThanOrEqual(at)
          at = found + 1
        }
        if (type === 'single' && wanted[0] !== undefined && wanted[0].length > 24)
          expect(text.split(wanted[0].replace(/（[\s　]*）/g, '（）')).length - 1, wanted[0]).toBe(1)
      }
  }
})

testWith('pdftotext')('pages of a sample paper are full, and the last one is not nearly empty', async () => {
  const bank = await sampleBank()
  for (const seed of ['a', 'b', 'c', 'd', 'e', 'f']) {
    const { paper } = documentsOf(sampleSections(bank, seed), 'A', seed)
    const pdf = await printer.call('render', { document: paper, pictures: bank.pictures, createdAt: 0 })
    const pages = lowestWords(pdf, 45)
    for (const [at, { height, lowest }] of pages.entries())
      expect(lowest / height, `${seed}, page ${at + 1}`).toBeGreaterThan(at < pages.length - 1 ? 0.8 : 0.22)
  }
})
