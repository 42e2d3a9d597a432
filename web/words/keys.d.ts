/** A key that no catalogue has does not compile. Each new page adds its catalogue here. */
import 'i18next'
import type about from './zh/about.ts'
import type accounts from './zh/accounts.ts'
import type bankSettings from './zh/bank-settings.ts'
import type blueprints from './zh/blueprints.ts'
import type common from './zh/common.ts'
import type coverage from './zh/coverage.ts'
import type custody from './zh/custody.ts'
import type home from './zh/home.ts'
import type imports from './zh/imports.ts'
import type items from './zh/items.ts'
import type log from './zh/log.ts'
import type me from './zh/me.ts'
import type openings from './zh/openings.ts'
import type overview from './zh/overview.ts'
import type relations from './zh/relations.ts'
import type sets from './zh/sets.ts'
import type settings from './zh/settings.ts'
import type signIn from './zh/sign-in.ts'
import type sittings from './zh/sittings.ts'
import type table from './zh/table.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    keySeparator: false
    nsSeparator: ':'
    returnNull: false
    resources: {
      about: typeof about
      accounts: typeof accounts
      'bank-settings': typeof bankSettings
      blueprints: typeof blueprints
      common: typeof common
      coverage: typeof coverage
      custody: typeof custody
      home: typeof home
      imports: typeof imports
      items: typeof items
      log: typeof log
      me: typeof me
      openings: typeof openings
      overview: typeof overview
      relations: typeof relations
      sets: typeof sets
      settings: typeof settings
      'sign-in': typeof signIn
      sittings: typeof sittings
      table: typeof table
    }
  }
}
