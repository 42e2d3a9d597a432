/** Signed copies of the log's head, kept elsewhere: the only thing that shows a log cut or rewritten as a whole. */
import { type KeyObject, sign, verify } from 'node:crypto'
import { Value } from 'typebox/value'
import { canonicalBytes } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import { Anchor } from '../../core/log.ts'
import { closed, type Static, Type } from '../../core/schema.ts'
import { publicHex, publicKey } from '../../core/seal/keys.ts'
import type { Db } from '../db/open.ts'
import { logStore } from './store.ts'

/** An anchor as a file: `at` is Unix time in ms, `installation` the public key that signed it. */
export const SignedAnchor = closed({
  format: Type.Literal('juanku-anchor/1'),
  ...Anchor.properties,
  at: Type.Integer({ minimum: 0 }),
  installation: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  signature: Type.String({ pattern: '^[0-9a-f]{128}$' }),
})
export type SignedAnchor = Static<typeof SignedAnchor>

const signed = ({ signature: _, ...anchor }: SignedAnchor) =>
  Buffer.concat([Buffer.from('juanku-anchor/1\n'), canonicalBytes(anchor)])

/** The log's head as it is now, signed. */
export async function takeAnchor(db: Db, key: KeyObject, at: number): Promise<SignedAnchor> {
  const head = await logStore(db.read).head()
  const anchor = { format: 'juanku-anchor/1' as const, ...head, at, installation: publicHex(key), signature: '' }
  return { ...anchor, signature: sign(null, signed(anchor), key).toString('hex') }
}

/** The anchors of a file: one, or one a line. Throws `file.wrong` when one is none, or its signature does not hold. */
export function readAnchors(text: string): SignedAnchor[] {
  const whole = parsed(text)
  if (whole !== undefined) return [checkedAnchor(whole)]
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length === 0) throw noAnchor()
  return lines.map((line) => checkedAnchor(parsed(line)))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const noAnchor = () => new AppError('file.wrong', 'This file is no log anchor. / 该文件不是日志锚点。')

function checkedAnchor(anchor: unknown): SignedAnchor {
  if (!Value.Check(SignedAnchor, anchor)) throw noAnchor()
  if (!verify(null, signed(anchor), publicKey('ed25519', anchor.installation), Buffer.from(anchor.signature, 'hex')))
    throw new AppError(
      'file.wrong',
      'The signature of this anchor does not hold: it was changed. / 锚点签名不符，已被改动。',
    )
  return anchor
}
