/**
 * The command line: a thin second door to the actions of the service. Exit
 * codes: 0 done, 1 refused or broken, 2 wrong usage, 3 not possible (a shortage).
 */
import { Command, CommanderError } from 'commander'
import { AppError } from '../../core/errors.ts'
import { version } from '../version.ts'
import { approveCommand } from './approving.ts'
import { assemblyCommands } from './assembly.ts'
import { bankCommands } from './banks.ts'
import { calculationCommands } from './calculation.ts'
import { ceremonyCommands } from './ceremony.ts'
import { coverageCommands } from './coverage.ts'
import { custodyCommands } from './custody.ts'
import { demoCommand } from './demo.ts'
import { enemiesCommands } from './enemies.ts'
import { Exit } from './exit.ts'
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
import { sittingCommands } from './sittings.ts'
import { tableCommands } from './tables.ts'
import { note, say } from './terminal.ts'
import { verifyCommand } from './verify.ts'

function program(): Command {
  const root = new Command('juanku')
    .description(say('卷库：题库与组卷', 'Juanku: item bank and paper assembly'))
    .version(version)
    .option('--data <dir>', say('数据目录（默认 ./juanku-data）', 'data folder (default ./juanku-data)'))
    .option('--as <name>', say('以谁的名义（默认为系统用户名）', 'who is acting (default: the system user)'))
    .option('--why <text>', say('理由，记入日志', 'the reason, kept in the log'))
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError(say('（用 --help 查看用法）', '(--help shows the usage)'))
  for (const add of [
    demoCommand,
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
    printingCommands,
    setCommands,
    coverageCommands,
    filingCommands,
    logCommands,
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

/** Runs one command line and returns its exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  try {
    await program().parseAsync([...argv], { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof Exit) return error.code
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (error instanceof AppError) {
      note(error.message)
      return error.code === 'input.usage' ? 2 : 1
    }
    const { code, message, stack } = error as NodeJS.ErrnoException
    const known: Record<string, [string, string]> = {
      ENOENT: ['文件或目录不存在', 'no such file or folder'],
      EACCES: ['没有权限', 'permission denied'],
      EISDIR: ['这是一个目录，需要文件', 'this is a folder, a file is needed'],
      ENOSPC: ['磁盘已满', 'the disk is full'],
      EADDRINUSE: ['端口已被占用', 'the port is in use'],
    }
    const words = code && known[code]
    note(words ? `${say(...words)}: ${(error as NodeJS.ErrnoException).path ?? message}` : (stack ?? message))
    return 1
  }
}

process.exitCode = await run(process.argv.slice(2))
