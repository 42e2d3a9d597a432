import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ElementTable } from '../../core/element-table.ts'
import { createBank, setElementTable } from '../../server/banks/create.ts'
import { readTables } from '../../server/banks/read-tables.ts'
import { listEditions } from '../../server/banks/tables.ts'
import { writeElementTableWorkbook } from '../../server/templates/element-table.ts'
import { BANK } from '../support/app.ts'
import { testFolder } from '../support/database.ts'
import { bankState, edition, next, old, openBank, point, program, put } from '../support/editions.ts'

beforeEach(openBank)

describe('editions', () => {
  const url = `/api/banks/${BANK}/tables`
  const inForce = async (): Promise<string> =>
    (await program.get(url)).json().find(({ inForce }: { inForce: boolean }) => inForce).id
  const post = async (table: ElementTable) => program.post(url, { base: await inForce(), table })

  test('are listed, shown and compared', async () => {
    await put(next)
    const list = (await program.get(url)).json()
    expect(list).toMatchObject([
      { edition: '2025', inForce: true, scopes: 2, points: 5 },
      { edition: '2018', inForce: false },
    ])
    expect((await program.get(`${url}/current?kind=theory`)).json()).toEqual(next)
    expect((await program.get(`${url}/${list[1].id}?kind=theory`)).json()).toEqual(old)
    const changes = (await program.get(`/api/banks/${BANK}/table-changes?kind=theory`)).json()
    expect(changes).toContainEqual(
      expect.objectContaining({ sort: 'point', before: expect.objectContaining({ code: 'A-002' }), what: ['code'] }),
    )
    expect((await program.get(`${url}/current?kind=practical`)).statusCode).toBe(404)
  })

  test('put in force over the API; weights that do not add up at any level are refused and nothing changes', async () => {
    expect((await post(next)).json()).toEqual({ outcome: 'set', displaced: 0 })
    expect((await post(next)).json()).toEqual({ outcome: 'unchanged', displaced: 0 })
    const before = await bankState()
    const wrong = { ...next, scopes: [{ ...next.scopes[0]!, weight: 31 }, next.scopes[1]!] }
    const reply = await post(wrong)
    expect([reply.statusCode, reply.json().detail]).toEqual([422, expect.stringContaining('101')])
    const strange = { ...next, scopes: [{ ...next.scopes[0], colour: 'red' }] }
    expect((await program.post(url, { base: await inForce(), table: strange })).statusCode).toBe(400)
    expect((await program.post(url, { table: next })).statusCode).toBe(400)
    expect(await bankState()).toEqual(before)
  })

  test('two at once: the second is told both editions and overwrites nothing', async () => {
    const base = await inForce()
    const [mine, theirs] = [
      { ...next, edition: '2026' },
      { ...next, edition: '2027' },
    ]
    const replies = await Promise.all([mine, theirs].map((table) => program.post(url, { base, table })))
    const [won, lost] = replies[0]!.statusCode === 200 ? replies : replies.toReversed()
    expect([won!.statusCode, lost!.statusCode, lost!.json().code]).toEqual([200, 409, 'table.conflict'])
    const now = await inForce()
    expect(lost!.json().detail).toContain(`${await edition()} (${now}); this one starts from 2018 (${base})`)
    const before = await bankState()
    for (const stale of [null, base, 'no-such-edition'])
      expect((await program.post(url, { base: stale, table: old })).json().code).toBe('table.conflict')
    expect(await bankState()).toEqual(before)
    expect((await program.post(url, { base: now, table: old })).json()).toMatchObject({ outcome: 'set' })
    const refused = program.deps.db.read.all(sql`SELECT 1 FROM log WHERE result = 'refused table.conflict'`)
    expect(refused).toHaveLength(4)
  })

  test('an imported workbook makes the first edition and replaces none, of several tables all or nothing', async () => {
    const { db } = program.deps
    const fields = { occupationCode: '6-31-01-03', occupation: '电工', trade: null, level: 2, standard: '' }
    const { id: bank } = await createBank(db, fields, program.by('officer'))
    const practical: ElementTable = {
      kind: 'practical',
      edition: '2018',
      scopes: [{ code: '1', name: '安装', weight: 100, mode: 'mandatory', minutes: 60 }],
      points: [],
    }
    await setElementTable(db, bank, practical, program.by('officer'))
    const file = join(testFolder(), 'table.xlsx')
    const later = { ...practical, edition: '2025', scopes: [{ ...practical.scopes[0]!, name: '调试' }] }
    const importing = async (...tables: ElementTable[]) => {
      await writeElementTableWorkbook(file, tables, {})
      const head = 'Content-Disposition: form-data; name="file"; filename="table.xlsx"'
      return program.app.inject({
        method: 'POST',
        url: `/api/banks/${bank}/imports`,
        headers: { ...program.headers, 'content-type': 'multipart/form-data; boundary=--cut' },
        payload: Buffer.concat([
          Buffer.from(`----cut\r\n${head}\r\n\r\n`),
          readFileSync(file),
          Buffer.from('\r\n----cut--\r\n'),
        ]),
      })
    }
    const refused = await importing(next, later)
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'table.conflict'])
    expect(await listEditions(db.read, bank)).toMatchObject([{ kind: 'practical', edition: '2018' }])
    expect((await importing(next)).json().tables).toMatchObject([{ kind: 'theory', outcome: 'set' }])
  })

  test('an exported workbook reads back as the same edition, whatever order its scopes came in', async () => {
    const deep: ElementTable = {
      ...next,
      scopes: [
        { code: 'A-B', name: '安全', weight: 10 },
        { code: 'B', name: '电机', weight: 70 },
        { code: 'A', name: '基础', weight: 30 },
        { code: 'A-A', name: '电工', weight: 20 },
      ],
      points: [point('B-001', '变压器', 'Y'), point('A-B-001', '接地'), point('A-A-001', '欧姆定律')],
    }
    await post(deep)
    const reply = await program.get(`${url}/current/workbook?kind=theory`)
    expect(reply.headers['content-type']).toContain('spreadsheetml')
    const file = join(testFolder(), 'table.xlsx')
    writeFileSync(file, reply.rawPayload)
    const [read] = await readTables(file)
    const sorted = ({ scopes, points, ...rest }: ElementTable) => ({
      ...rest,
      scopes: scopes.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
      points: points.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
    })
    expect(sorted(read!)).toEqual(sorted(deep))
  })
})
