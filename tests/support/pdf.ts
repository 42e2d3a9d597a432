/** What poppler and qpdf say of a PDF; tests that need them are made by `testWith`. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

function withFile<T>(pdf: Uint8Array, look: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'juanku-pdf-'))
  try {
    const file = join(folder, 'paper.pdf')
    writeFileSync(file, pdf)
    return look(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const run = (tool: string, ...args: string[]) => execFileSync(tool, args, { encoding: 'utf8', maxBuffer: 1 << 28 })

/** Text in the order of the file, without spaces. */
export const rawText = (pdf: Uint8Array): string =>
  withFile(pdf, (file) => run('pdftotext', '-raw', file, '-')).replace(/\s/g, '')

/** Height of each page in points, and how far down its last word reaches, feet left out. */
export const lowestWords = (pdf: Uint8Array, foot: number): { height: number; lowest: number }[] =>
  withFile(pdf, (file) => run('pdftotext', '-bbox', file, '-'))
    .split('<page ')
    .slice(1)
    .map((page) => {
      const height = Number(/height="([\d.]+)"/.exec(page)?.[1])
      const ends = [...page.matchAll(/yMax="([\d.]+)"/g)].map(([, y]) => Number(y)).filter((y) => y < height - foot)
      return { height, lowest: Math.max(0, ...ends) }
    })

/** Lines of `pdffonts`: name, type, encoding, embedded, subset, Unicode. */
export const fontsOf = (pdf: Uint8Array): string[] =>
  withFile(pdf, (file) => run('pdffonts', file))
    .trim()
    .split('\n')
    .slice(2)

/** What `pdfinfo` says, by name. */
export const infoOf = (pdf: Uint8Array): Record<string, string> =>
  Object.fromEntries(
    withFile(pdf, (file) => run('pdfinfo', file))
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  )

/** Warnings and errors of `qpdf --check`; empty for a sound file. */
export const faultsOf = (pdf: Uint8Array): string =>
  withFile(pdf, (file) => {
    const { status, stdout, stderr } = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' })
    return status === 0 ? '' : `${stdout}${stderr}`
  })
