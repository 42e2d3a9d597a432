#!/usr/bin/env node
// The command line runs from its TypeScript source: no build step, in a checkout or installed.
import { register } from 'tsx/esm/api'

register()
await import('./cli/main.ts')
