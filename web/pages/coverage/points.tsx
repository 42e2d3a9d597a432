/** Assessment points with how many approved items each has: those without any first. */
import { Flex, Input, Segmented, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Coverage } from './types.ts'

type Show = 'all' | 'none' | 'one'
const IMPORTANCE = { X: 'processing', Y: 'success', Z: 'default' } as const

export function Points({ coverage }: { coverage: Coverage }) {
  const { t } = useTranslation('coverage')
  const [show, setShow] = useState<Show>('all')
  const [search, setSearch] = useState('')
  const { perPoint, pointsWithout, pointsWithOne } = coverage.theory
  const wanted = perPoint.filter(
    ({ code, name, items }) =>
      (show === 'all' || items === (show === 'none' ? 0 : 1)) &&
      (search === '' || code.includes(search) || name.includes(search)),
  )
  return (
    <Flex vertical gap={12}>
      <Flex gap={12} wrap>
        <Segmented<Show>
          aria-label={t('points.show')}
          value={show}
          onChange={setShow}
          options={[
            { value: 'all', label: t('points.all', { count: perPoint.length }) },
            { value: 'none', label: t('points.none', { count: pointsWithout.length }) },
            { value: 'one', label: t('points.one', { count: pointsWithOne.length }) },
          ]}
        />
        <Input.Search
          allowClear
          placeholder={t('points.search')}
          aria-label={t('points.search')}
          onChange={({ target }) => setSearch(target.value.trim())}
          style={{ width: 260 }}
        />
      </Flex>
      <Table
        size="small"
        rowKey="code"
        dataSource={wanted}
        pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: t(show === 'all' ? 'points.empty' : 'points.fine') }}
        columns={[
          {
            title: t('code'),
            dataIndex: 'code',
            width: 140,
            className: 'figures',
            sorter: (a, b) => (a.code < b.code ? -1 : 1),
          },
          { title: t('point'), dataIndex: 'name' },
          {
            title: t('importance'),
            width: 110,
            render: (_, { importance }) => <Tag color={IMPORTANCE[importance]}>{importance}</Tag>,
            sorter: (a, b) => (a.importance < b.importance ? -1 : 1),
          },
          {
            title: t('items'),
            width: 110,
            align: 'right',
            className: 'figures',
            sorter: (a, b) => a.items - b.items,
            defaultSortOrder: 'ascend',
            render: (_, { items }) => (items === 0 ? <Tag color="error">0</Tag> : items),
          },
        ]}
      />
    </Flex>
  )
}
