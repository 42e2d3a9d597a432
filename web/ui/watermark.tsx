/**
 * Who is reading, faintly over whatever may not leave the room: a photograph of
 * the screen names its reader. Drawn once as a picture that tiles, since a strict
 * policy lets nobody write style attributes into the page.
 */
import { type ReactNode, useMemo } from 'react'
import { useMe } from '../app/me.ts'
import { useTimes } from './times.tsx'

export function Watermark({ children }: { children: ReactNode }) {
  const { name } = useMe()
  const { minute } = useTimes()
  const mark = useMemo(() => tile(`${name}  ${minute(Date.now())}`), [name, minute])
  return (
    <div style={{ position: 'relative' }}>
      {children}
      <div
        aria-hidden="true"
        style={{ position: 'absolute', inset: 0, pointerEvents: 'none', zIndex: 5, backgroundImage: `url(${mark})` }}
      />
    </div>
  )
}

function tile(text: string): string {
  const canvas = document.createElement('canvas')
  // Low, so that a card of two lines shows it as well.
  canvas.width = 340
  canvas.height = 110
  const pen = canvas.getContext('2d')
  if (!pen) return ''
  pen.rotate(-0.18)
  pen.font = '15px sans-serif'
  pen.fillStyle = 'rgb(128 128 128 / 0.16)'
  pen.fillText(text, 0, 100)
  return canvas.toDataURL()
}
