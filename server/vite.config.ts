import { utimesSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const from = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What a process or thread begins with. */
const MODULES = [
  'cli/main',
  'imports/read/child',
  'workers/backup',
  'workers/calculator',
  'workers/checker',
  'workers/checkpointer',
  'workers/indexer',
  'workers/printer',
  'workers/reader',
  'workers/similar',
  'workers/solver',
]

/** Leaves a mark that bears the time at which the build began: what changed meanwhile is newer (`built.mjs`). */
const marked = (): Plugin => {
  let began = new Date()
  return {
    name: 'build-mark',
    buildStart() {
      began = new Date()
    },
    closeBundle() {
      const mark = from('dist/built')
      writeFileSync(mark, '')
      utimesSync(mark, began, began)
    },
  }
}

/**
 * `npm run build`: the program as JavaScript in `server/dist`, each module that
 * something begins with under its own name. Packages stay where they are, but for
 * those whose hundreds of small files take most of a start.
 */
export default defineConfig({
  root: from('.'),
  plugins: [marked()],
  build: {
    ssr: true,
    outDir: 'dist',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      external: ['#built'],
      input: Object.fromEntries(MODULES.map((name) => [name, from(`${name}.ts`)])),
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
  ssr: { noExternal: ['typebox', 'drizzle-orm', '@fastify/type-provider-typebox', 'commander', 'uuid'] },
})
