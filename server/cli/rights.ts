/**
 * What each command asks for. A command that is not here does not run, and a
 * test walks the program to see that each is. `none`: it works on files alone,
 * or begins before anybody is signed in.
 */
import type { Command } from 'commander'
import type { Right } from '../../core/accounts/rights.ts'

export type CommandRight = Right | 'self' | 'none'

/** What is asked for, or what is by the options a command was given. */
type Entry = CommandRight | ((options: Options) => CommandRight)
type Options = Readonly<Record<string, unknown>>

/** Saying something is one right, looking at what was said another. */
const stated =
  (state: Right, look: Right, ...options: readonly string[]): Entry =>
  (given) =>
    options.some((name) => given[name] !== undefined) ? state : look

export const commandRights: Record<string, Entry> = {
  demo: 'none',
  templates: 'none',
  check: 'none',
  verify: 'none',
  stamp: 'none',
  serve: 'none',
  init: 'none',
  'sign-in': 'none',
  'sign-out': 'self',
  'user password': 'self',
  'user sessions': 'self',
  'user end-session': 'self',
  'user list': 'account.read',
  'user add': 'account.manage',
  'user change': 'account.manage',
  'user reset': 'account.manage',
  'user grant': 'account.grant',
  'user revoke': 'account.grant',
  'user policy': 'account.policy',

  'bank create': 'bank.create',
  'bank list': 'bank.read',
  'bank policy': stated('bank.policy', 'bank.read', 'reviewers', 'days', 'checklist'),
  'table list': 'table.read',
  'table show': 'table.read',
  'table diff': 'table.read',
  'table export': 'table.read',
  'table put': 'table.write',
  'table remap preview': 'table.remap',
  'table remap propose': 'table.remap',
  'table remap withdraw': 'table.remap',
  'table remap list': 'table.read',
  'table remap show': 'table.read',
  'table remap apply': 'table.confirm',
  'table remap undo': 'table.confirm',

  import: 'item.import',
  'imports list': 'item.imports',
  'imports undo': 'item.imports',
  export: 'item.export',
  approve: 'item.review',
  'items find': 'item.read',
  'items show': 'item.content',
  'items history': 'item.content',
  'items diff': 'item.content',
  'items preview': 'item.write',
  'items write': 'item.write',
  'items edit': 'item.write',
  'items restore': 'item.write',
  'items picture': 'item.write',
  'items withdraw': 'item.write',
  'items comment': 'item.comment',
  'items submit': 'item.write',
  'items assign': 'item.assign',
  'items waiting': ({ all }) => (all ? 'item.assign' : 'item.read'),
  'items verdict': 'item.review',
  'items approve': 'item.review',
  'items retire': 'item.retire',
  'items quarantine': 'item.quarantine',
  'items release': 'item.quarantine',
  'items change': 'item.bulk',
  'items undo': 'item.bulk',
  'enemies declare': 'relation.propose',
  'enemies find': 'relation.propose',
  'enemies list': 'relation.read',
  'enemies accept': 'relation.decide',
  'enemies refuse': 'relation.decide',
  'enemies withdraw': 'relation.propose',

  'blueprint plan': 'blueprint.write',
  'blueprint list': 'blueprint.read',
  'blueprint carry': 'set.assemble',
  assemble: ({ blind }) => (blind ? 'custody.seal' : 'set.assemble'),
  shortage: 'set.assemble',
  'set list': 'set.read',
  'set approve': 'set.approve',
  'set show': 'set.compose',
  'set equivalents': 'set.compose',
  'set compare': 'set.compose',
  'set replace': 'set.edit',
  'set edit': 'set.edit',
  'set history': 'set.read',
  render: 'set.render',
  forms: 'paper.manifest',
  seal: 'custody.seal',
  unseal: 'paper.open',
  'custodian add': 'custody.passphrase',
  'custodian list': 'custody.read',

  'custodian recovery': 'custody.passphrase',
  'custodian passphrase': 'custody.passphrase',
  'custodian end': 'custody.group',
  'group save': 'custody.group',
  'group list': 'custody.read',
  'group deal': 'custody.deal',
  rerun: 'none',
  'public-key': 'none',
  'ceremony request': 'paper.request',
  'ceremony approve': 'paper.supervise',
  'ceremony end': 'paper.supervise',
  'ceremony open': 'paper.open',
  'ceremony list': 'custody.read',
  'clock acknowledge': 'clock.acknowledge',
  'custody list': 'custody.read',
  'custody export': 'custody.copy',
  'custody event': 'custody.copy',
  'custody destroy': 'custody.destroy',
  'custody confirm': 'custody.destroy',
  'paper register': 'set.assemble',
  'paper spares': 'custody.read',
  'paper void': 'paper.void',
  'paper replace': 'paper.void',
  'sitting plan': 'sitting.plan',
  'sitting draw': 'sitting.plan',
  'sitting list': 'sitting.read',
  'sitting packing': 'sitting.read',
  'sitting record': 'sitting.read',
  'sitting issue': 'sitting.run',
  'sitting collect': 'sitting.run',
  'sitting incident': 'sitting.run',
  'sitting end': 'sitting.run',
  'sitting archive': 'sitting.run',
  'archive list': 'sitting.read',
  'archive volume': 'sitting.read',
  'archive enter': 'archive.enter',
  'archive register': 'sitting.read',
  'archive consult': 'archive.consult',
  'archive visit': 'archive.consult',
  'archive decide': 'archive.approve',

  coverage: ({ all, use, blueprint }) =>
    all ? 'coverage.overview' : use || blueprint ? 'coverage.use' : 'coverage.read',
  'work-plan': 'coverage.use',
  'filing report': 'filing.report',
  'filing rules': stated('filing.state', 'coverage.read', 'set', 'reading', 'file'),
  'filing standard': stated('filing.state', 'coverage.read', 'name', 'code', 'edition', 'filingNumber'),
  'filing plan': stated('filing.state', 'coverage.read', 'file'),
  // It must work on a log that is broken, where nobody can be signed in; it tells a number and a hash.
  'log verify': 'none',
  'log export': 'log.read',
  'log extract': 'log.read',
  'log show': 'log.read',
  'log mine': 'self',
  'log unusual': 'log.read',
  'log settings': stated('log.settings', 'log.read', 'set'),
  'log anchor': 'log.anchor',
  backup: 'backup.make',
  // Into an empty folder, where nobody can be signed in: the recovery passphrase opens it, and the log says who ran it.
  restore: 'none',
  // It must work where nothing opens; it tells numbers and names of files.
  doctor: 'none',
}

/** "items show": a command as it is typed. */
export const pathOf = (command: Command): string =>
  command.parent?.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name()

/** What a command asks for with the options it was given. Throws when the table has no such command. */
export function rightOf(command: Command): CommandRight {
  const entry = commandRights[pathOf(command)]
  if (entry === undefined) throw new Error(`The command ${pathOf(command)} names no right.`)
  return typeof entry === 'function' ? entry(command.opts()) : entry
}
