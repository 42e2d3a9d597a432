import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { comparable } from '../../core/compare.ts'
import type { TheoryItem } from '../../core/item.ts'
import type { ItemSearch, ItemSort } from '../../core/item-search.ts'
import { setElementTable } from '../../server/banks/create.ts'
import type { Db } from '../../server/db/open.ts'
import { quarantineItems, releaseItems } from '../../server/items/quarantine.ts'
import { searchItems } from '../../server/items/search.ts'
import { EFFORT, type Effort } from '../../server/items/search-store.ts'
import { itemStore } from '../../server/items/store.ts'
import { addDrafts, addRevision, electricians, theoryItem } from '../support/banks.ts'
import { testConfig, testDb } from '../support/database.ts'

const BANK = '6-31-01-03.3'
const config = testConfig()
const long = process.env['JUANKU_LONG'] !== undefined
const by = (actor: string, at = 1) => ({ actor, at })
const POINTS = ['A-A-001', 'A-A-002', 'A-B-001', 'B-A-001', 'B-A']
const importance: Record<string, 'X' | 'Y' | 'Z'> = { 'A-A-001': 'X', 'A-A-002': 'Y', 'A-B-001': 'Z', 'B-A-001': 'X' }

/** Few words, so that texts and searches meet; marks, spaces and spellings that must not matter, or must. */
const piece = fc.constantFrom(
  ...['电', '阻', '绝', '缘', '电阻', '电流', 'PLC', 'plc', '10', '10.5', 'V', ' ', '，', '（', '）', '。', 'Ω', '\n'],
  ...['，$R_1$，', '，$\\frac{U}{R}$，', '<sub>1</sub>', '²', '**电**', '-'],
)
const textOf = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''))
const word = fc.constantFrom(
  '电',
  '阻',
  '电阻',
  '绝缘',
  '绝缘电阻',
  '缘电',
  'PLC电',
  'plc',
  '10',
  '10.5',
  'V',
  '阻PLC',
  'R1',
  'ω',
  '电流',
)
const itemOf: fc.Arbitrary<TheoryItem> = fc
  .record({
    stem: textOf,
    options: fc.array(textOf, { maxLength: 2 }),
    rationale: textOf,
    type: fc.constantFrom('single' as const, 'multiple' as const, 'essay' as const),
    point: fc.option(fc.constantFrom(...POINTS)),
    difficulty: fc.option(fc.integer({ min: 1, max: 5 })),
    family: fc.option(fc.constantFrom('甲', '乙')),
    source: fc.constantFrom('', '自编', '教材 第1章'),
    attributes: fc.option(fc.record({ 认知层次: fc.constantFrom('识记', '理解') }), { nil: undefined }),
    agreement: fc.option(fc.integer({ min: 1, max: 5 })),
    marks: fc.option(fc.constantFrom(1, 2, 3)),
    seconds: fc.option(fc.constantFrom(30, 45, 60, 90)),
    fixedOrder: fc.boolean(),
  })
  .map(({ options, attributes, ...rest }) =>
    theoryItem({
      ...rest,
      options: options.map((text, at) => ({ id: 'ab'[at]!, text })),
      ...(attributes && { attributes }),
    }),
  )
const filters = {
  text: fc.array(word, { maxLength: 2 }).map((words) => words.join(' ')),
  in: fc.constantFrom<ItemSearch['in'][]>(['stem'], ['options'], ['rationale'], ['stem', 'rationale']),
  state: fc.constantFrom<ItemSearch['state'][]>(['draft'], ['submitted', 'retired']),
  type: fc.constantFrom<ItemSearch['type'][]>(['single'], ['single', 'essay']),
  within: fc.constantFrom('A', 'A-A', 'A-A-001', 'B-A'),
  difficulty: fc.constantFrom<ItemSearch['difficulty'][]>([null], [1, 2], [3, null]),
  importance: fc.constantFrom<ItemSearch['importance'][]>(['X'], ['Y', 'Z']),
  mine: fc.boolean(),
  family: fc.constantFrom('甲', '乙'),
  source: fc.constantFrom('自编', '教材第１章'),
  formula: fc.boolean(),
  attributes: fc.constant({ 认知层次: '识记' }),
  agreement: fc.constantFrom<ItemSearch['agreement'][]>([null], [1, 2], [5, null]),
  marks: fc.constantFrom<ItemSearch['marks'][]>([1], [2, 3]),
  minutes: fc.constantFrom<ItemSearch['minutes'][]>([0.5], [0.75, 1.5]),
  placed: fc.boolean(),
  fixedOrder: fc.boolean(),
  quarantined: fc.boolean(),
  code: fc.constantFrom('编码-1', '编码-2'),
  numberFrom: fc.integer({ min: 1, max: 20 }),
  changedFrom: fc.integer({ min: 0, max: 60 }),
  createdTo: fc.integer({ min: 0, max: 60 }),
}
/** Some of the filters, beside a text or none. */
const searchBy = (names: string[], maxLength: number, text: fc.Arbitrary<boolean>) =>
  fc.tuple(fc.record(filters), fc.subarray(names, { maxLength }), text).map(([all, names, text]): ItemSearch => {
    const kept = new Set([...names, ...(text ? ['text'] : [])])
    return Object.fromEntries(Object.entries(all).filter(([name]) => kept.has(name)))
  })
