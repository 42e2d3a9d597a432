#!/usr/bin/env node
// The command line runs from its TypeScript source, or as it was built from just that.
import { begin, moduleAt } from './built.mjs'

await begin(moduleAt('cli/main'))
