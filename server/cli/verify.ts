/** `juanku verify`: sealed files and filing reports, checked offline without opening anything. */
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Command } from 'commander'
import { note, print, printJson, say } from './terminal.ts'

export function verifyCommand(root: Command): void {
  root
    .command('verify')
    .description(
      say(
        '核验密封件（不启封）或备案报告，离线',
        'check sealed files without opening them, or a filing report, offline',
      ),
    )
    .argument('<body>', say('密封正文，或备案报告的数据文件', 'a sealed body, or the data file of a filing report'))
    .option('--envelope <file>', say('一并核验密钥信封', 'its share envelope, checked too'))
    .option(
      '--key <hex>',
      say('安装公钥（见密封证书）', "the installation's public key, as printed on the seal certificate"),
    )
    .option('--json', say('输出签名清单', 'print the manifest'))
    .action(async (body: string, options: { envelope?: string; key?: string; json?: boolean }) => {
      const { verifySealed } = await import('../custody/open.ts')
      const { fingerprint } = await import('../../core/seal/keys.ts')
      // Sealed files begin with a magic word, signed data with a brace.
      if (readFileSync(body)[0] === 0x7b) return verifyReport(body, options)
      const envelope = options.envelope === undefined ? undefined : readFileSync(options.envelope)
      const manifest = verifySealed(readFileSync(body), envelope, options.key)
      if (options.json) return printJson(manifest)
      const print2 = fingerprint(manifest.installation)
      print(
        say(
          `✓ ${manifest.id}：完整，签名有效（安装 ${print2}）`,
          `✓ ${manifest.id}: whole, signature valid (installation ${print2})`,
        ),
      )
      print(
        say(
          `  ${new Date(manifest.sealedAt).toISOString()} 由${manifest.sealedBy}密封；${manifest.custodians.length}名保管人中任意${manifest.threshold}名可启封`,
          `  sealed ${new Date(manifest.sealedAt).toISOString()} by ${manifest.sealedBy}; any ${manifest.threshold} of ${manifest.custodians.length} custodians open it`,
        ),
      )
      if (options.key === undefined) noteKey()
    })
}

/** Checks a filing report, and the files beside it that it vouches for. */
async function verifyReport(file: string, options: { key?: string; json?: boolean }): Promise<void> {
  const { verifyFiling } = await import('../coverage/filing.ts')
  const { filingDigest } = await import('../../core/coverage/filing.ts')
  const { fingerprint } = await import('../../core/seal/keys.ts')
  const beside = (name: string) => {
    const path = join(dirname(file), basename(name))
    return existsSync(path) ? readFileSync(path) : undefined
  }
  const { signed, missing } = verifyFiling(readFileSync(file, 'utf8'), options.key, beside)
  if (options.json) return printJson(signed.report)
  const { report, files, installation } = signed
  const digest = filingDigest(report).slice(0, 16)
  print(
    say(
      `✓ ${report.bank.id} 备案报告：签名有效（安装 ${fingerprint(installation)}），摘要 ${digest}`,
      `✓ ${report.bank.id} filing report: signature valid (installation ${fingerprint(installation)}), digest ${digest}`,
    ),
  )
  for (const { name } of files)
    print(
      missing.includes(name)
        ? say(`! ${name} 不在旁边，未核验`, `! ${name} is not beside it and was not checked`)
        : say(`✓ ${name} 未被改动`, `✓ ${name} is as it was signed`),
    )
  if (options.key === undefined) noteKey()
}

const noteKey = (): void =>
  note(
    say(
      '  未比对安装公钥：请用 --key 与密封证书上的公钥核对。',
      '  The key was not compared: give the one on the seal certificate with --key.',
    ),
  )
