/** One sitting: its lot, its copies room by room, what happened, and its papers for the archive. */
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import {
  Alert,
  Button,
  Card,
  Col,
  Descriptions,
  Flex,
  Form,
  Input,
  InputNumber,
  List,
  Popconfirm,
  Row,
  Select,
  Space,
  Table,
  Tag,
  Typography,
} from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask, download } from '../../api/client.ts'
import type { paths } from '../../api/schema.d.ts'
import { useBankId } from '../../app/banks.ts'
import { useMay } from '../../app/me.ts'
import { Loaded, Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Time } from '../../ui/times.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useSetName } from '../custody/object-name.ts'
import { registerQuery } from '../custody/queries.ts'

type Sitting = paths['/api/banks/{bank}/sittings/{sitting}']['get']['responses'][200]['content']['application/json']
type Room = Sitting['rooms'][number]

export default function SittingPage() {
  const { t } = useTranslation('sittings')
  const bank = useBankId()
  const may = useMay()
  const { sitting } = useParams({ strict: false }) as { sitting: string }
  const params = { params: { path: { bank, sitting } } }
  const key = ['banks', bank, 'sittings', sitting]
  const query = useQuery({ queryKey: key, queryFn: () => ask(api.GET('/api/banks/{bank}/sittings/{sitting}', params)) })
  const changes = [['banks', bank, 'sittings']]
  const end = useAct(() => ask(api.POST('/api/banks/{bank}/sittings/{sitting}/end', params)), {
    changes,
    done: t('ended'),
  })
  const archive = useAct(() => ask(api.POST('/api/banks/{bank}/sittings/{sitting}/archive', params)), {
    changes,
    done: t('archived'),
  })
  const record = useAct(() => download(`/api/banks/${bank}/sittings/${sitting}/record`))
  const packing = useAct(() => download(`/api/banks/${bank}/sittings/${sitting}/packing-list`))
  const state = query.data?.state
  return (
    <Page
      title={query.data?.name ?? t('title')}
      sub={query.data?.place}
      actions={
        <>
          <Button loading={packing.isPending} onClick={() => packing.mutate()}>
            {t('packing-list')}
          </Button>
          <Button loading={record.isPending} onClick={() => record.mutate()}>
            {t('record')}
          </Button>
          {may('sitting.run', bank) && (state === 'drawn' || state === 'planned') && (
            <Popconfirm title={t('end.sure')} onConfirm={() => end.mutate()}>
              <Button type="primary" loading={end.isPending}>
                {t('end')}
              </Button>
            </Popconfirm>
          )}
          {may('sitting.run', bank) && state === 'held' && (
            <Popconfirm title={t('archive.sure')} onConfirm={() => archive.mutate()}>
              <Button type="primary" loading={archive.isPending}>
                {t('archive')}
              </Button>
            </Popconfirm>
          )}
        </>
      }
    >
      <Loaded query={query}>
        {(view) => (
          <Row gutter={[16, 16]}>
            <Col xs={24} xl={15}>
              <Flex vertical gap={16}>
                <Lot view={view} changes={changes} />
                <Rooms view={view} changes={changes} />
              </Flex>
            </Col>
            <Col xs={24} xl={9}>
              <Flex vertical gap={16}>
                <Card title={t('facts')}>
                  <Descriptions
                    size="small"
                    column={1}
                    items={[
                      { key: 'state', label: t('state'), children: <Tag>{t(`state.${view.state as 'planned'}`)}</Tag> },
                      { key: 'starts', label: t('starts'), children: <Time at={view.starts} /> },
                      { key: 'ends', label: t('ends'), children: <Time at={view.ends} /> },
                      ...view.people.map(({ person, part }) => ({
                        key: `${person} ${part}`,
                        label: t(`part.${part as 'officer'}`),
                        children: person,
                      })),
                    ]}
                  />
                </Card>
                <Incidents view={view} changes={changes} />
              </Flex>
            </Col>
          </Row>
        )}
      </Loaded>
    </Page>
  )
}

