/** A formula as a picture that stands on the line's baseline; its TeX is what a screen reader says. */
import { useQuery } from '@tanstack/react-query'
import { Typography, theme } from 'antd'
import { useTranslation } from 'react-i18next'

export function Formula({ tex }: { tex: string }) {
  const { t } = useTranslation()
  const { token } = theme.useToken()
  const { data, error } = useQuery({
    queryKey: ['formula', tex],
    queryFn: async () => (await import('./formula-svg.ts')).formulaSvg(tex),
    staleTime: Infinity,
    retry: false,
  })
  if (error)
    return (
      <Typography.Text type="danger" code title={t('formula.unreadable')}>
        {tex}
      </Typography.Text>
    )
  if (!data) return <Typography.Text type="secondary">{tex}</Typography.Text>
  const { svg, width, height, depth } = data
  const drawn = svg.replaceAll('currentColor', token.colorText)
  return (
    <img
      src={`data:image/svg+xml,${encodeURIComponent(drawn)}`}
      alt={tex}
      style={{ width: `${width}em`, height: `${height}em`, verticalAlign: `${-depth}em`, maxWidth: '100%' }}
    />
  )
}
