/** A bank of any size for benches: made by SQL, its words indexed by the program before a clock starts. */
import { sql } from 'drizzle-orm'
import { setElementTable } from '../../server/banks/create.ts'
import type { Db } from '../../server/db/open.ts'
import { indexWaiting } from '../../server/items/search-index.ts'
import { electricians, theoryItem } from './banks.ts'

export const LARGE_BANK = '6-31-01-03.3'
const BY = { actor: 'bench', at: 1 }
const kindOf = sql.raw("CASE i % 3 WHEN 0 THEN 'single' WHEN 1 THEN 'multiple' ELSE 'essay' END")
const POINTS = 300
export const pointOf = (at: number) => `${'ABCDEF'[at % 6]}-${'ABCDE'[at % 5]}-${String(at + 1).padStart(3, '0')}`
/** Terms of the trade: a text is a dozen of them, so that common and rare words both occur. */
export const TERMS = [
  ...[
    '绝缘电阻',
    '额定电流',
    '电动机',
    '变压器',
    '接触器',
    '继电器',
    '熔断器',
    '断路器',
    '三相异步',
    '同步转速',
    '定子绕组',
    '转子',
  ],
  ...[
    'PLC',
    '梯形图',
    '编程指令',
    '输入端子',
    '380V',
    '接地保护',
    '漏电保护',
    '短路',
    '过载',
    '欠电压',
    '正反转控制',
    '星三角起动',
  ],
  ...[
    '晶体管',
    '整流电路',
    '滤波电容',
    '放大倍数',
    '反馈',
    '振荡',
    '逻辑门',
    '触发器',
    '计数器',
    '示波器',
    '万用表',
    '兆欧表',
  ],
  ...[
    '检修',
    '故障分析',
    '安全距离',
    '操作规程',
    '电缆敷设',
    '导线截面',
    '照明电路',
    '功率因数',
    '无功补偿',
    '谐波',
    '变频器',
    '传感器',
  ],
  ...['锉削', '钳工', '液压泵', '气动阀', '伺服', '步进', '编码器', '触摸屏', '现场总线', '组态', '标定', '铭牌'],
]

/**
 * Items, revisions and their words; each text is picked by SQL from the terms, common ones far more often. Returns
 * the milliseconds that indexing took.
 */
export async function fillBank(db: Db, size: number): Promise<number> {
  await electricians(db, BY)
  const scopes = [...'ABCDEF'].flatMap((a) => [
    { code: a, name: a, weight: a < 'E' ? 20 : 10 },
    ...[...'ABCDE'].map((b) => ({ code: `${a}-${b}`, name: b, weight: a < 'E' ? 4 : 2 })),
  ])
  const points = Array.from({ length: POINTS }, (_, at) => ({
    code: pointOf(at),
    name: `点${at + 1}`,
    importance: (['X', 'X', 'X', 'Y', 'Z'] as const)[at % 5]!,
  }))
  await setElementTable(db, LARGE_BANK, { kind: 'theory', edition: 'bench', scopes, points }, BY)
  const base = theoryItem({ source: '示例', rationale: '' })
  for (let from = 0; from < size; from += 20_000) {
    await db.tx(async (q) => {
      q.run(sql`CREATE TEMP TABLE made AS
        WITH RECURSIVE n(i) AS (SELECT CAST(${from} AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${Math.min(from + 20_000, size)})
        SELECT i, (SELECT group_concat(term, CASE WHEN k = 5 THEN '，' ELSE '' END) FROM (
          SELECT json_extract(${JSON.stringify(TERMS)}, '$[' || (((i * 2654435761 + k * 40503 * (i % 97 + 1)) % 3600) * ((i * 40503 + k * 2654435761) % 3600) / 216000) || ']') AS term, k
          FROM (SELECT value AS k FROM json_each('[0,1,2,3,4,5,6,7,8,9,10,11]')))) AS stem FROM n`)
      q.run(sql`INSERT INTO items (id, bank, kind, number, code, state, revision, approved, type, point, difficulty, fingerprint, at)
        SELECT 'item' || i, ${LARGE_BANK}, 'theory', i + 1, NULL, CASE WHEN i % 40 = 0 THEN 'submitted' ELSE 'draft' END, 1, NULL,
          ${kindOf}, json_extract(${JSON.stringify(points.map(({ code }) => code))}, '$[' || (i % ${sql.raw(String(POINTS))}) || ']'),
          nullif((i * 7) % 6, 0), 'f' || i, i / 500 FROM made`)
      q.run(sql`INSERT INTO revisions (item, no, content, digest, author, reason, at)
        SELECT 'item' || i, 1, json_set(${JSON.stringify(base)}, '$.stem', '第' || i || '题：' || stem, '$.type', ${kindOf},
          '$.options', json_array(json_object('id', 'a', 'text', substr(stem, 4, 8)), json_object('id', 'b', 'text', substr(stem, 16, 8))),
          '$.point', json_extract(${JSON.stringify(points.map(({ code }) => code))}, '$[' || (i % ${sql.raw(String(POINTS))}) || ']'),
          '$.difficulty', nullif((i * 7) % 6, 0), '$.source', '来源' || (i % 1000), '$.family', '族' || (i / 5)),
          'd' || i, 'writer' || (i % 37), '', (i * 7919) % 1000003 FROM made`)
      q.run(sql`DROP TABLE made`)
    })
  }
  const start = performance.now()
  await indexWaiting(db, 20_000)
  return performance.now() - start
}
