import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ElementTable } from '../../core/element-table.ts'
import { readTables } from '../../server/banks/read-tables.ts'
import { putInForce } from '../../server/banks/tables.ts'
import { BANK } from '../support/app.ts'
import { testFolder } from '../support/database.ts'
import { bankState, next, old, openBank, point, program } from '../support/editions.ts'

beforeEach(openBank)

describe('editions', () => {
  const url = `/api/banks/${BANK}/tables`

  test('are listed, shown and compared', async () => {
    await putInForce(program.deps.db, BANK, next, program.by('officer'))
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
    expect((await program.post(url, next)).json()).toEqual({ outcome: 'set', displaced: 0 })
    expect((await program.post(url, next)).json()).toEqual({ outcome: 'unchanged', displaced: 0 })
    const before = await bankState()
    const wrong = { ...next, scopes: [{ ...next.scopes[0]!, weight: 31 }, next.scopes[1]!] }
    const reply = await program.post(url, wrong)
    expect([reply.statusCode, reply.json().detail]).toEqual([422, expect.stringContaining('101')])
    expect((await program.post(url, { ...next, scopes: [{ ...next.scopes[0], colour: 'red' }] })).statusCode).toBe(400)
    expect(await bankState()).toEqual(before)
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
    await program.post(url, deep)
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
