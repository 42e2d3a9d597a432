/** A re-mapping being made: every place without a home gets one here or stays without, and the report follows. */
import { Alert, Button, Flex, Input, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { Loaded } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useAct } from '../../ui/use-act.ts'
import { type Kind, useEdition } from './editions.ts'
import { RemapReport } from './remap-report.tsx'
import { remapsKey, usePreview, useRemapDraft } from './remaps.ts'

export function NewRemap({
  bank,
  kind,
  made,
  close,
}: {
  bank: string
  kind: Kind
  made: (id: string) => void
  close: () => void
}) {
  const { t } = useTranslation(['table', 'common'])
  const { draft, keep, end } = useRemapDraft(bank, kind)
  const { table, choices, reason } = draft
  const current = useEdition(bank, kind, 'current', table === undefined)
  const preview = usePreview(bank, kind, draft)
  const propose = useAct(
    () =>
      ask(
        api.POST('/api/banks/{bank}/remaps', {
          params: { path: { bank } },
          body: { kind, choices, reason: reason.trim(), ...(table && { table }) },
        }),
      ),
    {
      changes: [remapsKey(bank)],
      quiet: true,
      done: t('remap.proposed'),
      after: ({ id }) => {
        end()
        made(id)
      },
    },
  )
  const target = table ?? current.data
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} wrap align="center">
        <Input
          aria-label={t('remap.reason')}
          placeholder={t('remap.reason.example')}
          value={reason}
          maxLength={1000}
          onChange={({ target }) => keep({ ...draft, reason: target.value })}
          style={{ flex: '1 1 260px', maxWidth: 480 }}
        />
        <Button
          type="primary"
          disabled={reason.trim() === '' || preview.isFetching}
          loading={propose.isPending}
          onClick={() => propose.mutate()}
        >
          {t('remap.propose')}
        </Button>
        <Button
          onClick={() => {
            end()
            close()
          }}
        >
          {t('common:cancel')}
        </Button>
        {preview.isFetching && <Spin size="small" />}
      </Flex>
      <Alert type="info" showIcon title={t(table ? 'remap.with-table' : 'remap.in-force-already')} />
      {propose.error !== null && <RefusalNote error={propose.error} />}
      <Loaded query={preview}>
        {(report) => (
          <RemapReport
            bank={bank}
            report={report}
            {...(target && {
              choosing: { table: target, choices, choose: (next) => keep({ ...draft, choices: next }) },
            })}
          />
        )}
      </Loaded>
    </Flex>
  )
}
