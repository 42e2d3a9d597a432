import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { RefusalNote } from '../ui/refusal.tsx'
import { loadWords } from '../words/index.ts'
import { type PageEntry, pages } from './pages.ts'
import { Shell } from './shell.tsx'

const root = createRootRoute({
  component: Shell,
  notFoundComponent: lazyRouteComponent(() => import('./not-found.tsx'), 'NotFound'),
  errorComponent: ({ error, reset }) => <RefusalNote error={error} again={reset} />,
})

/** A page and its words come together. */
async function loadPage({ load, name }: PageEntry) {
  const [page] = await Promise.all([load(), loadWords(name)])
  return page
}

export const router = createRouter({
  routeTree: root.addChildren(
    pages.map((page) =>
      createRoute({
        getParentRoute: () => root,
        path: page.path,
        component: lazyRouteComponent(() => loadPage(page)),
      }),
    ),
  ),
  defaultPreload: 'intent',
  scrollRestoration: true,
})
