/** Lists that are put in order by dragging a handle, or by the buttons beside it. */
import { ArrowDownOutlined, ArrowUpOutlined, HolderOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type DragEvent, useState } from 'react'

/** The list with one entry at another place; as it is where there is no such place. */
export const moved = <Entry,>(list: readonly Entry[], from: number, to: number): Entry[] => {
  if (to < 0 || to >= list.length) return [...list]
  const next = [...list]
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}

/** Dragging within one list: what a place in it and its handle listen to. */
export function useDragOrder(order: (from: number, to: number) => void) {
  const [dragged, setDragged] = useState<number>()
  return {
    place: (at: number) => ({
      style: { opacity: dragged === at ? 0.5 : 1 },
      onDragOver: (event: DragEvent) => dragged !== undefined && event.preventDefault(),
      onDrop: (event: DragEvent) => {
        if (dragged === undefined) return
        event.preventDefault()
        order(dragged, at)
        setDragged(undefined)
      },
    }),
    handle: (at: number) => ({
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.setData('text/plain', String(at + 1))
        setDragged(at)
      },
      onDragEnd: () => setDragged(undefined),
    }),
  }
}

export function Handle({ title, ...drag }: { title: string } & ReturnType<ReturnType<typeof useDragOrder>['handle']>) {
  return (
    <span draggable {...drag} title={title} style={{ cursor: 'grab' }}>
      <HolderOutlined aria-hidden="true" />
    </span>
  )
}

/** Up and down by one. */
export function MoveButtons({
  at,
  of,
  up,
  down,
  order,
}: {
  at: number
  /** How many there are. */
  of: number
  up: string
  down: string
  order: (from: number, to: number) => void
}) {
  return (
    <>
      <Button
        size="small"
        type="text"
        icon={<ArrowUpOutlined />}
        disabled={at === 0}
        aria-label={up}
        onClick={() => order(at, at - 1)}
      />
      <Button
        size="small"
        type="text"
        icon={<ArrowDownOutlined />}
        disabled={at === of - 1}
        aria-label={down}
        onClick={() => order(at, at + 1)}
      />
    </>
  )
}
