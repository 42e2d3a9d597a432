/** Pages as small grey images, by poppler, and how far two of them differ. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PNG } from 'pngjs'
import type { Exhibit } from './gallery.ts'

export const GOLDEN = fileURLToPath(new URL('../fixtures/gallery', import.meta.url))
/** Dots an inch: words cannot be read, what moved can be seen. */
const DPI = '40'

/** The kept pages of an exhibit, as `name.page.png`. */
export function imagesOf({ name, pdf, pages: [first, last] }: Exhibit): { name: string; png: Buffer }[] {
  const folder = mkdtempSync(join(tmpdir(), 'juanku-gallery-'))
  try {
    writeFileSync(join(folder, 'paper.pdf'), pdf)
    const range = ['-f', String(first), '-l', String(last)]
    execFileSync('pdftoppm', ['-r', DPI, '-gray', '-png', ...range, join(folder, 'paper.pdf'), join(folder, 'page')])
    return readdirSync(folder)
      .filter((file) => file.endsWith('.png'))
      .sort()
      .map((file, at) => ({ name: `${name}.${first + at}.png`, png: small(readFileSync(join(folder, file))) }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One grey channel of eight shades, packed tightly. */
function small(bytes: Buffer): Buffer {
  const png = PNG.sync.read(bytes)
  for (let at = 0; at < png.data.length; at += 4) png.data.fill(Math.round(png.data[at]! / 36.4) * 36.4, at, at + 3)
  return PNG.sync.write(png, { colorType: 0, inputColorType: 6, deflateLevel: 9, filterType: 0 })
}

const CELL = 6
/** Mean grey may differ by so much in a cell before it counts. */
const SHADES = 40

/** Share of small cells in which two pages differ, 0 to 1; 1 when their sizes differ. */
export function difference(one: Buffer, other: Buffer): number {
  const [a, b] = [PNG.sync.read(one), PNG.sync.read(other)]
  if (a.width !== b.width || a.height !== b.height) return 1
  let [cells, differing] = [0, 0]
  for (let top = 0; top + CELL <= a.height; top += CELL)
    for (let left = 0; left + CELL <= a.width; left += CELL) {
      let sum = 0
      for (let y = top; y < top + CELL; y++)
        for (let x = left; x < left + CELL; x++) sum += a.data[(y * a.width + x) * 4]! - b.data[(y * a.width + x) * 4]!
      cells += 1
      if (Math.abs(sum) / CELL ** 2 > SHADES) differing += 1
    }
  return differing / cells
}
