/** What every command of the command line begins with: configuration, who is acting and whether they may, an open program. */
import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { asksAgain } from '../../core/accounts/rights.ts'
import { AppError } from '../../core/errors.ts'
import type { Act } from '../../core/log.ts'
import type { Who } from '../accounts/sessions.ts'
import { act, type By } from '../by.ts'
import { type Config, readConfig } from '../config.ts'
import type { Deps } from '../deps.ts'
import { Exit } from './exit.ts'
import { type CommandRight, pathOf, rightOf } from './rights.ts'
import { allSessions, keepSession, sessionOf } from './session-file.ts'
import { heldBack, letGo, readSecret, say } from './terminal.ts'

type Globals = { data?: string; as?: string; why?: string }

export function configOf(command: Command): Config {
  const { data } = command.optsWithGlobals<Globals>()
  return readConfig(data === undefined ? process.env : { ...process.env, JUANKU_DATA: resolve(data) })
}

/** The name given with `--as`. Throws `input.usage` when it, or `--why`, is too long. */
export function namedBy(command: Command): { as: string | undefined; why: string } {
  const { as, why = '' } = command.optsWithGlobals<Globals>()
  if ((as !== undefined && (as.trim() === '' || as.length > 60)) || why.length > 2000)
    throw new AppError(
      'input.usage',
      '--as takes 1 to 60 characters, --why at most 2000. / --as应为1至60个字符，--why不超过2000个字符。',
    )
  return { as, why }
}

/** Whoever started the program, where nobody can be signed in yet; no account can have such a name. */
export const bySystem = (command: Command): By => ({
  actor: `system:${userInfo().username}`,
  at: Date.now(),
  why: namedBy(command).why,
})

/** Opens the program for a command that asks for nobody, runs `work`, closes it whatever happens. */
export async function withProgram<T>(command: Command, work: (deps: Deps) => Promise<T>): Promise<T> {
  // Loaded late: `--help` should not wait for a database.
  const { openDeps } = await import('../deps.ts')
  const deps = await openDeps(configOf(command))
  try {
    return await work(deps)
  } finally {
    await deps.close()
  }
}

/**
 * Opens the program for whoever is signed in, if they may do what the command
 * does, runs `work`, closes it whatever happens. A refusal is in the log.
 */
export async function withDeps<T>(command: Command, work: (deps: Deps, by: By, who: Who) => Promise<T>): Promise<T> {
  const right = rightOf(command)
  return withProgram(command, async (deps) => {
    const { why } = namedBy(command)
    const who = await whoIs(command, deps, right)
    const { seesOwnOnly, requireSightLogged } = await import('../items/sight.ts')
    const bank = bankOf(command)
    const by = { actor: who.name, at: Date.now(), why, own: bank !== undefined && seesOwnOnly(who, bank) }
    if (by.own) await requireSightLogged(deps, bank!, itemsOf(command), by)
    return onRecord(deps, { command, right, bank: bank ?? '', by }, () => work(deps, by, who))
  })
}

type Running = { command: Command; right: CommandRight; bank: string; by: By }

