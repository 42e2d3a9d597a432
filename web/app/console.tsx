/** The console: language, look, and what every page needs around it. */
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App as AntApp, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { Suspense } from 'react'
import { useLanguage } from '../words/index.ts'
import { useDark } from './look.ts'
import { queries } from './queries.ts'
import { Questions } from './questions.tsx'
import { router } from './router.tsx'
import { SignedIn } from './signed-in.tsx'
import { themeOf } from './theme.ts'

/** Who asked the system for less movement gets none. */
const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches

export function Console() {
  const { language } = useLanguage()
  const dark = useDark()
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCN}
      theme={themeOf(dark, still)}
      button={{ autoInsertSpace: false }}
    >
      <AntApp component={false}>
        <QueryClientProvider client={queries}>
          <Suspense>
            <Questions />
            <SignedIn>
              <RouterProvider router={router} />
            </SignedIn>
          </Suspense>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  )
}
