/** `juanku ceremony request | approve | open | end | list`, `juanku clock acknowledge`: an opening from the database */
import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import type { SealedKind } from '../../core/seal/format.ts'
import type { By } from '../by.ts'
import type { ShareGiven } from '../custody/ceremony-share.ts'
import type { Run, TakenOut } from '../custody/take-out.ts'
import type { Deps } from '../deps.ts'
import type { StampOptions } from '../print/stamp-copies.ts'
import { writeFiles } from './files.ts'
import { withDeps } from './session.ts'
import { note, print, progressLine, readSecret, say, table } from './terminal.ts'

type Request = { bank: string; set: string; paper: string; object: string; form?: string; sitting?: string }
type Named = { bank: string; id: string }
type Open = Named & { custodian: string[]; out: string; print?: string[] }

/** Adds what opens sealed objects of this installation. */
export function ceremonyCommands(root: Command): void {
  const ceremony = root
    .command('ceremony')
    .description(say('启封：申请、批准、保管人到场、结束', 'openings: request, approval, custodians, end'))
  const named = (name: string, zh: string, en: string) =>
    ceremony
      .command(name)
      .description(say(zh, en))
      .requiredOption('--bank <id>', say('题库', 'bank'))
      .requiredOption('--id <id>', say('启封编号', 'opening'))

  ceremony
    .command('request')
    .description(say('申请启封；事由用 --why 写明', 'ask for an opening; --why gives the reason'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .requiredOption('--set <id>', say('套卷', 'set'))
    .option('--paper <n>', say('第几套', 'number of the paper'), '1')
    .option('--object <kind>', 'paper | key | set', 'paper')
    .option('--form <letter>', say('卷别', 'form'))
    .option('--sitting <id>', say('考试场次', 'sitting'))
    .action((options: Request, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { checked } = await import('./input.ts')
        const { SealedKind: Kind } = await import('../../core/seal/format.ts')
        const { requestOpening } = await import('../custody/ceremony.ts')
        const object: SealedKind = checked(Kind, options.object)
        const { bank, set, form, sitting } = options
        const wanted = { set, object, paper: Number(options.paper), form, sitting, reason: by.why ?? '' }
        const { id } = await requestOpening(deps, bank, wanted, by)
        print(id)
        note(say('已申请，等待批准。', 'Asked for; a supervisor approves it next.'))
      }),
    )

  named('approve', '批准启封（申请人、组卷人除外）', 'approve an opening that somebody else asked for').action(
    (options: Named, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { approveOpening } = await import('../custody/ceremony.ts')
        await approveOpening(deps, options.bank, options.id, by)
        print(say('已批准。', 'Approved.'))
      }),
  )

  named('end', '启封前取消', 'call off an opening before anything is opened').action(
    (options: Named, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { endOpening } = await import('../custody/ceremony.ts')
        await endOpening(deps, options.bank, options.id, by)
        print(say('已取消。', 'Called off.'))
      }),
  )

  named(
    'open',
    '启封：保管人依次输入口令，取出后结束',
    'open: the custodians give their passphrases in turn; what is taken out ends it',
  )
    .requiredOption('--custodian <name...>', say('在场的保管人', 'the custodians present'))
    .requiredOption('--out <dir>', say('输出目录', 'folder for what is taken out'))
    .option(
      '--print <recipient=copies...>',
      say(
        '按领取人印制，如 1考场=30；不给出则取出原件一份',
        'numbered copies by recipient, e.g. room1=30; without it, what was sealed',
      ),
    )
    .action((options: Open, command: Command) => withDeps(command, (deps, by) => hold(deps, options, by)))

  ceremony
    .command('list')
    .description(say('列出启封记录', 'list the openings'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .action((options: { bank: string }, command: Command) =>
      withDeps(command, async (deps) => {
        const { endLapsed } = await import('../custody/ceremony.ts')
        const { ceremonyStore } = await import('../custody/ceremony-store.ts')
        await endLapsed(deps)
        const store = ceremonyStore(deps.db.read)
        const lines = []
        for (const row of await store.all(options.bank))
          lines.push([
            row.id,
            (await store.seal(row.seal)).manifest.id,
            row.state,
            row.officer,
            row.supervisor ?? '',
            row.reason,
          ])
        print(
          table([
            [
              say('编号', 'opening'),
              say('密封件', 'object'),
              say('状态', 'state'),
              say('考务员', 'officer'),
              say('批准人', 'supervisor'),
              say('事由', 'reason'),
            ],
            ...lines,
          ]),
        )
      }),
    )

  root
    .command('clock')
    .description(say('系统时钟', 'the clock'))
    .command('acknowledge')
    .description(say('时钟异常校正后确认，须两人', 'say that the clock is right again; two people must'))
    .action((_: object, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { acknowledgeClock } = await import('../custody/clock.ts')
        const { ended } = await acknowledgeClock(deps, by)
        print(
          ended
            ? say('已由两人确认，恢复正常。', 'Two people have acknowledged it: all is open again.')
            : say('已确认，还须另一人确认。', 'Acknowledged; one more person must.'),
        )
      }),
    )
}

