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

export function Console() {
  const { language } = useLanguage()
  const dark = useDark()
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCN}
      theme={{
        algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        // Text that explains is read as well: all of it keeps 4.5 : 1 against its ground.
        token: {
          colorPrimary: dark ? '#4d8fcc' : '#1f5f99',
          colorSuccess: dark ? '#49aa19' : '#2e7d32',
          colorWarning: dark ? '#d89614' : '#9a5b00',
          colorError: dark ? '#e5686a' : '#c62828',
          colorInfo: dark ? '#4d8fcc' : '#1f5f99',
          // The palette made of a dark seed has grey grounds; these keep the hue.
          ...(!dark && {
            colorPrimaryBg: '#e3eef8',
            colorInfoBg: '#e9f2fb',
            colorSuccessBg: '#edf7ee',
            colorWarningBg: '#fff6e5',
            colorErrorBg: '#fdeeee',
          }),
          colorTextTertiary: dark ? 'rgb(255 255 255 / 0.6)' : 'rgb(0 0 0 / 0.6)',
          colorTextDescription: dark ? 'rgb(255 255 255 / 0.68)' : 'rgb(0 0 0 / 0.62)',
          colorTextDisabled: dark ? 'rgb(255 255 255 / 0.56)' : 'rgb(0 0 0 / 0.56)',
          colorTextPlaceholder: dark ? 'rgb(255 255 255 / 0.56)' : 'rgb(0 0 0 / 0.56)',
          borderRadius: 6,
          fontFamily: 'inherit',
          motion: !still,
        },
        components: {
          Menu: {
            itemSelectedBg: dark ? '#173450' : '#e3eef8',
            itemSelectedColor: dark ? '#a9d0f5' : '#164a7b',
          },
        },
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
