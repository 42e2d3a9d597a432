/** What a command hands out, files only their owner may read; and the passphrases it takes in. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { AppError } from '../../core/errors.ts'
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

/** A new passphrase; typed twice at a terminal, because nobody can look it up. */
export async function newPassphrase(name: string): Promise<string> {
  const passphrase = await readSecret(
    say(`${name}的口令（至少12个字符）：`, `Passphrase of ${name} (12 characters at least): `),
  )
  if (process.stdin.isTTY && passphrase !== (await readSecret(say('再输入一次：', 'Once more: '))))
    throw new AppError('input.invalid', 'The two passphrases differ; nothing was kept. / 两次输入不一致，未保存。')
  return passphrase
}