/** Two filters or none: with more, hardly anything is found. */
const searchOf = searchBy(Object.keys(filters), 2, fc.boolean())
/** What the columns of a list say: these are passed over without asking the index of words. */
const byColumns = searchBy(['state', 'type', 'within', 'difficulty', 'placed'], 3, fc.constant(false))
const sortOf: fc.Arbitrary<ItemSort> = fc.record({
  by: fc.constantFrom('number', 'changed', 'difficulty', 'point'),
  descending: fc.boolean(),
})

type Known = {
  number: number
  content: TheoryItem
  authors: string[]
  created: number
  changed: number
  code: string | null
  quarantined: boolean
}

/** The scan that the index must agree with: atoms found by looking at each character in turn, no pairs and no index. */
function atoms(text: string): string[] {
  const plain = text
    .replace(/<\/?su[bp]>|\*\*/g, (tag) => (tag === '**' ? '' : ' '))
    .replace(/\$([^$]*)\$/g, (_, tex: string) => ` ${tex.replace(/\\[a-z]+/g, ' ')} `)
    .replace(/²/g, ' 2 ')
    .normalize('NFKC')
    .toLowerCase()
  const found: string[] = []
  let open = ''
  const close = () => {
    for (const one of open.match(/\d+(\.\d+)*|[a-zω]+/g) ?? []) found.push(one)
    open = ''
  }
  for (const char of plain) {
    if (/\p{Script=Han}/u.test(char)) {
      close()
      found.push(char)
    } else if (/[a-zω0-9.]/.test(char)) open += char
    else close()
  }
  close()
  return found
}
const holds = (text: string, term: string) => {
  const [all, wanted] = [atoms(text), atoms(term)]
  return all.some((_, at) => wanted.every((atom, i) => all[at + i] === atom))
}

function agrees({ number, content, authors, created, changed, code, quarantined }: Known, search: ItemSearch): boolean {
  const { text = '', in: fields = ['stem', 'options', 'rationale'] } = search
  const texts = {
    stem: [content.stem],
    options: content.options.map((one) => one.text),
    rationale: [content.rationale],
  }
  const shown = [content.stem, ...texts.options]
  const same = (a: string | null | undefined, b: string | undefined) =>
    b === undefined || (a != null && comparable(a) === comparable(b))
  const inside = (list: readonly unknown[] | undefined, value: unknown) => !list || list.includes(value)
  return (
    text
      .split(' ')
      .every((term) => term === '' || fields.some((field) => texts[field].some((one) => holds(one, term)))) &&
    inside(search.state, 'draft') &&
    inside(search.type, content.type) &&
    (search.within === undefined || `${content.point ?? ''}-`.startsWith(`${search.within}-`)) &&
    inside(search.difficulty, content.difficulty) &&
    inside(search.importance, search.importance && importance[content.point ?? '']) &&
    (!search.mine || authors.includes('me')) &&
    same(content.family, search.family) &&
    same(content.source, search.source) &&
    (search.formula === undefined || search.formula === shown.some((one) => one.includes('$'))) &&
    same(content.attributes?.['认知层次'], search.attributes?.['认知层次']) &&
    inside(search.agreement, content.agreement) &&
    inside(search.marks, content.marks) &&
    inside(search.minutes, (content.seconds ?? 0) / 60) &&
    (search.placed ?? content.point !== null) === (content.point !== null) &&
    (search.fixedOrder ?? content.fixedOrder) === content.fixedOrder &&
    (search.quarantined ?? quarantined) === quarantined &&
    (search.code ?? code) === code &&
    number >= (search.numberFrom ?? 0) &&
    changed >= (search.changedFrom ?? 0) &&
    created <= (search.createdTo ?? Infinity)
  )
}

const sortValue = ({ number, content, changed }: Known, { by }: ItemSort): [number | string, number] =>
  by === 'number'
    ? [number, 0]
    : [by === 'changed' ? changed : by === 'difficulty' ? (content.difficulty ?? 0) : (content.point ?? ''), number]
const inOrder = (known: Known[], sort: ItemSort) =>
  known.toSorted((a, b) => {
    const [x, y] = [sortValue(a, sort), sortValue(b, sort)]
    const way = x[0] < y[0] ? -1 : x[0] > y[0] ? 1 : x[1] - y[1]
    return sort.descending ? -way : way
  })

