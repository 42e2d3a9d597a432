/** What went wrong, in the person's language, with the id to ask about it. */
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { wordsIn } from '../../core/words.ts'
import { Refusal } from '../api/client.ts'
import { useSaid } from '../words/index.ts'

/** The sentence to show for whatever was thrown. */
export function useSaidError(): (error: unknown) => string {
  const said = useSaid()
  const { t } = useTranslation()
  return (error) => (error instanceof Refusal ? said(wordsIn(error.problem.detail)) : t('failed'))
}

export function RefusalNote({ error, again }: { error: unknown; again?: (() => void) | undefined }) {
  const { t } = useTranslation()
  const saidError = useSaidError()
  const id = error instanceof Refusal ? error.problem.instance : ''
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={saidError(error)}
      description={id && <span className="figures">{t('request-id', { id })}</span>}
      action={
        again && (
          <Button size="small" onClick={again}>
            {t('again')}
          </Button>
        )
      }
      style={{ marginBlock: 12 }}
    />
  )
}
