/** Every command of `juanku`, put together. */
import { Command } from 'commander'
import { version } from '../version.ts'
import { approveCommand } from './approving.ts'
import { archiveCommands } from './archive.ts'
import { assemblyCommands } from './assembly.ts'
import { backupCommands } from './backup.ts'
import { bankCommands } from './banks.ts'
import { calculationCommands } from './calculation.ts'
import { ceremonyCommands } from './ceremony.ts'
import { coverageCommands } from './coverage.ts'
import { custodyCommands } from './custody.ts'
import { demoCommand } from './demo.ts'
import { doctorCommand } from './doctor.ts'
import { enemiesCommands } from './enemies.ts'
import { filingCommands } from './filing.ts'
import { importCommands } from './imports.ts'
import { itemWritingCommands } from './item-writing.ts'
import { itemCommands } from './items.ts'
import { logCommands } from './log.ts'
import { printingCommands } from './printing.ts'
import { registerCommands } from './register.ts'
import { sealingCommands } from './sealing.ts'
import { searchCommands } from './search.ts'
import { serveCommand } from './serve.ts'
import { setCommands } from './sets.ts'
import { signInCommands } from './sign-in.ts'
import { sittingCommands } from './sittings.ts'
import { tableCommands } from './tables.ts'
import { say } from './terminal.ts'
import { userCommands } from './users.ts'
import { verifyCommand } from './verify.ts'

/** The whole command line, ready to be given arguments. */
export function program(): Command {
  const root = new Command('juanku')
    .description(say('卷库：题库与组卷', 'Juanku: item bank and paper assembly'))
    .version(version)
    .option('--data <dir>', say('数据目录（默认 ./juanku-data）', 'data folder (default ./juanku-data)'))
    .option('--as <name>', say('已登录者中由谁操作', 'which of the people signed in here is acting'))
    .option('--why <text>', say('理由，记入日志', 'the reason, kept in the log'))
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError(say('（用 --help 查看用法）', '(--help shows the usage)'))
  for (const add of [
    demoCommand,
    signInCommands,
    userCommands,
    bankCommands,
    importCommands,
    itemCommands,
    itemWritingCommands,
    approveCommand,
    tableCommands,
    enemiesCommands,
    calculationCommands,
    searchCommands,
    assemblyCommands,
    custodyCommands,
    verifyCommand,
    sealingCommands,
    ceremonyCommands,
    registerCommands,
    sittingCommands,
    archiveCommands,
    printingCommands,
    setCommands,
    coverageCommands,
    filingCommands,
    logCommands,
    backupCommands,
    doctorCommand,
    serveCommand,
  ])
    add(root)
  // Inherited settings reach only commands made after them.
  const settle = (command: Command) => {
    command.exitOverride().showHelpAfterError(say('（用 --help 查看用法）', '(--help shows the usage)'))
    command.commands.forEach(settle)
  }
  settle(root)
  return root
}
