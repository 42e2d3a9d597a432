/**
 * Makes the gallery's golden images anew: `npm run gallery`. Look at every page
 * before you keep what changed. Needs pdftoppm (poppler-utils).
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { moduleAt } from '#built'
import { startPool } from '../server/workers/pool.ts'
import type { PrinterJobs } from '../server/workers/printer.ts'
import { exhibits } from './support/gallery.ts'
import { GOLDEN, imagesOf } from './support/page-images.ts'

const printer = startPool<PrinterJobs>(moduleAt('workers/printer'))
try {
  const shown = await exhibits(printer)
  mkdirSync(GOLDEN, { recursive: true })
  for (const name of readdirSync(GOLDEN)) if (/\.\d+\.png$/.test(name)) rmSync(join(GOLDEN, name))
  let bytes = 0
  for (const exhibit of shown)
    for (const { name, png } of imagesOf(exhibit)) {
      writeFileSync(join(GOLDEN, name), png)
      bytes += png.length
    }
  console.log(`${shown.length} documents, ${(bytes / 1024).toFixed(0)} KiB in ${GOLDEN}`)
} finally {
  await printer.close()
}
