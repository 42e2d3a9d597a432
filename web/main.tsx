import './app/nonce.ts'
import { createRoot } from 'react-dom/client'
import { Console } from './app/console.tsx'
import { startWords } from './words/index.ts'
import './app/console.css'

await startWords()
createRoot(document.getElementById('root')!).render(<Console />)
