import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Below this a file is sent as it is. */
const SMALL = 1024
/** Nearly as small as the best, in a tenth of its time. */
const QUALITY = { [constants.BROTLI_PARAM_QUALITY]: 9 }

/** Packages without a look of their own: a third of the first page's script. */
const BASE = /node_modules\/(?:@tanstack|i18next|openapi-fetch|react|react-dom|react-i18next|scheduler)\//

/** Writes each built file compressed beside it, for the service to send: done once, here. */
const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  writeBundle({ dir = '' }) {
    const assets = join(dir, 'assets')
    for (const name of readdirSync(assets)) {
      if (!/\.(?:js|css|svg)$/.test(name)) continue
      const bytes = readFileSync(join(assets, name))
      if (bytes.length < SMALL) continue
      writeFileSync(join(assets, `${name}.gz`), gzipSync(bytes, { level: 9 }))
      writeFileSync(join(assets, `${name}.br`), brotliCompressSync(bytes, { params: QUALITY }))
    }
  },
})

/** `npm run build`; in development `npm run web` asks a service on its usual port. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), compressed()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsDir: 'assets',
    // A font or picture inside a style sheet or script would need a wider policy.
    assetsInlineLimit: 0,
    target: 'es2022',
    chunkSizeWarningLimit: 2000,
    // What is needed before anything can be drawn is two files, read side by side; not thirty that wait in line for each other.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'base', tags: ['$initial'], test: BASE, priority: 1 },
            { name: 'frame', tags: ['$initial'] },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3210', '/openapi.json': 'http://127.0.0.1:3210' } },
})
