/** Pictures put into a text: sent to the service at once, and shown from this tab until the item is saved. */
import { createContext } from 'react'
import { api, ask } from '../../../api/client.ts'
import { type PictureSource, picturesOfItem } from '../../../ui/item-text.tsx'

const KEPT_AS = 'juanku.picture.'
/** Larger ones are not kept over a reload; the text still names them. */
const MOST_KEPT = 700_000

/** Where the editor shows pictures from, and how it takes new ones. */
export type Pictures = { source: PictureSource; add: (file: Blob) => Promise<string> }
export const PicturesHere = createContext<Pictures>({ source: () => undefined, add: () => Promise.reject(new Error()) })

const here = new Map<string, string>()

const dataUrl = (file: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(new Error('the file cannot be read'))
    reader.readAsDataURL(file)
  })

/** The service takes PNG and JPEG: whatever else the browser can draw becomes a PNG. */
async function drawable(file: Blob): Promise<Blob> {
  if (file.type === 'image/png' || file.type === 'image/jpeg') return file
  const image = await createImageBitmap(file)
  const canvas = new OffscreenCanvas(image.width, image.height)
  canvas.getContext('2d')?.drawImage(image, 0, 0)
  return canvas.convertToBlob({ type: 'image/png' })
}

export function picturesFor(bank: string, item: string | undefined): Pictures {
  return {
    source: (sha256) =>
      here.get(sha256) ??
      sessionStorage.getItem(KEPT_AS + sha256) ??
      (item === undefined ? undefined : picturesOfItem(bank, item)(sha256)),
    async add(file) {
      const picture = await drawable(file).catch(() => file)
      const { text, sha256 } = await ask(
        api.POST('/api/banks/{bank}/pictures', {
          params: { path: { bank } },
          headers: { 'content-type': picture.type || 'application/octet-stream' },
          body: picture as never,
          bodySerializer: (body) => body as never,
        }),
      )
      const url = await dataUrl(picture)
      here.set(sha256, url)
      try {
        if (url.length <= MOST_KEPT) sessionStorage.setItem(KEPT_AS + sha256, url)
      } catch {
        // No room left: it is shown until the page is left.
      }
      return text
    },
  }
}
