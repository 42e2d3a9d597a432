/** Destruction by two persons: one lists, another confirms; the certificate is for the archive. */
import { useQuery } from '@tanstack/react-query'
import { App, Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask, download } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay, useMe } from '../../app/me.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'

export function Destructions() {
  const { t } = useTranslation(['custody', 'common'])
  const bank = useBankId()
  const may = useMay()
  const { name } = useMe()
  const { modal } = App.useApp()
  const key = ['banks', bank, 'destructions']
  const { data, error, isLoading, refetch } = useQuery({
    queryKey: key,
    queryFn: () => ask(api.GET('/api/banks/{bank}/destructions', { params: { path: { bank } } })),
  })
  const confirm = useAct(
    (destruction: string) =>
      ask(
        api.POST('/api/banks/{bank}/destructions/{destruction}/confirm', { params: { path: { bank, destruction } } }),
      ),
    { changes: [['banks', bank]], done: t('destroy.done') },
  )
  const certificate = useAct((destruction: string) =>
    download(`/api/banks/${bank}/destructions/${destruction}/certificate`),
  )
  return (
    <>
      {error && <RefusalNote error={error} again={() => void refetch()} />}
      <Table
        rowKey="id"
        loading={isLoading}
        dataSource={data ?? []}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: t('destructions.none') }}
        columns={[
          { title: t('reason'), dataIndex: 'reason' },
          {
            title: t('listed-by'),
            render: (_, { listedBy, listed }) => (
              <>
                {listedBy} · <Time at={listed} />
              </>
            ),
          },
          {
            title: t('confirmed-by'),
            render: (_, { confirmedBy, confirmed }) =>
              confirmedBy === null ? (
                t('waits')
              ) : (
                <>
                  {confirmedBy} · {confirmed !== null && <Time at={confirmed} />}
                </>
              ),
          },
          {
            title: <span className="sr-only">{t('actions')}</span>,
            align: 'right',
            render: (_, { id, confirmedBy, listedBy }) =>
              confirmedBy === null ? (
                may('custody.destroy', bank) &&
                listedBy !== name && (
                  <Button
                    danger
                    size="small"
                    onClick={() =>
                      void modal.confirm({
                        title: t('destroy.confirm.sure'),
                        content: t('destroy.confirm.what'),
                        okText: t('destroy.confirm'),
                        okButtonProps: { danger: true },
                        cancelText: t('common:cancel'),
                        onOk: () => confirm.mutate(id),
                      })
                    }
                  >
                    {t('destroy.confirm')}
                  </Button>
                )
              ) : (
                <Button size="small" loading={certificate.isPending} onClick={() => certificate.mutate(id)}>
                  {t('destroy.certificate')}
                </Button>
              ),
          },
        ]}
      />
    </>
  )
}
