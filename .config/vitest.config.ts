import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/shared-folder.ts'],
    setupFiles: ['tests/support/campaign.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // A hang is what these catch; a machine that is busy may take its time.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
})
