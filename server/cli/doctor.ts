/** `juanku doctor` */
import type { Command } from 'commander'
import { Exit } from './exit.ts'
import { configOf } from './session.ts'
import { print, printJson, say, words } from './terminal.ts'

const marks = { good: '✓', warning: '!', bad: '✗' }

export function doctorCommand(root: Command): void {
  root
    .command('doctor')
    .description(
      say(
        '检查安装：目录、数据库、日志、密封件、时钟、备份',
        'look the installation over: folders, database, log, sealed files, clock, backups',
      ),
    )
    .option('--json', say('输出JSON', 'print JSON'))
    .action(async ({ json }: { json?: boolean }, command: Command) => {
      const { examine } = await import('../backup/doctor.ts')
      const { machineUptime } = await import('../deps.ts')
      const findings = await examine(configOf(command), Date.now(), machineUptime())
      if (json) printJson(findings)
      else
        for (const { state, found, remedy } of findings) {
          print(`${marks[state]} ${words(found)}`)
          if (remedy) print(`    ${words(remedy)}`)
        }
      if (findings.some(({ state }) => state === 'bad')) throw new Exit(1)
    })
}
