/** The program's version, as its package says. */
import { readFileSync } from 'node:fs'
import { ROOT } from '#built'

export const version = (JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as { version: string }).version
