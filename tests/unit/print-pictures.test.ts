import { createHash } from 'node:crypto'
import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { printable } from '../../server/print/pictures.ts'
import { theoryPaperPdf } from '../../server/print/theory-paper.ts'
import { choice, documentsOf, picked } from '../support/papers.ts'

function picture(width: number, shade: number): Buffer {
  const png = new PNG({ width, height: width })
  for (let at = 0; at < png.data.length; at += 4) png.data.set([shade, (at * 7) % 256, 90, (at / 4) % 256], at)
  return PNG.sync.write(png)
}
const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

test('a transparent picture is laid on white and keeps its size', () => {
  const png = new PNG({ width: 2, height: 1 })
  png.data.set([10, 20, 30, 0, 10, 20, 30, 255])
  const made = PNG.sync.read(printable(PNG.sync.write(png)))
  expect([...made.data]).toEqual([255, 255, 255, 255, 10, 20, 30, 255])
  expect(printable(PNG.sync.write(png)).readUInt8(25)).toBe(2)
})

// Pictures of one size decoded in the background end in any order, and so would stand in the file.
test('a paper with several pictures is the same bytes every time', async () => {
  const bytes = [600, 600, 600, 600, 600, 600].map((width, i) => picture(width, i * 40))
  const pictures = Object.fromEntries(bytes.map((data) => [digest(data), data]))
  const items = bytes.map((data, i) =>
    picked(choice(`如图所示的是（ ）。\n\n![](sha256:${digest(data)})`, ['甲', '乙', '丙', '丁']), `item-${i}`),
  )
  const { paper } = documentsOf([{ type: 'single', marks: 2, items }])
  const made = new Set<string>()
  for (let i = 0; i < 6; i++) made.add(digest(Buffer.from(await theoryPaperPdf(paper, { createdAt: 0, pictures }))))
  expect(made.size).toBe(1)
})
