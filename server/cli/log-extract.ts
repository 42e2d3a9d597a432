/** `juanku log extract`: the entries somebody asks about, as a report to print and sign. */
import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import { withDeps } from './session.ts'
import { print, say } from './terminal.ts'

const DAY = 86_400_000

/** Unix time in ms of a day's beginning, UTC. */
function dayOf(text: string): number {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isFinite(at) && new Date(at).toISOString().startsWith(text)) return at
  throw new AppError('input.usage', `No day: ${text}. Write YYYY-MM-DD. / 日期应写作YYYY-MM-DD：${text}。`)
}

type ExtractCommand = { bank?: string; actor?: string; from?: string; to?: string }

export function logExtractCommand(log: Command): void {
  log
    .command('extract')
    .description(say('日志摘录（PDF），按题库、人员、日期', 'an extract of the log to print, by bank, person and day'))
    .argument('<file>')
    .option('--bank <id>', say('只列此题库', 'of this bank'))
    .option('--actor <name>', say('只列此人', 'of this person'))
    .option('--from <day>', say('自此日（UTC）', 'from this day on, UTC'))
    .option('--to <day>', say('至此日（含，UTC）', 'to this day, included, UTC'))
    .action((file: string, { bank, actor, from, to }: ExtractCommand, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { printExtract } = await import('../access/extract.ts')
        const filter = {
          ...(bank !== undefined && { bank }),
          ...(actor !== undefined && { actor }),
          ...(from !== undefined && { from: dayOf(from) }),
          ...(to !== undefined && { until: dayOf(to) + DAY }),
        }
        writeFileSync(file, await printExtract(deps, filter, by), { mode: 0o600 })
        print(file)
      }),
    )
}
