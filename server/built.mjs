/**
 * Where the program begins: at its source, or as `npm run build` made it, which
 * starts several times quicker. A build older than any source is not used, so what
 * runs is always what can be read. Plain JavaScript, and no part of the
 * build: it decides before anything is loaded.
 */
import { readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const ROOT = new URL('../', import.meta.url)
/** Where the build puts a module of `server/`, under the same name. */
const DIST = new URL('server/dist/', ROOT)

const timeOf = (url) => statSync(url, { throwIfNoEntry: false })?.mtimeMs ?? 0

/** When anything was last changed that the program is built from, in ms. */
function newestSource() {
  const files = ['core/', 'server/'].flatMap((folder) =>
    readdirSync(new URL(folder, ROOT), { recursive: true, withFileTypes: true })
      .filter(({ name, parentPath }) => name.endsWith('.ts') && !`${parentPath}/`.startsWith(fileURLToPath(DIST)))
      .map(({ name, parentPath }) => `${parentPath}/${name}`),
  )
  return Math.max(timeOf(new URL('package-lock.json', ROOT)), ...files.map(timeOf))
}

/** When the build began, which is the time its own mark bears. */
const built = timeOf(new URL('built', DIST))
const fresh = built > 0 && built > newestSource()

/** The URL of a module of `server/` that a process or thread can begin with, such as `workers/solver`. */
export const moduleAt = (name) => (fresh ? new URL(`${name}.js`, DIST) : new URL(`server/${name}.ts`, ROOT))

/** Loads such a module, with a loader for TypeScript where it is one. */
export async function begin(url) {
  if (String(url).endsWith('.ts')) (await import('tsx/esm/api')).register()
  return import(String(url))
}
