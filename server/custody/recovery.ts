/**
 * The recovery share: a custodian who is a sheet of paper in a safe. Its passphrase
 * is drawn here, stands on that sheet, and is kept nowhere else.
 */
import { fingerprint } from '../../core/seal/keys.ts'
import { requireBank } from '../banks/create.ts'
import type { Bank } from '../banks/store.ts'
import type { By } from '../by.ts'
import type { Deps } from '../deps.ts'
import type { Report } from '../print/report.ts'
import { keepCustodian } from './custodians.ts'
import { newCustodian, printedPassphrase } from './passphrase.ts'
import type { CustodianRow } from './store.ts'

/** `passphrase` is for a person to copy out, `sheet` the PDF that goes into the safe. */
export type Recovery = { custodian: CustodianRow; passphrase: string; sheet: Buffer }

type Printed = { name: string; fingerprint: string; passphrase: string }

/** Makes a recovery share and its sheet: printed before the share is entered, so that none is without its sheet. Throws `input.invalid` where the name is taken. */
export async function addRecovery(
  { db, printer }: Pick<Deps, 'db' | 'printer'>,
  bankId: string,
  name: string,
  by: By,
): Promise<Recovery> {
  const bank = await requireBank(db, bankId)
  const passphrase = printedPassphrase()
  const made = await newCustodian(name, passphrase)
  const report = recoverySheet(bank, { name, fingerprint: fingerprint(made.publicKey), passphrase }, by)
  const sheet = Buffer.from(await printer.call('report', report))
  return { custodian: await keepCustodian(db, bankId, made, by, 'safe'), passphrase, sheet }
}

/** The sheet as a report to print. The passphrase stands in the body alone: title, foot and file properties hold none of it. */
export function recoverySheet(bank: Bank, { name, fingerprint: print, passphrase }: Printed, by: By): Report {
  return {
    title: '密封恢复份额',
    subtitle: `${bank.occupation} ${bank.occupationCode}　${bank.level}级`,
    classification: '机密',
    foot: `恢复份额 ${print}`,
    digest: '',
    createdAt: by.at,
    parts: [
      {
        paragraph:
          '本页代替一名保管人的一份密钥份额，供保管人遗失口令时启封之用。它不能单独启封任何试卷：启封仍须凑足规定的人数。口令只印在本页上，系统中不保存，遗失后无法再次打印。',
      },
      {
        table: {
          head: ['项目', '内容'],
          widths: [110, '*'],
          rows: [
            ['题库', bank.id],
            ['份额名称', name],
            ['公钥指纹', print],
            ['制作时间（UTC）', new Date(by.at).toISOString().replace('T', ' ').slice(0, 16)],
            ['制作人', by.actor],
          ],
        },
      },
      { heading: '口令（含连字符，不分行输入；不含数字0、1与字母I、O）' },
      { code: passphrase },
      { heading: '保管办法' },
      {
        paragraph:
          '一、打印时须两人在场，打印后立即清除电子文件与打印机缓存。二、本页装入不透明信封，骑缝签名后存入保险柜；保管人本人不得持有保险柜钥匙。三、取出须登记事由，启封时由当时在场且未提供其他份额的人输入。四、信封破损、去向不明或口令已使用的，作废本份额，另制一份并为密封件重新分发份额。',
      },
      {
        table: {
          head: ['事项', '日期', '经手人签名', '见证人签名', '封条号／事由'],
          widths: [64, 80, '*', '*', '*'],
          rows: [
            ['装封入柜', '', '', '', ''],
            ['取出', '', '', '', ''],
            ['重新装封', '', '', '', ''],
            ['取出', '', '', '', ''],
            ['销毁', '', '', '', ''],
          ],
        },
      },
    ],
  }
}
