import { expect } from 'vitest'
import { printExtract } from '../../server/access/extract.ts'
import { logStore } from '../../server/access/store.ts'
import { createBank } from '../../server/banks/create.ts'
import { emptyBank, testProgram } from '../support/app.ts'
import { testWith } from '../support/command.ts'
import { rawText } from '../support/pdf.ts'

testWith('pdftotext')(
  'an extract shows the entries asked for and no others, its anchor, and is an entry itself',
  async () => {
    const program = await testProgram()
    const { deps, by, clock } = program
    const bank = await emptyBank(program)
    clock.now += 86_400_000
    await createBank(
      deps.db,
      { occupationCode: '4-03-02-01', occupation: '厨师', trade: null, level: 4, standard: '' },
      by('cook'),
    )
    const taken = async (filter: Parameters<typeof printExtract>[1]) =>
      rawText(await printExtract(deps, filter, by('supervisor')))

    const ofOne = await taken({ actor: 'admin' })
    expect(ofOne).toContain(bank.id)
    expect(ofOne).not.toContain('4-03-02-01')
    expect(ofOne).not.toContain('cook')
    const { size, hash } = await logStore(deps.db.read).head()
    expect(ofOne).toContain(`日志锚点：${size}条，末条哈希${hash}`)

    const ofLater = await taken({ from: clock.now })
    expect(ofLater).toContain('cook')
    expect(ofLater).not.toContain(bank.id)
    for await (const entry of logStore(deps.db.read).links(size + 1))
      expect(entry).toMatchObject({ did: 'log.extract', actor: 'supervisor' })
  },
)
