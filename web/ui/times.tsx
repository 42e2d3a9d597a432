/** Times stand in UTC in the service and are shown in the person's zone and language. */
import { useLanguage } from '../words/index.ts'

const tag = (language: string) => (language === 'en' ? 'en-GB' : 'zh-CN')

/** `at` is Unix time in ms. */
export function useTimes() {
  const { language } = useLanguage()
  const form = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(tag(language), options)
    return (at: number) => format.format(at)
  }
  return {
    day: form({ dateStyle: 'medium' }),
    minute: form({ dateStyle: 'medium', timeStyle: 'short' }),
    second: form({ dateStyle: 'medium', timeStyle: 'medium' }),
    number: (value: number) => new Intl.NumberFormat(tag(language)).format(value),
  }
}

export function Time({ at, seconds = false }: { at: number; seconds?: boolean }) {
  const { minute, second } = useTimes()
  return (
    <time dateTime={new Date(at).toISOString()} className="figures">
      {seconds ? second(at) : minute(at)}
    </time>
  )
}
