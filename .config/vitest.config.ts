import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    globalSetup: ['tests/support/shared-folder.ts'],
    setupFiles: ['tests/support/each-file.ts'],
    pool: 'forks',
    // A hang is what these catch; a machine that is busy may take its time.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // One load of the service for many files: each makes its own database, and modules keep nothing else.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'inside',
          include: ['tests/{http,property,unit}/**/*.test.ts'],
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'outside',
          include: ['tests/{browser,reliability}/**/*.test.ts'],
          // These wait for pages and programs half of their time.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
