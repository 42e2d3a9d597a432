/**
 * Runs before every test file. Property tests draw the same sample in every run, so that what passes here passes
 * anywhere, while a long campaign (`npm run test:long`) draws afresh and prints its seed. `JUANKU_SEED` repeats one.
 */
import fc from 'fast-check'
import { endEach } from './endings.ts'

endEach()

const given = process.env['JUANKU_SEED']
const seed = given ? Number(given) : process.env['JUANKU_LONG'] ? Math.floor(Math.random() * 2 ** 31) : 20_261_127

if (process.env['JUANKU_LONG']) console.log(`JUANKU_SEED=${seed}`)
fc.configureGlobal({ seed })
