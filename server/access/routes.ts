import { Anchor } from '../../core/log.ts'
import type { Routes } from '../app.ts'
import { logStore } from './store.ts'

export const accessRoutes: Routes = (app, { db }) => {
  app.get('/api/log/head', { config: { right: 'log.read' }, schema: { response: { 200: Anchor } } }, () =>
    logStore(db.read).head(),
  )
}