async function hold(deps: Deps, { bank, id, custodian, out, print: wanted }: Open, by: By): Promise<void> {
  const { closeOpening } = await import('../custody/ceremony.ts')
  const { giveShare } = await import('../custody/ceremony-share.ts')
  const { takeOut } = await import('../custody/take-out.ts')
  const now = (): By => ({ ...by, at: deps.now() })
  const runs = wanted?.map(runOf)
  /** A wrong passphrase is asked for again, until the opening itself has had enough. */
  const shareOf = async (name: string): Promise<ShareGiven> => {
    for (;;) {
      const passphrase = await readSecret(say(`${name}的口令：`, `Passphrase of ${name}: `))
      try {
        return await giveShare(deps, bank, id, { custodian: name, passphrase }, now())
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'seal.passphrase') throw error
        note(error.message)
      }
    }
  }
  let opened = false
  for (const name of custodian) {
    const given = await shareOf(name)
    note(say(`${name}已到场（${given.given}/${given.needed}）`, `${name} came (${given.given} of ${given.needed})`))
    opened = given.opened
    if (opened) break
  }
  if (!opened)
    throw new AppError(
      'seal.quorum',
      'Too few custodians: in another process the shares given here are not known. Call it off and ask again with all present. / 保管人不足；请取消后待全部到场再申请。',
    )
  const how = runs ? { how: 'print' as const, runs } : { how: 'download' as const }
  written(out, id, await stamping((options) => takeOut(deps, bank, id, how, now(), options)))
  if (runs && process.stdin.isTTY) await reprints(deps, { bank, id, out }, now)
  await closeOpening(deps, bank, id, now())
  print(say('启封已结束。', 'Closed.'))
}

/** Shows how far the copies are. */
function stamping(work: (options: StampOptions) => Promise<TakenOut>): Promise<TakenOut> {
  const line = progressLine(say('加印份号', 'stamping'))
  return work({ onProgress: line.show }).finally(line.end)
}

function written(out: string, id: string, { files, runs }: TakenOut): void {
  const paths = writeFiles(out, id, files)
  for (const { first, last, recipient } of runs)
    print(say(`${recipient}：第${first}–${last}份`, `${recipient}: copies ${first} to ${last}`))
  if (runs.length) print(say(`${paths.length}个文件，位于 ${out}`, `${paths.length} files in ${out}`))
  else for (const path of paths) print(path)
}

/** Spoiled runs are printed again while everybody is still there. */
async function reprints(
  deps: Deps,
  { bank, id, out }: { bank: string; id: string; out: string },
  now: () => By,
): Promise<void> {
  const { printAgain } = await import('../custody/take-out.ts')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    for (;;) {
      const answer = await terminal.question(
        say('重印？领取人=份数 原因（直接回车结束）：', 'Print again? recipient=copies reason (Enter ends it): '),
      )
      const [first = '', ...reason] = answer.trim().split(/\s+/)
      if (first === '') return
      const run = runOf(first)
      written(
        out,
        id,
        await stamping((options) =>
          printAgain(deps, bank, id, { run, spoiled: run.copies }, { ...now(), why: reason.join(' ') }, options),
        ),
      )
    }
  } finally {
    terminal.close()
  }
}

function runOf(text: string): Run {
  const found = /^(.{1,100})=([1-9]\d{0,3})$/u.exec(text)
  if (!found) throw new AppError('input.usage', `Write recipient=copies, not ${text}. / 请写成“领取人=份数”。`)
  return { recipient: found[1]!, copies: Number(found[2]) }
}
