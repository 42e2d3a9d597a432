/** Looking for near-duplicates in the whole bank, with progress; what is found is proposed. */
import { SearchOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Modal, Progress } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask, Refusal } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { type Progress as Told, watchProgress } from '../../api/watch.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { type Kind, relationsKey } from './queries.ts'

type Report = paths['/api/banks/{bank}/relations/search']['post']['responses'][200]['content']['application/json']

export function FindSimilar({ bank, kind }: { bank: string; kind: Kind }) {
  const { t } = useTranslation(['relations', 'common'])
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [sinceLast, setSinceLast] = useState(true)
  const [running, setRunning] = useState(false)
  const [progress, setProgress] = useState<Told>()
  const [report, setReport] = useState<Report>()
  const [error, setError] = useState<unknown>()
  const watch = useRef('')

  async function find() {
    watch.current = crypto.randomUUID()
    const over = new AbortController()
    setRunning(true)
    setProgress(undefined)
    setReport(undefined)
    setError(undefined)
    void watchProgress(`/api/banks/${bank}/relations/running/${watch.current}`, setProgress, over.signal)
    try {
      const params = { path: { bank }, query: { watch: watch.current } }
      setReport(await ask(api.POST('/api/banks/{bank}/relations/search', { params, body: { kind, sinceLast } })))
      await queries.invalidateQueries({ queryKey: relationsKey(bank) })
    } catch (caught) {
      if (!(caught instanceof Refusal && caught.problem.code === 'work.cancelled')) setError(caught)
    } finally {
      over.abort()
      setRunning(false)
    }
  }

  /** Asks the service to stop; too late, and the report comes all the same. */
  const cancel = () => {
    const params = { path: { bank, watch: watch.current } }
    void ask(api.DELETE('/api/banks/{bank}/relations/running/{watch}', { params })).catch(() => undefined)
  }
  const known = progress !== undefined && progress.of > 0
  return (
    <>
      <Button icon={<SearchOutlined />} onClick={() => setOpen(true)}>
        {t('find')}
      </Button>
      <Modal
        open={open}
        title={t('find')}
        okText={t('find.go')}
        okButtonProps={{ loading: running }}
        cancelText={t(running ? 'common:cancel' : 'find.close')}
        mask={{ closable: !running }}
        onOk={() => void find()}
        onCancel={() => (running ? cancel() : setOpen(false))}
      >
        <p>{t('find.what')}</p>
        <Checkbox checked={sinceLast} disabled={running} onChange={({ target }) => setSinceLast(target.checked)}>
          {t('find.since-last')}
        </Checkbox>
        {running && (
          <Progress
            percent={known ? Math.floor((progress.done / progress.of) * 100) : 100}
            status="active"
            showInfo={known}
            aria-label={t('find.running')}
            style={{ marginTop: 12 }}
          />
        )}
        {error !== undefined && <RefusalNote error={error} />}
        {report && (
          <Alert
            type={report.proposed > 0 ? 'info' : 'success'}
            showIcon
            role="status"
            title={t('find.proposed', { count: report.proposed })}
            description={t('find.counts', { compared: report.compared, bank: report.bank, known: report.known })}
            style={{ marginTop: 12 }}
          />
        )}
      </Modal>
    </>
  )
}
