/** Every page of the console: where it is, who may see it, what the menu calls it. Loaded when it is first opened. */
import type { ComponentType } from 'react'
import Home from '../pages/home/home.tsx'
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
  // Where everybody begins: it comes with the frame.
  { path: '/', name: 'home', menu: 'house', load: async () => ({ default: Home }) },
  {
    path: '/banks/$bank/items',
    name: 'items',
    menu: 'bank',
    right: 'item.read',
    load: () => import('../pages/items/items.tsx'),
  },
  { path: '/banks/$bank/items/new', name: 'items', load: () => import('../pages/items/editor/editor.tsx') },
  { path: '/banks/$bank/items/review', name: 'items', load: () => import('../pages/items/queue.tsx') },
  { path: '/banks/$bank/items/$id', name: 'items', load: () => import('../pages/items/item.tsx') },
  { path: '/banks/$bank/items/$id/edit', name: 'items', load: () => import('../pages/items/editor/editor.tsx') },
  {
    path: '/banks/$bank/table',
    name: 'table',
    menu: 'bank',
    right: 'table.read',
    load: () => import('../pages/table/table.tsx'),
  },
  {
    path: '/banks/$bank/imports',
    name: 'imports',
    menu: 'bank',
    right: 'item.import',
    load: () => import('../pages/imports/imports.tsx'),
  },
  {
    path: '/banks/$bank/relations',
    name: 'relations',
    menu: 'bank',
    right: 'relation.read',
    load: () => import('../pages/relations/relations.tsx'),
  },
  {
    path: '/banks/$bank/blueprints',
    name: 'blueprints',
    menu: 'bank',
    right: 'blueprint.read',
    load: () => import('../pages/blueprints/blueprints.tsx'),
  },
  {
    path: '/banks/$bank/sets',
    name: 'sets',
    menu: 'bank',
    right: 'set.read',
    load: () => import('../pages/sets/sets.tsx'),
  },
  {
    path: '/banks/$bank/sets/$set',
    name: 'sets',
    right: 'set.read',
    load: () => import('../pages/sets/set.tsx'),
  },
  {
    path: '/banks/$bank/custody',
    name: 'custody',
    menu: 'bank',
    right: 'custody.read',
    load: () => import('../pages/custody/custody.tsx'),
  },
  {
    path: '/banks/$bank/openings',
    name: 'openings',
    menu: 'bank',
    right: 'custody.read',
    load: () => import('../pages/openings/openings.tsx'),
  },
  { path: '/banks/$bank/openings/$opening', name: 'openings', load: () => import('../pages/openings/opening.tsx') },
  {
    path: '/banks/$bank/sittings',
    name: 'sittings',
    menu: 'bank',
    right: 'sitting.read',
    load: () => import('../pages/sittings/sittings.tsx'),
  },
  { path: '/banks/$bank/sittings/$sitting', name: 'sittings', load: () => import('../pages/sittings/sitting.tsx') },
  {
    path: '/banks/$bank/sittings/$sitting/archive',
    name: 'sittings',
    load: () => import('../pages/sittings/archive.tsx'),
  },
  {
    path: '/banks/$bank/coverage',
    name: 'coverage',
    menu: 'bank',
    right: 'coverage.read',
    load: () => import('../pages/coverage/coverage.tsx'),
  },
  {
    path: '/banks/$bank/settings',
    name: 'bank-settings',
    menu: 'bank',
    right: 'bank.policy',
    load: () => import('../pages/bank-settings/bank-settings.tsx'),
  },
  {
    path: '/overview',
    name: 'overview',
    menu: 'house',
    right: 'coverage.overview',
    load: () => import('../pages/overview/overview.tsx'),
  },
  { path: '/log', name: 'log', menu: 'house', right: 'log.read', load: () => import('../pages/log/log.tsx') },
  {
    path: '/accounts',
    name: 'accounts',
    menu: 'house',
    right: 'account.read',
    load: () => import('../pages/accounts/accounts.tsx'),
  },
  {
    path: '/settings',
    name: 'settings',
    menu: 'house',
    right: 'account.read',
    load: () => import('../pages/settings/settings.tsx'),
  },
  { path: '/about', name: 'about', menu: 'house', load: () => import('../pages/about/about.tsx') },
  { path: '/me', name: 'me', load: () => import('../pages/me/me.tsx') },
]
