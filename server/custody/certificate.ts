/** The seal certificate: what was sealed, for whom and when, printed so that paper vouches for the files and the log. */
import { digestOf } from '../../core/canonical.ts'
import { fingerprint } from '../../core/seal/keys.ts'
import { manifestDigest } from '../../core/seal/seal.ts'
import type { Bank } from '../banks/store.ts'
import type { Report } from '../print/report.ts'
import type { SealRow } from './store.ts'

const objectNames = { paper: '试卷', key: '答案', set: '组卷依据' } as const
/** The first half of a digest, breakable in a narrow cell. */
const headOf = (digest: string | null) => digest?.slice(0, 32).replace(/(.{16})(?=.)/g, '$1 ') ?? '—'
const instant = (at: number) => new Date(at).toISOString().replace('T', ' ').slice(0, 16)

/** The certificate of one set's sealed objects, as a report to print. Times are UTC. */
export function sealCertificate(bank: Bank, seals: readonly SealRow[]): Report {
  const first = seals[0]!.manifest
  const { log, threshold, custodians } = first
  return {
    title: '试卷密封证书',
    subtitle: `${bank.occupation} ${bank.occupationCode}　${bank.level}级`,
    classification: '内部资料',
    foot: `日志锚点 ${log.size} · ${log.hash.slice(0, 16)}`,
    digest: digestOf(
      'seal-certificate/1',
      seals.map(({ manifest }) => manifestDigest(manifest)),
    ),
    createdAt: first.sealedAt,
    parts: [
      {
        table: {
          head: ['项目', '内容'],
          widths: [110, '*'],
          rows: [
            ['密封时间（UTC）', instant(first.sealedAt)],
            ['密封人', first.sealedBy],
            ['组卷计划', `${first.blueprint.name} 第${first.blueprint.version}版 ${first.blueprint.digest}`],
            ['组卷引擎', first.engine],
            ['题目集合摘要', first.poolDigest],
            ['组卷证书摘要', first.certificateDigest],
            ['种子承诺', first.seedCommitment],
            ['访问日志锚点', `${log.size}条 ${log.hash}`],
            ['安装公钥（Ed25519）', `${first.installation}（指纹 ${fingerprint(first.installation)}）`],
          ],
        },
      },
      { heading: `保管人（${custodians.length}人，任意${threshold}人共同启封）` },
      {
        table: {
          head: ['姓名', '公钥指纹'],
          widths: [160, '*'],
          rows: custodians.map(({ name, fingerprint: print }) => [name, print]),
        },
      },
      { heading: `密封件（${seals.length}件）` },
      {
        table: {
          head: ['编号', '内容', '最早启封（UTC）', '文档摘要', '密文摘要'],
          widths: [124, 34, 58, '*', '*'],
          rows: seals.map(({ manifest, object }) => [
            manifest.id,
            objectNames[object],
            instant(manifest.notBefore),
            headOf(manifest.documentDigest),
            headOf(manifest.cipherDigest),
          ]),
        },
      },
      {
        paragraph:
          '摘要为SHA-256，表中密封件摘要列出前32位十六进制数字，完整摘要见密封件所附签名清单（juanku verify）。',
      },
    ],
  }
}
