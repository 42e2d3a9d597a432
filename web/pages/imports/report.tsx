/** What became of a file, row by row, before and after it is taken. */
import { DownloadOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Alert, Badge, Button, Card, Flex, Statistic, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { download } from '../../api/client.ts'
import { useMay } from '../../app/me.ts'
import { useAct } from '../../ui/use-act.ts'
import { useAddress } from '../../ui/use-address.ts'
import { useSaid } from '../../words/index.ts'
import { MappingEditor } from './mapping.tsx'
import { isOut, leaveOut, Mended, NOTHING } from './mend.tsx'
import { Near } from './near.tsx'
import { Issues, outcomes, Rows, UnknownPoints } from './report-tables.tsx'
import { annotatedRequest, type Choices, type Report } from './run.ts'

type Props = {
  bank: string
  file: File
  report: Report
  choices: Choices
  again: (choices: Choices) => void
  take: (choices: Choices) => void
  restart: () => void
}

export function ReportView({ bank, file, report, choices, again, take, restart }: Props) {
  const { t } = useTranslation('imports')
  const [{ tab }, setAddress] = useAddress()
  const [keepAs, setKeepAs] = useState(choices.keepAs ?? '')
  const [wanted, setWanted] = useState(choices.wanted ?? {})
  const [corrections, setCorrections] = useState(choices.corrections ?? NOTHING)
  const unlooked = corrections !== (choices.corrections ?? NOTHING)
  const { counts, dryRun, rows, near, mapping, points, notes } = report
  const issues = [...report.issues, ...rows.flatMap((row) => row.issues)]
  const writes = counts.added + counts.updated
  const annotated = useAct(() => download(annotatedRequest(bank, file, { ...choices, corrections })))
  const isTable = report.kind === 'element-table'
  const tabs = [
    {
      key: 'issues',
      label: <Counted label={t('tab.issues')} count={issues.length} />,
      children: <Issues issues={issues} mend={{ report, corrections, change: setCorrections }} />,
    },
    ...(report.corrected.length + report.leftOut.length > 0
      ? [
          {
            key: 'mended',
            label: <Counted label={t('tab.mended')} count={report.corrected.length + report.leftOut.length} />,
            children: <Mended report={report} corrections={corrections} change={dryRun ? setCorrections : undefined} />,
          },
        ]
      : []),
    {
      key: 'rows',
      label: <Counted label={t('tab.rows')} count={report.rowsTotal} />,
      children: <Rows report={report} />,
    },
    ...(mapping && dryRun
      ? [
          {
            key: 'mapping',
            label: (
              <Badge dot={!report.certain} offset={[6, 0]}>
                {t('tab.mapping')}
              </Badge>
            ),
            children: (
              <MappingEditor
                report={report}
                keepAs={keepAs}
                setKeepAs={setKeepAs}
                again={(changed) => again({ mapping: changed, corrections, wanted })}
              />
            ),
          },
        ]
      : []),
    ...(points.length > 0
      ? [
          {
            key: 'points',
            label: <Counted label={t('tab.points')} count={points.length} />,
            children: <UnknownPoints points={points} />,
          },
        ]
      : []),
    ...(near
      ? [
          {
            key: 'near',
            label: <Counted label={t('tab.near')} count={near.length} />,
            children: (
              <Near
                bank={bank}
                pairs={near}
                wanted={wanted}
                want={(pair, what) => setWanted(({ [pair]: _, ...rest }) => (what ? { ...rest, [pair]: what } : rest))}
                rows={
                  dryRun
                    ? {
                        isOut: (place) => isOut(corrections, place),
                        leaveOut: (place, out) => setCorrections(leaveOut(corrections, place, out)),
                      }
                    : undefined
                }
              />
            ),
          },
        ]
      : []),
  ]
  const first = !report.certain && dryRun ? 'mapping' : 'issues'
  return (
    <Card
      title={
        <h2 style={{ margin: 0, fontSize: 16 }}>{t(dryRun ? 'report.looked' : 'report.done', { name: file.name })}</h2>
      }
      extra={
        <Flex gap={8} wrap>
          {(issues.length > 0 || corrections.cells.length > 0) && (
            <Button icon={<DownloadOutlined />} loading={annotated.isPending} onClick={() => annotated.mutate()}>
              {t('annotated')}
            </Button>
          )}
          <Button onClick={restart}>{t('other-file')}</Button>
          {dryRun && !isTable && (
            <Button
              type="primary"
              disabled={writes === 0 && !unlooked}
              onClick={() => take({ keepAs, corrections, wanted })}
            >
              {unlooked ? t('take.mended') : t('take', { count: writes })}
            </Button>
          )}
        </Flex>
      }
    >
      <Flex vertical gap={16}>
        <Verdict bank={bank} report={report} />
        {unlooked && (
          <Alert
            type="info"
            showIcon
            title={t('mend.unlooked', { cells: corrections.cells.length, rows: corrections.leftOut.length })}
            action={
              <Button size="small" type="primary" onClick={() => again({ corrections, wanted, keepAs })}>
                {t('mend.look')}
              </Button>
            }
          />
        )}
        <Flex gap={32} wrap>
          {outcomes.map((outcome) => (
            <Statistic
              key={outcome}
              title={t(`outcome.${outcome}`)}
              value={counts[outcome]}
              styles={{ content: { fontSize: 22 } }}
            />
          ))}
          {report.kind === 'theory' && report.unassigned > 0 && (
            <Statistic title={t('unassigned')} value={report.unassigned} styles={{ content: { fontSize: 22 } }} />
          )}
        </Flex>
        {notes.map(({ sheet, message }) => (
          <Note key={`${sheet} ${message.zh}`} sheet={sheet} message={message} />
        ))}
        {!isTable && (
          <Tabs
            items={tabs}
            activeKey={tabs.some(({ key }) => key === tab) ? tab! : first}
            onChange={(key) => setAddress({ tab: key })}
          />
        )}
        {isTable && <Issues issues={issues} />}
      </Flex>
    </Card>
  )
}

const Counted = ({ label, count }: { label: string; count: number }) => (
  <span>
    {label} <span className="figures">({count})</span>
  </span>
)

function Note({ sheet, message }: { sheet: string; message: { zh: string; en: string } }) {
  const { t } = useTranslation('imports')
  const said = useSaid()
  return <Alert type="info" showIcon title={t('note', { sheet, message: said(message) })} />
}

/** What it all comes to, in a sentence. */
function Verdict({ bank, report }: { bank: string; report: Report }) {
  const { t } = useTranslation('imports')
  const may = useMay()
  const { counts, dryRun } = report
  if (report.kind === 'element-table')
    return (
      <Alert
        type="info"
        showIcon
        title={t('verdict.table')}
        action={may('table.read', bank) && <Link to={`/banks/${bank}/table` as string}>{t('verdict.to-table')}</Link>}
      />
    )
  const known = counts.unchanged + counts.duplicate
  const nothing = counts.added + counts.updated === 0
  if (nothing && counts.refused === 0)
    return <Alert type="success" showIcon title={t('verdict.nothing', { count: known })} />
  if (nothing) return <Alert type="error" showIcon title={t('verdict.none', { count: counts.refused })} />
  if (!dryRun)
    return (
      <Alert
        type={counts.refused > 0 ? 'warning' : 'success'}
        showIcon
        title={t('verdict.done', { added: counts.added, updated: counts.updated })}
        description={counts.refused > 0 ? t('verdict.rest', { count: counts.refused }) : t('verdict.next')}
      />
    )
  return (
    <Alert
      type={counts.refused > 0 ? 'warning' : 'info'}
      showIcon
      title={t('verdict.look', { added: counts.added, updated: counts.updated })}
      description={counts.refused > 0 ? t('verdict.refused', { count: counts.refused }) : undefined}
    />
  )
}
