/** `juanku demo` */
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { roleWords } from '../../core/accounts/rights.ts'
import { papersWords, totalWords } from '../../core/assembly/shortage-words.ts'
import { counted } from '../../core/words.ts'
import type { DemoResult } from '../demo/run.ts'
import { print, say, words } from './terminal.ts'

export function demoCommand(root: Command): void {
  root
    .command('demo')
    .description(
      say(
        '在示例题库上完成整个流程：导入、组卷、打印、密封、覆盖率',
        'the whole job on the sample bank: import, assemble, print, seal, coverage',
      ),
    )
    .option('--dir <dir>', say('目录', 'folder'), 'juanku-demo')
    .option(
      '--serve',
      say(
        '随后启动控制台（仅本机），并列出示例账号',
        'then open the console, on this machine only, with sample accounts',
      ),
    )
    .option('--port <n>', say('端口', 'port'), '3210')
    .action(async ({ dir, serve = false, port }: { dir: string; serve?: boolean; port: string }, command: Command) => {
      const { runDemo } = await import('../demo/run.ts')
      const start = performance.now()
      const seconds = () => ((performance.now() - start) / 1000).toFixed(1).padStart(5)
      const result = await runDemo(dir, (step) => print(`${seconds()} s  ${words(step)}`))
      print(`${seconds()} s  ${say('完成', 'done')}`)
      printSummary(result)
      if (serve) await serveDemo(result, port, command)
    })
}

/** The console on the demo's bank; a line on the terminal shows the authenticators' codes of now. */
async function serveDemo({ dir, accounts }: DemoResult, port: string, command: Command): Promise<void> {
  const { createInterface } = await import('node:readline')
  const { generateSync } = await import('otplib')
  const { openDeps } = await import('../deps.ts')
  const { demoConfig } = await import('../demo/run.ts')
  const { runService } = await import('./serve.ts')
  const { bySystem } = await import('./session.ts')
  const showAccounts = () => {
    print()
    for (const { name, role, password, secret } of accounts) {
      const code = secret ? generateSync({ secret }) : say('（无）', 'none')
      print(
        say(
          `${name}（${roleWords[role].zh}）　口令 ${password}　验证码 ${code}`,
          `${name} (${roleWords[role].en})  password ${password}  code ${code}`,
        ),
      )
    }
    print(
      say(
        '验证码每30秒更换：按回车显示新的。按 Ctrl+C 停止。',
        'Codes change every 30 s: Enter shows the new ones. Ctrl+C stops it.',
      ),
    )
  }
  const deps = await openDeps(demoConfig(dir))
  // Its lines would push the codes off the terminal.
  const log = createWriteStream(join(dir, 'service.log'), { mode: 0o600 })
  const lines = createInterface({ input: process.stdin })
  try {
    const listening = { host: '127.0.0.1', tls: undefined, proxies: [] }
    await runService(deps, bySystem(command), { port, plainLoopback: true, listening, log }, ({ address }) => {
      lines.on('line', showAccounts)
      showAccounts()
      print(say(`控制台：${address}（仅本机）`, `Console: ${address} (this machine only)`))
    })
  } finally {
    lines.close()
    log.end()
    await deps.close()
  }
}

function printSummary(result: DemoResult): void {
  const { theory, shortage, files } = result
  print()
  for (const [bank, counts] of Object.entries(result.items)) {
    const { theory = 0, practical = 0, defense = 0 } = counts
    print(
      say(
        `${bank}　导入并审定：理论${theory}题，操作${practical}题，答辩${defense}题`,
        `${bank}  imported and approved: ${theory} theory items, ${practical} practical tasks, ${defense} defense topics`,
      ),
    )
  }
  const { added, refused, unassigned } = result.foreign
  print(
    say(
      `外来表格：读入${added}题（草稿，${unassigned}题未归入鉴定点），拒绝${refused}题`,
      `Foreign sheet: ${added} drafts (${unassigned} without a point), ${refused} refused`,
    ),
  )
  const kinds = {
    theory: say('理论', 'theory'),
    practical: say('操作', 'practical'),
    defense: say('答辩抽题', 'defense draw'),
  }
  for (const { bank, kind, papers } of result.papers)
    print(say(`${bank}　${kinds[kind]}试卷：${papers}套`, `${bank}  ${kinds[kind]}: ${counted(papers, 'paper')}`))
  const shared = theory.set.find(({ id }) => id === 'overlap')?.measured ?? 0
  print(
    say(
      `任意两套理论试卷最多重题：${shared}；不符合的规则：${theory.breaches.length}`,
      `Most items two theory papers share: ${shared}; rules broken: ${theory.breaches.length}`,
    ),
  )
  print(
    say(`各套平均难度：`, 'Mean difficulty per paper: ') +
      theory.papers.map(({ meanDifficulty }) => meanDifficulty?.toFixed(2) ?? '—').join(' '),
  )
  print(
    say(
      `按同一计划还可组不重题试卷：${result.yield.found}套（上界${result.yield.upper}）`,
      `Disjoint papers the bank gives under this blueprint: ${result.yield.found} (at most ${result.yield.upper})`,
    ),
  )
  const missing =
    'total' in shortage
      ? [totalWords(shortage.total, shortage.proven), papersWords(shortage.maxPapers)]
      : shortage.sentences
  print(say('二级题库不足：', 'Level 2 is short: ') + missing.map(words).join(say('', '; ')))
  print(
    say(
      `密封${result.sealed}件；两名保管人启封所得与密封前逐字节一致：${result.reopened.identical ? '是' : '否'}；一名保管人：${result.reopened.aloneRefused ? '已拒绝' : '未拒绝'}`,
      `${result.sealed} objects sealed; two custodians opened paper 1, identical bytes: ${result.reopened.identical ? 'yes' : 'NO'}; one alone: ${result.reopened.aloneRefused ? 'refused' : 'NOT refused'}`,
    ),
  )
  print()
  const lines: [string, string][] = [
    [say('试卷', 'papers'), files.papers],
    [say('答案与评分', 'keys and marking'), files.keys],
    [say('密封件', 'sealed files'), files.sealed],
    [say('密封证书', 'seal certificate'), files.certificate],
    [say('日志锚点', 'log anchor'), `${files.anchor}  (${result.log.size}, ${result.log.hash.slice(0, 16)}…)`],
    [say('覆盖率报告', 'coverage reports'), files.coverage],
    [say('保管人示例口令', 'sample passphrases'), files.passphrases],
    [say('示例账号与初始口令', 'sample accounts and passwords'), files.accounts],
  ]
  for (const [name, place] of lines) print(`${name}: ${place}`)
  print(
    say(
      '（示例数据。真实套卷密封后不留任何明文。）',
      '(Sample data: a real set leaves nothing in plain once it is sealed.)',
    ),
  )
}
