/** Looking for a text in files, however it may be written there. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The bytes a text may hide behind: plain, UTF-16, hexadecimal, base 64 at any offset, percent-encoded, escaped, as code points. */
export const encodings = (text: string): Buffer[] => {
  const utf8 = Buffer.from(text, 'utf8')
  // Three bytes make four letters: the first and last groups depend on what stands around.
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), utf8])
      .toString('base64')
      .slice(offset === 0 ? 0 : 4, -4),
  )
  const units = [...text].map((char) => char.charCodeAt(0))
  return [
    utf8,
    Buffer.from(text, 'utf16le'),
    Buffer.from(text, 'utf16le').swap16(),
    Buffer.from(utf8.toString('hex')),
    ...base64.map((letters) => Buffer.from(letters)),
    Buffer.from(encodeURIComponent(text)),
    Buffer.from(units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')),
    Buffer.from(JSON.stringify(units)),
  ]
}

/** Every file below a folder; the file itself where it is one. */
export function filesBelow(dir: string): string[] {
  if (!existsSync(dir)) return []
  if (statSync(dir).isFile()) return [dir]
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}

/** The files below these folders in which one of `texts` stands in any encoding. */
export function filesThatTell(dirs: readonly string[], texts: readonly string[]): string[] {
  const hidden = texts.flatMap(encodings)
  return dirs.flatMap(filesBelow).filter((file) => {
    const bytes = readFileSync(file)
    return hidden.some((needle) => bytes.includes(needle))
  })
}
