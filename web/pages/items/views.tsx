/** A person's searches by name: opened, kept, taken away. */
import { DeleteOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Flex, Form, Input, List, Modal, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask } from '../../api/client.ts'
import { useBankId } from '../../app/banks.ts'
import { useAct } from '../../ui/use-act.ts'
import { useAddress } from '../../ui/use-address.ts'
import { lookOf, viewOf } from './search-state.ts'

export function Views() {
  const { t } = useTranslation('items')
  const bank = useBankId()
  const key = ['banks', bank, 'views']
  const [look, change] = useAddress('cursor')
  const [open, setOpen] = useState(false)
  const [naming, setNaming] = useState(false)
  const [name, setName] = useState('')
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => ask(api.GET('/api/banks/{bank}/views', { params: { path: { bank } } })),
  })
  const save = useAct(
    () =>
      ask(
        api.POST('/api/banks/{bank}/views', {
          params: { path: { bank } },
          body: { name: name.trim(), view: viewOf(look) },
        }),
      ),
    { changes: [key], done: t('views.saved'), after: () => setNaming(false) },
  )
  const remove = useAct(
    (id: string) => ask(api.DELETE('/api/banks/{bank}/views/{id}', { params: { path: { bank, id } } })),
    { changes: [key], done: t('views.removed') },
  )
  const views = data ?? []
  return (
    <>
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomLeft"
        content={
          <Flex vertical gap={8} style={{ width: 280 }}>
            <List
              size="small"
              dataSource={views}
              locale={{ emptyText: t('views.none') }}
              renderItem={({ id, name, view }) => (
                <List.Item
                  actions={[
                    <Button
                      key="remove"
                      size="small"
                      type="text"
                      danger
                      icon={<DeleteOutlined />}
                      aria-label={t('views.remove', { name })}
                      onClick={() => remove.mutate(id)}
                    />,
                  ]}
                >
                  <Button
                    type="link"
                    size="small"
                    onClick={() => {
                      change(lookOf(view))
                      setOpen(false)
                    }}
                  >
                    {name}
                  </Button>
                </List.Item>
              )}
            />
            <Button
              onClick={() => {
                setOpen(false)
                setNaming(true)
              }}
            >
              {t('views.keep')}
            </Button>
          </Flex>
        }
      >
        <Button>{views.length > 0 ? t('views.count', { count: views.length }) : t('views')}</Button>
      </Popover>
      <Modal
        open={naming}
        title={t('views.keep')}
        okText={t('views.save')}
        confirmLoading={save.isPending}
        okButtonProps={{ disabled: name.trim() === '' }}
        onOk={() => save.mutate()}
        onCancel={() => setNaming(false)}
        destroyOnHidden
      >
        <Form layout="vertical">
          <Form.Item label={t('views.name')} htmlFor="view-name" extra={t('views.same-name')}>
            <Input
              id="view-name"
              value={name}
              maxLength={60}
              autoFocus
              onChange={({ target }) => setName(target.value)}
            />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
