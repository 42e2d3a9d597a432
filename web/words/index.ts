/**
 * The console's words: a catalogue per page and language, loaded with the page.
 * Chinese unless the person chose English, which the browser remembers.
 */
import i18next, { type Resource } from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Words } from '../../core/words.ts'

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

const KEPT_AS = 'juanku.language'
const catalogues = import.meta.glob<{ default: Resource }>('./{zh,en}/*.ts')

const kept = (): Language => (localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'zh')
const mark = (language: string) => {
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
}

/** Begins with the language the person chose last. */
export async function startWords(): Promise<void> {
  mark(kept())
  await i18next
    .use({
      type: 'backend',
      read: (language: string, page: string, done: (error: unknown, words: Resource | null) => void) => {
        const load = catalogues[`./${language}/${page}.ts`]
        if (load)
          load().then(
            (module) => done(null, module.default),
            (error: unknown) => done(error, null),
          )
        else done(new Error(`no words for ${page}`), null)
      },
    })
    .use(initReactI18next)
    .init({
      lng: kept(),
      // Pages may ask for their words from the first moment on.
      initAsync: false,
      fallbackLng: false,
      ns: ['common'],
      defaultNS: 'common',
      keySeparator: false,
      nsSeparator: ':',
      interpolation: { escapeValue: false },
      returnNull: false,
    })
}

/** Loads the words of a page, in the language chosen and whichever is chosen later. */
export const loadWords = (page: string): Promise<void> => i18next.loadNamespaces(page)

export function useLanguage(): { language: Language; choose: (language: Language) => void } {
  const { i18n } = useTranslation()
  return {
    language: i18n.language === 'en' ? 'en' : 'zh',
    choose: (language) => {
      localStorage.setItem(KEPT_AS, language)
      mark(language)
      void i18n.changeLanguage(language)
    },
  }
}

/** Picks the person's language of what the service says in both. */
export function useSaid(): (words: Words) => string {
  const { language } = useLanguage()
  return (words) => words[language]
}
