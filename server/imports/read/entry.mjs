// The child process that reads a file begins here.
import { begin, moduleAt } from '../../built.mjs'

const { serve } = await begin(moduleAt('imports/read/child'))
serve()
