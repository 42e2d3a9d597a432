/** Making the two files of a sealed object; the randomness of a seal is drawn here and nowhere kept. */
import { type KeyObject, randomBytes } from 'node:crypto'
import { split } from 'shamir-secret-sharing'
import { sha256 } from '../../core/canonical.ts'
import { AppError } from '../../core/errors.ts'
import { type Custodian, decode, encode, type Manifest, pack, SUITE, type Terms } from '../../core/seal/format.ts'
import { fingerprint, publicHex } from '../../core/seal/keys.ts'
import { assertPair, manifestDigest, sealBody, sealShare, shareCommitment } from '../../core/seal/seal.ts'

export type SealedFile = { name: string; bytes: Buffer }
/** What the caller knows of the object; the rest of the manifest follows from files and custodians. */
export type Sealing = Omit<Terms, 'format' | 'suite' | 'files' | 'custodians' | 'nonce' | 'installation'>

export type Sealed = { manifest: Manifest; body: Buffer; envelope: Buffer }

/** Seals `files` for `custodians`, any `sealing.threshold` of whom can open them; signed with the installation's key. */
export async function makeSealed(
  sealing: Sealing,
  files: readonly SealedFile[],
  custodians: readonly Custodian[],
  installation: KeyObject,
): Promise<Sealed> {
  const key = randomBytes(32)
  const shares = await split(new Uint8Array(key), custodians.length, sealing.threshold)
  const installationHex = publicHex(installation)
  const terms: Terms = {
    ...sealing,
    format: 'juanku-body/1',
    suite: SUITE,
    files: files.map(({ name, bytes }) => ({ name, size: bytes.length, digest: sha256(bytes) })),
    custodians: custodians.map(({ name, publicKey }, i) => {
      const print = fingerprint(publicKey)
      return { name, fingerprint: print, share: shareCommitment(sealing.id, print, shares[i]!) }
    }),
    nonce: randomBytes(12).toString('hex'),
    installation: installationHex,
  }
  const { manifest, cipher } = sealBody(terms, key, pack(files))
  const envelope = encode(
    'envelope',
    {
      format: 'juanku-envelope/1',
      suite: SUITE,
      id: sealing.id,
      manifestDigest: manifestDigest(manifest),
      threshold: sealing.threshold,
      shares: custodians.map((custodian, i) =>
        sealShare(sealing.id, custodian, shares[i]!, { ephemeral: randomBytes(32), nonce: randomBytes(12) }),
      ),
      installation: installationHex,
    },
    installation,
  )
  key.fill(0)
  for (const share of shares) share.fill(0)
  const body = encode('body', manifest, installation, cipher)
  assertReadable(body, envelope)
  return { manifest, body, envelope }
}

/** A seal that its own reader refuses would be lost for good once the draft is destroyed: it is never handed out. */
function assertReadable(body: Buffer, envelope: Buffer): void {
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
