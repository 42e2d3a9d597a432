/** `juanku backup`, `juanku restore` */
import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { counted, type Words } from '../../core/words.ts'
import type { BackupProgress } from '../backup/check.ts'
import type { BackupManifest } from '../backup/manifest.ts'
import type { Checked } from '../backup/restore.ts'
import { Exit } from './exit.ts'
import { newPassphrase } from './files.ts'
import { bySystem, configOf, withDeps } from './session.ts'
import { note, print, printJson, progressLine, readSecret, say, words } from './terminal.ts'

const stepWords: Record<BackupProgress['step'], Words> = {
  database: { zh: '复制数据库', en: 'copying the database' },
  sealed: { zh: '复制密封件', en: 'copying sealed files' },
  check: { zh: '回读核验', en: 'reading back' },
}

type RestoreCommand = { check?: boolean; anchor?: string[]; key?: string; withoutKeys?: boolean; json?: boolean }

export function backupCommands(root: Command): void {
  root
    .command('backup')
    .description(
      say(
        '备份数据，服务可照常运行；恢复口令从终端或标准输入读取',
        'back up the data while the service runs; the recovery passphrase comes from the terminal or standard input',
      ),
    )
    .argument(
      '<folder>',
      say('存放备份的目录，每次备份在其中新建一个目录', 'where backups are kept, each a new folder in it'),
    )
    .option('--json', say('输出JSON', 'print JSON'))
    .action((folder: string, { json }: { json?: boolean }, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { makeBackup } = await import('../backup/make.ts')
        const passphrase = await newPassphrase(say('备份恢复', 'recovery'))
        const cancel = new AbortController()
        const abort = () => cancel.abort()
        process.once('SIGINT', abort)
        const line = progressLine(say('备份', 'backup'))
        const show = ({ step, done, of }: BackupProgress) => line.show(done, of, words(stepWords[step]))
        const { dir, manifest } = await makeBackup(deps, resolve(folder), passphrase, by, {
          onProgress: show,
          signal: cancel.signal,
        }).finally(() => {
          process.off('SIGINT', abort)
          line.end()
        })
        if (json) printJson({ dir, ...manifest })
        else {
          print(say(`✓ 已备份并回读核验：${dir}`, `✓ Backed up and read back: ${dir}`))
          tell(manifest)
          if (statSync(dir).dev === statSync(deps.config.dataDir).dev)
            note(
              say(
                '! 备份与数据在同一块磁盘上：请另行复制到别处。',
                '! The backup lies on the disk of the data: copy it elsewhere.',
              ),
            )
        }
        noteFaults(manifest)
        if (manifest.faults.length) throw new Exit(1)
      }),
    )

  root
    .command('restore')
    .description(
      say(
        '把备份恢复到空的数据目录；恢复口令从终端或标准输入读取',
        'put a backup back into an empty data folder; the recovery passphrase comes from the terminal or standard input',
      ),
    )
    .argument('<backup>', say('备份的目录', 'folder of a backup'))
    .option('--check', say('只核验，不写入任何内容', 'check it whole and write nothing'))
    .option('--anchor <file...>', say('保存在别处的锚点文件', 'anchor files kept elsewhere'))
    .option('--key <hex>', say('备份应由其签名的安装公钥', "the installation's public key that must have signed it"))
    .option(
      '--without-keys',
      say('密钥目录已丢失：今后用新的签名密钥', 'the keys folder is lost: sign by a new key from now on'),
    )
    .option('--json', say('输出JSON', 'print JSON'))
    .action(async (backup: string, options: RestoreCommand, command: Command) => {
      const { checkBackup, restoreBackup } = await import('../backup/restore.ts')
      const { readAnchors } = await import('../access/anchor.ts')
      const config = configOf(command)
      const anchors = (options.anchor ?? []).flatMap((file) => readAnchors(readFileSync(file, 'utf8')))
      const passphrase = await readSecret(say('备份恢复口令：', 'Recovery passphrase: '))
      const line = progressLine(say('核验', 'checking'))
      const how = {
        anchors,
        installation: options.key,
        withoutKeys: options.withoutKeys,
        onProgress: ({ step, done, of }: BackupProgress) => line.show(done, of, words(stepWords[step])),
      }
      const dir = resolve(backup)
      const checked = await (options.check
        ? checkBackup(config, dir, passphrase, how)
        : restoreBackup(config, dir, passphrase, bySystem(command), how)
      ).finally(line.end)
      if (options.json) printJson({ ...checked.manifest, younger: checked.younger, restored: !options.check })
      else {
        print(
          options.check
            ? say(`✓ 备份完好：${dir}`, `✓ The backup is whole: ${dir}`)
            : say(`✓ 已恢复到 ${config.dataDir}`, `✓ Restored into ${config.dataDir}`),
        )
        tell(checked.manifest)
        noteRestored(checked, options)
      }
      noteFaults(checked.manifest)
    })
}

/** What a backup is, in a few lines. */
function tell({ at, by, version, holds, log }: BackupManifest): void {
  const when = new Date(at).toISOString()
  print(say(`  ${when} 由${by}制作，程序版本 ${version}`, `  made ${when} by ${by}, program version ${version}`))
  print(
    say(
      `  题库${holds.banks}个，试题${holds.items}道，密封件${holds.sealed}件，日志${log.size}条（末条哈希 ${log.hash}）`,
      `  ${counted(holds.banks, 'bank')}, ${counted(holds.items, 'item')}, ${counted(holds.sealed, 'sealed object')}, ${counted(log.size, 'log entry', 'log entries')} (head ${log.hash})`,
    ),
  )
  print(
    say(
      '  不含密钥目录：请把它另行备份，与本备份分开存放。',
      '  The keys folder is not in it: keep a copy of that apart from this.',
    ),
  )
  if (holds.unsealed)
    print(
      say(
        `  不含未密封套卷的组成（${holds.unsealed}套）：恢复后须重新组卷。`,
        `  The composition of unsealed sets (${holds.unsealed}) is not in it: after a restore they are assembled anew.`,
      ),
    )
}

function noteRestored({ younger }: Checked, { check, withoutKeys }: RestoreCommand): void {
  if (younger)
    note(
      say(
        `! 有${younger}个锚点晚于本备份：其间的日志与改动不在备份中。`,
        `! ${counted(younger, 'anchor is', 'anchors are')} younger than this backup: entries and changes since are not in it.`,
      ),
    )
  if (check) return
  note(
    say(
      '  所有人均已退出登录。备份之后停用的账号、收回的角色、销毁的信封，请逐一核对。',
      '  Everybody is signed out. Look through accounts disabled, roles taken away and envelopes destroyed since the backup.',
    ),
  )
  if (withoutKeys)
    note(
      say(
        '! 今后的签名使用新的密钥，请重新公布公钥指纹（juanku public-key）。',
        '! What is signed from now on is signed by a new key: publish its fingerprint (juanku public-key).',
      ),
    )
}

function noteFaults({ faults }: BackupManifest): void {
  for (const { name, what } of faults)
    note(
      what === 'missing'
        ? say(`✗ 密封文件缺失，未能备份：${name}`, `✗ A sealed file is missing and could not be backed up: ${name}`)
        : say(`✗ 密封文件已损坏，未能备份：${name}`, `✗ A sealed file is damaged and was not backed up: ${name}`),
    )
}
