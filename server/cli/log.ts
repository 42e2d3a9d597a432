/** `juanku log verify | export | anchor`: the chain and its copies; extracts to print are in `log-extract.ts`, reading is in `log-reading.ts`. */
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { Exit } from './exit.ts'
import { logExtractCommand } from './log-extract.ts'
import { logReadingCommands } from './log-reading.ts'
import { configOf, withDeps } from './session.ts'
import { print, printJson, say } from './terminal.ts'

type VerifyOptions = { anchor?: string[]; export?: string; json?: boolean }

export function logCommands(root: Command): void {
  const log = root.command('log').description(say('访问日志', 'the access log'))
  logReadingCommands(log)

  log
    .command('verify')
    .description(
      say('核验日志（数据库或导出文件），可与锚点比对', 'check the log, in the database or an export, against anchors'),
    )
    .option('--anchor <file...>', say('锚点文件', 'anchor files kept elsewhere'))
    .option('--export <file>', say('核验导出文件而非数据库', 'check this export instead of the database'))
    .option('--json', say('输出JSON', 'print JSON'))
    .action(async (options: VerifyOptions, command: Command) => {
      const { readAnchors } = await import('../access/anchor.ts')
      const { breakText } = await import('../access/verify.ts')
      const anchors = (options.anchor ?? []).flatMap((file) => readAnchors(readFileSync(file, 'utf8')))
      const { broken, head, compared } = await verdictOf(command, options.export, anchors)
      if (options.json) printJson({ head, broken: broken ?? null, anchors: compared })
      else if (broken) print(`✗ ${breakText(broken)}`)
      else {
        print(
          say(
            `✓ 日志完整：${head.size}条，末条哈希 ${head.hash}`,
            `✓ The log holds: ${head.size} entries, head ${head.hash}`,
          ),
        )
        if (compared) print(say(`  已与${compared}个锚点比对。`, `  Compared with ${compared} anchors.`))
        if (!anchors.length)
          print(
            say(
              '  未与保存在别处的锚点比对：能改动数据又能改动密钥目录者，可整体重写或截断日志而不被发现。',
              '  No anchor kept elsewhere was compared: who can change both data and keys folder could rewrite or cut the log unseen.',
            ),
          )
      }
      if (broken) throw new Exit(1)
    })

  log
    .command('export')
    .description(say('导出日志，每行一条JSON', 'write the log to a file, one JSON entry a line'))
    .argument('<file>')
    .action((file: string, _, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { logStore } = await import('../access/store.ts')
        const { record } = await import('../access/record.ts')
        const { act } = await import('../by.ts')
        const { size } = await logStore(db.read).head()
        await record(db, act(by, '', 'log.export', `1-${size}`))
        let count = 0
        await pipeline(
          async function* () {
            for await (const link of logStore(db.read).links()) {
              count++
              yield `${JSON.stringify(link)}\n`
            }
          },
          createWriteStream(file, { mode: 0o600 }),
        )
        print(say(`已导出${count}条：${file}`, `${count} entries written to ${file}`))
      }),
    )

  logExtractCommand(log)

  log
    .command('anchor')
    .description(say('取日志锚点（签名），请存放在别处', 'write a signed anchor of the log; keep it elsewhere'))
    .argument('<file>')
    .action((file: string, _, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { keepAnchor } = await import('../access/keep-anchors.ts')
        const anchor = await keepAnchor(deps, by.at)
        writeFileSync(file, `${JSON.stringify(anchor, null, 2)}\n`)
        print(say(`锚点：${anchor.size}条，${anchor.hash}`, `Anchor: ${anchor.size} entries, ${anchor.hash}`))
      }),
    )
}

/** An export against the anchors given; the database against those it kept as well. Nothing is started or written. */
async function verdictOf(command: Command, file: string | undefined, given: readonly { size: number; hash: string }[]) {
  const { exportedLinks, verifyLinks, verifyLog } = await import('../access/verify.ts')
  if (file !== undefined) return { ...(await verifyLinks(exportedLinks(file), given)), compared: given.length }
  const { openDb } = await import('../db/open.ts')
  const { keptAnchors } = await import('../access/keep-anchors.ts')
  const config = configOf(command)
  const anchors = [...given, ...keptAnchors(config)]
  const db = await openDb(config)
  try {
    return { ...(await verifyLog(db, anchors)), compared: anchors.length }
  } finally {
    await db.close()
  }
}
