import { expect, test } from 'vitest'
import { stampPdf } from '../../server/print/stamp.ts'
import { theoryPaperPdf } from '../../server/print/theory-paper.ts'
import { testWith } from '../support/command.ts'
import { documentsOf, picked, plain } from '../support/papers.ts'
import { faultsOf, fontsOf, infoOf, rawText } from '../support/pdf.ts'

const { paper } = documentsOf([
  { type: 'single', marks: 2, items: plain(20).map((item, at) => picked(item, `i${at}`)) },
])
const printed = await theoryPaperPdf(paper, { createdAt: 0 })
const stamp = { copy: '017', recipient: '第3考场' }

test('a stamp leaves the sealed bytes as they are, and is the same every time', () => {
  const stamped = stampPdf(printed, stamp)
  expect(stamped.subarray(0, printed.length).equals(Buffer.from(printed))).toBe(true)
  expect(stampPdf(printed, stamp).equals(stamped)).toBe(true)
  expect(stampPdf(printed, { ...stamp, copy: '018' }).equals(stamped)).toBe(false)
})

test('every page refers to the stamp once', () => {
  const added = stampPdf(printed, stamp).subarray(printed.length).toString('latin1')
  const pages = Buffer.from(printed)
    .toString('latin1')
    .match(/\/Type \/Page\n/g)!.length
  expect(added.match(/\/Contents \[\d+ 0 R \d+ 0 R\]/g)).toHaveLength(pages)
  expect(added.match(/stream\n\/Artifact BMC\nq 0.9 g/g)).toHaveLength(1)
})

test('a file of another program, a stamped one and a character no face has are refused', () => {
  const refusal = (run: () => unknown) => {
    try {
      run()
    } catch (error) {
      return error
    }
  }
  expect(refusal(() => stampPdf(Buffer.from('%PDF-1.7\n'), stamp))).toMatchObject({ code: 'input.invalid' })
  expect(refusal(() => stampPdf(stampPdf(printed, stamp), stamp))).toMatchObject({ code: 'input.invalid' })
  expect(refusal(() => stampPdf(printed, { copy: '1', recipient: '𠮷' }))).toMatchObject({ code: 'paper.glyph' })
  const long = { copy: '1', recipient: '考'.repeat(200) }
  expect(refusal(() => stampPdf(printed, long))).toMatchObject({ code: 'input.invalid' })
})

testWith('qpdf')('the stamped file is sound', () => {
  expect(faultsOf(stampPdf(printed, stamp))).toBe('')
})

testWith('pdftotext')('each page says whose copy it is, and the rest of its text is that of the paper', () => {
  const stamped = stampPdf(printed, stamp)
  const pages = Number(infoOf(printed)['Pages'])
  expect(infoOf(stamped)['Pages']).toBe(String(pages))
  const text = rawText(stamped)
  expect([text.split('第017份第3考场').length, text.split('017第3考场').length]).toEqual([pages + 1, pages + 1])
  expect(text.replaceAll('第017份第3考场', '').replaceAll('017第3考场', '')).toBe(rawText(printed))
})

testWith('pdffonts')('its letters are a font in the file', () => {
  const own = fontsOf(stampPdf(printed, stamp)).filter((line) => /Type 3/.test(line))
  expect(own).toHaveLength(1)
  expect(own[0]).toMatch(/ yes +(yes|no) +yes /)
})
