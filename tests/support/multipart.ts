/** A file as a form sends it, with the fields that stand before it. */

/** Headers and body of a multipart request; a field that is no text is sent as JSON. */
export function multipart(bytes: Uint8Array, name: string, fields: Readonly<Record<string, unknown>> = {}) {
  const boundary = 'x-boundary'
  const part = (about: string) => `--${boundary}\r\nContent-Disposition: form-data; ${about}\r\n`
  const before = Object.entries(fields).map(
    ([field, value]) =>
      `${part(`name="${field}"`)}\r\n${typeof value === 'string' ? value : JSON.stringify(value)}\r\n`,
  )
  const head = `${part(`name="file"; filename="${name}"`)}Content-Type: application/octet-stream\r\n\r\n`
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(before.join('') + head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  }
}
