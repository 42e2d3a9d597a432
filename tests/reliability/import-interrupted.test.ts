/** An import that is stopped in the middle, by Ctrl-C or by a kill, leaves nothing half-done and can be repeated. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { openDb } from '../../server/db/open.ts'
import { sweepImports } from '../../server/imports/publish.ts'
import { juanku, signedIn } from '../support/command.ts'
import { testFolder } from '../support/database.ts'
import { writeItemWorkbook } from '../support/item-workbook.ts'

const PROGRAM = fileURLToPath(new URL('../../server/juanku.mjs', import.meta.url))
const ROWS = 6_000
const BANK = '6-31-01-03.3'
const folder = testFolder()
const config = { dataDir: join(folder, 'data'), keysDir: join(folder, 'data-keys'), databaseKey: undefined }
const file = join(folder, 'many.xlsx')
const args = ['--data', config.dataDir, '--as', 'ann', 'import', file, '--bank', BANK]

beforeAll(async () => {
  writeItemWorkbook(file, ROWS)
  const made = await juanku([
    '--data',
    config.dataDir,
    'bank',
    'create',
    '--occupation',
    '6-31-01-03',
    '--name',
    '电工',
    '--level',
    '3',
  ])
  expect(made.code).toBe(0)
  await signedIn(args)
}, 60_000)

/** The command in a group of processes of its own, as a shell starts one. */
const started = () =>
  spawn(process.execPath, [PROGRAM, ...args], { detached: true, env: { ...process.env, JUANKU_LANG: 'en' } })
const signalled = (child: ChildProcess, signal: NodeJS.Signals) => process.kill(-(child.pid ?? 0), signal)

/** What `path` holds; nothing once its process or thread has ended. */
const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** True once the program, in any of its threads, has started the reader of the file; the loader has a process too. */
const isReading = ({ pid }: ChildProcess): boolean =>
  readdirSync(`/proc/${pid}/task`)
    .flatMap((thread) => read(`/proc/${pid}/task/${thread}/children`).split(' '))
    .some((one) => one !== '' && read(`/proc/${one}/cmdline`).includes('imports/read/entry.mjs'))

async function until(reached: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await reached())) await new Promise((resolve) => setTimeout(resolve, 20))
}

async function counted() {
  const db = await openDb(config)
  const found = db.read.get<{ items: number; staged: number; imports: number }>(
    sql`SELECT (SELECT count(*) FROM items) AS items, (SELECT count(*) FROM import_rows) AS staged, (SELECT count(*) FROM imports) AS imports`,
  )
  await db.close()
  return found
}

test.skipIf(!existsSync('/proc/self/task'))(
  'Ctrl-C while the file is read ends the import, and says so',
  async () => {
    const child = started()
    let said = ''
    child.stderr.on('data', (data) => {
      said += data
    })
    await until(() => isReading(child))
    signalled(child, 'SIGINT')
    const [code] = await once(child, 'close')
    expect(code).toBe(1)
    expect(said).toMatch(/cancelled/)
    expect(await counted()).toEqual({ items: 0, staged: 0, imports: 0 })
  },
  120_000,
)

test.skipIf(!existsSync('/proc/self/task'))(
  'a kill while rows are staged leaves no item; the next import is whole, and the rest is swept',
  async () => {
    const child = started()
    const closed = once(child, 'close')
    const db = await openDb(config)
    await until(() => (db.read.get<{ n: number }>(sql`SELECT count(*) AS n FROM import_rows`)?.n ?? 0) > 0)
    await db.close()
    signalled(child, 'SIGKILL')
    await closed
    const left = await counted()
    expect(left).toMatchObject({ items: 0, imports: 1 })
    expect(left?.staged).toBeGreaterThan(0)

    const again = await juanku([...args, '--json'])
    expect(JSON.parse(again.out).counts).toMatchObject({ added: ROWS, refused: 0 })
    const later = await openDb(config)
    await sweepImports(later, Date.now() + 2 * 3_600_000)
    await later.close()
    expect(await counted()).toEqual({ items: ROWS, staged: ROWS, imports: 1 })

    const twice = await juanku([...args, '--json'])
    expect(JSON.parse(twice.out)).toMatchObject({ import: null, counts: { added: 0, updated: 0, duplicate: ROWS } })
  },
  240_000,
)
