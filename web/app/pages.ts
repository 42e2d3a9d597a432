/** Every page of the console: where it is, who may see it, what the menu calls it. Loaded when it is first opened. */
import type { ComponentType } from 'react'
import type common from '../words/zh/common.ts'
import type { Right } from './me.ts'

type Named<Key> = Key extends `menu.${infer Name}` ? Name : never
export type PageName = Named<keyof typeof common>

export type PageEntry = {
  path: string
  /** The name of its words, and of its line in the menu. */
  name: PageName
  /** Shown in the menu; `bank` pages under the bank that is chosen. */
  menu?: 'bank' | 'house'
  /** Without one, whoever is signed in. */
  right?: Right
  load: () => Promise<{ default: ComponentType }>
}

export const pages: readonly PageEntry[] = [
  { path: '/', name: 'home', menu: 'house', load: () => import('../pages/home/home.tsx') },
  { path: '/me', name: 'me', load: () => import('../pages/me/me.tsx') },
]
