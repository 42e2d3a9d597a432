// A second verifier of Juanku's access log, written apart from the program: it
// imports nothing of it and needs nothing but Node (20.12 or newer). Read it before
// you trust it.
//
//   node verify-alone.mjs log.jsonl [anchor.json …]
//
// log.jsonl is what `juanku log export` writes: one entry a line. An entry is
//   {"seq":1,"at":1764230400000,"actor":"…","bank":"…","did":"…","to":"…","why":"…","result":"…","hash":"…"}
// and its hash is the SHA-256 of the line "juanku-access-log/v1", a newline, and
// the entry without "hash" but with "previous", the hash before it (64 zeros for
// the first), as JSON by RFC 8785: keys in order, no white space.
//
// An anchor is a signed copy of the log's length and last hash; a file may hold
// one, or one a line. Its signature is Ed25519, by the key whose public half
// stands in it as "installation", over "juanku-anchor/1", a newline, and the
// anchor without "signature" in the same form of JSON. The signature shows that
// the anchor is whole; that the key is the installation's own you see by comparing
// it with a printed certificate.
//
// Exit code 0: the log holds. 1: it does not, and the first bad entry is named.
// 2: wrong usage. Without an anchor nobody can see that the end of a log was cut
// off, or that it was written anew from some entry to its end.

import { createPublicKey, hash as digest, verify } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const FIELDS = ['actor', 'at', 'bank', 'did', 'hash', 'result', 'seq', 'to', 'why']

/** RFC 8785 for flat objects of texts and whole numbers, which is all there is here. */
function canonical(value) {
  const parts = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${JSON.stringify(value[key])}`)
  return `{${parts.join(',')}}`
}

function isEntry(value) {
  if (value === null || typeof value !== 'object' || Object.keys(value).length !== FIELDS.length) return false
  return FIELDS.every((name) =>
    name === 'at' || name === 'seq' ? Number.isSafeInteger(value[name]) : typeof value[name] === 'string',
  )
}

/** The anchors of a file; throws when one was changed. */
export function anchorsIn(file) {
  const text = readFileSync(file, 'utf8').trim()
  let anchors
  try {
    anchors = [JSON.parse(text)]
  } catch {
    anchors = text.split('\n').map((line) => JSON.parse(line))
  }
  for (const { signature, ...signed } of anchors) {
    // An Ed25519 public key as OpenSSL takes it: a fixed head, then the 32 bytes.
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(signed.installation, 'hex')])
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    const message = Buffer.from(`juanku-anchor/1\n${canonical(signed)}`)
    if (signed.format !== 'juanku-anchor/1' || !verify(null, message, key, Buffer.from(signature, 'hex')))
      throw new Error(`${file}: an anchor's signature does not hold`)
    console.log(`anchor: ${signed.size} entries at ${new Date(signed.at).toISOString()}, key ${signed.installation}`)
  }
  return anchors
}

/** The first thing wrong with the log as a sentence, or undefined; and how far it held. */
export async function verifyLog(lines, anchors) {
  let size = 0
  let previous = '0'.repeat(64)
  const unlike = () => anchors.find((anchor) => anchor.size === size && anchor.hash !== previous)
  if (unlike()) return { size, previous, wrong: 'entry 0: an anchor of the empty log is no such anchor' }
  for await (const line of lines) {
    if (line.trim() === '') continue
    let entry
    try {
      entry = JSON.parse(line)
    } catch {
      // Said below.
    }
    if (!isEntry(entry)) return { size, previous, wrong: `entry ${size + 1}: this line is no entry` }
    if (entry.seq !== size + 1)
      return { size, previous, wrong: `entry ${size + 1}: missing or out of order, ${entry.seq} stands here` }
    const { hash, ...said } = entry
    const expected = digest('sha256', `juanku-access-log/v1\n${canonical({ ...said, previous })}`)
    if (hash !== expected) return { size, previous, wrong: `entry ${entry.seq}: changed, its hash does not follow` }
    size = entry.seq
    previous = hash
    if (unlike()) return { size, previous, wrong: `entry ${size}: differs from an anchor, the log was written anew` }
  }
  const beyond = anchors.find((anchor) => anchor.size > size)
  if (beyond) return { size, previous, wrong: `entry ${size + 1}: cut off, an anchor vouches for ${beyond.size}` }
  return { size, previous, wrong: undefined }
}

async function main([logFile, ...anchorFiles]) {
  if (logFile === undefined) {
    console.error('usage: node verify-alone.mjs log.jsonl [anchor.json …]')
    return 2
  }
  const anchors = anchorFiles.flatMap(anchorsIn)
  const lines = createInterface({ input: createReadStream(logFile, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
  const { size, previous, wrong } = await verifyLog(lines, anchors)
  console.log(wrong === undefined ? `holds: ${size} entries, last hash ${previous}` : `BROKEN at ${wrong}`)
  if (wrong === undefined && anchors.length === 0)
    console.log('no anchor given: a cut end, or entries written anew to the end, cannot be seen')
  return wrong === undefined ? 0 : 1
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await main(process.argv.slice(2)).catch((error) => {
    console.error(error.message)
    return 1
  })