/** The lot by which the paper and its spare come; drawn before everybody, and drawn again from its seed by anybody. */
function Lot({ view, changes }: { view: Sitting; changes: string[][] }) {
  const { t } = useTranslation('sittings')
  const bank = useBankId()
  const may = useMay()
  const setName = useSetName()
  const register = useQuery(registerQuery(bank))
  const [sets, setSets] = useState<string[]>([])
  const draw = useAct(
    (chosen: string[]) =>
      ask(
        api.POST('/api/banks/{bank}/sittings/{sitting}/draw', {
          params: { path: { bank, sitting: view.id } },
          body: { sets: chosen },
        }),
      ),
    { changes, quiet: true, done: t('lot.done') },
  )
  const sealed = [
    ...new Set(
      register.data
        ?.filter(({ kind, destroyed, voided }) => kind === 'paper' && !destroyed && !voided)
        .map(({ set }) => set),
    ),
  ]
  return (
    <Card title={t('lot')}>
      {view.draw ? (
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: 'paper', label: t('lot.paper'), children: <b className="figures">{view.draw.paper}</b> },
            {
              key: 'spare',
              label: t('lot.spare'),
              children: <span className="figures">{view.draw.spare ?? '—'}</span>,
            },
            {
              key: 'from',
              label: t('lot.from'),
              children: t('lot.candidates', { count: view.draw.candidates.length }),
            },
            {
              key: 'seed',
              label: t('lot.seed'),
              children: (
                <Typography.Text copyable code>
                  {view.draw.seed}
                </Typography.Text>
              ),
            },
          ]}
        />
      ) : may('sitting.plan', bank) ? (
        <Flex vertical gap={12}>
          <span>{t('lot.what')}</span>
          {draw.error !== null && <RefusalNote error={draw.error} />}
          <Space>
            <Select
              mode="multiple"
              aria-label={t('lot.sets')}
              placeholder={t('lot.sets')}
              value={sets}
              onChange={setSets}
              style={{ minWidth: 260 }}
              notFoundContent={t('lot.none')}
              options={sealed.map((value) => ({ value, label: setName(value) }))}
            />
            <Popconfirm title={t('lot.sure')} onConfirm={() => draw.mutate(sets)}>
              <Button type="primary" disabled={sets.length === 0} loading={draw.isPending}>
                {t('lot.go')}
              </Button>
            </Popconfirm>
          </Space>
        </Flex>
      ) : (
        <Typography.Text type="secondary">{t('not-drawn')}</Typography.Text>
      )}
    </Card>
  )
}

function Rooms({ view, changes }: { view: Sitting; changes: string[][] }) {
  const { t } = useTranslation('sittings')
  const bank = useBankId()
  const may = useMay()
  const running = may('sitting.run', bank) && view.state === 'drawn'
  const total = (of: (room: Room) => number | null) => view.rooms.reduce((sum, room) => sum + (of(room) ?? 0), 0)
  return (
    <Card title={t('rooms')}>
      {view.state === 'planned' && <Alert type="info" title={t('rooms.draw-first')} style={{ marginBottom: 12 }} />}
      <Table
        size="small"
        rowKey="room"
        dataSource={view.rooms}
        pagination={false}
        scroll={{ x: 640 }}
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

function Incidents({ view, changes }: { view: Sitting; changes: string[][] }) {
  const { t } = useTranslation('sittings')
  const bank = useBankId()
  const may = useMay()
  const [form] = Form.useForm<{ text: string }>()
  const note = useAct(
    ({ text }: { text: string }) =>
      ask(
        api.POST('/api/banks/{bank}/sittings/{sitting}/incidents', {
          params: { path: { bank, sitting: view.id } },
          body: { text: text.trim() },
        }),
      ),
    { changes, done: t('entered'), after: () => form.resetFields() },
  )
  return (
    <Card title={t('incidents')}>
      <List
        size="small"
        dataSource={view.incidents}
        locale={{ emptyText: t('incidents.none') }}
        renderItem={({ text, by, at }) => (
          <List.Item>
            <List.Item.Meta
              title={text}
              description={
                <>
                  {by} · <Time at={at} />
                </>
              }
            />
          </List.Item>
        )}
      />
      {may('sitting.run', bank) && view.state !== 'archived' && (
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(answer) => note.mutate(answer)}>
          <Form.Item
            name="text"
            label={t('incident')}
            rules={[{ required: true, whitespace: true, message: t('needed') }]}
          >
            <Input.TextArea maxLength={4000} autoSize={{ minRows: 2 }} />
          </Form.Item>
          <Button htmlType="submit" loading={note.isPending}>
            {t('incident.add')}
          </Button>
        </Form>
      )}
    </Card>
  )
}
