/** The log names acts by codes that never change; people read the right an act was done by, or its own words. */
import { useTranslation } from 'react-i18next'
import { useMe } from '../../app/me.ts'
import { useSaid } from '../../words/index.ts'

export function useActName(): (did: string) => string {
  const { t, i18n } = useTranslation('log')
  const said = useSaid()
  const { rights } = useMe()
  return (did) => {
    const key = `did.${did}`
    if (i18n.exists(key, { ns: 'log' })) return t(key as 'did.log.read')
    const right = rights.find((one) => one.right === did)
    return right ? said(right) : did
  }
}
