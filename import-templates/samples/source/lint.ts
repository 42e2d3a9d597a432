/**
 * Reads every written scope and says what is wrong with it: `node --import tsx import-templates/samples/source/lint.ts [code …]`.
 * Prints counts per scope; exit code 1 when an item breaks a rule of the source.
 */
import { existsSync, readdirSync } from 'node:fs'
import type { SourceItem, SourceScope } from './write.ts'

const here = new URL('.', import.meta.url)
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{P}\p{S}]/gu, '')
    .toLowerCase()

/** What breaks the rules of the source in one item, in words. */
export function faults(item: SourceItem): string[] {
  const found: string[] = []
  const say = (wrong: boolean, what: string) => wrong && found.push(what)
  say(item.stem.trim().length < 6, 'stem too short')
  say((item.stem.match(/(?<!\\)\$/g)?.length ?? 0) % 2 === 1, 'unbalanced $')
  say(/[“"]\s*[”"]/.test(item.stem), 'empty quotation')
  say(!item.rationale.trim() && item.type !== 'essay', 'no rationale')
  say(!!item.figure && !existsSync(new URL(`figures/${item.figure}.svg`, here)), `no drawing ${item.figure}.svg`)
  if ('options' in item) {
    const options = item.options
    say(!/（ ）/.test(item.stem) && !/[？?]$/.test(item.stem.trim()), 'stem has no （ ） and asks nothing')
    say(new Set(options.map((o) => o.normalize('NFKC').replace(/\s/g, ''))).size < options.length, 'equal options')
    say(
      options.some((o) => !o.trim()),
      'empty option',
    )
    say(
      options.some((o) => (o.match(/(?<!\\)\$/g)?.length ?? 0) % 2 === 1),
      'unbalanced $ in option',
    )
    say(
      options.some((o) => /undefined|NaN|Infinity/.test(o)),
      'a number went wrong',
    )
    say(
      options.some((o) => /以上|都对|都不/.test(o)),
      'an option speaks of the other options',
    )
    say(item.type === 'single' && options.length !== 4, 'not four options')
    say(item.type === 'multiple' && (options.length < 4 || options.length > 5), 'not four or five options')
    say(item.type === 'multiple' && item.keys < 2, 'fewer than two keys')
    const longest = Math.max(...options.slice(1).map((o) => o.length))
    say(
      item.type === 'single' && options[0]!.length > 10 && options[0]!.length > 2 * longest,
      'key twice as long as any distractor',
    )
  } else if (item.type === 'true_false') {
    say(/（ ）\s*。?$/.test(item.stem), 'true/false stem needs no brackets')
  }
  return found
}

/** Every written scope of a level, by file name. */
export async function readScopes(level: 'l3' | 'l2'): Promise<SourceScope[]> {
  const dir = new URL(`${level}/`, here)
  const files = readdirSync(dir)
    .filter((f) => f.endsWith('.ts'))
    .sort()
  return Promise.all(files.map(async (f) => ((await import(new URL(f, dir).href)) as { default: SourceScope }).default))
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].split('/').slice(-2).join('/'))) {
  const wanted = process.argv.slice(2)
  const seen = new Map<string, string>()
  let wrong = 0
  for (const level of ['l3', 'l2'] as const) {
    for (const scope of await readScopes(level)) {
      const mine = !wanted.length || wanted.includes(scope.code)
      const count: Record<string, number> = {}
      const add = (what: string) => {
        count[what] = (count[what] ?? 0) + 1
      }
      const families = new Map<string, number>()
      for (const point of scope.points) {
        add(`points ${point.importance}`)
        if (!point.items.length && level === 'l3') console.log(`${level} ${scope.code}-${point.code}: no items`)
        for (const item of point.items) {
          add(item.type)
          add(`difficulty ${item.difficulty}`)
          if (/\$/.test(item.stem + ('options' in item ? item.options.join() : ''))) add('formula')
          if (item.figure) add('figure')
          if (/\n\|/.test(item.stem)) add('table')
          if (item.type === 'true_false') add(item.truth ? 'true' : 'false')
          if (item.family) families.set(item.family, (families.get(item.family) ?? 0) + 1)
          const where = `${level} ${scope.code}-${point.code}`
          const twin = seen.get(level + bare(item.stem))
          const all = faults(item).concat(twin ? [`same stem as ${twin}`] : [])
          seen.set(level + bare(item.stem), where)
          if (mine) for (const fault of all) console.log(`${where}: ${fault}: ${item.stem.slice(0, 40)}`)
          if (mine) wrong += all.length
        }
      }
      for (const [name, n] of families) {
        if (n > 6) {
          console.log(`${level} ${scope.code}: family ${name} has ${n} variants`)
          wrong++
        }
      }
      if (mine) console.log(level, scope.code, scope.name, JSON.stringify(count))
    }
  }
  process.exitCode = wrong ? 1 : 0
}
