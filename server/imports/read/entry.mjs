// A child process starts without a loader of its own; this registers the one that reads TypeScript.
import { register } from 'tsx/esm/api'

register()
const { serve } = await import('./child.ts')
serve()
