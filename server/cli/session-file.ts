/**
 * Sessions of the command line: one small file for each person signed in, in
 * the keys folder, which only the owner of the system account may enter.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Value } from 'typebox/value'
import { sha256 } from '../../core/canonical.ts'
import { closed, type Static, Type } from '../../core/schema.ts'
import { nameKey } from '../accounts/store.ts'
import { type Config, privateDir } from '../config.ts'

const SessionFile = closed({ name: Type.String(), secret: Type.String(), device: Type.String() })
export type SessionFile = Static<typeof SessionFile>

const folder = ({ keysDir }: Config) => join(keysDir, 'sessions')
const fileOf = (config: Config, name: string) => join(folder(config), `${sha256(nameKey(name)).slice(0, 24)}.json`)

function read(file: string): SessionFile | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return Value.Check(SessionFile, found) ? found : undefined
  } catch {
    return undefined // Not there, or no session: nobody is signed in by it.
  }
}

/** The session of a person on this machine. */
export const sessionOf = (config: Config, name: string): SessionFile | undefined => read(fileOf(config, name))

/** Everybody signed in on this machine. */
export function allSessions(config: Config): SessionFile[] {
  mkdirSync(folder(config), { recursive: true, mode: 0o700 })
  return readdirSync(folder(config)).flatMap((file) => read(join(folder(config), file)) ?? [])
}

/** Keeps a session; it takes the place of the person's earlier one. */
export function keepSession(config: Config, { name, secret, device }: SessionFile): void {
  privateDir(folder(config))
  const file = fileOf(config, name)
  rmSync(file, { force: true })
  writeFileSync(file, `${JSON.stringify({ name, secret, device })}\n`, { mode: 0o600, flag: 'wx' })
}

/** Ends a person's session on this machine; that the device is known is kept. */
export function forgetSession(config: Config, name: string): void {
  const session = sessionOf(config, name)
  if (session) keepSession(config, { ...session, secret: '' })
}