let db: Db
const known: Known[] = []
let ids: string[] = []
beforeAll(async () => {
  db = await testDb(config)
  await electricians(db, by('admin'))
  const weights = { A: 50, 'A-A': 25, 'A-B': 25, B: 50, 'B-A': 50 }
  const scopes = Object.entries(weights).map(([code, weight]) => ({ code, name: code, weight }))
  const points = Object.entries(importance).map(([code, importance]) => ({ code, name: code, importance }))
  await setElementTable(db, BANK, { kind: 'theory', edition: '1', scopes, points }, by('admin'))
  const contents = fc.sample(itemOf, { numRuns: 300, seed: 7 })
  for (const [at, content] of contents.entries()) {
    const who = by(at % 3 ? 'writer' : 'me', at % 50)
    ids = [...ids, ...(await addDrafts(db, BANK, [content], who))]
    const facts = { created: who.at, changed: who.at, code: null, quarantined: false }
    known.push({ number: at + 1, content, authors: [who.actor], ...facts })
  }
  // Half of them are looked for, then changed: the index has to follow.
  await searchItems(
    { db, config },
    BANK,
    { kind: 'theory', search: {}, sort: { by: 'number', descending: false }, limit: 1 },
    by('me'),
  )
  for (const [at, content] of fc.sample(itemOf, { numRuns: 150, seed: 8 }).entries()) {
    await addRevision(db, ids[at]!, 2, content, by('other', 40 + (at % 9)))
    const one = known[at]!
    known[at] = { ...one, content, authors: [...one.authors, 'other'], changed: 40 + (at % 9) }
  }
  // Of what is held back some goes free again, each time after a look.
  const held = known.filter((_, at) => at % 5 === 2)
  const refs = held.map(({ number }) => ids[number - 1]!)
  await quarantineItems(db, BANK, refs, 'a doubt', by('head'))
  await pages({ quarantined: true }, { by: 'number', descending: false }, 200, EFFORT)
  await releaseItems(db, BANK, refs.slice(20), 'none left', by('head'))
  for (const one of held.slice(0, 20)) one.quarantined = true
  for (const [at, one] of known.slice(0, 2).entries()) {
    one.code = `编码-${at + 1}`
    await db.tx((q) => itemStore(q).update(ids[at]!, { code: one.code }))
  }
})

/** Much effort sorts what it finds; none and little take the ways of a large bank. */
const effortOf = fc.constantFrom<Effort>(
  EFFORT,
  { gather: 0, walk: 0 },
  { gather: 5, walk: 1000 },
  { gather: 0, walk: 20 },
)

async function pages(search: ItemSearch, sort: ItemSort, limit: number, effort: Effort): Promise<number[]> {
  const found: number[] = []
  let cursor: string | undefined
  do {
    const page = await searchItems(
      { db, config },
      BANK,
      { kind: 'theory', search, sort, cursor, limit },
      by('me'),
      { keys: true },
      effort,
    )
    found.push(...page.items.map(({ number }) => number))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return found
}

test('a search finds what a scan of every item finds, in the same order, on pages of any size', async () => {
  let met = 0
  const limits = fc.constantFrom(3, 50, 200)
  await fc.assert(
    fc.asyncProperty(fc.oneof(searchOf, byColumns), sortOf, limits, effortOf, async (search, sort, limit, effort) => {
      const expected = inOrder(
        known.filter((one) => agrees(one, search)),
        sort,
      ).map(({ number }) => number)
      met += expected.length > 0 ? 1 : 0
      expect(await pages(search, sort, limit, effort)).toEqual(expected)
    }),
    { numRuns: long ? 3000 : 200, seed: 11 },
  )
  expect(met).toBeGreaterThan(100)
})

test('paging by any order shows every item once, while others come and change', async () => {
  await fc.assert(
    fc.asyncProperty(
      sortOf,
      effortOf,
      fc.constantFrom({}, { type: ['single', 'multiple', 'essay'] } as ItemSearch),
      async (sort, effort, search) => {
        const there = known.map(({ number }) => number)
        const found: number[] = []
        let cursor: string | undefined
        do {
          const page = await searchItems(
            { db, config },
            BANK,
            { kind: 'theory', search, sort, cursor, limit: 40 },
            by('me'),
            { keys: false },
            effort,
          )
          found.push(...page.items.map(({ number }) => number))
          cursor = page.next ?? undefined
          const content = theoryItem({
            stem: `新增 ${known.length}`,
            type: 'single',
            point: POINTS[found.length % 5]!,
            difficulty: 3,
          })
          const at = found.length % 60
          await addDrafts(db, BANK, [content], by('writer', at))
          const facts = { created: at, changed: at, code: null, quarantined: false }
          known.push({ number: known.length + 1, content, authors: ['writer'], ...facts })
        } while (cursor !== undefined)
        expect(new Set(found).size).toBe(found.length)
        expect(there.filter((number) => !found.includes(number))).toEqual([])
      },
    ),
    { numRuns: long ? 100 : 12, seed: 13 },
  )
})
