import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { moduleAt } from '#built'
import { BRACKET, withoutBracket } from '../../core/paper/brackets.ts'
import type { TheoryPaper } from '../../core/paper/theory.ts'
import { parseText, plainText } from '../../core/text.ts'
import { startPool } from '../../server/workers/pool.ts'
import type { PrinterJobs } from '../../server/workers/printer.ts'
import { testWith } from '../support/command.ts'
import { type Exhibit, exhibits } from '../support/gallery.ts'
import { difference, GOLDEN, imagesOf } from '../support/page-images.ts'
import { documentsOf } from '../support/papers.ts'
import { faultsOf, fontsOf, infoOf, lowestWords, rawText } from '../support/pdf.ts'
import { sampleBank, sampleSections } from '../support/sample-papers.ts'

const printer = startPool<PrinterJobs>(moduleAt('workers/printer'))
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

const SUBSET = /\byes\s+yes\s+yes\s+\d+\s+\d+$/
const DRAWN = /\byes\s+no\s+yes\s+\d+\s+\d+$/
testWith('pdffonts')('fonts are embedded and subset; title and language are set', () => {
  for (const { name, pdf } of shown) {
    // The letters of a stamp are a font drawn for it: there is nothing to leave out.
    for (const font of fontsOf(pdf))
      expect(font, name).toMatch(name === 'stamped' && /Type 3/.test(font) ? DRAWN : SUBSET)
    expect(infoOf(pdf)['Title'], name).toMatch(/^电工（三级／高级工）/)
    expect(Buffer.from(pdf).toString('latin1'), name).toMatch(/\/Lang \(zh-CN\)/)
  }
})

const flat = (text: string) => text.replace(/[\s\u00a0]/g, '')
/** Texts without formulas and pictures, which are drawn; small digits and hyphens are set as others. */
const literal = (text: string) =>
  /[$<\-₀-₉⁰-⁹⁻|*_`]|\]\(sha256/.test(text) ? undefined : flat(plainText(parseText(text)))

/** Everything asked on a paper in its order, as it must be read from the page; undefined for what is drawn. */
function* asked({ sections }: TheoryPaper): Iterable<string | undefined> {
  const stemOf = (stem: string, type: string) =>
    literal(type === 'true_false' ? `${flat(BRACKET)}${withoutBracket(stem)}` : stem)
  const options = (list: readonly { letter: string; text: string }[]) =>
    list.map(({ letter, text }) => literal(`${letter}. ${text}`))
  for (const { type, items } of sections)
    for (const { stem, options: own, parts } of items) {
      yield stemOf(stem, parts ? 'case' : type)
      yield* options(own)
      for (const part of parts ?? []) {
        yield stemOf(part.stem, part.type)
        yield* options(part.options)
      }
    }
}

testWith('pdftotext')('every paper holds each stem and option once and in order', () => {
  let papers = 0
  for (const { name, pdf, document } of shown) {
    if (document?.kind !== 'theory-paper') continue
    papers += 1
    // Heads and feet stand between the pages of what goes over a page.
    const text = rawText(pdf).replace(
      /机密★启用前|电工（三级／高级工）理论知识试卷A卷|JK-L3-0001A卷第\d+页共\d+页摘要[0-9a-f]{16}/g,
      '',
    )
    let at = 0
    for (const words of asked(document)) {
      if (words === undefined) continue
      const found = text.indexOf(words, at)
      expect(found, `${name}: ${words}`).toBeGreaterThanOrEqual(at)
      at = found + words.length
    }
    const long = [...asked(document)].filter((words) => words !== undefined && words.length > 24)
    for (const words of new Set(long)) {
      const wanted = long.filter((other) => other!.includes(words!)).length
      expect(text.split(words!).length - 1, `${name}: ${words}`).toBe(wanted)
    }
  }
  expect(papers).toBeGreaterThanOrEqual(8)
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
