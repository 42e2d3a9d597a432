/** Bringing items in from a file: look, set right, take; and what was brought in before. */
import { DownloadOutlined, DownOutlined, InboxOutlined } from '@ant-design/icons'
import { Alert, Button, Card, Checkbox, Dropdown, Flex, Progress, Segmented, Steps, Typography, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { download } from '../../api/client.ts'
import type { Progress as Told } from '../../api/watch.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTimes } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { KeptMappings } from './mapping.tsx'
import { Past } from './past.tsx'
import { ReportView } from './report.tsx'
import { type Kind, useImport } from './run.ts'

const STEPS = ['read', 'understand', 'compare', 'write'] as const
const TYPES = '.xlsx,.xls,.et,.ods,.csv,.docx'

export default function Imports() {
  const { t } = useTranslation('imports')
  const bank = useBankId()
  const may = useMay()
  const { work, look, take, cancel, restart } = useImport(bank)
  const { file, report, running, progress, error, choices } = work
  return (
    <Page title={t('title')} sub={t('sub')} actions={<Templates bank={bank} />}>
      <Flex vertical gap={16}>
        {error !== undefined && <RefusalNote error={error} />}
        {running ? (
          <Running
            name={file?.name ?? ''}
            looking={running === 'look'}
            progress={progress}
            cancel={() => void cancel()}
          />
        ) : report && file ? (
          <ReportView
            key={`${report.import} ${report.dryRun}`}
            bank={bank}
            file={file}
            report={report}
            choices={choices}
            again={(changed) => void look(file, { ...choices, ...changed })}
            take={(changed) => void take({ ...choices, ...changed })}
            restart={restart}
          />
        ) : (
          <Choose choose={(chosen, kind, near) => void look(chosen, { kind, near })} />
        )}
        {!running && !report && <KeptMappings bank={bank} />}
        {!running && may('item.imports', bank) && <Past bank={bank} />}
      </Flex>
    </Page>
  )
}

function Templates({ bank }: { bank: string }) {
  const { t } = useTranslation('imports')
  const fetch = useAct((name: string) => download(`/api/banks/${bank}/import-templates/${name}`))
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: (['theory-items', 'practical-tasks', 'defense-topics'] as const).map((key) => ({
          key,
          label: t(`template.${key}`),
        })),
        onClick: ({ key }) => fetch.mutate(key),
      }}
    >
      <Button icon={<DownloadOutlined />} loading={fetch.isPending}>
        {t('templates')} <DownOutlined />
      </Button>
    </Dropdown>
  )
}

function Choose({ choose }: { choose: (file: File, kind: Kind | undefined, near: boolean) => void }) {
  const { t } = useTranslation(['imports', 'common'])
  const [kind, setKind] = useState<Kind | 'any'>('any')
  const [near, setNear] = useState(true)
  return (
    <Card>
      <Flex vertical gap={16}>
        <Flex gap={16} wrap align="center">
          <span id="import-kind">{t('kind')}</span>
          <Segmented<Kind | 'any'>
            aria-labelledby="import-kind"
            value={kind}
            onChange={setKind}
            options={[
              { value: 'any', label: t('kind.any') },
              ...(['theory', 'practical', 'defense'] as const).map((value) => ({
                value,
                label: t(`common:kind.${value}`),
              })),
            ]}
          />
          <Checkbox checked={near} onChange={({ target }) => setNear(target.checked)}>
            {t('near.look')}
          </Checkbox>
        </Flex>
        <Upload.Dragger
          accept={TYPES}
          multiple={false}
          showUploadList={false}
          beforeUpload={(file) => {
            choose(file, kind === 'any' ? undefined : kind, near)
            return false
          }}
        >
          <Typography.Text type="secondary" style={{ fontSize: 40 }}>
            <InboxOutlined />
          </Typography.Text>
          <Typography.Paragraph style={{ fontSize: 16, marginBottom: 4 }}>{t('drop')}</Typography.Paragraph>
          <Typography.Text type="secondary">{t('drop.types')}</Typography.Text>
        </Upload.Dragger>
        <Typography.Text type="secondary">{t('drop.promise')}</Typography.Text>
      </Flex>
    </Card>
  )
}

function Running({
  name,
  looking,
  progress,
  cancel,
}: {
  name: string
  looking: boolean
  progress: Told | undefined
  cancel: () => void
}) {
  const { t } = useTranslation(['imports', 'common'])
  const { number } = useTimes()
  const steps = looking ? STEPS.slice(0, 3) : STEPS
  const at = steps.indexOf(progress?.step as (typeof STEPS)[number])
  const { done = 0, of = 0 } = progress ?? {}
  return (
    <Card
      title={t(looking ? 'running.look' : 'running.import', { name })}
      extra={<Button onClick={cancel}>{t('common:cancel')}</Button>}
    >
      <Steps size="small" current={Math.max(0, at)} items={steps.map((step) => ({ title: t(`step.${step}`) }))} />
      <Progress
        percent={of > 0 ? Math.floor((done / of) * 100) : 0}
        status="active"
        showInfo={of > 0}
        aria-label={t('running.progress')}
        style={{ marginTop: 16 }}
      />
      <Typography.Text type="secondary" className="figures" aria-live="polite">
        {of > 0
          ? t('running.of', { done: number(done), of: number(of) })
          : done > 0
            ? t('running.rows', { rows: number(done) })
            : t('running.wait')}
      </Typography.Text>
      {!looking && <Alert style={{ marginTop: 16 }} type="info" showIcon title={t('running.whole')} />}
    </Card>
  )
}
