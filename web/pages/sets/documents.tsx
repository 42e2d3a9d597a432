/** The documents of unsealed papers, for whoever may print them. Each download is in the log. */
import { DownloadOutlined } from '@ant-design/icons'
import { Alert, Button, Flex, Segmented, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { download } from '../../api/client.ts'
import { useAct } from '../../ui/use-act.ts'
import type { SetView } from './set.tsx'

const documents = {
  theory: ['paper', 'key', 'answer-sheet', 'two-way-table'],
  practical: ['tasks', 'preparation', 'marking'],
  defense: ['cards', 'draw', 'scores', 'record'],
} as const

export function Documents({ bank, view }: { bank: string; view: SetView }) {
  const { t } = useTranslation('sets')
  const [format, setFormat] = useState<'a4' | 'a3'>('a4')
  const save = useAct(({ paper, document }: { paper: number; document: string }) =>
    download(`/api/banks/${bank}/sets/${view.id}/papers/${paper}/documents/${document}?format=${format}`),
  )
  return (
    <Flex vertical gap={12}>
      <Alert type="warning" showIcon title={t('documents.care')} />
      <Segmented
        aria-label={t('documents.format')}
        style={{ alignSelf: 'flex-start' }}
        value={format}
        onChange={setFormat}
        options={[
          { value: 'a4', label: 'A4' },
          { value: 'a3', label: 'A3' },
        ]}
      />
      <Table<SetView['papers'][number]>
        size="small"
        rowKey="id"
        dataSource={view.papers}
        pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
        columns={[
          { title: t('paper'), dataIndex: 'id', className: 'figures' },
          {
            title: t('tab.documents'),
            render: (_, { number }) => (
              <Flex gap={6} wrap>
                {documents[view.kind].map((document) => (
                  <Button
                    key={document}
                    size="small"
                    icon={<DownloadOutlined />}
                    loading={save.isPending && save.variables.paper === number && save.variables.document === document}
                    onClick={() => save.mutate({ paper: number, document })}
                  >
                    {t(`document.${document}`)}
                  </Button>
                ))}
              </Flex>
            ),
          },
        ]}
      />
    </Flex>
  )
}
