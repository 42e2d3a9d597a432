import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterAll, expect, test } from 'vitest'
import { moduleAt } from '#built'
import { stampPdf } from '../../server/print/stamp.ts'
import { stampCopies } from '../../server/print/stamp-copies.ts'
import { theoryPaperPdf } from '../../server/print/theory-paper.ts'
import { packZip, streamZip } from '../../server/templates/zip.ts'
import { startPool } from '../../server/workers/pool.ts'
import type { PrinterJobs } from '../../server/workers/printer.ts'
import { documentsOf, picked, plain } from '../support/papers.ts'

const printer = startPool<PrinterJobs>(moduleAt('workers/printer'))
afterAll(() => printer.close())
const { paper } = documentsOf([
  { type: 'single', marks: 2, items: plain(20).map((item, at) => picked(item, `i${at}`)) },
])
const printed = await theoryPaperPdf(paper, { createdAt: 0 })
const stamps = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ copy: String(at + 1).padStart(4, '0'), recipient: '第3考场' }))

test('copies from the thread are those of one stamp after the other, in order, and progress is told', async () => {
  const wanted = stamps(120)
  const seen: string[] = []
  const copies = await stampCopies(printer, printed, wanted, { onProgress: (done, of) => seen.push(`${done}/${of}`) })
  expect(copies).toHaveLength(wanted.length)
  for (const [at, stamp] of wanted.entries()) expect(copies[at]!.equals(stampPdf(printed, stamp))).toBe(true)
  expect(seen).toEqual(['0/120', '50/120', '100/120', '120/120'])
})

test('what is cancelled stops between two calls, and the thread goes on', async () => {
  const cancel = new AbortController()
  const seen: number[] = []
  const work = stampCopies(printer, printed, stamps(500), {
    onProgress(done) {
      seen.push(done)
      if (done === 100) cancel.abort()
    },
    signal: cancel.signal,
  })
  await expect(work).rejects.toMatchObject({ code: 'work.cancelled' })
  expect(seen).toEqual([0, 50, 100])
  expect(await stampCopies(printer, printed, stamps(1))).toHaveLength(1)
})

test('refusals come back as they are', async () => {
  await expect(stampCopies(printer, Buffer.from('%PDF-1.7\n'), stamps(1))).rejects.toMatchObject({
    code: 'input.invalid',
  })
  await expect(stampCopies(printer, printed, [{ copy: '1', recipient: '𠮷' }])).rejects.toMatchObject({
    code: 'paper.glyph',
  })
})

test('a thousand copies and their zip do not hold up the loop', async () => {
  await stampCopies(printer, printed, stamps(1))
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const start = performance.now()
  const copies = await stampCopies(printer, printed, stamps(1000))
  const parts = copies.map((bytes, at) => ({ name: `${at}.pdf`, bytes }))
  for await (const piece of streamZip(parts)) expect(piece.length).toBeGreaterThan(0)
  delay.disable()
  const [took, longest] = [performance.now() - start, delay.max / 1e6].map(Math.round)
  console.info(`1000 copies of ${printed.length} bytes, zipped, in ${took} ms; the loop waited ${longest} ms at most.`)
  // At once, all of it would be one wait.
  expect(longest!).toBeLessThan(took! / 4)
}, 120_000)

test('a zip that is streamed is the zip that is packed', async () => {
  const parts = [3, 1, 2].map((n) => ({ name: `${n}.txt`, bytes: Buffer.from(`${n}`.repeat(n * 1000)) }))
  const pieces: Buffer[] = []
  for await (const piece of streamZip(parts)) pieces.push(piece)
  expect(Buffer.concat(pieces).equals(packZip(parts))).toBe(true)
  expect(pieces.length).toBeGreaterThan(parts.length)
})
