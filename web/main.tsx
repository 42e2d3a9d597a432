import './app/nonce.ts'
import 'antd/dist/antd.css'
import { createRoot } from 'react-dom/client'
import { banksQuery } from './app/banks.ts'
import { Console } from './app/console.tsx'
import { meQuery } from './app/me.ts'
import { queries } from './app/queries.ts'
import { router } from './app/router.tsx'
import { startWords } from './words/index.ts'
import './app/console.css'

/** Who is there, and at once what the frame and nearly every page show next. */
async function greet() {
  await queries.prefetchQuery(meQuery)
  if (queries.getQueryData(meQuery.queryKey)) await queries.prefetchQuery(banksQuery)
}

/** All that the first look needs is on its way together, and drawn once. No await outside: pages import this file's chunk. */
async function start() {
  await Promise.all([startWords(), greet(), router.load()])
  createRoot(document.getElementById('root')!).render(<Console />)
}

void start()
