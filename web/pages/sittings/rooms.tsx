/** Copies of a sitting, room by room: issued, collected, what is missing and why. */
import { Alert, Button, Card, Flex, Input, InputNumber, Space, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { useAct } from '../../ui/use-act.ts'
import { Wide } from '../../ui/wide.tsx'
import type { Room, Sitting } from './types.ts'

export function Rooms({ view, changes }: { view: Sitting; changes: string[][] }) {
  const { t } = useTranslation('sittings')
  const bank = useBankId()
  const may = useMay()
  const running = may('sitting.run', bank) && view.state === 'drawn'
  const total = (of: (room: Room) => number | null) => view.rooms.reduce((sum, room) => sum + (of(room) ?? 0), 0)
  return (
    <Card title={t('rooms')}>
      {view.state === 'planned' && <Alert type="info" title={t('rooms.draw-first')} style={{ marginBottom: 12 }} />}
      <Wide label={t('rooms')} least={640}>
        <Table
          size="small"
          rowKey="room"
          dataSource={view.rooms}
          pagination={false}
          columns={[
            { title: t('room'), dataIndex: 'room' },
            { title: t('candidates'), dataIndex: 'candidates', align: 'right', className: 'figures' },
            {
              title: t('issued'),
              align: 'right',
              className: 'figures',
              render: (_, room) =>
                room.issued === null ? (
                  running ? (
                    <Issue room={room} sitting={view.id} changes={changes} />
                  ) : (
                    '—'
                  )
                ) : (
                  <span title={room.issuedBy ?? ''}>{room.issued}</span>
                ),
            },
            {
              title: t('collected'),
              align: 'right',
              className: 'figures',
              render: (_, room) =>
                room.collected === null ? (
                  running && room.issued !== null ? (
                    <Collect room={room} sitting={view.id} changes={changes} />
                  ) : (
                    '—'
                  )
                ) : (
                  <span title={room.collectedBy ?? ''}>{room.collected}</span>
                ),
            },
            {
              title: t('difference'),
              render: (_, { issued, collected, explanation }) =>
                issued === null || collected === null ? (
                  '—'
                ) : issued === collected ? (
                  <Tag color="success">{t('none-missing')}</Tag>
                ) : (
                  <Typography.Text type={explanation ? undefined : 'danger'}>
                    {issued - collected}：{explanation || t('unexplained')}
                  </Typography.Text>
                ),
            },
          ]}
          summary={() => (
            <Table.Summary.Row>
              <Table.Summary.Cell index={0}>{t('sum')}</Table.Summary.Cell>
              <Table.Summary.Cell index={1} align="right">
                {total(({ candidates }) => candidates)}
              </Table.Summary.Cell>
              <Table.Summary.Cell index={2} align="right">
                {total(({ issued }) => issued)}
              </Table.Summary.Cell>
              <Table.Summary.Cell index={3} align="right">
                {total(({ collected }) => collected)}
              </Table.Summary.Cell>
              <Table.Summary.Cell index={4} />
            </Table.Summary.Row>
          )}
        />
      </Wide>
    </Card>
  )
}

type RoomStep = { room: Room; sitting: string; changes: string[][] }

function Issue({ room, sitting, changes }: RoomStep) {
  const { t } = useTranslation('sittings')
  const bank = useBankId()
  const [copies, setCopies] = useState(room.candidates)
  const issue = useAct(
    () =>
      ask(
        api.POST('/api/banks/{bank}/sittings/{sitting}/issued', {
          params: { path: { bank, sitting } },
          body: { room: room.room, copies },
        }),
      ),
    { changes, done: t('entered') },
  )
  return (
    <Space.Compact>
      <InputNumber
        size="small"
        min={0}
        max={10_000}
        precision={0}
        value={copies}
        onChange={(value) => setCopies(value ?? 0)}
        aria-label={t('issued.of', { room: room.room })}
        style={{ width: 70 }}
      />
      <Button size="small" loading={issue.isPending} onClick={() => issue.mutate()}>
        {t('enter')}
      </Button>
    </Space.Compact>
  )
}

function Collect({ room, sitting, changes }: RoomStep) {
  const { t } = useTranslation('sittings')
  const bank = useBankId()
  const [copies, setCopies] = useState(room.issued ?? 0)
  const [explanation, setExplanation] = useState('')
  const collect = useAct(
    () =>
      ask(
        api.POST('/api/banks/{bank}/sittings/{sitting}/collected', {
          params: { path: { bank, sitting } },
          body: { room: room.room, copies, ...(explanation.trim() && { explanation: explanation.trim() }) },
        }),
      ),
    { changes, done: t('entered') },
  )
  return (
    <Flex vertical gap={4} align="flex-end">
      <Space.Compact>
        <InputNumber
          size="small"
          min={0}
          max={10_000}
          precision={0}
          value={copies}
          onChange={(value) => setCopies(value ?? 0)}
          aria-label={t('collected.of', { room: room.room })}
          style={{ width: 70 }}
        />
        <Button size="small" loading={collect.isPending} onClick={() => collect.mutate()}>
          {t('enter')}
        </Button>
      </Space.Compact>
      {copies !== room.issued && (
        <Input
          size="small"
          value={explanation}
          onChange={({ target }) => setExplanation(target.value)}
          placeholder={t('explanation')}
          aria-label={t('explanation')}
          maxLength={1000}
        />
      )}
    </Flex>
  )
}
