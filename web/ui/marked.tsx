/** A text with what was taken out of it and what came in marked, in words for those who see no colour. */
import { theme } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TextRun } from '../../core/text-diff.ts'

const PICTURE = /!\[\]\(sha256:([0-9a-f]{8})[0-9a-f]{56}\)/g

export function Marked({ runs }: { runs: readonly TextRun[] }) {
  const { t } = useTranslation()
  const { token } = theme.useToken()
  const removed = {
    background: token.colorErrorBg,
    borderBottom: `2px solid ${token.colorError}`,
    color: token.colorText,
    textDecoration: 'line-through',
  }
  const added = {
    background: token.colorSuccessBg,
    borderBottom: `2px solid ${token.colorSuccess}`,
    color: token.colorText,
    textDecoration: 'none',
  }
  return runs.map(({ how, text }, at) => {
    /** A picture is named, not spelt. */
    const named = text.replace(PICTURE, `[${t('picture')} $1]`)
    return how === 'same' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a place in the text
      <span key={at}>{named}</span>
    ) : how === 'removed' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a place in the text
      <del key={at} style={removed}>
        {named}
      </del>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a place in the text
      <ins key={at} style={added}>
        {named}
      </ins>
    )
  })
}
