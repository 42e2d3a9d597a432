/** Making the two files of a sealed object; the randomness of a seal is drawn here and nowhere kept. */
import { type KeyObject, randomBytes } from 'node:crypto'
import { split } from 'shamir-secret-sharing'
import { sha256 } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import {
  type Custodian,
  decode,
  type Envelope,
  encode,
  type Manifest,
  pack,
  type SealedShare,
  SUITE,
  type Terms,
} from '../../core/seal/format.ts'
import { fingerprint, publicHex } from '../../core/seal/keys.ts'
import { assertPair, keyCommitment, manifestDigest, sealBody, sealShare } from '../../core/seal/seal.ts'

export type SealedFile = { name: string; bytes: Buffer }
/** What the caller knows of the object; the rest of the manifest follows from files and custodians. */
export type Sealing = Omit<
  Terms,
  'format' | 'suite' | 'files' | 'custodians' | 'keyCommitment' | 'nonce' | 'installation'
>

export type Sealed = { manifest: Manifest; body: Buffer; envelope: Buffer }

/** Seals `files` for `custodians`, any `sealing.threshold` of whom can open them; signed with the installation's key. */
export async function makeSealed(
  sealing: Sealing,
  files: readonly SealedFile[],
  custodians: readonly Custodian[],
  installation: KeyObject,
): Promise<Sealed> {
  const key = randomBytes(32)
  const shares = await dealShares(sealing.id, key, custodians, sealing.threshold)
  const terms: Terms = {
    ...sealing,
    format: 'juanku-body/1',
    suite: SUITE,
    files: files.map(({ name, bytes }) => ({ name, size: bytes.length, digest: sha256(bytes) })),
    keyCommitment: keyCommitment(sealing.id, key),
    custodians: shares.map(({ name, publicKey, share }) => ({ name, fingerprint: fingerprint(publicKey), share })),
    nonce: randomBytes(12).toString('hex'),
    installation: publicHex(installation),
  }
  const { manifest, cipher } = sealBody(terms, key, pack(files))
  key.fill(0)
  const body = encode('body', manifest, installation, cipher)
  const envelope = makeEnvelope(manifest, { generation: 1, threshold: sealing.threshold, shares }, installation)
  assertReadable(body, envelope)
  return { manifest, body, envelope }
}

/** Splits a body's key, any `threshold` shares of which give it back, and encrypts each share to its custodian. */
export async function dealShares(
  id: string,
  key: Uint8Array,
  custodians: readonly Custodian[],
  threshold: number,
): Promise<SealedShare[]> {
  const shares = await split(new Uint8Array(key), custodians.length, threshold)
  const sealed = custodians.map((custodian, i) =>
    sealShare(id, custodian, shares[i]!, { ephemeral: randomBytes(32), nonce: randomBytes(12) }),
  )
  for (const share of shares) share.fill(0)
  return sealed
}

/** The file of an envelope for the body under `manifest`. */
export const makeEnvelope = (
  manifest: Manifest,
  { generation, threshold, shares }: Pick<Envelope, 'generation' | 'threshold' | 'shares'>,
  installation: KeyObject,
): Buffer =>
  encode(
    'envelope',
    {
      format: 'juanku-envelope/1',
      suite: SUITE,
      id: manifest.id,
      generation,
      manifestDigest: manifestDigest(manifest),
      threshold,
      shares,
      installation: publicHex(installation),
    },
    installation,
  )

/** A seal that its own reader refuses would be lost for good once the draft is destroyed: it is never handed out. */
export function assertReadable(body: Buffer, envelope: Buffer): void {
  try {
    assertPair(decode('body', body).statement, decode('envelope', envelope).statement)
  } catch (cause) {
    throw new AppError(
      'input.invalid',
      'This cannot be sealed: a name is empty or longer than 200 characters, or there are more than 20 custodians. / 无法密封：姓名为空或超过200字符，或保管人多于20名。',
      { cause },
    )
  }
}
