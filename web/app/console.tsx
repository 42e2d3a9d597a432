/** The console: language, look, and what every page needs around it. */
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App as AntApp, ConfigProvider, theme } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { Suspense } from 'react'
import { useLanguage } from '../words/index.ts'
import { useDark } from './look.ts'
import { queries } from './queries.ts'
import { Questions } from './questions.tsx'
import { router } from './router.tsx'
import { SignedIn } from './signed-in.tsx'

/** Who asked the system for less movement gets none. */
const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? ''

export function Console() {
  const { language } = useLanguage()
  const dark = useDark()
  return (
    <ConfigProvider
      csp={{ nonce }}
      locale={language === 'en' ? enUS : zhCN}
      theme={{
        algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: { colorPrimary: dark ? '#4d8fcc' : '#1f5f99', borderRadius: 6, fontFamily: 'inherit', motion: !still },
      }}
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
