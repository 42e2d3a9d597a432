/**
 * The command line: a thin second door to the actions of the service. Exit
 * codes: 0 done, 1 refused or broken, 2 wrong usage, 3 not possible (a shortage).
 */
import { CommanderError } from 'commander'
import { AppError } from '../../core/errors.ts'
import { Exit } from './exit.ts'
import { program } from './program.ts'
import { note, say } from './terminal.ts'

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
      EEXIST: ['文件已存在，未覆盖', 'the file is there already and was left alone'],
      ENOSPC: ['磁盘已满', 'the disk is full'],
      EADDRINUSE: ['端口已被占用', 'the port is in use'],
    }
    const words = code && known[code]
    note(words ? `${say(...words)}: ${(error as NodeJS.ErrnoException).path ?? message}` : (stack ?? message))
    return 1
  }
}

process.exitCode = await run(process.argv.slice(2))
