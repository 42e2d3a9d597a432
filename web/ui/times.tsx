/** Times stand in UTC in the service and are shown in the person's zone and language. */
import { type Language, useLanguage } from '../words/index.ts'

/** `at` is Unix time in ms. Each format is made once, when first used: it costs more than all that it writes. */
function timesIn(language: Language) {
  const tag = language === 'en' ? 'en-GB' : 'zh-CN'
  const form = (options: Intl.DateTimeFormatOptions) => {
    let format: Intl.DateTimeFormat | undefined
    return (at: number) => {
      format ??= new Intl.DateTimeFormat(tag, options)
      return format.format(at)
    }
  }
  let numbers: Intl.NumberFormat | undefined
  return {
    day: form({ dateStyle: 'medium' }),
    minute: form({ dateStyle: 'medium', timeStyle: 'short' }),
    second: form({ dateStyle: 'medium', timeStyle: 'medium' }),
    number: (value: number) => {
      numbers ??= new Intl.NumberFormat(tag)
      return numbers.format(value)
    },
  }
}

const made = new Map<Language, ReturnType<typeof timesIn>>()

export function useTimes(): ReturnType<typeof timesIn> {
  const { language } = useLanguage()
  const times = made.get(language) ?? timesIn(language)
  made.set(language, times)
  return times
}

export function Time({ at, seconds = false }: { at: number; seconds?: boolean }) {
  const { minute, second } = useTimes()
  return (
    <time dateTime={new Date(at).toISOString()} className="figures">
      {seconds ? second(at) : minute(at)}
    </time>
  )
}
