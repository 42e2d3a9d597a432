/** The name of a file that is sent, as RFC 6266 and RFC 8187 write it. */

/** `Content-Disposition` for saving under `name`: whatever it holds, it stays one name, and no path. */
export function attachment(name: string): string {
  // Control signs, quotes, and what separates folders or means something to a shell or a file system.
  const safe =
    name
      .toWellFormed()
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}"\\/:*?<>|%;]+/gu, '_')
      .replace(/^[.\s]+|[.\s]+$/g, '') || 'file'
  const ascii = safe.replace(/[^\x20-\x7e]+/g, '_')
  if (ascii === safe) return `attachment; filename="${ascii}"`
  const encoded = encodeURIComponent(safe).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
