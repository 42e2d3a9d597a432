/** Light or dark: as the system is, unless the person chose. */
import { useSyncExternalStore } from 'react'

export type Look = 'system' | 'light' | 'dark'
const KEPT_AS = 'juanku.look'
const system = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
const changed = () => {
  for (const listener of listeners) listener()
}
system.addEventListener('change', changed)

const look = (): Look => {
  const kept = localStorage.getItem(KEPT_AS)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useLook = (): Look => useSyncExternalStore(subscribe, look)

export function useDark(): boolean {
  const dark = () => look() === 'dark' || (look() === 'system' && system.matches)
  return useSyncExternalStore(subscribe, dark)
}

export function chooseLook(next: Look): void {
  localStorage.setItem(KEPT_AS, next)
  changed()
}
