/**
 * A chart with the numbers it draws as its name, for whoever cannot see it. The
 * drawing library is loaded with the first chart on the screen.
 */
import { Skeleton } from 'antd'
import { lazy, Suspense } from 'react'
import type { ChartOption } from './chart-canvas.tsx'

const ChartCanvas = lazy(() => import('./chart-canvas.tsx'))

/** `label` tells in words what the chart shows; `height` is in px; `onPick` hears which series and place was clicked. */
export function Chart({
  option,
  label,
  height = 220,
  onPick,
}: {
  option: ChartOption
  label: string
  height?: number
  onPick?: ((picked: { series: number; index: number; value: unknown }) => void) | undefined
}) {
  return (
    <div role="img" aria-label={label} style={{ height, minWidth: 0 }}>
      <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: Math.max(2, Math.floor(height / 40)) }} />}>
        <ChartCanvas option={option} onPick={onPick} />
      </Suspense>
    </div>
  )
}
