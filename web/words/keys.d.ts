/** A key that no catalogue has does not compile. Each new page adds its catalogue here. */
import 'i18next'
import type common from './zh/common.ts'
import type home from './zh/home.ts'
import type me from './zh/me.ts'
import type signIn from './zh/sign-in.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    keySeparator: false
    nsSeparator: ':'
    returnNull: false
    resources: { common: typeof common; home: typeof home; me: typeof me; 'sign-in': typeof signIn }
  }
}
