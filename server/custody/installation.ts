/** The installation's signing key: made at the first need, kept in the keys folder, its public half printed on every certificate. */

import { type KeyObject, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { privateKey } from '../../core/seal/keys.ts'
import { type Config, secretFile } from '../config.ts'

const NAME = 'installation.key'

/** Whether it was made already: looking must not make one. */
export const hasInstallationKey = ({ keysDir }: Config): boolean => existsSync(join(keysDir, NAME))

export const installationKey = (config: Config): KeyObject =>
  privateKey(
    'ed25519',
    Buffer.from(secretFile(config.keysDir, NAME, () => `${randomBytes(32).toString('hex')}\n`).trim(), 'hex'),
  )
