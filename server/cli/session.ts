/** What every command of the command line begins with: configuration, who is acting, an open program. */
import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import type { By } from '../by.ts'
import { type Config, readConfig } from '../config.ts'
import type { Deps } from '../deps.ts'

type Globals = { data?: string; as?: string; why?: string }

export function configOf(command: Command): Config {
  const { data } = command.optsWithGlobals<Globals>()
  return readConfig(data === undefined ? process.env : { ...process.env, JUANKU_DATA: resolve(data) })
}

/** Who acts, now, and why. Until people sign in, the system's user name stands for the person. */
export function byOf(command: Command): By {
  const { as, why } = command.optsWithGlobals<Globals>()
  if ((as !== undefined && (as.trim() === '' || as.length > 100)) || (why ?? '').length > 2000)
    throw new AppError(
      'input.usage',
      '--as takes 1 to 100 characters, --why at most 2000. / --as应为1至100个字符，--why不超过2000个字符。',
    )
  return { actor: as ?? userInfo().username, at: Date.now(), why: why ?? '' }
}

/** Opens the program, runs `work`, closes it whatever happens. */
export async function withDeps<T>(command: Command, work: (deps: Deps, by: By) => Promise<T>): Promise<T> {
  // Loaded late: `--help` should not wait for a database.
  const { openDeps } = await import('../deps.ts')
  const deps = await openDeps(configOf(command))
  try {
    return await work(deps, byOf(command))
  } finally {
    await deps.close()
  }
}
