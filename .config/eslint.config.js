// Two rules biome cannot check yet: a query builder that nobody awaits is a thenable that never runs.
import { fileURLToPath } from 'node:url'
import tseslint from 'typescript-eslint'

export default [
  { ignores: ['**/dist/**', '**/*.d.ts'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: ['../tsconfig.json', '../web/tsconfig.json'], tsconfigRootDir: fileURLToPath(new URL('.', import.meta.url)) },
    },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        { checkThenables: true, allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['test'] }] },
      ],
      '@typescript-eslint/no-misused-promises': 'error',
    },
  },
]
