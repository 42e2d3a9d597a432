/** `juanku custodian add | list`, `juanku set …`, `juanku render | seal | unseal` */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import type { SealedKind } from '../../core/seal/format.ts'
import { configOf, withDeps } from './session.ts'
import { print, printJson, progressLine, readSecret, say, table } from './terminal.ts'

const folder = (dir: string): string => {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  return dir
}

/** Writes files only their owner may read; names come from a manifest and are reduced to their last part. */
export function writeFiles(
  dir: string,
  prefix: string,
  files: readonly { name: string; bytes: Uint8Array }[],
): string[] {
  return files.map(({ name, bytes }) => {
    const file = join(folder(dir), `${prefix}.${basename(name)}`)
    writeFileSync(file, bytes, { mode: 0o600 })
    return file
  })
}

async function passphrasesOf(names: readonly string[]): Promise<Map<string, string>> {
  const passphrases = new Map<string, string>()
  for (const name of names) passphrases.set(name, await readSecret(say(`${name}的口令：`, `Passphrase of ${name}: `)))
  return passphrases
}

export function custodyCommands(root: Command): void {
  custodianCommands(root)
  setCommands(root)
  sealCommands(root)
  openCommands(root)
}

function custodianCommands(root: Command): void {
  const custodian = root.command('custodian').description(say('保管人', 'custodians'))

  custodian
    .command('add')
    .description(
      say(
        '登记保管人；口令从终端或标准输入读取',
        'name a custodian; the passphrase comes from the terminal or standard input',
      ),
    )
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .requiredOption('--name <name>', say('姓名', 'name'))
    .action((options: { bank: string; name: string }, command: Command) =>
      withDeps(command, async ({ db }, by) => {
        const { requireBank } = await import('../banks/create.ts')
        const { addCustodian } = await import('../custody/custodians.ts')
        await requireBank(db, options.bank)
        const passphrase = await readSecret(
          say(`${options.name}的口令（至少12个字符）：`, `Passphrase of ${options.name} (12 characters at least): `),
        )
        if (process.stdin.isTTY && passphrase !== (await readSecret(say('再输入一次：', 'Once more: '))))
          throw new AppError(
            'input.invalid',
            'The two passphrases differ; nothing was kept. / 两次输入不一致，未保存。',
          )
        const { name, fingerprint } = await addCustodian(db, options.bank, options.name, passphrase, by)
        print(say(`${name}　公钥指纹 ${fingerprint}`, `${name}, key fingerprint ${fingerprint}`))
      }),
    )

  custodian
    .command('list')
    .description(say('列出保管人', 'list custodians'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .action((options: { bank: string }, command: Command) =>
      withDeps(command, async ({ db }) => {
        const { custodyStore } = await import('../custody/store.ts')
        const rows = await custodyStore(db.read).custodians(options.bank)
        print(
          table([
            [say('姓名', 'name'), say('公钥指纹', 'fingerprint')],
            ...rows.map(({ name, fingerprint }) => [name, fingerprint]),
          ]),
        )
      }),
    )
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
  threshold: string
  custodian?: string[]
  notBefore?: string
  certificate?: string
}

function sealCommands(root: Command): void {
  root
    .command('seal')
    .description(say('密封已审批的套卷', 'seal an approved set'))
    .requiredOption('--bank <id>', say('题库', 'bank'))
    .requiredOption('--set <id>', say('套卷', 'set'))
    .option('--threshold <k>', say('启封所需保管人数', 'custodians needed to open'), '2')
    .option('--custodian <name...>', say('保管人（默认全部）', 'custodians; all by default'))
    .option(
      '--not-before <time>',
      say('最早启封时间，如 2027-01-10T08:00+08:00', 'earliest opening, e.g. 2027-01-10T08:00+08:00'),
    )
    .option('--certificate <file>', say('密封证书PDF', 'write the seal certificate (PDF)'))
    .action((options: SealCommand, command: Command) =>
      withDeps(command, async (deps, by) => {
        const { sealSet } = await import('../custody/seal-set.ts')
        const { sealCertificate } = await import('../custody/certificate.ts')
        const { requireBank } = await import('../banks/create.ts')
        const { checked } = await import('./input.ts')
        const { Type } = await import('../../core/schema.ts')
        const threshold = checked(Type.Integer({ minimum: 2, maximum: 20 }), Number(options.threshold))
        const notBefore = options.notBefore === undefined ? undefined : Date.parse(options.notBefore)
        if (Number.isNaN(notBefore))
          throw new AppError(
            'input.usage',
            `No time: ${options.notBefore}. Write 2027-01-10T08:00+08:00. / 时间格式有误。`,
          )
        const line = progressLine(say('密封', 'sealing'))
        const seals = await sealSet(
          deps,
          options.bank,
          options.set,
          { custodians: options.custodian, threshold, notBefore, onProgress: line.show },
          by,
        ).finally(line.end)
        print(
          say(
            `已密封${seals.length}件，位于 ${join(configOf(command).dataDir, 'sealed')}`,
            `${seals.length} objects sealed in ${join(configOf(command).dataDir, 'sealed')}`,
          ),
        )
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

type UnsealCommand = {
  custodian: string[]
  out: string
  bank?: string
  set?: string
  paper?: string
  object: SealedKind
  body?: string
  envelope?: string
}

function openCommands(root: Command): void {
  root
    .command('unseal')
    .description(
      say('启封：由足够的保管人在场输入口令', 'open a sealed object with enough custodians and their passphrases'),
    )
    .requiredOption('--custodian <name...>', say('在场的保管人', 'the custodians present'))
    .requiredOption('--out <dir>', say('输出目录', 'folder for what was sealed'))
    .option('--bank <id>', say('题库', 'bank'))
    .option('--set <id>', say('套卷', 'set'))
    .option('--paper <n>', say('第几套', 'number of the paper'), '1')
    .option('--object <kind>', 'paper | key | set', 'paper')
    .option('--body <file>', say('密封正文（离线启封）', 'sealed body, to open without the database'))
    .option('--envelope <file>', say('密钥信封（离线启封）', 'share envelope, to open without the database'))
    .action(async (options: UnsealCommand, command: Command) => {
      const { body, envelope, bank, set, object } = options
      if (body !== undefined && envelope !== undefined) {
        const { openSealed } = await import('../custody/open.ts')
        const passphrases = await passphrasesOf(options.custodian)
        const { manifest, files } = await openSealed(
          readFileSync(body),
          readFileSync(envelope),
          passphrases,
          Date.now(),
        )
        for (const file of writeFiles(options.out, manifest.id, files)) print(file)
        return
      }
      if (bank === undefined || set === undefined)
        throw new AppError(
          'input.usage',
          'Name --bank and --set, or --body and --envelope. / 请给出 --bank 与 --set，或 --body 与 --envelope。',
        )
      const { checked } = await import('./input.ts')
      const { SealedKind } = await import('../../core/seal/format.ts')
      const wanted = { set, object: checked(SealedKind, object), paper: Number(options.paper) }
      const passphrases = await passphrasesOf(options.custodian)
      await withDeps(command, async (deps, by) => {
        const { unseal } = await import('../custody/unseal.ts')
        const { manifest, files } = await unseal(deps, bank, wanted, passphrases, by)
        for (const file of writeFiles(options.out, manifest.id, files)) print(file)
      })
    })
}
