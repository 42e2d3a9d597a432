/** What this installation is, and the key by which its seals and reports are verified elsewhere. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Card, Descriptions, Flex, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, ask, saveFile } from '../../api/client.ts'
import { Loaded, Page } from '../../ui/page.tsx'
import { Time } from '../../ui/times.tsx'

export default function About() {
  const { t } = useTranslation(['about', 'common'])
  const query = useQuery({ queryKey: ['about'], queryFn: () => ask(api.GET('/api/about')) })
  return (
    <Page title={t('title')}>
      <Loaded query={query}>
        {({ version, installation, fingerprint, lastBackup }) => (
          <Flex vertical gap={16} style={{ maxWidth: 900 }}>
            <Card>
              <Descriptions
                column={1}
                items={[
                  { key: 'version', label: t('version'), children: `${t('common:product')} ${version}` },
                  { key: 'backup', label: t('backup'), children: <LastBackup at={lastBackup} /> },
                  {
                    key: 'key',
                    label: t('key'),
                    children: (
                      <Typography.Text copyable code style={{ wordBreak: 'break-all' }}>
                        {installation}
                      </Typography.Text>
                    ),
                  },
                  {
                    key: 'print',
                    label: t('fingerprint'),
                    children: (
                      <Typography.Text copyable code>
                        {fingerprint}
                      </Typography.Text>
                    ),
                  },
                ]}
              />
              <Button
                style={{ marginTop: 12 }}
                onClick={() =>
                  saveFile(new Blob([`${installation}\n`], { type: 'text/plain' }), 'juanku-public-key.txt')
                }
              >
                {t('key.save')}
              </Button>
            </Card>
            <Alert type="info" showIcon title={t('verify')} description={t('verify.how')} />
            <Alert type="warning" showIcon title={t('limits')} description={t('limits.what')} />
          </Flex>
        )}
      </Loaded>
    </Page>
  )
}

/** Older than this, a backup has missed a working week; the doctor says so at the same age. */
const OLD_MS = 7 * 86_400_000

/** When the last backup was made, and what to do where there is none or an old one. */
function LastBackup({ at }: { at: number | null }) {
  const { t } = useTranslation('about')
  if (at !== null && Date.now() - at < OLD_MS) return <Time at={at} />
  return (
    <Flex vertical gap={4}>
      {at === null ? t('backup.none') : <Time at={at} />}
      <Typography.Text type="warning">{t('backup.how')}</Typography.Text>
    </Flex>
  )
}
