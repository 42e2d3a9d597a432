/** `juanku set list | approve`, `juanku seal | unseal | rerun | public-key` */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { Exit } from './exit.ts'
import { passphrasesOf, writeFiles } from './files.ts'
import { timeOf } from './input.ts'
import { configOf, withDeps } from './session.ts'
import { note, print, printJson, progressLine, say, table, words } from './terminal.ts'

/** Adds what seals, checks and opens files. */
export function sealingCommands(root: Command): void {
  setCommands(root)
  sealCommand(root)
  openCommands(root)
}

function setCommands(root: Command): void {
  const set = root.command('set').description(say('套卷', 'sets'))

  set
    .command('list')
    .description(say('列出套卷', 'list the sets'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .option('--json', say('输出JSON', 'print JSON'))
    .action((options: { bank: string; json?: boolean }, command: Command) =>
      withDeps(command, async ({ db }) => {
        const { setStore } = await import('../sets/store.ts')
        const store = setStore(db.read)
        const rows = []
        for (const row of await store.all(options.bank)) {
          const papers = await store.papers(row.id)
          rows.push({
            id: row.id,
            kind: row.kind,
            papers: papers.length,
            state: papers[0]?.state ?? '',
            assembledBy: row.assembledBy,
            approvedBy: row.approvedBy,
          })
        }
        if (options.json) return printJson(rows)
        print(
          table([
            [say('套卷', 'set'), say('类别', 'kind'), say('份数', 'papers'), say('状态', 'state')],
            ...rows.map((r) => [r.id, r.kind, r.papers, r.state]),
          ]),
        )
      }),
    )

  set
    .command('approve')
    .description(say('审批套卷（组卷人本人除外）', 'approve a set somebody else assembled'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .requiredOption('--set <id>', say('套卷', 'set'))
    .action((options: { bank: string; set: string }, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { approveSet } = await import('../sets/approve.ts')
        await approveSet(db, options.bank, options.set, by)
        print(say('已审批。', 'Approved.'))
      }),
    )
}

type SealCommand = {
  bank: string
  set: string
  threshold?: string
  group?: string
  custodian?: string[]
  notBefore?: string
  keyNotBefore?: string
  certificate?: string
}

function sealCommand(root: Command): void {
  root
    .command('seal')
    .description(say('密封已审批的套卷', 'seal an approved set'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .requiredOption('--set <id>', say('套卷', 'set'))
    .option('--group <name>', say('保管组（默认题库唯一的一组）', "custodian group; the bank's only one by default"))
    .option(
      '--threshold <k>',
      say('启封所需保管人数（默认按保管组，或2）', 'custodians needed to open; as the group says, or 2'),
    )
    .option('--custodian <name...>', say('保管人（默认全部）', 'custodians; all by default'))
    .option(
      '--not-before <time>',
      say('最早启封时间，如 2027-01-10T08:00+08:00', 'earliest opening, e.g. 2027-01-10T08:00+08:00'),
    )
    .option(
      '--key-not-before <time>',
      say('答案最早启封时间（默认同试卷）', 'earliest opening of keys; as for papers by default'),
    )
    .option('--certificate <file>', say('密封证书PDF', 'write the seal certificate (PDF)'))
    .action((options: SealCommand, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { groupWarnings } = await import('../custody/groups.ts')
        const { sealSet } = await import('../custody/seal-set.ts')
        const { sealCertificate } = await import('../custody/certificate.ts')
        const { requireBank } = await import('../banks/create.ts')
        const { checked } = await import('./input.ts')
        const { Type } = await import('../../core/schema.ts')
        const threshold =
          options.threshold === undefined
            ? undefined
            : checked(Type.Integer({ minimum: 2, maximum: 20 }), Number(options.threshold))
        const times = { notBefore: timeOf(options.notBefore), keyNotBefore: timeOf(options.keyNotBefore) }
        const whom = { custodians: options.custodian, group: options.group, threshold }
        const line = progressLine(say('密封', 'sealing'))
        const seals = await sealSet(
          deps,
          options.bank,
          options.set,
          { ...whom, ...times, onProgress: line.show },
          by,
        ).finally(line.end)
        print(
          say(
            `已密封${seals.length}件，位于 ${join(configOf(command).dataDir, 'sealed')}`,
            `${seals.length} objects sealed in ${join(configOf(command).dataDir, 'sealed')}`,
          ),
        )
        const { manifest } = seals[0]!
        for (const warning of groupWarnings(manifest.threshold, manifest.custodians)) note(words(warning))
        if (options.certificate) {
          const pdf = await deps.printer.call(
            'report',
            sealCertificate(await requireBank(deps.db, options.bank), seals),
          )
          writeFileSync(options.certificate, pdf)
          print(options.certificate)
        }
      }),
    )
}

type UnsealCommand = { custodian: string[]; out: string; body: string; envelope: string }

function openCommands(root: Command): void {
  root
    .command('unseal')
    .description(
      say(
        '离线启封：仅凭两个文件与口令，不需要数据库（在库启封用 ceremony）',
        'open a sealed object from its two files and passphrases, on any machine; from the database, hold a ceremony',
      ),
    )
    .requiredOption('--body <file>', say('密封正文', 'sealed body'))
    .requiredOption('--envelope <file>', say('密钥信封', 'share envelope'))
    .requiredOption('--custodian <name...>', say('在场的保管人', 'the custodians present'))
    .requiredOption('--out <dir>', say('输出目录', 'folder for what was sealed'))
    .action(async ({ body, envelope, custodian, out }: UnsealCommand) => {
      const { openSealed } = await import('../custody/open.ts')
      const passphrases = await passphrasesOf(custodian)
      const { manifest, files } = await openSealed(readFileSync(body), readFileSync(envelope), passphrases, Date.now())
      for (const file of writeFiles(out, manifest.id, files)) print(file)
    })

  root
    .command('rerun')
    .description(
      say(
        '用启封得到的 set.json 重新组卷，核对套卷声明',
        'assemble again from an opened set.json and compare with the signed claim',
      ),
    )
    .requiredOption('--set-file <file>', say('启封得到的 set.json', 'set.json of the opened seal'))
    .requiredOption('--body <file>', say('该套卷的密封正文', 'the sealed body it came from'))
    .action(async ({ setFile, body }: { setFile: string; body: string }) => {
      const { verifySealed } = await import('../custody/open.ts')
      const { rerunClaim } = await import('../custody/rerun.ts')
      const checks = await rerunClaim(readFileSync(setFile), verifySealed(readFileSync(body), undefined, undefined))
      for (const { holds, words: sentence } of checks) print(`${holds ? '✓' : '✗'} ${words(sentence)}`)
      if (!checks.every(({ holds }) => holds)) throw new Exit(1)
    })

  root
    .command('public-key')
    .description(
      say('打印本安装的签名公钥', "print this installation's public key, which verifies its seals and anchors"),
    )
    .option('--json', say('输出JSON', 'print JSON'))
    .action(async (options: { json?: boolean }, command: Command) => {
      const { installationKey } = await import('../custody/installation.ts')
      const { fingerprint, publicHex } = await import('../../core/seal/keys.ts')
      const installation = publicHex(installationKey(configOf(command)))
      if (options.json) return printJson({ installation, fingerprint: fingerprint(installation) })
      print(installation)
      note(say(`指纹 ${fingerprint(installation)}`, `fingerprint ${fingerprint(installation)}`))
    })
}
