/** `juanku log verify | export | extract | anchor` */
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { Exit } from './exit.ts'
import { logExtractCommand } from './log-extract.ts'
import { configOf, withDeps } from './session.ts'
import { print, printJson, say } from './terminal.ts'

type VerifyOptions = { anchor?: string[]; export?: string; json?: boolean }

export function logCommands(root: Command): void {
  const log = root.command('log').description(say('访问日志', 'the access log'))

  log
    .command('verify')
    .description(
      say('核验日志（数据库或导出文件），可与锚点比对', 'check the log, in the database or an export, against anchors'),
    )
    .option('--anchor <file...>', say('锚点文件', 'anchor files kept elsewhere'))
    .option('--export <file>', say('核验导出文件而非数据库', 'check this export instead of the database'))
    .option('--json', say('输出JSON', 'print JSON'))
    .action(async (options: VerifyOptions, command: Command) => {
      const { readAnchor } = await import('../access/anchor.ts')
      const { breakText, exportedLinks, verifyLinks, verifyLog } = await import('../access/verify.ts')
      const anchors = (options.anchor ?? []).map((file) => readAnchor(readFileSync(file, 'utf8')))
      const verdict =
        options.export === undefined
          ? await withDeps(command, ({ db }) => verifyLog(db, anchors))
          : await verifyLinks(exportedLinks(options.export), anchors)
      if (options.json) printJson({ head: verdict.head, broken: verdict.broken ?? null })
      else if (verdict.broken) print(`✗ ${breakText(verdict.broken)}`)
      else {
        const { size, hash } = verdict.head
        print(say(`✓ 日志完整：${size}条，末条哈希 ${hash}`, `✓ The log holds: ${size} entries, head ${hash}`))
        if (!anchors.length)
          print(
            say(
              '  未与锚点比对：整体重写或尾部截断只有保存在别处的锚点才能发现。',
              '  No anchor was compared: only one kept elsewhere shows a rewritten or cut log.',
            ),
          )
      }
      if (verdict.broken) throw new Exit(1)
    })

  log
    .command('export')
    .description(say('导出日志，每行一条JSON', 'write the log to a file, one JSON entry a line'))
    .argument('<file>')
    .action((file: string, _, command: Command) =>
      withDeps(command, async ({ db }) => {
        const { logStore } = await import('../access/store.ts')
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
      withDeps(command, async ({ db }, by) => {
        const { takeAnchor } = await import('../access/anchor.ts')
        const { installationKey } = await import('../custody/installation.ts')
        const anchor = await takeAnchor(db, installationKey(configOf(command)), by.at)
        writeFileSync(file, `${JSON.stringify(anchor, null, 2)}\n`)
        print(say(`锚点：${anchor.size}条，${anchor.hash}`, `Anchor: ${anchor.size} entries, ${anchor.hash}`))
      }),
    )
}
