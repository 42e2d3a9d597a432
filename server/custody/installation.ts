/** The installation's signing key: made at the first need, kept in the keys folder, its public half printed on every certificate. */
import { type KeyObject, randomBytes } from 'node:crypto'
import { privateKey } from '../../core/seal/keys.ts'
import { type Config, secretFile } from '../config.ts'

export const installationKey = (config: Config): KeyObject =>
  privateKey(
    'ed25519',
    Buffer.from(
      secretFile(config.keysDir, 'installation.key', () => `${randomBytes(32).toString('hex')}\n`).trim(),
      'hex',
    ),
  )
