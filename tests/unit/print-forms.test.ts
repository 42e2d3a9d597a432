/** Forms and sheets as they lie on a desk: what must stand on one page, and what must not part from what. */
import { afterAll, expect } from 'vitest'
import { moduleAt } from '#built'
import { digestOf } from '../../core/canonical.ts'
import type { PracticalTask } from '../../core/item.ts'
import { practicalPaper } from '../../core/paper/practical.ts'
import { answerSheet } from '../../core/paper/sheets.ts'
import { startPool } from '../../server/workers/pool.ts'
import type { PrinterJobs } from '../../server/workers/printer.ts'
import { testWith } from '../support/command.ts'
import { bank, documentsOf, judgement, picked, plain, task } from '../support/papers.ts'
import { infoOf, rawText } from '../support/pdf.ts'

const pool = startPool<PrinterJobs>(moduleAt('workers/printer'))
afterAll(() => pool.close())

testWith('pdfinfo')('the answer sheet of a hundred items is one page', async () => {
  const items = {
    single: plain(80),
    true_false: Array.from({ length: 20 }, (_, n) => judgement(`第${n}次试验合格。`, n % 2 === 0)),
  }
  const { paper } = documentsOf(
    (['single', 'true_false'] as const).map((type) => ({
      type,
      marks: 2,
      items: items[type].map((item, at) => picked(item, `${type}${at}`)),
    })),
  )
  const pdf = await pool.call('render', { document: answerSheet(paper), createdAt: 0 })
  expect(infoOf(pdf)['Pages']).toBe('1')
})

/** A task whose site needs `n` materials and one piece of equipment. */
const needing = (n: number): PracticalTask => ({
  ...task,
  site: [
    ...Array.from({ length: n }, (_, at) => ({ ...task.site[0]!, group: 'material' as const, name: `材料${at + 1}` })),
    { ...task.site[0]!, group: 'equipment' as const },
  ],
})

testWith('pdftotext')(
  'no table head of a preparation notice stands alone at a page’s end, nor a heading without its table',
  async () => {
    for (let n = 24; n < 38; n++) {
      const tasks = [needing(n), needing(2)].map((content, at) => ({
        id: `t${at}`,
        digest: digestOf('item', content),
        content,
      }))
      const { preparation } = practicalPaper({ bank, paperNumber: '01', paperId: 'P1', tasks })
      // Head and foot follow a page's body in the file.
      const text = rawText(await pool.call('render', { document: preparation, createdAt: 0 }))
      expect(text, `${n} rows`).toContain(`材料${n}`)
      expect(text, `${n} rows`).not.toMatch(/(?:序号名称规格单位数量备注|（\d）(?:材料|设备))机密★启用前/)
      expect(text, `${n} rows`).not.toMatch(/试题2[^（]{0,40}机密★启用前/)
    }
  },
)
