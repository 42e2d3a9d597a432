/** Every route of the service, called with what a real bank holds, so that no route added tomorrow escapes a test of them all. */
import { BANK, emptyBank, type Program } from './app.ts'
import { approveNewest } from './approved.ts'
import { addDrafts, theoryItem } from './banks.ts'

export type Call = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  route: string
  url: string
  payload?: object | undefined
}
type Schema = { paths: Record<string, Record<string, unknown>> }

const small = { sections: [{ type: 'true_false', count: 4, marks: 1 }], perPoint: { max: 40 } }
/** What stands in every item and in nothing else. */
export const CANARY = '金丝雀'
const stems = Array.from({ length: 24 }, (_, at) => `${CANARY}绝缘电阻第${at}种情形，可以带电测量。`)

/** A small bank with a set, a relation and a saved view, and what to put into the routes' places. */
export async function walkedBank(program: Program) {
  const { deps, by } = program
  await emptyBank(program)
  const contents = stems.map((stem) => theoryItem({ stem, rationale: `${CANARY}解析`, difficulty: 3 }))
  const drafts = await addDrafts(deps.db, BANK, contents, by('writer'))
  await approveNewest(deps.db, drafts.slice(0, 20), 'reviewer', by('reviewer').at)
  const at = (path: string) => `/api/banks/${BANK}/${path}`
  const idOf = async (path: string, payload: object) => (await program.post(at(path), payload)).json().id as string
  const [item, other] = (await program.get(at('items?limit=2'))).json().items.map(({ id }: { id: string }) => id)
  const blueprint = await idOf('blueprints', { kind: 'theory', name: 'walked', content: small })
  const set = await idOf('sets', { blueprint, papers: 2 })
  const view = { kind: 'theory', search: {}, sort: { by: 'number', descending: false } }
  const saved = await idOf('views', { name: '所有', view })
  const relation = await idOf('relations', { sort: 'enemies', items: [item, other], reason: '' })
  const places: Record<string, string> = {
    bank: BANK,
    item,
    blueprint,
    set,
    paper: '1',
    relation,
    table: 'current',
    remap: 'none',
    watch: 'walked-watch',
    template: 'theory-items',
  }
  const ids: Record<string, string> = { items: item, views: saved }
  const content = theoryItem({ stem: `${CANARY}巡查用的题目。` })
  /** Bodies and queries of the routes that need one. */
  const given: Record<string, { query?: string; payload?: object }> = {
    'GET /api/banks/{bank}/items/search': { query: 'kind=theory&text=%E7%94%B5%E9%98%BB' },
    'GET /api/banks/{bank}/items/{id}/diff': { query: 'from=1&to=1' },
    'GET /api/banks/{bank}/tables/{table}': { query: 'kind=theory' },
    'GET /api/banks/{bank}/tables/{table}/workbook': { query: 'kind=theory' },
    'GET /api/banks/{bank}/table-changes': { query: 'kind=theory&from=current' },
    'GET /api/banks/{bank}/sets/{set}/comparison': { query: 'a=1&b=2' },
    'GET /api/banks/{bank}/shortage': { query: `blueprint=${blueprint}&papers=2` },
    'GET /api/banks/{bank}/shortage.xlsx': { query: `blueprint=${blueprint}&papers=30` },
    'GET /api/banks/{bank}/carried-blueprint': { query: 'papers=2' },
    'GET /api/banks/{bank}/items/bulk': { query: '' },
    'POST /api/banks/{bank}/items': { payload: { content } },
    'POST /api/banks/{bank}/blueprints': { payload: { kind: 'theory', name: 'walked too', content: small } },
    'POST /api/banks/{bank}/sets': { payload: { blueprint, papers: 1 } },
    'POST /api/banks/{bank}/views': { payload: { name: '另一', view } },
    'POST /api/banks/{bank}/relations': { payload: { sort: 'enemies', items: [item, other], reason: '' } },
    'POST /api/banks/{bank}/export': { payload: { kind: 'theory', items: [item] } },
    'POST /api/banks/{bank}/items/{id}/comments': { payload: { text: '意见' } },
  }
  /** The calls of every route that the service's document names, reads first, what removes last. */
  return function calls(): Call[] {
    const { paths } = program.app.swagger() as unknown as Schema
    const order = ['GET', 'POST', 'PUT', 'DELETE']
    return Object.entries(paths)
      .flatMap(([path, methods]) =>
        Object.keys(methods).map((name) => {
          const method = name.toUpperCase() as Call['method']
          const route = `${method} ${path}`
          const filled = path.replaceAll(/\{(\w+)\}/g, (_, place: string) =>
            place === 'id' ? (ids[path.split('/')[4] ?? ''] ?? 'none') : (places[place] ?? 'none'),
          )
          const { query, payload } = given[route] ?? {}
          const body = method === 'POST' || method === 'PUT' ? (payload ?? {}) : undefined
          return { method, route, url: query ? `${filled}?${query}` : filled, payload: body }
        }),
      )
      .sort((a, b) => order.indexOf(a.method) - order.indexOf(b.method))
  }
}

/** Calls one route as `actor`. */
export const callAs = ({ app, headers }: Program, { method, url, payload }: Call, actor = 'walker') =>
  app.inject({ method, url, headers: { ...headers, 'juanku-actor': actor }, ...(payload ? { payload } : {}) })
