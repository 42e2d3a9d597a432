/** Writing what a command hands out: files only their owner may read. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readSecret, say } from './terminal.ts'

const folder = (dir: string): string => {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  return dir
}

/** Writes files only their owner may read; names come from a manifest and are reduced to their last part. */
export function writeFiles(
  dir: string,
  prefix: string,
  files: readonly { name: string; bytes: Uint8Array }[],
): string[] {
  return files.map(({ name, bytes }) => {
    const file = join(folder(dir), `${prefix}.${basename(name)}`)
    writeFileSync(file, bytes, { mode: 0o600 })
    return file
  })
}

/** The passphrases of custodians in turn, unseen. */
export async function passphrasesOf(names: readonly string[]): Promise<Map<string, string>> {
  const passphrases = new Map<string, string>()
  for (const name of names) passphrases.set(name, await readSecret(say(`${name}的口令：`, `Passphrase of ${name}: `)))
  return passphrases
}
