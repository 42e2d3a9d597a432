/** A database in a folder of its own, gone after the test file. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../../server/config.ts'
import { openDb } from '../../server/db/open.ts'
import { atTheEnd } from './endings.ts'

export function testFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'juanku-test-'))
  atTheEnd(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

export const inFolder = (folder: string): Config => ({
  dataDir: join(folder, 'data'),
  keysDir: join(folder, 'keys'),
  databaseKey: undefined,
})

export function testConfig(): Config {
  return inFolder(testFolder())
}

export async function testDb(config = testConfig()) {
  const db = await openDb(config)
  atTheEnd(() => db.close())
  return db
}
