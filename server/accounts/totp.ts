/** Codes of an authenticator (RFC 6238, 30 s, six digits), and the codes that stand in for a lost one. */
import { randomInt } from 'node:crypto'
import { generateSecret, generateURI, verifySync } from 'otplib'
import { digestOf } from '../../core/canonical.ts'

const STEP_S = 30
const RECOVERY_CODES = 10
/** Letters and digits that nobody mixes up: 31 of them, so twelve are 59 bits. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** A new secret, and the address an authenticator reads from a QR code. */
export function newTotp(name: string): { secret: string; uri: string } {
  const secret = generateSecret()
  return { secret, uri: generateURI({ issuer: 'Juanku', label: name, secret }) }
}

/** The time step a code belongs to, now or one step beside it and later than `last`; undefined when it is wrong. */
export function totpStep(secret: string, code: string, last: number, at: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const found = verifySync({
    secret,
    token: code,
    epoch: Math.floor(at / 1000),
    epochTolerance: STEP_S,
    afterTimeStep: last,
  })
  return found.valid && 'timeStep' in found ? found.timeStep : undefined
}

/** Ten new recovery codes, "ABCD-EFGH-JKMN", each for one sign-in without the authenticator. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () =>
    [0, 1, 2].map(() => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join('-'),
  )

/** What is kept of a recovery code. It is drawn, not chosen, so a plain hash gives nothing away. */
export const recoveryHash = (account: string, code: string): string =>
  digestOf('recovery-code/1', { account, code: code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '') })