/** What a command's output names that has an id: banks, sets and papers, and everything made. */
const IDS = /\b(?:\d-\d{2}-\d{2}-\d{2}[\w.-]*|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/g

/**
 * Runs a command so that nothing it prints is seen before an entry is on disk, as the service does with replies
 * (`plugins/record.ts`): where its action wrote none, one named after the command's right, with the ids printed.
 * A refusal that nobody put on record is put there.
 */
async function onRecord<T>(deps: Deps, { command, right, bank, by }: Running, work: () => Promise<T>): Promise<T> {
  const { withTrail } = await import('../access/trail.ts')
  const { record, inPieces } = await import('../access/record.ts')
  const trail = { why: by.why ?? '', acts: [] as Act[] }
  const note = (result: string, ids = '') =>
    record(deps.db, act(by, bank, right, `${pathOf(command)} ${ids}`.trim(), result))
  const finish = async () => {
    const shown = [...new Set(heldBack().match(IDS))]
    if (trail.acts.length === 0) for (const ids of inPieces(shown)) await note('done', ids)
    letGo()
  }
  try {
    const done = await withTrail(trail, work)
    await finish()
    return done
  } catch (error) {
    if (error instanceof Exit) await finish()
    else if (
      error instanceof AppError &&
      error.code !== 'input.usage' &&
      trail.acts.every(({ result }) => result === 'done')
    )
      await note(`refused ${error.code}`)
    throw error
  }
}

const bankOf = (command: Command): string | undefined => command.opts<{ bank?: string }>().bank

/** The items a command names: its arguments of that name, "NUMBER" or "NUMBER@REVISION", and `--item`. */
function itemsOf(command: Command): string[] {
  const { item } = command.opts<{ item?: string }>()
  const refs = command.registeredArguments.flatMap((argument, at) =>
    /^items?$/.test(argument.name()) ? ([command.processedArgs[at]].flat() as string[]) : [],
  )
  return [...refs, ...(item === undefined ? [] : [item])].map((ref) => ref.split('@')[0]!)
}

/** Whoever is signed in and may do what the command does; asks for password or code again where that is due. */
async function whoIs(command: Command, deps: Deps, right: CommandRight): Promise<Who> {
  const { whoHolds, requireRight, FRESH_MS } = await import('../accounts/sessions.ts')
  const { logStore } = await import('../access/store.ts')
  const config = configOf(command)
  const session = chosenSession(config, namedBy(command).as)
  const bank = bankOf(command)
  let actor = ''
  try {
    let who = session && (await whoHolds(deps.db, session.secret, 'command', Date.now()))
    if (!session || !who) throw notSignedIn(session?.name)
    actor = who.name
    const asked = right === 'none' ? 'self' : right
    // Whoever may not is told so before they are asked for a password.
    if (asked !== 'self' && asksAgain(asked) && Date.now() - who.stepped > FRESH_MS) {
      requireRight({ ...who, stepped: Date.now() }, asked, bank, Date.now())
      who = await stepAgain(deps, config, who)
    }
    requireRight(who, asked, bank, Date.now())
    return who
  } catch (error) {
    if (error instanceof AppError && error.code !== 'input.usage')
      await deps.db.tx((q) =>
        logStore(q).append(act({ actor, at: Date.now() }, bank ?? '', 'refused', pathOf(command), error.code)),
      )
    throw error
  }
}

const notSignedIn = (name: string | undefined) =>
  new AppError(
    'access.denied',
    name === undefined
      ? 'Nobody is signed in: juanku sign-in --as NAME; where there is no account yet, juanku init --name NAME first. / 尚未登录：juanku sign-in --as 账号；还没有账号时先 juanku init --name 账号。'
      : `${name} is not signed in, or no longer: juanku sign-in --as ${name}. / ${name}未登录或登录已失效：juanku sign-in --as ${name}。`,
  )

/** The session of `--as`, or of the only person signed in. Throws `input.usage` when there are several. */
function chosenSession(config: Config, as: string | undefined): { name: string; secret: string } | undefined {
  if (as !== undefined) return sessionOf(config, as) ?? { name: as, secret: '' }
  const all = allSessions(config).filter(({ secret }) => secret !== '')
  if (all.length > 1)
    throw new AppError(
      'input.usage',
      `Several people are signed in here: say --as NAME (${all.map(({ name }) => name).join(', ')}). / 有多人登录，请用 --as 指明。`,
    )
  return all[0]
}

/** Asks for password or code again; the session file gets the new secret. */
export async function stepAgain(deps: Deps, config: Config, who: Who): Promise<Who> {
  const { stepUp } = await import('../accounts/sign-in.ts')
  const { whoHolds } = await import('../accounts/sessions.ts')
  const given = await readSecret(say(`${who.name}的口令或验证码：`, `Password or code of ${who.name}: `))
  const proof = /^\d{6}$/.test(given.trim()) ? { password: '', code: given } : { password: given, code: '' }
  const { secret } = await stepUp(deps, who, proof, Date.now())
  keepSession(config, { ...sessionOf(config, who.name)!, secret })
  return (await whoHolds(deps.db, secret, 'command', Date.now()))!
}
